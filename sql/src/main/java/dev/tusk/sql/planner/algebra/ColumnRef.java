package dev.tusk.sql.planner.algebra;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;

/** A field of the input row, with the name it was written by, for messages. */
public final class ColumnRef extends RexInputRef {
  private final String written;
  private final int position;

  public ColumnRef(int index, RelDataType type, String written, int position) {
    super(index, type);
    this.written = written;
    this.position = position;
  }

  /** {@code alias.column}, as errors have it. */
  public String written() {
    return written;
  }

  public int position() {
    return position;
  }
}
