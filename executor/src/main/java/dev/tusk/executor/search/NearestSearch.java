package dev.tusk.executor.search;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.vector.IndexedVectors;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.executor.vector.RecallWatch;
import dev.tusk.sql.error.SqlException;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.storage.RowCursor;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.exact.ExactScan;
import dev.tusk.vector.exact.ExactSearch;
import dev.tusk.vector.set.SlotSet;
import java.util.Objects;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One search for the nearest rows: the snapshot's view, the filter, and what was learnt of rows so
 * far.
 *
 * <p>The index knows slots, not rows: a slot counts when the snapshot sees a row in it and the row
 * passes the filter. Which slots those are may be known beforehand, from B-tree indexes or from an
 * earlier search with the same filter; if not, the index is asked without a filter first, and only
 * when too many rows fall out, with one. An answer shorter than the limit is never given for want
 * of trying: the last step compares every row.
 */
final class NearestSearch {
  /** Rows asked for beyond the limit, so that a few dead ones do not cost a second search. */
  private static final int SPARE = 4;

  /** Share of the rows that a search without bitmap may ask for before all rows are filtered. */
  private static final int MAX_WIDENING = 32;

  /** From this share of passing rows on, a search without bitmap is the cheaper one. */
  private static final double MOST_PASS = 0.4;

  /** The share that is assumed where nothing is known. */
  private static final double HALF = 0.5;

  /** From one in so many rows on, an index's answer is worth remembering. */
  private static final int ROWS_PER_CANDIDATE = 200;

  private static final int ROWS_PER_CHECK = 256;

  /** What is computed of a distance may differ by its last bits from what is computed of a row. */
  private static final double ROUNDING = 1e-9;

  /** What a search through an index costs, for each dimension of each candidate that it keeps. */
  private static final long NANOS_PER_DIMENSION = 5;

  /** What reading a row and filtering it costs. */
  private static final long NANOS_PER_ROW = 120;

  private final SearchedTable table;
  private final VectorQuery query;

  /** The query in its open form. */
  private final float[] vector;

  private final IndexedVectors vectors;
  private final IndexedVectors.Rows slots;
  private final Execution execution;
  private final RelationView view;
  private final SearchedTable.Format reader;
  private final @Nullable RowFilter filter;

  /** Rows equally near come in the order of their ids, whatever slots they got. */
  private final SlotOrder rows;

  /** What the filter is remembered by; null when nothing is to be remembered of it. */
  private final RowFilter.@Nullable Identity identity;

  /** By pgvector's rules rows are given only when they are in the index. */
  private final boolean indexedOnly;

  private int decided;
  private long @Nullable [] allowed;
  private RowCollector.@Nullable Found passing;

  NearestSearch(
      SearchedTable table,
      VectorQuery query,
      float[] vector,
      IndexedVectors vectors,
      Execution execution) {
    this.table = table;
    this.query = query;
    this.vector = vector;
    this.vectors = vectors;
    this.execution = execution;
    this.view = table.view();
    this.reader = table.format(query.columns());
    this.filter = query.filter();
    this.slots = vectors.in(view);
    this.rows = slots::visibleRow;
    this.indexedOnly = table.host().pgvectorLimits() && query.index() != null;
    this.identity = filter == null || view.hasOwnChanges() ? null : filter.identity();
  }

  boolean indexedOnly() {
    return indexedOnly;
  }

  RowSource nothing() {
    return answer(0);
  }

  private NearestRows answer(int capacity) {
    return new NearestRows(view, reader, slots, query.limit(), capacity);
  }

  private NearestRows answer(SearchResult result, @Nullable RowFilter test) {
    NearestRows answer = answer((int) Math.min(query.limit(), result.count()));
    for (int i = 0; i < result.count() && !answer.full(); i++) {
      if (!indexedOnly || !Double.isNaN(result.distance(i)) || indexed(result.slot(i))) {
        answer.add(result.slot(i), result.distance(i), test);
      }
    }
    return answer;
  }

  // Through an index.

  /** How many candidates to keep: as many as are known to reach the target, or as set. */
  private int candidates(LiveIndex live, int limit) {
    if (query.candidates() > 0) {
      return query.candidates();
    }
    double target = table.host().recallTarget();
    RecallWatch.Choice choice = target > 0 ? live.recall().choice(target, limit) : null;
    if (choice == null) {
      return table.host().efSearch();
    }
    if (query.trace() != null) {
      query.trace().chosenBy(choice);
    }
    return choice.ef();
  }

  private SearchResult search(LiveIndex live, int k, int ef, @Nullable SlotFilter some) {
    SearchResult result = live.search(vector, k, table.host().searchEffort(ef), some, rows);
    SearchTrace trace = query.trace();
    if (trace != null) {
      trace.add(result, ef);
    }
    return result;
  }

  /** The answer, or null when only comparing all rows can tell whether there are more. */
  @Nullable RowSource throughIndex(LiveIndex live, int limit) {
    int ef = candidates(live, limit);
    RowFilter test = filter;
    execution.functions().reserve((long) Math.max(ef, limit) * vector.length * NANOS_PER_DIMENSION);
    ScanLimit bounded =
        query.conditions().isEmpty() && query.reach() == null && query.candidates() == 0
            ? table.host().graphLimit(ef)
            : null;
    if (bounded != null) {
      NearestRows near = bounded(live, limit, ef, bounded);
      if (near != null) {
        return near;
      }
    }
    if (test == null) {
      SearchResult result = search(live, limit, Math.max(ef, limit), null);
      NearestRows answer = answer(result, null);
      return answer.full() ? answer : among(live, limit, ef, slot -> slots.visibleRow(slot) > 0);
    }
    if (query.bound() != null) {
      NearestRows near = near(live, limit, ef, query.bound(), test);
      if (near != null && near.full()) {
        return near;
      }
      if (query.reach() != null) {
        return within();
      }
    }
    RowDecisions known = remembered();
    if (known == null && !query.conditions().isEmpty()) {
      if (identity != null && !fewAllowed()) {
        return among(live, limit, ef, passing(test).slots());
      }
      int k = (int) Math.min((long) limit + SPARE, Math.max(1, allowed().length));
      RowCollector all = new RowCollector(view, slots, vectors.slotCount());
      for (long rowId : allowed()) {
        all.add(rowId);
      }
      SlotSet found = all.found().slots();
      NearestRows answer = answer(search(live, k, Math.max(ef, k), found), test);
      return answer.full() ? answer : among(live, limit, ef, passing(test).slots());
    }
    double share = known == null ? HALF : (double) known.passing() / Math.max(1, known.decided());
    NearestRows answer = share < MOST_PASS ? null : widening(live, limit, ef, test, share);
    return answer == null ? among(live, limit, ef, passing(test).slots()) : answer;
  }

  /**
   * Asks for more and more rows until enough pass or the bound is passed, beyond which none does;
   * null when that is far away.
   */
  private @Nullable NearestRows near(
      LiveIndex live, int limit, int ef, RowFilter bound, RowFilter test) {
    int size = live.size();
    long k = Math.max(limit + SPARE, ef);
    while (k <= Math.max(size / MAX_WIDENING, 10L * (limit + ef))) {
      // The last rows of a search are its least certain, and here they count: look further.
      SearchResult result = search(live, (int) k, (int) Math.max(ef, k + k / 2), null);
      NearestRows answer = answer(result, test);
      if (answer.full() || result.count() < k || beyond(result, bound)) {
        return answer;
      }
      k *= 4;
    }
    return null;
  }

  /**
   * The answer from as many of the nearest rows as may be looked at; null when it is to be sought
   * otherwise, be it that all rows were looked at.
   */
  private @Nullable NearestRows bounded(LiveIndex live, int limit, int ef, ScanLimit bounded) {
    int most = (int) Math.min(bounded.rows(), live.size());
    int k = Math.min(most, filter == null ? limit : limit + ef);
    while (true) {
      SearchResult result = search(live, k, Math.max(ef, k), null);
      NearestRows answer = answer(result, filter);
      if (answer.full() || query.bound() != null && beyond(result, query.bound())) {
        return answer;
      }
      if (result.count() < k || k >= live.size()) {
        return null;
      }
      if (k == most) {
        return ended(answer, bounded);
      }
      k = (int) Math.min(most, 4L * k);
    }
  }

  /** An answer that is short for a limit; null when it is to be completed. */
  private @Nullable NearestRows ended(NearestRows answer, ScanLimit by) {
    if (query.trace() != null) {
      query.trace().truncated(by.reason());
    }
    return switch (by.whenShort()) {
      case EXACT -> null;
      case ERROR -> throw by.error(answer.count(), query.limit());
      case CONTINUE -> {
        table.host().notice(by.warning(answer.count(), query.limit()));
        yield answer;
      }
    };
  }

  /** Whether the farthest row of a result that is seen fails the bound. */
  private boolean beyond(SearchResult result, RowFilter bound) {
    for (int i = result.count() - 1; i >= 0; i--) {
      long rowId = slots.visibleRow(result.slot(i));
      Row row = rowId <= 0 ? null : view.get(rowId);
      if (row != null) {
        return !bound.accepts(reader.read(row, 1));
      }
    }
    return false;
  }

  /**
   * What the lists hold that the settings have looked through, be it less than wanted; null when it
   * is to be completed.
   */
  @Nullable RowSource throughLists(LiveIndex live) {
    int k = filter == null ? (int) Math.min(query.limit(), live.size()) : live.size();
    SlotFilter seen = slot -> slots.visibleRow(slot) > 0;
    NearestRows answer = answer(search(live, k, table.host().efSearch(), seen), filter);
    ScanLimit left =
        query.limit() < Integer.MAX_VALUE ? table.host().listLimit(live.lists()) : null;
    return left == null || answer.full() ? answer : ended(answer, left);
  }

  /** Asks for more and more rows until enough of them pass; null when a bitmap is cheaper. */
  private @Nullable NearestRows widening(
      LiveIndex live, int limit, int ef, RowFilter test, double share) {
    int size = live.size();
    long k = Math.max(limit + SPARE, (long) (limit / share));
    RowDecisions decisions = null;
    long start = 0;
    while (k < size) {
      // The last rows of a search are its least certain, and here they count: look further.
      SearchResult result = search(live, (int) k, (int) Math.max(ef, k + k / 2), null);
      NearestRows answer = answer(result, test);
      if (start == 0 && !answer.full()) {
        decisions = decisions();
        start = System.nanoTime();
      } else if (decisions != null) {
        long now = System.nanoTime();
        decisions.spend(now - start);
        start = now;
      }
      if (answer.full()) {
        return answer;
      }
      long next = answer.count() == 0 ? k * 8 : Math.min(k * 8, 2 * k * limit / answer.count());
      if (next > Math.max(size / MAX_WIDENING, 10L * limit)
          || decisions != null && decisions.spent() > vectors.liveSlots() * NANOS_PER_ROW) {
        return null;
      }
      k = Math.max(next, k * 2);
    }
    return null;
  }

  /** The search for which it is known which slots count. */
  private @Nullable RowSource among(LiveIndex live, int limit, int ef, SlotFilter some) {
    reserveAll();
    NearestRows answer = answer(search(live, limit, Math.max(ef, limit), some), null);
    return answer.full() ? answer : null;
  }

  /** Time for looking at every vector, which may come to that. */
  private void reserveAll() {
    execution.functions().reserve((long) vectors.slotCount() * vector.length);
  }

  // Without an index.

  /** Every visible row: by distance, then those without a vector. */
  RowSource exactly() {
    RowFilter test = filter;
    reserveAll();
    RowCollector.Found found = test == null ? null : passing(test);
    execution.checkCancelled();
    SearchResult result =
        compareAll(
            found == null ? this::seen : found.slots(),
            (int) Math.min(query.limit(), Math.max(1, vectors.slotCount())),
            Double.POSITIVE_INFINITY);
    NearestRows answer = answer(result, null);
    if (indexedOnly) {
      return answer;
    }
    answer.continueWith(
        () -> found == null ? allWithoutVector() : withoutVector(found.withoutVector()));
    return answer;
  }

  /**
   * All rows within the distance that the query bounds, nearest first, complete: a walk through a
   * graph ends where it finds nothing near, which is no proof that there is nothing.
   */
  RowSource within() {
    reserveAll();
    double far = farthest(Objects.requireNonNull(query.reach()));
    boolean few = !query.conditions().isEmpty() && fewAllowed();
    SlotFilter some = this::seen;
    if (few) {
      RowCollector all = new RowCollector(view, slots, vectors.slotCount());
      for (long rowId : allowed()) {
        all.add(rowId);
      }
      some = all.found().slots();
    }
    return new RowsWithin(
        compareAll(some, vectors.slotCount(), far), view, reader, slots, filter, query.limit());
  }

  /** The largest distance that a condition, which holds up to some distance, is met by. */
  static double farthest(DoublePredicate reach) {
    // By the bits of a double, which are made to sort as signed numbers.
    long low = key(Double.NEGATIVE_INFINITY);
    long high = key(Double.POSITIVE_INFINITY);
    while (low < high) {
      long middle = (low | high) - ((low ^ high) >> 1); // Their mean, rounded up.
      if (holds(reach, Double.longBitsToDouble(key(middle)))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    double far = Double.longBitsToDouble(key(low));
    return Double.isInfinite(far) ? far : far + ROUNDING * Math.abs(far);
  }

  /** A distance's bits made to order, and back. */
  private static long key(double value) {
    return key(Double.doubleToRawLongBits(value));
  }

  private static long key(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static boolean holds(DoublePredicate reach, double distance) {
    try {
      return reach.test(distance);
    } catch (SqlException _) {
      return false; // Out of range, which distances come to from below.
    }
  }

  private boolean seen(int slot) {
    return slots.visibleRow(slot) > 0;
  }

  /** The nearest of all slots that count, none farther than a distance. */
  private SearchResult compareAll(SlotFilter some, int wanted, double reach) {
    Metric metric = Metric.of(query.metric());
    int slotCount = vectors.slotCount();
    ExactScan scan =
        new ExactScan(
            vectors.source(),
            metric,
            vector,
            wanted,
            reach,
            some,
            slotCount,
            rows,
            wanted < slotCount || reach < Double.POSITIVE_INFINITY
                ? table.codes(vectors, metric)
                : null,
            vectors::birthRow);
    // What the transaction itself wrote is looked up by one thread at a time.
    int threads = view.hasOwnChanges() ? 1 : Runtime.getRuntime().availableProcessors();
    SearchResult result = scan.search(threads, execution::checkCancelled);
    if (query.trace() != null) {
      query.trace().add(result, 0);
    }
    return result;
  }

  /**
   * For a NULL query, to which all distances are NULL: rows as they come. By pgvector's rules only
   * those that are in the index.
   */
  RowSource inNoOrder() {
    return rows(row -> !indexedOnly || indexed(slots.slot(row)));
  }

  /** Whether pgvector would have a slot in the index: zero vectors have no cosine. */
  private boolean indexed(int slot) {
    return slot >= 0
        && (Metric.of(query.metric()) != Metric.COSINE
            || !ExactSearch.isZero(vectors.source(), slot));
  }

  /** All rows seen that have no vector. */
  private RowSource allWithoutVector() {
    return rows(row -> slots.slot(row) < 0);
  }

  /** Rows seen that meet a condition and pass the filter, with a NULL distance. */
  private RowSource rows(Predicate<Row> condition) {
    RowCursor all = view.scan();
    return new RowSource() {
      private long given;

      @Override
      public @Nullable Object @Nullable [] next() {
        for (Row row = given < query.limit() ? all.next() : null; row != null; row = all.next()) {
          if ((++decided & ROWS_PER_CHECK - 1) == 0) {
            execution.checkCancelled();
          }
          if (condition.test(row)) {
            @Nullable Object[] values = reader.read(row, 1);
            if (filter == null || filter.accepts(values)) {
              given++;
              return values;
            }
          }
        }
        return null;
      }

      @Override
      public void close() {}
    };
  }

  private RowSource withoutVector(long[] rows) {
    return new RowSource() {
      private int next;

      @Override
      public @Nullable Object @Nullable [] next() {
        Row row = next == rows.length ? null : view.get(rows[next++]);
        return row == null ? null : reader.read(row, 1);
      }

      @Override
      public void close() {}
    };
  }

  // Which rows count.

  /** Whether indexes leave so few rows that asking them again is as quick as remembering. */
  private boolean fewAllowed() {
    return (long) allowed().length * ROWS_PER_CANDIDATE < vectors.slotCount();
  }

  /** What an earlier search found out about nearly all rows; null when there was none. */
  private @Nullable RowDecisions remembered() {
    RowDecisions known = identity == null ? null : table.filters().find(table.layout(), identity);
    return known != null && known.decided() >= vectors.liveSlots() / 10 * 9 ? known : null;
  }

  /** What is known of the filter, be it nothing; null when nothing is to be remembered of it. */
  private @Nullable RowDecisions decisions() {
    return identity == null ? null : table.filters().findOrAdd(table.layout(), identity);
  }

  private RowDecisions.Decider decider(RowFilter test) {
    return row -> {
      if ((++decided & ROWS_PER_CHECK - 1) == 0) {
        execution.checkCancelled();
      }
      return test.accepts(reader.read(row, 1));
    };
  }

  /** Rows that meet the conditions which B-tree indexes answer. */
  private long[] allowed() {
    long[] known = allowed;
    if (known == null) {
      known = table.rows(query.conditions(), execution);
      allowed = known;
    }
    return known;
  }

  /** Rows that pass the filter. */
  private RowCollector.Found passing(RowFilter test) {
    RowCollector.Found known = passing;
    if (known == null) {
      known = findPassing(test);
      passing = known;
    }
    return known;
  }

  private RowCollector.Found findPassing(RowFilter test) {
    boolean indexed = !query.conditions().isEmpty() && remembered() == null;
    RowDecisions decisions = indexed && fewAllowed() ? null : decisions();
    RowCollector.Found latest = decisions == null ? null : decisions.latest(view, slots.number());
    if (latest != null) {
      return latest;
    }
    RowCollector into = new RowCollector(view, slots, vectors.slotCount());
    if (decisions == null) {
      if (indexed) {
        into.passing(allowed(), decider(test));
      } else {
        into.passing(decider(test));
      }
      return into.found();
    }
    int before = decisions.decided();
    if (indexed) {
      decisions.seed(view, allowed(), decider(test));
    }
    RowCollector.Found found = decisions.passing(decider(test), into);
    if (decisions.decided() != before) {
      table.filters().trim();
    }
    return found;
  }
}
