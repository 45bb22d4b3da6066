package dev.tusk.executor.search;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.vector.IndexedVectors;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.executor.vector.VectorSlots;
import dev.tusk.sql.catalog.Index;
import org.jspecify.annotations.Nullable;

/** Searches one vector column under a statement's snapshot: through an index, or exactly. */
public final class VectorSearcher implements VectorAccess {
  private final SearchedTable table;
  private final int column;

  public VectorSearcher(SearchedTable table, int column) {
    this.table = table;
    this.column = column;
  }

  @Override
  public RowSource search(VectorQuery query, Execution execution) {
    Object vector = query.vector();
    Index index = query.index();
    LiveIndex live = index == null ? null : table.index(index.oid());
    IndexedVectors vectors = vectors(live);
    if (vectors == null || vector == null && live == null) {
      return UnindexedSearch.search(table, column, query, execution);
    }
    boolean within = query.reach() != null && query.limit() >= Integer.MAX_VALUE;
    if (vector != null) {
      checkDimensions(vectors, vector, index != null && !within);
    }
    float[] open = vector == null ? new float[0] : VectorSlots.open(vector);
    NearestSearch search = new NearestSearch(table, query, open, vectors, execution);
    if (query.limit() <= 0) {
      return search.nothing();
    }
    if (vector == null) {
      return search.inNoOrder();
    }
    if (within || query.reach() != null && query.exact()) {
      if (index != null) {
        table.host().countIndexScan(index.oid());
      }
      return search.within();
    }
    if (live != null && live.ready() && query.exact()) {
      return search.exactly();
    }
    if (live != null && live.ready() && search.indexedOnly() && live.listed()) {
      table.host().countIndexScan(live.indexOid());
      RowSource answer = search.throughLists(live);
      if (answer != null) {
        return answer;
      }
    } else if (live != null && live.ready() && query.limit() < Integer.MAX_VALUE) {
      table.host().countIndexScan(live.indexOid());
      RowSource answer = search.throughIndex(live, (int) query.limit());
      if (answer != null) {
        return answer;
      }
    }
    table.host().countScan(table.oid());
    return search.exactly();
  }

  /** The vectors to search: those of the index, or of the column; null when they are in rows. */
  private @Nullable IndexedVectors vectors(@Nullable LiveIndex live) {
    if (live != null && live.keyed()) {
      return live.vectors();
    }
    return column > 0 ? table.vectors(column) : null;
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
