package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.ReplicaIdentity;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.IndexUse;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A row of pg_index. */
record IndexRow(Table table, Index index, CatalogView view) {
  static List<IndexRow> all(CatalogView view) {
    List<IndexRow> rows = new ArrayList<>();
    for (Table table : withSystem(view)) {
      for (Index index : table.indexes()) {
        rows.add(new IndexRow(table, index, view));
      }
    }
    return rows;
  }

  /** All that may have indexes, the system's relations last. */
  static List<Table> withSystem(CatalogView view) {
    List<Table> tables = new ArrayList<>(view.tables());
    tables.addAll(view.systemTables());
    tables.addAll(Relation.toastTables(view));
    return tables;
  }

  ArrayValue keyColumns() {
    List<Object> numbers = new ArrayList<>();
    index.keys().forEach(key -> numbers.add((short) key.column()));
    index.included().forEach(number -> numbers.add(number.shortValue()));
    return CatalogArrays.int2vector(numbers);
  }

  ArrayValue collations() {
    return CatalogArrays.oidvector(
        index.keys().stream()
            .map(key -> (Object) CatalogArrays.collation(key.effectiveCollation()))
            .toList());
  }

  ArrayValue operatorClasses() {
    return CatalogArrays.oidvector(
        IntStream.range(0, index.keys().size())
            .mapToObj(i ->
                (Object)
                    OperatorClass.oid(index.accessMethod(i), index.keys().get(i).operatorClass()))
            .toList());
  }

  /** Bit 0: descending; bit 1: NULLs first. */
  ArrayValue options() {
    return CatalogArrays.int2vector(
        index.keys().stream()
            .map(key -> (Object) (short) ((key.descending() ? 1 : 0) | (key.nullsFirst() ? 2 : 0)))
            .toList());
  }

  @Nullable String expressions() {
    String text =
        index.keys().stream()
            .map(Index.Key::expressionText)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? null : text;
  }

  /** Whether the table's rows are known elsewhere by it (REPLICA IDENTITY USING INDEX). */
  boolean identifies() {
    ReplicaIdentity said = view.state().defined().identity(table.oid());
    return said != null && said.indexOid() == index.oid();
  }

  /** Whether CLUSTER put the rows in its order, or is to. */
  boolean clustered() {
    return view.state().defined().storage(table.oid()).clusteredBy() == index.oid();
  }

  /** Whether it holds an EXCLUDE constraint. */
  boolean excludes() {
    return table.constraints().stream()
        .anyMatch(c -> c instanceof Constraint.Exclusion && c.heldBy() == index.oid());
  }

  /** Whether rows are checked as they come; also of what is not unique. */
  boolean immediate() {
    if (excludes()) {
      return table.constraints().stream()
          .noneMatch(c -> c.heldBy() == index.oid() && c.timing().deferrable());
    }
    return !index.unique() || table.immediatelyUnique(index);
  }

  IndexUse use() {
    return view.indexUse(index.oid());
  }
}
