package dev.tusk.sql.planner.physical;

import org.jspecify.annotations.Nullable;

/**
 * What a join costs by PostgreSQL's formulas ({@code costsize.c}), as far as they do without
 * statistics of columns and with sides that fit into memory.
 *
 * @param outer the side that is read once
 * @param inner the side that is looked up
 * @param rows of the whole join
 * @param pairs that meet the equalities
 * @param keys how many equalities there are
 * @param others calls of functions that the other conditions make for each pair
 * @param match how rows of the outer side find partners where one is enough; null where all are
 *     wanted
 */
record JoinCosts(
    Guess outer,
    Guess inner,
    double rows,
    double pairs,
    int keys,
    double others,
    @Nullable Match match) {
  /** {@code random_page_cost}. */
  private static final double SEEK = 4;

  private static final double ROWS_OF_PAGE = 180;
  private static final double ENTRIES_OF_PAGE = 360;
  private static final double LEAST_BUCKETS = 1024;

  private static final double MOST_BUCKETS = 1 << 20;

  /** {@code DEFAULT} share of a hash table that one bucket is taken for when nothing is known. */
  static final double UNKNOWN_BUCKET = 0.1;

  /** The share of outer rows that have a partner, and how many those have. */
  record Match(double share, double partners) {
    double scanned() {
      return 2.0 / (partners + 1);
    }
  }

  record Cost(double startup, double total) {
    Cost disabled(boolean enabled) {
      return enabled ? this : new Cost(startup + Costs.DISABLED, total + Costs.DISABLED);
    }
  }

  /** Each outer row with all inner rows, which are read anew or kept. */
  Cost nestedLoop(boolean kept) {
    double extra = kept ? 2 * Costs.OPERATOR * inner.rows() : 0;
    double first = inner.total() - inner.startup() + extra;
    double again = kept ? Costs.OPERATOR * inner.rows() : inner.again();
    double startup = outer.startup() + inner.startup();
    double run = outer.total() - outer.startup();
    if (!kept && !inner.kept()) {
      run += Math.max(0, outer.rows() - 1) * inner.startup();
    }
    double tested;
    if (match == null) {
      run += first + Math.max(0, outer.rows() - 1) * again;
      tested = outer.rows() * inner.rows();
    } else {
      double matched = Math.rint(outer.rows() * match.share());
      double unmatched = outer.rows() - matched;
      tested = matched * inner.rows() * match.scanned() + unmatched * inner.rows();
      run += first;
      if (unmatched >= 1) {
        unmatched--;
      } else {
        matched--;
      }
      run += Math.max(0, matched) * again * match.scanned() + Math.max(0, unmatched) * again;
    }
    double operators = keys + others;
    run += tested * (Costs.ROW + operators * Costs.OPERATOR);
    return new Cost(startup, startup + run);
  }

  /** Each outer row with the one inner row that a unique index finds for it. */
  Cost lookup() {
    double loops = Math.max(1, outer.rows());
    double heapPages = Math.max(1, Math.ceil(inner.tuples() / ROWS_OF_PAGE));
    double indexPages = Math.max(1, Math.ceil(inner.tuples() / ENTRIES_OF_PAGE));
    double pages = (fetched(heapPages, loops) + fetched(indexPages, loops)) * SEEK / loops;
    double descent = 50 * Costs.OPERATOR + Math.ceil(log2(inner.tuples())) * Costs.OPERATOR;
    double each = pages + descent + Costs.INDEX_ROW + 2 * Costs.ROW + others * Costs.OPERATOR;
    double run = outer.total() - outer.startup() + loops * each;
    return new Cost(outer.startup() + descent, outer.startup() + descent + run);
  }

  /** Pages that are read when so many are asked for (Mackert and Lohman). */
  private static double fetched(double pages, double asked) {
    double read = 2 * pages * asked / (2 * pages + asked);
    return read >= pages ? pages : Math.ceil(read);
  }

  private static double log2(double value) {
    return Math.log(Math.max(2, value)) / Math.log(2);
  }

  /** Both sides sorted by the keys, or all pairs where there are none. */
  Cost merge() {
    Guess left = keys == 0 ? outer : outer.sorted();
    Guess right = keys == 0 ? inner : inner.sorted();
    boolean once = match != null && others == 0;
    double rescanned = once ? 0 : Math.max(0, pairs - inner.rows());
    double ratio = 1 + rescanned / inner.rows();
    double innerRun = right.total() - right.startup();
    double bare = innerRun * ratio;
    double kept = innerRun + Costs.OPERATOR * inner.rows() * ratio;
    double startup = left.startup() + right.startup();
    double run = left.total() - left.startup();
    run += once ? bare : Math.min(bare, kept);
    run += keys * Costs.OPERATOR * (outer.rows() + inner.rows() * ratio);
    run += pairs * (Costs.ROW + others * Costs.OPERATOR);
    return new Cost(startup, startup + run);
  }

  /**
   * The inner side in a hash table.
   *
   * @param bucket the share of it that one bucket holds
   */
  Cost hash(double bucket) {
    double startup = outer.startup() + inner.total();
    startup += (Costs.OPERATOR * keys + Costs.ROW) * inner.rows();
    double run = outer.total() - outer.startup() + Costs.OPERATOR * keys * outer.rows();
    double met;
    if (match == null) {
      run += keys * Costs.OPERATOR * outer.rows() * Guess.clamp(inner.rows() * bucket) * 0.5;
      met = pairs;
    } else {
      double matched = Math.rint(outer.rows() * match.share());
      double share = bucket * match.scanned();
      run += keys * Costs.OPERATOR * matched * Guess.clamp(inner.rows() * share) * 0.5;
      run +=
          keys
              * Costs.OPERATOR
              * (outer.rows() - matched)
              * Guess.clamp(inner.rows() / buckets(inner.rows()))
              * 0.05;
      met = matched;
    }
    run += met * (Costs.ROW + others * Costs.OPERATOR);
    return new Cost(startup, startup + run);
  }

  /** Buckets of a hash table that holds so many rows. */
  static double buckets(double rows) {
    double buckets = LEAST_BUCKETS;
    while (buckets < rows && buckets < MOST_BUCKETS) {
      buckets *= 2;
    }
    return buckets;
  }
}
