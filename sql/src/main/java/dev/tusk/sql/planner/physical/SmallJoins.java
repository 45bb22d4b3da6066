package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Joins of a few rows, made as PostgreSQL would make them. */
final class SmallJoins {
  private final PhysicalPlanner planner;
  private final EquiJoins equiJoins;
  private final JoinNodes nodes;
  private final JoinMethods methods;

  SmallJoins(PhysicalPlanner planner, EquiJoins equiJoins, JoinNodes nodes) {
    this.planner = planner;
    this.equiJoins = equiJoins;
    this.nodes = nodes;
    this.methods = new JoinMethods(planner.analysis().settings);
  }

  /** A relation, with its first field in the joined row. */
  record Placed(RelNode rel, int offset) {}

  /**
   * A side of a join.
   *
   * @param placed null for what is joined itself
   */
  record Side(Built built, @Nullable Placed placed) {}

  /**
   * The join in the way that PostgreSQL would choose; null where that is not asked, because it is
   * none of two small sides or of a type that PostgreSQL makes otherwise.
   */
  @Nullable Built join(
      Side left, Side right, JoinType type, List<RexNode> conditions, double rows) {
    Guess l = planner.guesses().of(left.built().plan());
    Guess r = planner.guesses().of(right.built().plan());
    if (type == JoinType.SEMI
        || type == JoinType.ANTI
        || isLarge(left, l)
        || isLarge(right, r)
        || conditions.stream().anyMatch(Rex::isVolatile)) {
      return null;
    }
    // PostgreSQL knows no RIGHT JOIN but as the other pairing of a LEFT JOIN.
    if (type == JoinType.RIGHT) {
      return join(right, left, JoinType.LEFT, conditions, rows);
    }
    Pair pair = new Pair(left, l, right, r, conditions);
    JoinType other = type == JoinType.LEFT ? JoinType.RIGHT : type;
    JoinMethods.Way way =
        methods.choose(List.of(pair.pairing(false, type, type), pair.pairing(true, other, type)));
    Built built = pair.built(way, rows);
    planner
        .guesses()
        .note(
            built.plan(),
            new Guess(pair.rows(type), pair.rows(type), way.cost().startup(), way.cost().total()));
    return built;
  }

  /** Whether a side has many rows as far as we know, or very many as PostgreSQL would guess. */
  private static boolean isLarge(Side side, Guess guess) {
    return side.built().rows() > JoinMethods.MOST_ROWS || guess.rows() > JoinMethods.MOST_GUESSED;
  }

  /** Both sides and what joins them. */
  private final class Pair {
    private final Side left;
    private final Guess leftGuess;
    private final Side right;
    private final Guess rightGuess;
    private final List<RexNode> conditions;
    private final EquiJoins.Keys keys;
    private final double share;

    Pair(Side left, Guess leftGuess, Side right, Guess rightGuess, List<RexNode> conditions) {
      this.left = left;
      this.leftGuess = leftGuess;
      this.right = right;
      this.rightGuess = rightGuess;
      this.conditions = conditions;
      this.keys =
          equiJoins.equalities(conditions, left.built().positions(), right.built().positions());
      double equal = 1;
      for (int i = 0; i < keys.left().size(); i++) {
        double most =
            Math.max(
                distinct(keys.left().get(i), left, leftGuess),
                distinct(keys.right().get(i), right, rightGuess));
        equal /= Math.max(1, most);
      }
      this.share = equal;
    }

    /** Rows that meet the equalities. */
    private double pairs() {
      return Guess.clamp(leftGuess.rows() * rightGuess.rows() * share);
    }

    double rows(JoinType type) {
      double inner =
          leftGuess.rows() * rightGuess.rows() * share * Selectivity.guess(keys.residual());
      double rows =
          switch (type) {
            case LEFT -> Math.max(inner, leftGuess.rows());
            case RIGHT -> Math.max(inner, rightGuess.rows());
            case FULL -> Math.max(inner, Math.max(leftGuess.rows(), rightGuess.rows()));
            case INNER, SEMI, ANTI -> inner;
          };
      return Guess.clamp(rows);
    }

    JoinMethods.Pairing pairing(boolean swapped, JoinType type, JoinType whole) {
      Side outer = swapped ? right : left;
      Side inner = swapped ? left : right;
      Guess o = swapped ? rightGuess : leftGuess;
      Guess i = swapped ? leftGuess : rightGuess;
      JoinCosts costs =
          new JoinCosts(
              o,
              i,
              rows(whole),
              pairs(),
              keys.left().size(),
              Guesses.operators(keys.residual()),
              match(outer, o, inner, i, swapped));
      boolean ordered =
          keys.left().stream().allMatch(key -> RelTypes.typeOf(key).ordered())
              && (type != JoinType.RIGHT && type != JoinType.FULL || constant(keys.residual()));
      return new JoinMethods.Pairing(swapped, type, costs, ordered, bucket(inner, i, swapped));
    }

    private boolean constant(List<RexNode> residual) {
      return residual.stream().allMatch(Rex::constant);
    }

    /** The share of the inner side's rows that one bucket holds; null where nothing is hashed. */
    private @Nullable Double bucket(Side inner, Guess guess, boolean swapped) {
      List<RexNode> hashed = swapped ? keys.left() : keys.right();
      if (hashed.isEmpty()
          || !hashed.stream().allMatch(key -> EquiJoins.hashed(RelTypes.typeOf(key)))) {
        return null;
      }
      double least = 1;
      for (RexNode key : hashed) {
        double distinct = distinct(key, inner, guess);
        boolean unknown = guess.tuples() >= Guesses.DISTINCT && !unique(key, inner);
        double kept = Guess.clamp(distinct * Math.min(1, guess.rows() / guess.tuples()));
        double buckets = JoinCosts.buckets(guess.rows());
        least = Math.min(least, unknown ? JoinCosts.UNKNOWN_BUCKET : 1 / Math.min(kept, buckets));
      }
      return least;
    }

    /** What is known where no outer row has more than one partner. */
    private JoinCosts.@Nullable Match match(
        Side outer, Guess o, Side inner, Guess i, boolean swapped) {
      List<RexNode> innerKeys = swapped ? keys.left() : keys.right();
      List<RexNode> outerKeys = swapped ? keys.right() : keys.left();
      int one = -1;
      for (int k = 0; k < innerKeys.size() && one < 0; k++) {
        one = unique(innerKeys.get(k), inner) ? k : -1;
      }
      if (one < 0) {
        return null;
      }
      double outerDistinct = distinct(outerKeys.get(one), outer, o);
      double innerDistinct = Math.min(distinct(innerKeys.get(one), inner, i), i.rows());
      boolean unknown = o.tuples() >= Guesses.DISTINCT && !unique(outerKeys.get(one), outer);
      double part =
          unknown ? 0.5 : outerDistinct <= innerDistinct ? 1 : innerDistinct / outerDistinct;
      double partners = Math.max(1, share * i.rows() / part);
      return new JoinCosts.Match(part, partners);
    }

    Built built(JoinMethods.Way way, double rows) {
      Built outer = way.swapped() ? right.built() : left.built();
      Built inner = way.swapped() ? left.built() : right.built();
      EquiJoins.Keys sides = way.swapped() ? keys.swapped() : keys;
      return switch (way.method()) {
        case MERGE -> nodes.merge(outer, inner, sides, way.type(), rows);
        // Rows come in the outer side's order either way, and the index is not worth it.
        case HASH, LOOKUP -> nodes.hash(outer, inner, sides, way.type(), rows);
        case LOOP -> nodes.loop(outer, inner, way.type(), conditions, List.of(), 0, false, rows);
        case KEPT_LOOP ->
            nodes.loop(outer, inner, way.type(), conditions, List.of(), 0, true, rows);
      };
    }
  }

  private static double distinct(RexNode key, Side side, Guess guess) {
    return Math.max(
        1, unique(key, side) ? guess.tuples() : Math.min(guess.tuples(), Guesses.DISTINCT));
  }

  /** Whether an index says that no value of a key comes twice. */
  private static boolean unique(RexNode key, Side side) {
    Placed placed = side.placed();
    return placed != null
        && IndexCondition.bare(key) instanceof RexInputRef field
        && unique(placed.rel(), field.getIndex() - placed.offset());
  }

  private static boolean unique(RelNode rel, int field) {
    return switch (rel) {
      case LogicalFilter filter -> unique(filter.getInput(), field);
      case LogicalProject project when field >= 0 && field < project.getProjects().size() ->
          project.getProjects().get(field) instanceof RexInputRef below
              && unique(project.getInput(), below.getIndex());
      case Rels.Scan scan ->
          field >= 0 && field < scan.columns.size() && Guesses.unique(scan, field);
      default -> false;
    };
  }
}
