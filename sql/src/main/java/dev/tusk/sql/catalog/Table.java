package dev.tusk.sql.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A relation that can stand in FROM.
 *
 * @param columns all, dropped ones included, by number from 1
 */
public record Table(
    long oid,
    String schema,
    String name,
    Kind kind,
    List<Column> columns,
    List<Index> indexes,
    List<Constraint> constraints) {

  /** Where its rows come from. */
  public enum Kind {
    /** Stored rows. */
    TABLE,
    /** Rows of its partitions; in storage it has none of its own. */
    PARTITIONED,
    /** Stored rows of a query, as of its last REFRESH. */
    MATERIALIZED_VIEW,
    /** A relation of pg_catalog or information_schema, made from the catalog on reading. */
    SYSTEM,
    /** A sequence, readable as a one-row relation. */
    SEQUENCE,
    /** A query under a name. */
    VIEW,
    /** A composite type: it has no rows. */
    COMPOSITE;

    /** Whether rows are written to it, or to what it consists of. */
    public boolean writable() {
      return this == TABLE || this == PARTITIONED;
    }

    /** Whether it has rows of its own in storage. */
    public boolean hasRows() {
      return this == TABLE || this == MATERIALIZED_VIEW;
    }

    /** Whether its rows are in storage, and may have indexes. */
    public boolean stored() {
      return this == TABLE || this == PARTITIONED || this == MATERIALIZED_VIEW;
    }
  }

  /** The same elsewhere, with its indexes. */
  public Table named(String newSchema, String newName) {
    List<Index> moved =
        indexes.stream().map(index -> index.named(newSchema, index.name())).toList();
    return new Table(oid, newSchema, newName, kind, columns, moved, constraints);
  }

  /** The same of another kind. */
  public Table withKind(Kind changed) {
    return new Table(oid, schema, name, changed, columns, indexes, constraints);
  }

  /** The same with other columns. */
  public Table withColumns(List<Column> changed) {
    return new Table(oid, schema, name, kind, changed, indexes, constraints);
  }

  /** The same as a materialized view. */
  public Table materialized() {
    return new Table(oid, schema, name, Kind.MATERIALIZED_VIEW, columns, indexes, constraints);
  }

  /** The same with other indexes. */
  public Table withIndexes(List<Index> changed) {
    return new Table(oid, schema, name, kind, columns, changed, constraints);
  }

  /** The column of that name that is not dropped. */
  public Optional<Column> column(String columnName) {
    for (Column column : columns) {
      if (!column.dropped() && column.name().equals(columnName)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /** The columns that are not dropped, in order. */
  public List<Column> liveColumns() {
    return columns.stream().filter(c -> !c.dropped()).toList();
  }

  /** Whether no two rows have the same key at any time, not only when constraints are checked. */
  public boolean immediatelyUnique(Index index) {
    if (!index.unique()) {
      return false;
    }
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.Unique unique && unique.indexOid() == index.oid()) {
        return !unique.timing().deferrable();
      }
    }
    return true;
  }

  /** Names of the columns that are not dropped. */
  public List<String> columnNames() {
    return liveColumns().stream().map(Column::name).toList();
  }

  /** The column with that {@code attnum}. */
  public Column column(int number) {
    return columns.get(number - 1);
  }
}
