package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;

/**
 * {@code record}: a row without a declared type, written {@code (a,"b c",)}.
 *
 * <p>Binary form: int32 fields, each int32 OID, int32 length or -1, bytes.
 */
final class RecordType extends Type {
  RecordType() {
    super(2249, "record", 2287);
  }

  @Override
  public char category() {
    return 'P';
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    throw SqlException.notSupported("input of anonymous composite types");
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    RecordValue row = (RecordValue) value;
    out.put('(');
    for (int i = 0; i < row.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      Object field = row.get(i);
      if (field != null) {
        writeField(row.type(i).toText(field, settings), out);
      }
    }
    out.put(')');
  }

  private static void writeField(String text, ByteWriter out) {
    boolean quote = text.isEmpty();
    for (int i = 0; i < text.length() && !quote; i++) {
      char c = text.charAt(i);
      quote = "\"\\(),".indexOf(c) >= 0 || IntegerText.isSpace(c);
    }
    if (!quote) {
      out.putText(text);
      return;
    }
    out.put('"');
    out.putText(text.replace("\\", "\\\\").replace("\"", "\"\""));
    out.put('"');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    throw SqlException.notSupported("input of anonymous composite types");
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    RecordValue row = (RecordValue) value;
    out.putInt(row.size());
    for (int i = 0; i < row.size(); i++) {
      out.putInt(row.type(i).oid());
      int lengthAt = out.size();
      out.putInt(-1);
      Object field = row.get(i);
      if (field != null) {
        row.type(i).writeBinary(field, out);
        out.setInt(lengthAt, out.size() - lengthAt - 4);
      }
    }
  }

  /** Field by field, NULL above all. */
  @Override
  public int compare(Object left, Object right) {
    RecordValue a = (RecordValue) left;
    RecordValue b = (RecordValue) right;
    int limit = Math.min(a.size(), b.size());
    for (int i = 0; i < limit; i++) {
      Object x = a.get(i);
      Object y = b.get(i);
      if (x == null || y == null) {
        if (x != y) {
          return x == null ? 1 : -1;
        }
        continue;
      }
      int order = a.type(i).compare(x, y);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  @Override
  public int hash(Object value) {
    RecordValue row = (RecordValue) value;
    int hash = 1;
    for (int i = 0; i < row.size(); i++) {
      Object field = row.get(i);
      hash = 31 * hash + (field == null ? 0 : row.type(i).hash(field));
    }
    return hash;
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    RecordValue row = (RecordValue) value;
    for (int i = 0; i < row.size(); i++) {
      Object field = row.get(i);
      if (field == null) {
        out.nullElement();
      } else {
        out.element();
        row.type(i).writeKey(field, out);
      }
    }
    out.endOfElements();
  }

  @Override
  public char alignment() {
    return 'd';
  }
}
