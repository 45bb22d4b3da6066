package dev.tusk.sql.type;

/**
 * A type that Tusk carries as text without looking inside: unknown, cstring, pg_node_tree and other
 * catalog types that clients only read.
 */
final class OpaqueTextType extends StringType {
  private final char category;
  private final int length;

  OpaqueTextType(int oid, String name, int arrayOid, char category, int length) {
    super(oid, name, arrayOid);
    this.category = category;
    this.length = length;
  }

  @Override
  public char category() {
    return category;
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
  public char alignment() {
    return length() == -2 ? 'c' : 'i';
  }
}
