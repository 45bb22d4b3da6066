package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.vector.ColumnVectors;
import dev.tusk.executor.vector.IndexedVectors;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.sql.catalog.Index;
import org.jspecify.annotations.Nullable;

/** Searches one vector column under a statement's snapshot: through an index, or exactly. */
final class VectorSearcher implements VectorAccess {
  private final StatementAccess access;
  private final TableObject object;
  private final TableLayout layout;
  private final int column;

  VectorSearcher(StatementAccess access, TableObject object, int column) {
    this.access = access;
    this.object = object;
    this.layout = access.store().layout(object);
    this.column = column;
  }

  @Override
  public RowSource search(VectorQuery query, Execution execution) {
    Object vector = query.vector();
    Index index = query.index();
    LiveIndex live = index == null ? null : access.store().vectorIndexes().find(index.oid());
    IndexedVectors vectors = vectors(live);
    if (vectors == null || vector == null && live == null) {
      return UnindexedSearch.search(access, object, column, query, execution);
    }
    if (vector != null) {
      checkDimensions(vectors, vector, index != null);
    }
    float[] open = vector == null ? new float[0] : VectorSlots.open(vector);
    NearestSearch search = new NearestSearch(access, object, query, open, vectors, execution);
    if (query.limit() <= 0) {
      return search.nothing();
    }
    if (vector == null) {
      return search.inNoOrder();
    }
    if (live != null && live.ready() && query.exact()) {
      return search.exactly();
    }
    if (live != null && live.ready() && search.indexedOnly() && live.listed()) {
      access.host().countIndexScan(live.indexOid());
      return search.throughLists(live);
    }
    if (live != null && live.ready() && query.limit() < Integer.MAX_VALUE) {
      access.host().countIndexScan(live.indexOid());
      RowSource answer = search.throughIndex(live, (int) query.limit());
      if (answer != null) {
        return answer;
      }
    }
    access.host().countScan(object.oid());
    return search.exactly();
  }

  /** The vectors to search: those of the index, or of the column; null when they are in rows. */
  private @Nullable IndexedVectors vectors(@Nullable LiveIndex live) {
    if (live != null && live.keyed()) {
      return live.vectors();
    }
    return column > 0 && layout.isVectorSlot(column)
        ? new ColumnVectors(access.store().storage().vectorColumn(object.relationId(), column))
        : null;
  }

  private static void checkDimensions(IndexedVectors vectors, Object vector, boolean indexed) {
    int row = vectors.dimensions();
    int asked = VectorSlots.dimensions(vector);
    if (asked != row) {
      // An index computes the distance from the query, a scan from the row.
      throw indexed
          ? VectorSlots.differ(vector, asked, row)
          : VectorSlots.differ(vector, row, asked);
    }
  }
}
