package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;

/**
 * A type of pgvector's that Tusk has not. It stands in signatures, so that calls which are
 * ambiguous there are so here; whoever comes to have a value of it is refused.
 */
public final class UnsupportedType extends Type {
  UnsupportedType(int oid, String name) {
    super(oid, name, 0);
  }

  private static SqlException refusal(String name) {
    return SqlException.notSupported("type \"" + name + "\"");
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    throw refusal(name());
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    throw refusal(name());
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    throw refusal(name());
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    throw refusal(name());
  }

  @Override
  public int compare(Object left, Object right) {
    throw refusal(name());
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    throw refusal(name());
  }

  @Override
  public String extension() {
    return "vector";
  }
}
