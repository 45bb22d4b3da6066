package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 * @param tablespace where it goes; null where nothing is said
 * @param onCommit of temporary tables
 * @param partitionBy by what its rows are divided; null where they are not
 * @param partitionOf of what it is a part; null for a table of its own
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
    @Nullable String tablespace,
    OnCommit onCommit,
    @Nullable PartitionBy partitionBy,
    @Nullable PartitionOf partitionOf)
    implements Command {
  /** The same, under another name. */
  public CreateTable named(QualifiedName newName) {
    return new CreateTable(
        newName,
        position,
        persistence,
        ifNotExists,
        columns,
        constraints,
        likes,
        parents,
        options,
        tablespace,
        onCommit,
        partitionBy,
        partitionOf);
  }

  /**
   * LIKE.
   *
   * @param at how many columns stand before it
   * @param position where the source's name stands
   * @param parts what is copied beside the columns
   */
  public record Like(int at, QualifiedName source, int position, Set<Part> parts) {}

  /**
   * PARTITION OF: the columns of the statement name those of the parent, and have no types.
   *
   * @param position where the parent's name stands
   */
  public record PartitionOf(QualifiedName parent, int position, PartitionValues values) {}

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
