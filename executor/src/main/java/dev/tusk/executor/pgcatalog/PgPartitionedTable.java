package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.ArrayValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables that are divided. */
record PgPartitionedTable(Table table, PartitionKey key) {
  static final SystemTable<PgPartitionedTable> TABLE =
      SystemTable.<PgPartitionedTable>named(
              "pg_catalog", "pg_partitioned_table", 3350, PgPartitionedTable::all)
          .column("partrelid", "oid", (r, _) -> r.table.oid())
          .column("partstrat", "char", (r, _) -> String.valueOf(r.key.strategy().code()))
          .column("partnatts", "int2", (r, _) -> (short) r.key.keys().size())
          .column("partdefid", "oid", (r, v) -> defaultPartition(v, r.table))
          .column("partattrs", "int2vector", (r, _) -> r.columns())
          .column("partclass", "oidvector", (r, _) -> r.operatorClasses())
          .column("partcollation", "oidvector", (r, _) -> r.collations())
          .column("partexprs", "pg_node_tree", (r, _) -> r.expressions())
          .build();

  private static List<PgPartitionedTable> all(CatalogView view) {
    return view.partitions().divided().stream()
        .map(table ->
            new PgPartitionedTable(
                table, Objects.requireNonNull(view.partitions().of(table.oid()).key())))
        .toList();
  }

  private static long defaultPartition(CatalogView view, Table table) {
    Partitions partitions = view.partitions().partitions(table.oid());
    Partitions.Part part = partitions == null ? null : partitions.defaultPart();
    return part == null ? 0 : part.oid();
  }

  private ArrayValue columns() {
    return CatalogArrays.int2vector(
        key.keys().stream().map(part -> (Object) (short) part.column()).toList());
  }

  private ArrayValue operatorClasses() {
    return CatalogArrays.oidvector(
        key.keys().stream()
            .map(part -> (Object) OperatorClass.oid(AccessMethod.BTREE, part.operatorClass()))
            .toList());
  }

  private ArrayValue collations() {
    return CatalogArrays.oidvector(
        key.keys().stream()
            .map(part -> (Object) CatalogArrays.collation(part.effectiveCollation()))
            .toList());
  }

  private @Nullable String expressions() {
    String text =
        key.keys().stream()
            .map(PartitionKey.Key::expressionText)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? null : text;
  }
}
