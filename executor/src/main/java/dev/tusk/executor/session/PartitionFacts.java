package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalogview.InheritanceRow;
import dev.tusk.executor.catalogview.PartitionView;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Partitioning;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Partitions as one session's statement lists them. */
record PartitionFacts(CatalogState state, long database) implements PartitionView {
  @Override
  public Partitioning of(long tableOid) {
    TableObject table = state.table(tableOid);
    return table == null ? Partitioning.NONE : table.partitioning();
  }

  @Override
  public @Nullable Partitions partitions(long tableOid) {
    return state.partitions(tableOid);
  }

  private @Nullable TableObject holder(long oid) {
    Index index = state.index(oid);
    return state.table(index == null ? oid : index.tableOid());
  }

  @Override
  public long parent(long oid) {
    TableObject table = holder(oid);
    if (table == null) {
      return 0;
    }
    if (table.oid() != oid) {
      return table.partitioning().parentOf(oid);
    }
    return table.partitioning().isPartition() ? table.parents().getFirst() : 0;
  }

  @Override
  public List<Long> children(long oid) {
    TableObject table = holder(oid);
    List<Long> found = new ArrayList<>();
    if (table == null) {
      return found;
    }
    for (TableObject child : state.children(table.oid())) {
      if (table.oid() == oid) {
        found.add(child.oid());
        continue;
      }
      for (Index index : child.table().indexes()) {
        if (child.partitioning().parentOf(index.oid()) == oid) {
          found.add(index.oid());
        }
      }
    }
    return found;
  }

  @Override
  public List<InheritanceRow> indexes() {
    List<InheritanceRow> rows = new ArrayList<>();
    for (TableObject table : state.tables(database)) {
      for (Index index : table.table().indexes()) {
        long parent = table.partitioning().parentOf(index.oid());
        if (parent != 0) {
          rows.add(new InheritanceRow(index.oid(), parent, 1));
        }
      }
    }
    return rows;
  }

  @Override
  public List<Table> divided() {
    return state.tables(database).stream()
        .filter(table -> table.partitioning().key() != null)
        .map(TableObject::table)
        .toList();
  }

  @Override
  public @Nullable Table table(long oid) {
    TableObject table = holder(oid);
    return table == null ? null : table.table();
  }
}
