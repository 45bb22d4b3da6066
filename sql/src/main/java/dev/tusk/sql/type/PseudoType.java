package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;

/**
 * A type without values of its own: polymorphic argument types, {@code void}, {@code trigger},
 * {@code internal}. Only void has a text, the empty one, and arrays of any type, which know their
 * own.
 */
final class PseudoType extends Type {
  private final int length;

  PseudoType(int oid, String name, int length) {
    super(oid, name, 0);
    this.length = length;
  }

  @Override
  public String displayName(int typmod) {
    return name().equals("any") ? "\"any\"" : name();
  }

  @Override
  public char category() {
    return 'P';
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    if (name().equals("void")) {
      return "";
    }
    throw SqlException.notSupported("cannot accept a value of type " + name());
  }

  /**
   * The statistics of a column of arrays are an anyarray of arrays, over which there is no type.
   */
  private static Type over(Type element) {
    return element.elementType() == null ? Types.array(element) : new ArrayType(element);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    if (value instanceof ArrayValue array) {
      over(array.elementType()).writeText(value, out, settings);
    }
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    throw InputError.noBinaryInput(name());
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    if (value instanceof ArrayValue array) {
      over(array.elementType()).writeBinary(value, out);
    }
  }

  @Override
  public int compare(Object left, Object right) {
    throw new IllegalStateException(name() + " has no order");
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    throw new IllegalStateException(name() + " has no order");
  }

  @Override
  public char alignment() {
    return length() == -1 || length() == 8 ? 'd' : 'i';
  }
}
