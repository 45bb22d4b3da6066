package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.codec.Metric;

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
    float[] vector = query.vector();
    if (vector == null || !layout.isVectorSlot(column)) {
      return UnindexedSearch.search(access, object, column, query, execution);
    }
    VectorColumn vectors = access.store().storage().vectorColumn(object.relationId(), column);
    if (vector.length != vectors.dimension()) {
      // An index computes the distance from the query, a scan from the row.
      int row = vectors.dimension();
      int asked = vector.length;
      throw SqlException.of(
          SqlState.DATA_EXCEPTION,
          query.index() == null
              ? "different vector dimensions " + row + " and " + asked
              : "different vector dimensions " + asked + " and " + row);
    }
    NearestSearch search =
        new NearestSearch(access, object, column, query, vector, vectors, execution);
    if (query.limit() <= 0) {
      return search.nothing();
    }
    LiveIndex live =
        query.index() == null ? null : access.store().vectorIndexes().find(query.index().oid());
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

  static Metric metric(String operator) {
    return switch (operator) {
      case "<->" -> Metric.L2;
      case "<#>" -> Metric.INNER_PRODUCT;
      case "<=>" -> Metric.COSINE;
      case "<+>" -> Metric.L1;
      default -> throw new IllegalArgumentException("no vector metric: " + operator);
    };
  }
}
