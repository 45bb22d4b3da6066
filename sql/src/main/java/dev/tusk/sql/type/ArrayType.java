package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The array over a type. Typmods are those of the element and apply to each.
 *
 * <pre>
 *  binary  int32 dimensions | int32 has nulls | int32 element OID
 *          | dimensions × (int32 length, int32 lower bound)
 *          | elements × (int32 length or -1, bytes)
 * </pre>
 */
final class ArrayType extends Type {
  private final Type element;

  ArrayType(Type element) {
    super(element.arrayOid(), "_" + element.name(), 0);
    this.element = element;
  }

  @Override
  public char delimiter() {
    return element.delimiter();
  }

  @Override
  public String displayName(int typmod) {
    return element.displayName(typmod) + "[]";
  }

  @Override
  public String writtenName(int typmod) {
    return element.writtenName(typmod) + "[]";
  }

  @Override
  public char category() {
    return 'A';
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public Type elementType() {
    return element;
  }

  @Override
  public boolean ordered() {
    return element.ordered();
  }

  @Override
  public boolean hashed() {
    return element.hashed();
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return ArrayParser.parse(text, element, settings);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    ArrayValue array = (ArrayValue) value;
    if (array.size() == 0) {
      out.putText("{}");
      return;
    }
    boolean bounds = false;
    for (int i = 0; i < array.dimensions(); i++) {
      bounds |= array.lowerBound(i) != 1;
    }
    if (bounds) {
      for (int i = 0; i < array.dimensions(); i++) {
        out.put('[');
        IntegerText.write(array.lowerBound(i), out);
        out.put(':');
        IntegerText.write(array.upperBound(i), out);
        out.put(']');
      }
      out.put('=');
    }
    writeLevel(array, 0, 0, out, settings);
  }

  private int writeLevel(
      ArrayValue array, int depth, int start, ByteWriter out, FormatSettings settings) {
    int index = start;
    out.put('{');
    for (int i = 0; i < array.length(depth); i++) {
      if (i > 0) {
        out.put(element.delimiter());
      }
      if (depth + 1 < array.dimensions()) {
        index = writeLevel(array, depth + 1, index, out, settings);
      } else {
        Object item = array.get(index++);
        if (item == null) {
          out.putText("NULL");
        } else {
          writeItem(item, out, settings);
        }
      }
    }
    out.put('}');
    return index;
  }

  private void writeItem(Object item, ByteWriter out, FormatSettings settings) {
    int start = out.size();
    element.writeText(item, out, settings);
    if (!needsQuotes(out.array(), start, out.size())) {
      return;
    }
    byte[] plain = java.util.Arrays.copyOfRange(out.array(), start, out.size());
    out.truncate(start);
    out.put('"');
    for (byte b : plain) {
      if (b == '"' || b == '\\') {
        out.put('\\');
      }
      out.put(b);
    }
    out.put('"');
  }

  private boolean needsQuotes(byte[] bytes, int from, int to) {
    if (from == to || to - from == 4 && isNull(bytes, from)) {
      return true;
    }
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '"'
          || b == '\\'
          || b == '{'
          || b == '}'
          || b == element.delimiter()
          || IntegerText.isSpace(b)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNull(byte[] bytes, int from) {
    return (bytes[from] | 0x20) == 'n'
        && (bytes[from + 1] | 0x20) == 'u'
        && (bytes[from + 2] | 0x20) == 'l'
        && (bytes[from + 3] | 0x20) == 'l';
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return read(bytes, from, length, element::readBinary);
  }

  @Override
  Object readStored(byte[] bytes, int from, int length) {
    return read(bytes, from, length, element::readStored);
  }

  /** Reads an element's bytes. */
  private interface ElementReader {
    Object read(byte[] bytes, int from, int length);
  }

  private Object read(byte[] bytes, int from, int length, ElementReader reader) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int dimensions = in.int4();
    if (dimensions < 0 || dimensions > ArrayValue.MAX_DIMENSIONS) {
      throw InputError.binary("invalid number of dimensions: " + dimensions);
    }
    int flags = in.int4();
    if (flags != 0 && flags != 1) {
      throw InputError.binary("invalid array flags");
    }
    int oid = in.int4();
    if (oid != element.oid()) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          "binary data has array element type " + oid + " instead of expected " + element.oid());
    }
    int[] lengths = new int[dimensions];
    int[] lower = new int[dimensions];
    long count = dimensions == 0 ? 0 : 1;
    for (int i = 0; i < dimensions; i++) {
      lengths[i] = in.int4();
      lower[i] = in.int4();
      count *= lengths[i];
      // Every element has at least a length word.
      if (lengths[i] < 0 || count > in.left() / 4) {
        throw InputError.insufficientData();
      }
    }
    if (count == 0) {
      return ArrayValue.empty(element);
    }
    Object[] elements = new Object[(int) count];
    for (int i = 0; i < count; i++) {
      int size = in.int4();
      if (size >= 0) {
        int at = in.position();
        in.skip(size);
        elements[i] = reader.read(bytes, at, size);
      }
    }
    in.finish();
    return new ArrayValue(element, lengths, lower, elements);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    write(value, out, element::writeBinary);
  }

  @Override
  void writeStored(Object value, ByteWriter out) {
    write(value, out, element::writeStored);
  }

  private void write(Object value, ByteWriter out, BiConsumer<Object, ByteWriter> writer) {
    ArrayValue array = (ArrayValue) value;
    out.putInt(array.dimensions());
    out.putInt(array.hasNulls() ? 1 : 0);
    out.putInt(element.oid());
    for (int i = 0; i < array.dimensions(); i++) {
      out.putInt(array.length(i));
      out.putInt(array.lowerBound(i));
    }
    for (Object item : array.elements()) {
      int lengthAt = out.size();
      out.putInt(-1);
      if (item != null) {
        writer.accept(item, out);
        out.setInt(lengthAt, out.size() - lengthAt - 4);
      }
    }
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return element.typmodIn(modifiers);
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    if (typmod < 0) {
      return value;
    }
    ArrayValue array = (ArrayValue) value;
    Object[] elements = array.elements().toArray();
    for (int i = 0; i < elements.length; i++) {
      if (elements[i] != null) {
        elements[i] = element.applyTypmod(elements[i], typmod, explicit);
      }
    }
    return array.withElements(element, elements);
  }

  /** Element by element, NULL above all; then the shorter, the fewer dimensions: array_cmp. */
  @Override
  public int compare(Object left, Object right) {
    ArrayValue a = (ArrayValue) left;
    ArrayValue b = (ArrayValue) right;
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
      int order = element.compare(x, y);
      if (order != 0) {
        return order;
      }
    }
    if (a.size() != b.size()) {
      return Integer.compare(a.size(), b.size());
    }
    int order = Integer.compare(a.dimensions(), b.dimensions());
    for (int i = 0; order == 0 && i < a.dimensions(); i++) {
      order = Integer.compare(a.length(i), b.length(i));
    }
    for (int i = 0; order == 0 && i < a.dimensions(); i++) {
      order = Integer.compare(a.lowerBound(i), b.lowerBound(i));
    }
    return order;
  }

  @Override
  public int hash(Object value) {
    int hash = 1;
    for (Object item : ((ArrayValue) value).elements()) {
      hash = 31 * hash + (item == null ? 0 : element.hash(item));
    }
    return hash;
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    ArrayValue array = (ArrayValue) value;
    for (Object item : array.elements()) {
      if (item == null) {
        out.nullElement();
      } else {
        out.element();
        element.writeKey(item, out);
      }
    }
    out.endOfElements();
    out.putInt(array.dimensions());
    for (int i = 0; i < array.dimensions(); i++) {
      out.putInt(array.length(i));
    }
    for (int i = 0; i < array.dimensions(); i++) {
      out.putInt(array.lowerBound(i));
    }
  }

  @Override
  public long collation() {
    return element.collation();
  }

  @Override
  public @Nullable String extension() {
    return element.extension();
  }

  @Override
  public char alignment() {
    return element.alignment() == 'd' ? 'd' : 'i';
  }

  @Override
  public String operatorClass() {
    return "array_ops";
  }
}
