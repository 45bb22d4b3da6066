package dev.tusk.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * {@code FOR UPDATE OF t SKIP LOCKED} and its like.
 *
 * @param tables names or aliases; empty for all of the query
 */
public record RowLock(Strength strength, List<SqlIdentifier> tables, Wait waiting, int position) {
  /** From weakest to strongest. */
  public enum Strength {
    KEY_SHARE,
    SHARE,
    NO_KEY_UPDATE,
    UPDATE
  }

  /** What to do about a row that another transaction holds. */
  public enum Wait {
    BLOCK,
    NOWAIT,
    SKIP_LOCKED
  }
}
