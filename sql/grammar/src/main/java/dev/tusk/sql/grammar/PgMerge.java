package dev.tusk.sql.grammar;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** MERGE. */
public final class PgMerge extends Modification {
  private final SqlNode source;
  private final SqlNode condition;
  private final List<MergeAction> actions;

  PgMerge(
      SqlParserPos position,
      SqlIdentifier target,
      SqlIdentifier alias,
      SqlNode source,
      SqlNode condition,
      List<MergeAction> actions) {
    super(position, SqlKind.MERGE, target, alias, null);
    this.source = source;
    this.condition = condition;
    this.actions = List.copyOf(actions);
  }

  /** What is merged into the target: an item of FROM. */
  public SqlNode source() {
    return source;
  }

  /** By which rows of source and target belong together. */
  public SqlNode condition() {
    return condition;
  }

  public List<MergeAction> actions() {
    return actions;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return Arrays.asList(target(), source, condition);
  }
}
