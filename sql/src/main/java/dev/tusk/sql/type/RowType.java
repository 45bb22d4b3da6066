package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What types of rows share, named ones and {@code record}: the text {@code (a,"b c",)}, the binary
 * form, and the order, field by field.
 *
 * <p>Binary form: int32 fields, each int32 OID, int32 length or -1, bytes.
 */
abstract class RowType extends Type {
  RowType(int oid, String name, int arrayOid) {
    super(oid, name, arrayOid);
  }

  @Override
  public final int length() {
    return -1;
  }

  @Override
  public final char alignment() {
    return 'd';
  }

  @Override
  public final String operatorClass() {
    return "record_ops";
  }

  @Override
  public final void writeText(Object value, ByteWriter out, FormatSettings settings) {
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
  public final void writeBinary(Object value, ByteWriter out) {
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

  /** Field by field, NULL above all ({@code record_cmp}). */
  @Override
  public final int compare(Object left, Object right) {
    RecordValue a = (RecordValue) left;
    RecordValue b = (RecordValue) right;
    int limit = Math.min(a.size(), b.size());
    for (int i = 0; i < limit; i++) {
      Type type = sameType(a, b, i);
      if (!type.ordered()) {
        throw SqlException.of(
            SqlState.UNDEFINED_FUNCTION,
            "could not identify a comparison function for type " + type.displayName());
      }
      Object x = a.get(i);
      Object y = b.get(i);
      if (x == null || y == null) {
        if (x != y) {
          return x == null ? 1 : -1;
        }
        continue;
      }
      int order = type.compare(x, y);
      if (order != 0) {
        return order;
      }
    }
    checkSizes(a, b);
    return 0;
  }

  /** {@code record_eq}: NULL equals NULL. */
  @Override
  public final boolean equal(Object left, Object right) {
    RecordValue a = (RecordValue) left;
    RecordValue b = (RecordValue) right;
    int limit = Math.min(a.size(), b.size());
    for (int i = 0; i < limit; i++) {
      Type type = sameType(a, b, i);
      if (!type.hashed()) {
        throw SqlException.of(
            SqlState.UNDEFINED_FUNCTION,
            "could not identify an equality operator for type " + type.displayName());
      }
      Object x = a.get(i);
      Object y = b.get(i);
      if (x == null || y == null ? x != y : !type.equal(x, y)) {
        return false;
      }
    }
    checkSizes(a, b);
    return true;
  }

  private static Type sameType(RecordValue a, RecordValue b, int i) {
    Type type = a.type(i);
    if (type.oid() != b.type(i).oid()) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          String.format(
              Locale.ROOT,
              "cannot compare dissimilar column types %s and %s at record column %d",
              type.displayName(),
              b.type(i).displayName(),
              i + 1));
    }
    return type;
  }

  private static void checkSizes(RecordValue a, RecordValue b) {
    if (a.size() != b.size()) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          "cannot compare record types with different numbers of columns");
    }
  }

  @Override
  public final int hash(Object value) {
    RecordValue row = (RecordValue) value;
    int hash = 1;
    for (int i = 0; i < row.size(); i++) {
      @Nullable Object field = row.get(i);
      hash = 31 * hash + (field == null ? 0 : row.type(i).hash(field));
    }
    return hash;
  }

  @Override
  public final void writeKey(Object value, KeyWriter out) {
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
}
