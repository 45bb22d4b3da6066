package dev.tusk.sql.planner;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;

/** A field of the input row, with the name it was written by, for messages. */
final class ColumnRef extends RexInputRef {
  private final String written;
  private final int position;

  ColumnRef(int index, RelDataType type, String written, int position) {
    super(index, type);
    this.written = written;
    this.position = position;
  }

  /** {@code alias.column}, as errors have it. */
  String written() {
    return written;
  }

  int position() {
    return position;
  }
}
