package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.AccessMethod.OperatorClass;
import dev.tusk.sql.catalog.AccessMethod.Strategy;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.Bitmap;
import dev.tusk.sql.plan.PhysicalPlan.KeySearch;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Rows that inverted indexes find as sets: one index for several conditions, several indexes
 * together, alternatives each by its own index.
 */
final class BitmapPaths {
  private static final Map<String, String> COMMUTED =
      Map.ofEntries(
          Map.entry("@>", "<@"),
          Map.entry("<@", "@>"),
          Map.entry("&&", "&&"),
          Map.entry("=", "="),
          Map.entry("@@", "@@"),
          Map.entry("%", "%"),
          Map.entry("<", ">"),
          Map.entry("<=", ">="),
          Map.entry(">", "<"),
          Map.entry(">=", "<="),
          Map.entry("<<", ">>"),
          Map.entry(">>", "<<"),
          Map.entry("<<=", ">>="),
          Map.entry(">>=", "<<="),
          Map.entry("-|-", "-|-"),
          Map.entry("~=", "~="));

  private final PhysicalPlanner planner;
  private final Analysis analysis;
  private final AccessPaths paths;

  BitmapPaths(PhysicalPlanner planner, AccessPaths paths) {
    this.planner = planner;
    this.analysis = planner.analysis();
    this.paths = paths;
  }

  /**
   * A condition that an index's key answers.
   *
   * @param shown the condition with the key on its left side
   * @param value what is sought, constant for the execution
   */
  private record Search(
      RexNode conjunct, RexNode shown, int key, Strategy strategy, RexNode value) {}

  /** A set of rows, and the conditions that it answers. */
  private sealed interface Found {
    List<RexNode> answered();

    double share();

    /** The rows that an index has. */
    record ByIndex(Index index, List<Search> searches) implements Found {
      @Override
      public List<RexNode> answered() {
        return searches.stream().map(Search::conjunct).toList();
      }

      @Override
      public double share() {
        return searches.stream().mapToDouble(s -> s.strategy.share()).reduce(1, (a, b) -> a * b);
      }
    }

    /** Alternatives of one condition. */
    record Either(RexNode conjunct, List<Found> arms) implements Found {
      @Override
      public List<RexNode> answered() {
        return List.of(conjunct);
      }

      @Override
      public double share() {
        return Math.min(1, arms.stream().mapToDouble(Found::share).sum());
      }
    }
  }

  /** The rows that pass the conjuncts by way of the sets; null when no index answers any. */
  @Nullable Built scan(Rels.Scan scan, ScanConditions conditions, BitSet required) {
    List<RexNode> conjuncts = conditions.all();
    List<Found> found = found(scan, conditions.searchable());
    if (found.isEmpty()) {
      return null;
    }
    List<RexNode> answered = new ArrayList<>();
    found.forEach(f -> answered.addAll(f.answered()));
    List<RexNode> rest = new ArrayList<>(conjuncts);
    rest.removeAll(answered);
    for (RexNode predicate : predicates(scan, found)) {
      rest.removeIf(new PredicateProof(analysis, List.of(predicate))::implies);
      answered.add(predicate);
    }
    AccessPaths.Columns columns = paths.columns(scan, asked(answered, rest), required);
    double tableRows = Selectivity.tableRows(analysis, scan);
    Bitmap bitmap = bitmap(found, tableRows, columns);
    double rows = Math.max(1, Math.rint(bitmap.estimate().rows() * paths.selectivity(scan, rest)));
    return new Built(
        new PhysicalPlan.BitmapHeapScan(
            scan.table,
            scan.alias,
            bitmap,
            columns.numbers(),
            planner.condition(answered, columns.positions(), conditions),
            rest.isEmpty() ? null : planner.condition(rest, columns.positions(), conditions),
            columns.types(),
            Costs.bitmapHeap(
                tableRows, bitmap.estimate(), rows, columns.types(), conjuncts.size())),
        columns.positions());
  }

  private static List<RexNode> asked(List<RexNode> answered, List<RexNode> rest) {
    List<RexNode> all = new ArrayList<>(answered);
    all.addAll(rest);
    return all;
  }

  /** What holds for all rows of partial indexes, and is asked again with what they were asked. */
  private List<RexNode> predicates(Rels.Scan scan, List<Found> found) {
    List<RexNode> predicates = new ArrayList<>();
    for (Found set : found) {
      String predicate = set instanceof Found.ByIndex(var index, _) ? index.predicateText() : null;
      if (predicate != null) {
        predicates.addAll(Rex.conjuncts(analysis.bindText(predicate, scan)));
      }
    }
    return predicates;
  }

  /** The sets for a search that filters by them. */
  List<Bitmap> filters(Rels.Scan scan, List<RexNode> conjuncts) {
    AccessPaths.Columns columns = paths.columns(scan, conjuncts, new BitSet());
    double tableRows = Selectivity.tableRows(analysis, scan);
    return found(scan, conjuncts).stream().map(f -> bitmap(f, tableRows, columns)).toList();
  }

  /** For each condition at most one index: the one that answers most of them. */
  private List<Found> found(Rels.Scan scan, List<RexNode> conjuncts) {
    if (!scan.table.kind().stored() || !analysis.settings.bitmapScan()) {
      return List.of();
    }
    List<Index> indexes = new ArrayList<>();
    for (Index index : scan.table.indexes()) {
      if (index.inverted() && index.valid() && paths.matching().implied(scan, index, conjuncts)) {
        indexes.add(index);
      }
    }
    List<Found> found = new ArrayList<>();
    List<RexNode> open = new ArrayList<>(indexes.isEmpty() ? List.of() : conjuncts);
    for (Found best = best(scan, indexes, open); best != null; best = best(scan, indexes, open)) {
      found.add(best);
      open.removeAll(best.answered());
    }
    for (RexNode conjunct : open) {
      Found either = either(scan, indexes, conjunct);
      if (either != null) {
        found.add(either);
      }
    }
    return found;
  }

  private Found.@Nullable ByIndex best(Rels.Scan scan, List<Index> indexes, List<RexNode> open) {
    Found.ByIndex best = null;
    for (Index index : indexes) {
      List<Search> searches = searches(scan, index, open);
      if (!searches.isEmpty() && (best == null || better(index, searches, best))) {
        best = new Found.ByIndex(index, searches);
      }
    }
    return best;
  }

  /** Of indexes that answer as much, one over a part of the table has fewer entries. */
  private static boolean better(Index index, List<Search> searches, Found.ByIndex than) {
    int more = Integer.compare(searches.size(), than.searches.size());
    boolean smaller =
        index.predicateText() != null && than.index.predicateText() == null
            || index.keys().size() < than.index.keys().size();
    return more > 0 || more == 0 && smaller;
  }

  private @Nullable Found either(Rels.Scan scan, List<Index> indexes, RexNode conjunct) {
    if (!(conjunct instanceof RexCall call) || call.getKind() != SqlKind.OR) {
      return null;
    }
    List<Found> arms = new ArrayList<>();
    for (RexNode arm : call.operands) {
      Found found = best(scan, indexes, Rex.conjuncts(arm));
      if (found == null) {
        return null;
      }
      arms.add(found);
    }
    return new Found.Either(conjunct, arms);
  }

  private List<Search> searches(Rels.Scan scan, Index index, List<RexNode> conjuncts) {
    List<Search> searches = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      Search search = search(scan, index, conjunct);
      if (search != null) {
        searches.add(search);
      }
    }
    return searches;
  }

  private @Nullable Search search(Rels.Scan scan, Index index, RexNode conjunct) {
    if (!(conjunct instanceof PgCall call)
        || call.operands.size() != 2
        || !(call.shape() instanceof Shape.Function(var function))) {
      return null;
    }
    String operator = analysis.functions.operatorName(function);
    if (operator == null) {
      return null;
    }
    RexNode left = call.operands.get(0);
    RexNode right = call.operands.get(1);
    if (Rex.constant(right)) {
      return search(scan, index, conjunct, conjunct, left, operator, right);
    }
    String commuted = Rex.constant(left) ? COMMUTED.get(operator) : null;
    if (commuted == null) {
      return null;
    }
    RexNode turned = analysis.operatorResolution.binary(commuted, right, left, 0);
    return search(scan, index, conjunct, turned, right, commuted, left);
  }

  private @Nullable Search search(
      Rels.Scan scan,
      Index index,
      RexNode conjunct,
      RexNode shown,
      RexNode side,
      String operator,
      RexNode value) {
    RexNode target = IndexCondition.bare(side);
    for (int i = 0; i < index.keys().size(); i++) {
      Index.Key key = index.keys().get(i);
      OperatorClass of = index.accessMethod().operatorClass(key.operatorClass()).orElseThrow();
      Strategy strategy = of.strategy(operator, RelTypes.typeOf(value)).orElse(null);
      if (strategy != null
          && Alike.same(analysis, target, paths.matching().keyExpression(scan, key))) {
        return new Search(conjunct, shown, i, strategy, value);
      }
    }
    return null;
  }

  private Bitmap bitmap(List<Found> found, double tableRows, AccessPaths.Columns columns) {
    List<Bitmap> inputs = found.stream().map(f -> bitmap(f, tableRows, columns)).toList();
    if (inputs.size() == 1) {
      return inputs.getFirst();
    }
    double share = found.stream().mapToDouble(Found::share).reduce(1, (a, b) -> a * b);
    return new PhysicalPlan.BitmapAnd(inputs, together(inputs, tableRows * share));
  }

  private Bitmap bitmap(Found found, double tableRows, AccessPaths.Columns columns) {
    double rows = Math.max(1, Math.rint(tableRows * found.share()));
    return switch (found) {
      case Found.ByIndex(var index, var searches) ->
          new PhysicalPlan.BitmapIndexScan(
              index,
              searches.stream().map(s -> keySearch(s, columns)).toList(),
              Costs.bitmapIndex(searches.size(), rows));
      case Found.Either(_, var arms) -> {
        List<Bitmap> inputs = arms.stream().map(a -> bitmap(a, tableRows, columns)).toList();
        yield new PhysicalPlan.BitmapOr(inputs, together(inputs, rows));
      }
    };
  }

  private static Estimate together(List<Bitmap> inputs, double rows) {
    double total = inputs.stream().mapToDouble(i -> i.estimate().totalCost()).sum();
    return new Estimate(total, total, Math.max(1, Math.rint(rows)), 0);
  }

  private KeySearch keySearch(Search search, AccessPaths.Columns columns) {
    Expression value = planner.expressions().build(search.value, new int[0]);
    Expression condition = planner.condition(List.of(search.shown), columns.positions());
    return new KeySearch(search.key, search.strategy.operator(), value, condition);
  }
}
