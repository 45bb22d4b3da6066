package dev.tusk.sql.type;

/**
 * How a stored row holds a type's values. A form is part of every data directory: a type never
 * changes its own.
 */
public enum StoredForm {
  /** One byte, 0 or 1; a Boolean. */
  BOOL(1),
  /** Big-endian; a Short. */
  INT2(2),
  /** Big-endian; an Integer. */
  INT4(4),
  /** Big-endian; a Long. */
  INT8(8),
  /** IEEE 754, big-endian; a Float. */
  FLOAT4(4),
  /** IEEE 754, big-endian; a Double. */
  FLOAT8(8),
  /** Two big-endian halves; a java.util.UUID. */
  UUID(16),
  /** A length and UTF-8; a String. */
  STRING(-1),
  /** A length and bytes; a byte[]. */
  BYTES(-1),
  /** A length and the binary form, or what the type keeps in place of it. */
  BINARY(-1),
  /** A length and the text form in UTF-8, whatever the class of the value. */
  TEXT(-1);

  private final int size;

  StoredForm(int size) {
    this.size = size;
  }

  /** Bytes of every value; -1 when each says its own length before it. */
  public int size() {
    return size;
  }
}
