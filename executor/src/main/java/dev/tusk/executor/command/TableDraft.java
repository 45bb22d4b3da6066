package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.OnCommit;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.Materialized;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Partitioning;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.VectorColumnSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table's descriptor while CREATE or ALTER TABLE works on it. */
final class TableDraft {
  final long databaseOid;
  final long oid;
  String schema;
  String name;
  final List<Column> columns = new ArrayList<>();
  final List<Index> indexes = new ArrayList<>();
  final List<Constraint> constraints = new ArrayList<>();
  long relationId;

  /** The statement makes the table: its errors are those of CREATE TABLE. */
  boolean created = true;

  final Map<Long, Long> indexIds = new LinkedHashMap<>();
  final Map<Integer, byte[]> missing = new LinkedHashMap<>();
  final Map<Integer, Integer> dimensions = new LinkedHashMap<>();
  final Map<String, String> options = new LinkedHashMap<>();
  Persistence persistence;
  final OnCommit onCommit;

  /** What a materialized view is more. */
  @Nullable Materialized materialized;

  /** Tables that it inherits from, in order. */
  final List<Long> parents = new ArrayList<>();

  /** What it is among partitions. */
  Partitioning partitioning = Partitioning.NONE;

  private final Map<ObjectAddress, List<Dependency>> references = new LinkedHashMap<>();

  /** A new table. */
  TableDraft(
      long databaseOid,
      long oid,
      String schema,
      String name,
      Persistence persistence,
      OnCommit onCommit) {
    this.databaseOid = databaseOid;
    this.oid = oid;
    this.schema = schema;
    this.name = name;
    this.relationId = oid;
    this.persistence = persistence;
    this.onCommit = onCommit;
  }

  /** A table there is. */
  TableDraft(TableObject object) {
    this(
        object.databaseOid(),
        object.oid(),
        object.table().schema(),
        object.table().name(),
        object.persistence(),
        object.onCommit());
    created = false;
    columns.addAll(object.table().columns());
    indexes.addAll(object.table().indexes());
    constraints.addAll(object.table().constraints());
    relationId = object.relationId();
    indexIds.putAll(object.indexIds());
    missing.putAll(object.missing());
    dimensions.putAll(object.dimensions());
    options.putAll(object.options());
    references.putAll(object.references());
    materialized = object.materialized();
    parents.addAll(object.parents());
    partitioning = object.partitioning();
  }

  /** Notes what the expressions of a part name: its own columns, with which it goes, and others. */
  void referTo(ObjectAddress part, List<CatalogExpressions.Checked> expressions) {
    Set<Dependency> all = new LinkedHashSet<>();
    for (CatalogExpressions.Checked checked : expressions) {
      checked.columns().forEach(n -> all.add(Dependency.auto(ObjectAddress.column(oid, n))));
      checked.facts().references().forEach(r -> all.add(Dependency.normal(r)));
    }
    refer(part, List.copyOf(all));
  }

  /** Notes what a part names. */
  void refer(ObjectAddress part, List<Dependency> dependencies) {
    if (dependencies.isEmpty()) {
      references.remove(part);
    } else {
      references.put(part, dependencies);
    }
  }

  /** What parts that are still there name. */
  private Map<ObjectAddress, List<Dependency>> keptReferences() {
    Map<ObjectAddress, List<Dependency>> kept = new LinkedHashMap<>();
    references.forEach((part, dependencies) -> {
      boolean there =
          columns.stream()
                  .anyMatch(c ->
                      c.defaultText() != null
                          && part.equals(ObjectAddress.defaultOf(oid, c.number())))
              || partitioning.key() != null && part.equals(ObjectAddress.relation(oid))
              || indexes.stream().anyMatch(i -> part.equals(ObjectAddress.relation(i.oid())))
              || constraints.stream()
                  .anyMatch(
                      c -> part.equals(ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, c.oid())));
      if (there) {
        kept.put(part, dependencies);
      }
    });
    return kept;
  }

  Table table() {
    return new Table(
        oid,
        schema,
        name,
        kind(),
        List.copyOf(columns),
        List.copyOf(indexes),
        List.copyOf(constraints));
  }

  private Table.Kind kind() {
    return materialized != null
        ? Table.Kind.MATERIALIZED_VIEW
        : partitioning.key() != null ? Table.Kind.PARTITIONED : Table.Kind.TABLE;
  }

  boolean temporary() {
    return persistence == Persistence.TEMPORARY;
  }

  TableObject object() {
    return new TableObject(
        databaseOid,
        table(),
        relationId,
        Map.copyOf(indexIds),
        Map.copyOf(missing),
        new LinkedHashMap<>(dimensions),
        Map.copyOf(options),
        persistence,
        onCommit,
        keptReferences(),
        materialized,
        List.copyOf(parents),
        partitioning);
  }

  Column column(String columnName) {
    for (Column column : columns) {
      if (!column.dropped() && column.name().equals(columnName)) {
        return column;
      }
    }
    throw Names.noColumn(columnName, name);
  }

  boolean hasColumn(String columnName) {
    return columns.stream().anyMatch(c -> !c.dropped() && c.name().equals(columnName));
  }

  void replace(Column column) {
    columns.set(column.number() - 1, column);
  }

  void setNotNull(int number, boolean notNull) {
    replace(columns.get(number - 1).withNotNull(notNull));
  }

  boolean constraintNameTaken(String constraintName) {
    return constraints.stream().anyMatch(c -> c.name().equals(constraintName));
  }

  /** Whether values of this type and modifier live apart from the rows. */
  static boolean isVectorSlot(Column column) {
    return elementBytes(column) > 0 && column.typmod() > 0;
  }

  /** Bytes of an element of a dense vector type, 0 for other types. */
  private static int elementBytes(Column column) {
    if (column.type() == Types.VECTOR) {
      return Float.BYTES;
    }
    return column.type() == Types.HALFVEC ? Short.BYTES : 0;
  }

  /** How the storage keeps the values of such a column. */
  static VectorColumnSpec vectorSpec(Column column) {
    return new VectorColumnSpec(column.number(), column.typmod(), elementBytes(column));
  }
}
