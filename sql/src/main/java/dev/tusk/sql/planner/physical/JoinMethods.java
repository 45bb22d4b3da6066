package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses sides and method of a join of two small relations as PostgreSQL does ({@code joinpath.c},
 * {@code pathnode.c}): the first of the cheapest ways, in the order in which it looks at them.
 */
final class JoinMethods {
  /**
   * Above it, the sides are hashed by what they truly cost. PostgreSQL's formulas count pages and
   * comparisons of its own; for few rows that decides only which order rows come in, for many it
   * would cost time.
   */
  static final double MOST_ROWS = 5_000;

  /** The same of what PostgreSQL takes a side for, where we know that it has fewer rows. */
  static final double MOST_GUESSED = 100_000;

  /**
   * Up to so many rows a table is hashed though PostgreSQL would look its rows up one by one; about
   * what it takes an uncounted one for. Above it, that order is not worth the time.
   */
  private static final double MOST_LOOKED_UP = 2_500;

  /** {@code STD_FUZZ_FACTOR}: costs that differ by less are alike. */
  private static final double FUZZ = 1.01;

  private static final double EXACT = 1.0000000001;

  private final PlannerSettings settings;

  JoinMethods(PlannerSettings settings) {
    this.settings = settings;
  }

  enum Method {
    MERGE,
    LOOP,
    /** By a unique index of the inner side. */
    LOOKUP,
    KEPT_LOOP,
    HASH
  }

  /**
   * One way to join.
   *
   * @param swapped whether the second relation is the outer side
   */
  record Way(Method method, boolean swapped, JoinType type, JoinCosts.Cost cost) {}

  /**
   * One of both pairings of the sides.
   *
   * @param hashable whether all that merges could also be hashed, by the share of a bucket; null
   *     where it cannot
   */
  record Pairing(
      boolean swapped,
      JoinType type,
      JoinCosts costs,
      boolean mergeable,
      @Nullable Double hashable) {}

  Way choose(List<Pairing> pairings) {
    List<Way> kept = new ArrayList<>();
    for (Pairing pairing : pairings) {
      for (Way way : ways(pairing)) {
        add(kept, way);
      }
    }
    Way best = kept.getFirst();
    for (Way way : kept) {
      if (cheaper(way.cost(), best.cost())) {
        best = way;
      }
    }
    return best;
  }

  private static boolean cheaper(JoinCosts.Cost one, JoinCosts.Cost other) {
    return one.total() < other.total()
        || one.total() == other.total() && one.startup() < other.startup();
  }

  private List<Way> ways(Pairing pairing) {
    JoinType type = pairing.type();
    JoinCosts costs = pairing.costs();
    List<Way> ways = new ArrayList<>();
    boolean merges = pairing.mergeable() && (costs.keys() > 0 || type == JoinType.FULL);
    if (merges) {
      ways.add(way(pairing, Method.MERGE, costs.merge().disabled(settings.mergeJoin())));
    }
    if (type != JoinType.RIGHT && type != JoinType.FULL) {
      ways.add(way(pairing, Method.LOOP, costs.nestedLoop(false).disabled(settings.nestedLoop())));
      if (costs.match() != null
          && costs.inner().tuples() <= MOST_LOOKED_UP
          && settings.indexScan()) {
        ways.add(way(pairing, Method.LOOKUP, costs.lookup().disabled(settings.nestedLoop())));
      }
      if (settings.material() && !costs.inner().kept()) {
        ways.add(
            way(pairing, Method.KEPT_LOOP, costs.nestedLoop(true).disabled(settings.nestedLoop())));
      }
    }
    Double bucket = pairing.hashable();
    if (bucket != null) {
      ways.add(way(pairing, Method.HASH, costs.hash(bucket).disabled(settings.hashJoin())));
    }
    return ways;
  }

  private static Way way(Pairing pairing, Method method, JoinCosts.Cost cost) {
    return new Way(method, pairing.swapped(), pairing.type(), cost);
  }

  /**
   * Takes a way in unless one that is kept is about as good, and drops those that it is better
   * than. Of two that cost about the same in all, the one that begins cheaper is.
   */
  private static void add(List<Way> kept, Way way) {
    for (Way old : List.copyOf(kept)) {
      int compared = compare(way.cost(), old.cost(), FUZZ);
      if (compared == 0) {
        compared = compare(way.cost(), old.cost(), EXACT) < 0 ? -1 : 1;
      }
      if (compared > 0) {
        return;
      }
      kept.remove(old);
    }
    kept.add(way);
  }

  private static int compare(JoinCosts.Cost one, JoinCosts.Cost other, double fuzz) {
    int total = compare(one.total(), other.total(), fuzz);
    return total != 0 ? total : compare(one.startup(), other.startup(), fuzz);
  }

  private static int compare(double one, double other, double fuzz) {
    return one > other * fuzz ? 1 : other > one * fuzz ? -1 : 0;
  }
}
