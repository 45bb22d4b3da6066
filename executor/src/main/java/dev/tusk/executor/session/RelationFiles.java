package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ToastTable;
import dev.tusk.storage.RelationStatistics;
import dev.tusk.storage.StorageEngine;
import org.jspecify.annotations.Nullable;

/** What keeps the rows of relations, and how large it is, as catalogs tell of it. */
record RelationFiles(CatalogState state, StorageEngine storage) {
  /** {@code relfilenode}: another one once the rows are written anew. */
  long node(long relationOid) {
    if (ToastTable.is(relationOid) || ToastTable.isIndex(relationOid)) {
      long owner = ToastTable.owner(relationOid);
      TableObject table = state.table(owner);
      long node = node(owner);
      if (table != null && ToastTable.isIndex(relationOid)) { // Made anew with the others.
        node = Math.max(node, table.indexIds().values().stream().reduce(0L, Math::max));
      }
      return relationOid - owner + node;
    }
    Index index = state.index(relationOid);
    TableObject table = state.table(index == null ? relationOid : index.tableOid());
    if (table == null) {
      return relationOid;
    }
    return index == null
        ? table.relationId()
        : table.indexIds().getOrDefault(index.oid(), index.oid());
  }

  RelationStatistics statistics(long tableOid) {
    @Nullable TableObject object = state.table(tableOid);
    return object == null || !storage.hasRelation(object.relationId())
        ? RelationStatistics.NONE
        : storage.statistics(object.relationId());
  }
}
