package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.search.FilterMemory;
import dev.tusk.executor.search.RowCondition;
import dev.tusk.executor.search.SearchHost;
import dev.tusk.executor.search.SearchedTable;
import dev.tusk.executor.vector.ColumnVectors;
import dev.tusk.executor.vector.IndexedVectors;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.storage.RelationView;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.exact.ScanCodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One table under a statement's snapshot, to be searched. */
record StatementTable(StatementAccess access, TableObject object) implements SearchedTable {
  @Override
  public long oid() {
    return object.oid();
  }

  @Override
  public RelationView view() {
    return access.view(object);
  }

  @Override
  public Format format(List<Integer> columns) {
    return access.store().reader(object, columns);
  }

  @Override
  public RowSource scan(List<Integer> columns, Execution execution) {
    return access.scan(object.table(), columns, execution);
  }

  @Override
  public long[] rows(List<RowCondition> conditions, Execution execution) {
    return RowSets.rows(access, object, conditions, execution);
  }

  @Override
  public @Nullable IndexedVectors vectors(int column) {
    return access.store().layout(object).isVectorSlot(column)
        ? new ColumnVectors(access.store().storage().vectorColumn(object.relationId(), column))
        : null;
  }

  @Override
  public @Nullable LiveIndex index(long oid) {
    return access.store().vectorIndexes().find(oid);
  }

  @Override
  public @Nullable ScanCodes codes(IndexedVectors vectors, Metric metric) {
    return vectors instanceof ColumnVectors(var column) && ScanCodes.bounds(metric)
        ? access.store().columnCodes().scanned(column)
        : null;
  }

  @Override
  public FilterMemory filters() {
    return access.store().filters();
  }

  @Override
  public Object layout() {
    return access.store().layout(object);
  }

  @Override
  public SearchHost host() {
    return access.host();
  }
}
