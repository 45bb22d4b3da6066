package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.ExactSearch;
import dev.tusk.vector.Metric;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches one vector column under a statement's snapshot.
 *
 * <p>The index knows slots, not rows: a slot counts when the snapshot sees a row in it and the row
 * passes the filter. The plain search therefore asks the index without a filter first, and only
 * when rows fall out asks again with one. An answer shorter than the limit is never given for want
 * of trying: the last step compares every row.
 */
final class VectorSearcher implements VectorAccess {
  /** Rows asked for beyond the limit, so that a few dead ones do not cost a second search. */
  private static final int SPARE = 4;

  /** Share of the rows that a search without bitmap may ask for before all rows are filtered. */
  private static final int MAX_WIDENING = 32;

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
      throw SqlException.of(
          SqlState.DATA_EXCEPTION,
          "different vector dimensions " + vectors.dimension() + " and " + vector.length);
    }
    Search search = new Search(query, vector, vectors, execution);
    if (query.limit() <= 0) {
      return search.answer(null, 0);
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

  /** One search: the snapshot's view, the filter, and what was read of rows so far. */
  private final class Search {
    private final VectorQuery query;
    private final float[] vector;
    private final VectorColumn vectors;
    private final Execution execution;
    private final RelationView view;
    private final RowReader reader;
    private final @Nullable SlotSet allowed;

    Search(VectorQuery query, float[] vector, VectorColumn vectors, Execution execution) {
      this.query = query;
      this.vector = vector;
      this.vectors = vectors;
      this.execution = execution;
      this.view = access.view(object);
      this.reader = access.store().reader(object, query.columns());
      this.allowed =
          query.conditions().isEmpty()
              ? null
              : RowSets.slots(access, object, column, vectors, query.conditions());
    }

    @Nullable RowSource throughIndex(LiveIndex live, int limit) {
      int ef = access.host().efSearch();
      if (allowed != null) {
        int k = (int) Math.min((long) limit + SPARE, Math.max(1, allowed.cardinality()));
        SearchResult result = live.search(vector, k, Math.max(ef, k), allowed);
        Answer answer = filtered(result, limit);
        return answer.full(limit)
                || result.count() >= allowed.cardinality() && query.filter() == null
            ? complete(answer, limit)
            : throughFilter(live, limit, ef);
      }
      int size = live.size();
      if (query.filter() == null) {
        SearchResult result = live.search(vector, limit, Math.max(ef, limit), null);
        Answer answer = filtered(result, limit);
        if (answer.full(limit)) {
          return answer;
        }
        return throughFilter(live, limit, ef);
      }
      long k = Math.max(limit + SPARE, 2L * limit);
      while (k < size) {
        // The last rows of a search are its least certain, and here they count: look further.
        SearchResult result = live.search(vector, (int) k, (int) Math.max(ef, k + k / 2), null);
        Answer answer = filtered(result, limit);
        if (answer.full(limit)) {
          return answer;
        }
        long next = answer.count == 0 ? k * 8 : Math.min(k * 8, 2 * k * limit / answer.count);
        if (next > Math.max(size / MAX_WIDENING, 10L * limit)) {
          break;
        }
        k = Math.max(next, k * 2);
      }
      return throughFilter(live, limit, ef);
    }

    /** Decides for all rows first; the index then scores only those, or the nearest of them. */
    private @Nullable RowSource throughFilter(LiveIndex live, int limit, int ef) {
      Predicate<@Nullable Object[]> filter = query.filter();
      SlotFilter visible;
      if (filter == null) {
        SlotSet set = allowed;
        visible =
            set == null
                ? slot -> view.visibleRow(column, slot) > 0
                : intersect(set, slot -> view.visibleRow(column, slot) > 0);
      } else {
        visible =
            RowSets.passing(access, object, column, vectors, filter, query, allowed, execution);
      }
      SearchResult result = live.search(vector, limit, Math.max(ef, limit), visible);
      Answer answer = new Answer(limit);
      for (int i = 0; i < result.count() && answer.count < limit; i++) {
        answer.add(result.slot(i), result.distance(i), filter);
      }
      return complete(answer, limit);
    }

    private SlotFilter intersect(SlotSet set, SlotFilter visible) {
      return new SlotFilter() {
        @Override
        public boolean accepts(int slot) {
          return set.accepts(slot) && visible.accepts(slot);
        }

        @Override
        public int cardinality() {
          return set.cardinality();
        }
      };
    }

    /** A short answer is taken for what it is only after all rows were compared. */
    private @Nullable RowSource complete(Answer answer, int limit) {
      return answer.full(limit) ? answer : null;
    }

    private Answer filtered(SearchResult result, int limit) {
      Answer answer = new Answer(Math.min(limit, result.count()));
      for (int i = 0; i < result.count() && answer.count < limit; i++) {
        answer.add(result.slot(i), result.distance(i), query.filter());
      }
      return answer;
    }

    RowSource answer(@Nullable SearchResult result, int limit) {
      return result == null ? new Answer(0) : filtered(result, limit);
    }

    /** Every visible row: by distance, then those without a vector. */
    RowSource exactly() {
      Predicate<@Nullable Object[]> filter = query.filter();
      int k = (int) Math.min(query.limit(), Math.max(1, vectors.slotCount()));
      SlotFilter accepts;
      if (filter == null) {
        SlotSet set = allowed;
        accepts = slot -> (set == null || set.accepts(slot)) && view.visibleRow(column, slot) > 0;
      } else {
        accepts =
            slot -> {
              if (allowed != null && !allowed.accepts(slot)) {
                return false;
              }
              long rowId = view.visibleRow(column, slot);
              if (rowId <= 0) {
                return false;
              }
              Row row = view.get(rowId);
              return row != null && filter.test(reader.read(row, 1));
            };
      }
      execution.checkCancelled();
      SearchResult result =
          ExactSearch.search(
              LiveIndex.source(vectors),
              metric(query.metric()),
              vector,
              k,
              accepts,
              vectors.slotCount());
      Answer answer = new Answer(result.count());
      for (int i = 0; i < result.count(); i++) {
        answer.add(result.slot(i), result.distance(i), null);
      }
      answer.withNulls = allowed == null || answer.count < query.limit();
      return answer;
    }

    /** Rows found, then (after an exact search) rows whose vector is NULL. */
    private final class Answer implements RowSource {
      private @Nullable Object[][] rows;
      private int count;
      private int given;
      private boolean withNulls;
      private @Nullable RowSource nulls;

      Answer(int capacity) {
        rows = new @Nullable Object[Math.max(1, capacity)][];
      }

      boolean full(int limit) {
        return count >= limit;
      }

      void add(int slot, double distance, @Nullable Predicate<@Nullable Object[]> filter) {
        long rowId = view.visibleRow(column, slot);
        if (rowId <= 0) {
          return;
        }
        Row row = view.get(rowId);
        if (row == null) {
          return;
        }
        @Nullable Object[] values = reader.read(row, 1);
        values[values.length - 1] = distance;
        if (filter != null && !filter.test(values)) {
          return;
        }
        if (count == rows.length) {
          rows = java.util.Arrays.copyOf(rows, 2 * count);
        }
        rows[count++] = values;
      }

      @Override
      public @Nullable Object @Nullable [] next() {
        if (given < count) {
          @Nullable Object[] row = rows[given++];
          return row;
        }
        if (!withNulls || given >= query.limit()) {
          return null;
        }
        if (nulls == null) {
          nulls = UnindexedSearch.rowsWithoutVector(access, object, column, query, execution);
        }
        given++;
        return nulls.next();
      }

      @Override
      public void close() {
        if (nulls != null) {
          nulls.close();
        }
      }
    }
  }
}
