package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** {@code record}: a row without a declared type. */
final class RecordType extends RowType {
  RecordType() {
    super(2249, "record", 2287);
  }

  @Override
  public char category() {
    return 'P';
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    throw SqlException.of(
        SqlState.FEATURE_NOT_SUPPORTED, "input of anonymous composite types is not implemented");
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    throw SqlException.of(
        SqlState.FEATURE_NOT_SUPPORTED, "input of anonymous composite types is not implemented");
  }
}
