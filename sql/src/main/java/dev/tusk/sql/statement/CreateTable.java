package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import java.util.Set;

/**
 * CREATE TABLE.
 *
 * <p>Constraints written with a column are among {@code constraints}, in the order written, as
 * PostgreSQL makes them; NOT NULL, DEFAULT and identity stay with the column.
 *
 * @param likes LIKE clauses, in order
 * @param parents INHERITS (…), in order
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
    List<Like> likes,
    List<QualifiedName> parents,
    List<Option> options,
    OnCommit onCommit)
    implements Command {
  /**
   * LIKE.
   *
   * @param at how many columns stand before it
   * @param position where the source's name stands
   * @param parts what is copied beside the columns
   */
  public record Like(int at, QualifiedName source, int position, Set<Part> parts) {}

  /** What INCLUDING and EXCLUDING name. */
  public enum Part {
    COMMENTS,
    COMPRESSION,
    CONSTRAINTS,
    DEFAULTS,
    GENERATED,
    IDENTITY,
    INDEXES,
    STATISTICS,
    STORAGE
  }

  /** What happens to a temporary table's rows, or the table, at the end of a transaction. */
  public enum OnCommit {
    PRESERVE_ROWS,
    DELETE_ROWS,
    DROP
  }
}
