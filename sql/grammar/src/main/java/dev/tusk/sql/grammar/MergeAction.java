package dev.tusk.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * {@code WHEN [NOT] MATCHED [AND condition] THEN change}.
 *
 * @param condition null without one
 * @param position of WHEN
 */
public record MergeAction(boolean matched, SqlNode condition, Change change, int position) {
  /** What is done with a row. */
  public sealed interface Change {}

  /** UPDATE SET. */
  public record Update(List<Assignment> assignments) implements Change {}

  /** DELETE. */
  public record Delete() implements Change {}

  /** INSERT of one row, whose source is VALUES or null for DEFAULT VALUES. */
  public record Insert(PgInsert insert) implements Change {}

  /** DO NOTHING. */
  public record Nothing() implements Change {}
}
