package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A window with what Calcite's has no place for: GROUPS. */
public final class PgWindow extends SqlWindow {
  /** What a frame counts in. */
  public enum Mode {
    ROWS,
    RANGE,
    GROUPS
  }

  private final Mode mode;
  private final boolean between;

  /** Makes one; the bounds are null without a frame. */
  PgWindow(
      SqlParserPos position,
      SqlIdentifier base,
      SqlNodeList partitionBy,
      SqlNodeList orderBy,
      Mode mode,
      boolean between,
      SqlNode lower,
      SqlNode upper,
      SqlLiteral exclusion) {
    super(
        position,
        null,
        base,
        partitionBy,
        orderBy,
        SqlLiteral.createBoolean(mode == Mode.ROWS, position),
        lower,
        upper,
        null,
        exclusion);
    this.mode = mode;
    this.between = between;
  }

  /** Whether the frame tells both of its ends. */
  public boolean between() {
    return between;
  }

  /** What the frame counts in; RANGE without a frame. */
  public Mode mode() {
    return mode;
  }
}
