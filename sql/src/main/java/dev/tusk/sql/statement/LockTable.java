package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import java.util.Set;

/**
 * LOCK TABLE.
 *
 * @param alone those of the tables that are locked without the ones below them
 */
public record LockTable(
    List<QualifiedName> tables, Set<QualifiedName> alone, Mode mode, boolean nowait)
    implements Command {
  /** From weakest to strongest. */
  public enum Mode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE
  }
}
