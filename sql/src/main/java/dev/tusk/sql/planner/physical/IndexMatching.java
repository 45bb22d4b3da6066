package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan.KeyMatch;
import dev.tusk.sql.plan.PhysicalPlan.KeyRange;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.planner.analyze.Collations;
import dev.tusk.sql.type.Collation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Which indexes of a table can answer which conditions, and in which order their rows come. */
final class IndexMatching {
  private final Analysis analysis;

  IndexMatching(Analysis analysis) {
    this.analysis = analysis;
  }

  /**
   * An index with the conditions it answers.
   *
   * @param equal on the leading keys, one each
   * @param range on the key behind them
   */
  record Match(
      Index index,
      List<IndexCondition> equal,
      List<IndexCondition> range,
      double selectivity,
      boolean uniqueRow) {

    /** Whether it reads less than the whole index. */
    boolean selective() {
      return !equal.isEmpty() || !range.isEmpty();
    }

    int alternatives() {
      int count = 1;
      for (IndexCondition condition : equal) {
        count *=
            condition.comparison() == IndexCondition.Comparison.ANY
                ? 10
                : condition.values().size();
      }
      return count;
    }

    /** The conjuncts that must still be asked of each row. */
    List<RexNode> rest(List<RexNode> conjuncts) {
      List<RexNode> rest = new ArrayList<>();
      for (RexNode conjunct : conjuncts) {
        boolean decided = false;
        for (IndexCondition c : equal) {
          decided |= c.conjunct() == conjunct && c.exact();
        }
        for (IndexCondition c : range) {
          decided |= c.conjunct() == conjunct && c.exact();
        }
        if (!decided) {
          rest.add(conjunct);
        }
      }
      return rest;
    }

    List<KeyMatch> keyMatches(ExpressionBuilder builder) {
      List<KeyMatch> matches = new ArrayList<>();
      for (IndexCondition condition : equal) {
        matches.add(
            new KeyMatch(
                builder.build(condition.values(), new int[0]),
                condition.comparison() == IndexCondition.Comparison.ANY));
      }
      return matches;
    }

    @Nullable KeyRange keyRange(ExpressionBuilder builder) {
      Expression lower = null;
      Expression upper = null;
      boolean lowerInclusive = false;
      boolean upperInclusive = false;
      for (IndexCondition c : range) {
        Expression bound = builder.build(c.values().getFirst(), new int[0]);
        switch (c.comparison()) {
          case GREATER -> lower = bound;
          case GREATER_OR_EQUAL -> {
            lower = bound;
            lowerInclusive = true;
          }
          case LESS -> upper = bound;
          case LESS_OR_EQUAL -> {
            upper = bound;
            upperInclusive = true;
          }
          case EQUAL, IN, ANY -> throw new IllegalStateException("no range");
        }
      }
      return lower == null && upper == null
          ? null
          : new KeyRange(lower, lowerInclusive, upper, upperInclusive);
    }
  }

  /** All usable B-tree indexes, those without a matching condition too. */
  List<Match> matches(Rels.Scan scan, List<RexNode> conjuncts) {
    return matches(scan, conjuncts, false);
  }

  /**
   * The same.
   *
   * @param nearest whether the keys behind the vectors of other indexes count too
   */
  List<Match> matches(Rels.Scan scan, List<RexNode> conjuncts, boolean nearest) {
    List<Index> indexes = scan.table.indexes();
    if (indexes.isEmpty()) {
      return List.of();
    }
    List<IndexCondition> conditions = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      Alike.wantAlternatives(analysis, conjunct);
      IndexCondition condition = IndexCondition.of(analysis, conjunct);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    List<Match> matches = new ArrayList<>();
    for (Index index : indexes) {
      Index keys = index.stored();
      if (keys != null
          && keys.ordered()
          && keys.valid()
          && (keys == index || nearest)
          && implied(scan, keys, conjuncts)) {
        matches.add(match(scan, keys, conjuncts, conditions));
      }
    }
    return matches;
  }

  private Match match(
      Rels.Scan scan, Index index, List<RexNode> conjuncts, List<IndexCondition> compared) {
    List<IndexCondition> equal = new ArrayList<>();
    List<IndexCondition> range = new ArrayList<>();
    double selectivity = 1;
    for (Index.Key key : index.keys()) {
      RexNode target = keyExpression(scan, key);
      List<IndexCondition> conditions = new ArrayList<>(compared);
      conditions.addAll(DerivedConditions.of(analysis, conjuncts, target));
      IndexCondition found = find(conditions, target);
      if (found == null) {
        range = ranges(conditions, target);
        break;
      }
      equal.add(found);
      selectivity *= selectivity(scan, found);
    }
    if (range.size() == 2) {
      selectivity *= Selectivity.BETWEEN;
    } else if (range.size() == 1) {
      selectivity *= Selectivity.RANGE;
    }
    return new Match(index, equal, range, selectivity, AccessPaths.unique(index, equal.size()));
  }

  private @Nullable IndexCondition find(List<IndexCondition> conditions, RexNode target) {
    IndexCondition found = null;
    for (IndexCondition condition : conditions) {
      if (condition.equality()
          && Alike.same(analysis, condition.target(), target)
          && (found == null || condition.comparison() == IndexCondition.Comparison.EQUAL)) {
        found = condition;
      }
    }
    return found;
  }

  /** At most one lower and one upper bound; further ones stay filters. */
  private List<IndexCondition> ranges(List<IndexCondition> conditions, RexNode target) {
    IndexCondition lower = null;
    IndexCondition upper = null;
    for (IndexCondition c : conditions) {
      if (!Alike.same(analysis, c.target(), target)) {
        continue;
      }
      switch (c.comparison()) {
        case GREATER, GREATER_OR_EQUAL -> lower = lower == null ? c : lower;
        case LESS, LESS_OR_EQUAL -> upper = upper == null ? c : upper;
        case EQUAL, IN, ANY -> {}
      }
    }
    List<IndexCondition> ranges = new ArrayList<>();
    if (lower != null) {
      ranges.add(lower);
    }
    if (upper != null) {
      ranges.add(upper);
    }
    return ranges;
  }

  double selectivity(Rels.Scan scan, IndexCondition condition) {
    double equal =
        condition.target() instanceof RexInputRef field
            ? 1 / Math.max(1, Selectivity.distinct(analysis, scan, field.getIndex()))
            : Selectivity.EQUAL;
    return switch (condition.comparison()) {
      case EQUAL -> equal;
      case IN -> Math.min(1, equal * condition.values().size());
      case ANY -> Math.min(1, equal * 10);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Selectivity.RANGE;
    };
  }

  /** What a key indexes, over the scan's fields. */
  RexNode keyExpression(Rels.Scan scan, Index.Key key) {
    String text = key.expressionText();
    Column column = text == null ? scan.table.column(key.column()) : null;
    RexNode node =
        column == null
            ? IndexCondition.bare(analysis.bindText(java.util.Objects.requireNonNull(text), scan))
            : scan.column(key.column(), analysis.types.of(column));
    Collation collation = key.effectiveCollation();
    return collation == null ? node : Collations.under(node, collation, 0);
  }

  /** Whether an index has the keys that ON CONFLICT names, and its predicate is implied. */
  boolean is(Index index, BoundDml.IndexesOver wanted) {
    Set<RexNode> own = new HashSet<>();
    index.keys().forEach(k -> own.add(keyExpression(wanted.scan(), k)));
    return own.size() == wanted.keys().size()
        && own.stream()
            .allMatch(o -> wanted.keys().stream().anyMatch(k -> Alike.same(analysis, k, o)))
        && implied(wanted.scan(), index, wanted.predicate());
  }

  /** Whether the filter implies a partial index's predicate, conjunct by conjunct. */
  boolean implied(Rels.Scan scan, Index index, List<RexNode> conjuncts) {
    String predicate = index.predicateText();
    if (predicate == null) {
      return true;
    }
    PredicateProof proof = new PredicateProof(analysis, conjuncts);
    return Rex.conjuncts(analysis.bindText(predicate, scan)).stream().allMatch(proof::implies);
  }

  /**
   * The direction in which the index gives the wanted order; null when it does not. Keys fixed to
   * one value do not count.
   */
  @Nullable Boolean direction(Rels.Scan scan, Match match, List<Rels.Ordering> order) {
    List<Index.Key> keys = match.index().keys();
    int key = 0;
    Boolean descending = null;
    for (Rels.Ordering wanted : order) {
      RexNode expression = IndexCondition.bare(wanted.expression());
      if (fixed(match, expression)) {
        continue;
      }
      while (key < keys.size() && key < match.equal().size() && single(match.equal().get(key))) {
        key++;
      }
      if (key >= keys.size()
          || key < match.equal().size()
          || !Alike.same(analysis, expression, keyExpression(scan, keys.get(key)))) {
        return null;
      }
      boolean backward = keys.get(key).descending() != wanted.descending();
      boolean nullsMatch = (keys.get(key).nullsFirst() != backward) == wanted.nullsFirst();
      if (!nullsMatch && !notNull(scan, expression)
          || descending != null && descending != backward) {
        return null;
      }
      descending = backward;
      key++;
    }
    if (descending == null) {
      return match.selective() ? Boolean.FALSE : null;
    }
    return descending;
  }

  private static boolean single(IndexCondition condition) {
    return condition.comparison() == IndexCondition.Comparison.EQUAL;
  }

  private static boolean fixed(Match match, RexNode expression) {
    return match.equal().stream().anyMatch(c -> single(c) && c.target().equals(expression));
  }

  static boolean notNull(Rels.Scan scan, RexNode expression) {
    if (!(expression instanceof RexInputRef field)) {
      return false;
    }
    int column = scan.columns.get(field.getIndex());
    return column > 0 && scan.table.column(column).notNull();
  }
}
