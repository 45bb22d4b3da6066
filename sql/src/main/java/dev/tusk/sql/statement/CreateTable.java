package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/**
 * CREATE TABLE.
 *
 * <p>Constraints written with a column are among {@code constraints}, in the order written, as
 * PostgreSQL makes them; NOT NULL, DEFAULT and identity stay with the column.
 *
 * @param position where the name stands, from 1
 * @param options WITH (...): storage parameters
 * @param onCommit of temporary tables
 */
public record CreateTable(
    QualifiedName name,
    int position,
    Persistence persistence,
    boolean ifNotExists,
    List<ColumnDefinition> columns,
    List<TableConstraint> constraints,
    List<Option> options,
    OnCommit onCommit)
    implements Command {
  /** What happens to a temporary table's rows, or the table, at the end of a transaction. */
  public enum OnCommit {
    PRESERVE_ROWS,
    DELETE_ROWS,
    DROP
  }
}
