package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The {@link Guess}es of a statement's plans. */
final class Guesses {
  /** A table that nobody has counted is taken for so many pages at least ({@code plancat.c}). */
  private static final int UNKNOWN_PAGES = 10;

  private static final int PAGE_ROOM = 8192 - 24;

  /** A row's header and its line pointer. */
  private static final int ROW_OVERHEAD = 24 + 4;

  /** {@code DEFAULT_NUM_DISTINCT}. */
  static final double DISTINCT = 200;

  private static final double WORK_TABLE_ROUNDS = 10;

  private final Analysis analysis;
  private final Map<PhysicalPlan, Guess> known = new IdentityHashMap<>();
  private final Map<Integer, Double> queries = new HashMap<>();

  Guesses(Analysis analysis) {
    this.analysis = analysis;
  }

  void note(PhysicalPlan plan, Guess guess) {
    known.put(plan, guess);
  }

  /** A query of WITH, by its number. */
  void query(int id, PhysicalPlan plan) {
    queries.put(id, of(plan).rows());
  }

  /** The rows of one round of WITH RECURSIVE. */
  void workTable(int id, PhysicalPlan start) {
    queries.put(id, of(start).rows() * WORK_TABLE_ROUNDS);
  }

  Guess of(PhysicalPlan plan) {
    Guess guess = known.get(plan);
    if (guess == null) {
      guess = derived(plan);
      known.put(plan, guess);
    }
    return guess;
  }

  private Guess derived(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Project p -> of(p.input());
      case PhysicalPlan.Filter f -> {
        double before = f.input().estimate().rows();
        double share = before <= 0 ? 1 : Math.min(1, f.estimate().rows() / before);
        Guess input = of(f.input());
        yield input.filtered(compared(f.condition(), input.rows(), share), 1);
      }
      case PhysicalPlan.Sort s -> of(s.input()).sorted();
      case PhysicalPlan.Values v -> {
        double rows = v.rows().size();
        yield new Guess(rows, rows, 0, rows == 1 ? Costs.ROW : rows * (Costs.ROW + Costs.OPERATOR));
      }
      case PhysicalPlan.CteScan c -> {
        double rows = queries.getOrDefault(c.id(), c.estimate().rows());
        yield new Guess(rows, rows, 0, rows * 2 * Costs.ROW, Guess.Source.QUERY);
      }
      case PhysicalPlan.Append a -> {
        double rows = 0;
        double total = 0;
        for (PhysicalPlan input : a.inputs()) {
          rows += of(input).rows();
          total += of(input).total();
        }
        yield new Guess(rows, rows, 0, total + rows * Costs.ROW / 2);
      }
      case PhysicalPlan.FunctionScan f -> functionScan(f);
      default -> Guess.of(plan.estimate());
    };
  }

  /** The share of rows where a column equals a value, or not, if few rows have no value twice. */
  private static double compared(Expression condition, double rows, double share) {
    if (rows < DISTINCT
        && condition instanceof Expression.Call(var function, var arguments, Type _, int _)
        && arguments.size() == 2
        && arguments.get(0) instanceof Expression.Input
        && isValue(arguments.get(1))) {
      String name = function.name();
      return name.endsWith("eq") ? 1 / rows : name.endsWith("ne") ? 1 - 1 / rows : share;
    }
    return share;
  }

  private static boolean isValue(Expression side) {
    return side instanceof Expression.Constant || side instanceof Expression.Parameter;
  }

  /** {@code generate_series} of whole numbers that are known tells its rows. */
  private Guess functionScan(PhysicalPlan.FunctionScan scan) {
    Estimate estimate = scan.estimate();
    double rows = estimate.rows();
    if (scan.calls().size() == 1
        && scan.calls().getFirst().call() instanceof Expression.Call call
        && call.function().name().equals("generate_series")
        && call.arguments().size() == 2) {
      Number from = number(call.arguments().get(0));
      Number to = number(call.arguments().get(1));
      if (from != null && to != null) {
        rows = Math.max(0, to.doubleValue() - from.doubleValue() + 1);
      }
    }
    rows = Guess.clamp(rows);
    return new Guess(rows, rows, 0, rows * Costs.ROW, Guess.Source.FUNCTION);
  }

  /** A whole number that is written there; the plan is made for it. */
  private @Nullable Number number(Expression argument) {
    return switch (argument) {
      case Expression.Constant(Number value, Type _) -> value;
      case Expression.Parameter(int index, Type _, int _) -> {
        analysis.parameters.wantOf(index);
        yield null;
      }
      default -> null;
    };
  }

  /** A scan of a table from end to end. */
  Guess scan(Rels.Scan scan, List<RexNode> conjuncts) {
    double counted = Selectivity.tableRows(analysis, scan);
    int width = ROW_OVERHEAD;
    for (Column column : scan.table.columns()) {
      width += column.dropped() ? 0 : width(column.type(), column.typmod());
    }
    double density = PAGE_ROOM / width;
    double tuples = counted;
    double pages = Math.ceil(counted / Math.max(1, density));
    if (scan.table.kind().stored()
        && scan.members.isEmpty()
        && !analysis.catalog.counted(scan.table)) {
      pages = Math.max(UNKNOWN_PAGES, Math.ceil(stored(scan) / Math.max(1, density)));
      tuples = Math.rint(pages * density);
    }
    double rows = Guess.clamp(tuples * share(scan, conjuncts, tuples));
    double each = Costs.ROW + operators(conjuncts) * Costs.OPERATOR;
    return new Guess(rows, tuples, 0, pages * Costs.PAGE + tuples * each);
  }

  private double stored(Rels.Scan scan) {
    return Math.max(0, analysis.catalog.rowCount(scan.table));
  }

  /** The width that a value is taken for ({@code get_typavgwidth}). */
  private static int width(Type type, int typmod) {
    if (type.length() > 0) {
      return type.length();
    }
    int most =
        switch (type.name()) {
          case "varchar", "bpchar" -> typmod < 4 ? 0 : (typmod - 4) * 4 + 4;
          default -> 0;
        };
    if (most <= 0) {
      return 32;
    }
    if (type.name().equals("bpchar") || most <= 32) {
      return most;
    }
    return 32 + (Math.min(most, 1000) - 32) / 2;
  }

  /** Calls of functions that a condition makes for each row. */
  static double operators(List<RexNode> conditions) {
    double count = 0;
    for (RexNode condition : conditions) {
      if (condition instanceof RexCall call) {
        count += PgCall.shapeOf(call) instanceof Shape.Function ? 1 : 0;
        count += operators(call.operands);
      }
    }
    return count;
  }

  private double share(Rels.Scan scan, List<RexNode> conjuncts, double tuples) {
    double share = 1;
    List<IndexCondition> ranges = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      IndexCondition condition = IndexCondition.of(analysis, conjunct);
      if (condition == null) {
        share *= Selectivity.guess(List.of(conjunct));
        continue;
      }
      double equal = 1 / distinct(scan, condition.target(), tuples);
      share *=
          switch (condition.comparison()) {
            case EQUAL -> equal;
            case IN -> Math.min(1, equal * condition.values().size());
            case ANY -> Math.min(1, equal * 10);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> range(condition, ranges);
          };
    }
    return share;
  }

  /** Two bounds of one value let less pass than each by itself would make one think. */
  private double range(IndexCondition condition, List<IndexCondition> before) {
    for (IndexCondition other : before) {
      if (Alike.same(analysis, other.target(), condition.target())
          && isUpper(other) != isUpper(condition)) {
        return Selectivity.BETWEEN / Selectivity.RANGE;
      }
    }
    before.add(condition);
    return Selectivity.RANGE;
  }

  private static boolean isUpper(IndexCondition condition) {
    return condition.comparison() == IndexCondition.Comparison.LESS
        || condition.comparison() == IndexCondition.Comparison.LESS_OR_EQUAL;
  }

  private double distinct(Rels.Scan scan, RexNode target, double tuples) {
    return target instanceof RexInputRef field && unique(scan, field.getIndex())
        ? Math.max(1, tuples)
        : Math.max(1, Math.min(tuples, DISTINCT));
  }

  /** Whether an index says that no value of the field comes twice. */
  static boolean unique(Rels.Scan scan, int field) {
    int column = scan.columns.get(field);
    return scan.members.isEmpty()
        && (column == PhysicalPlan.ROW_ID
            || column == PhysicalPlan.CTID
            || scan.table.indexes().stream()
                .anyMatch(index ->
                    index.unique()
                        && index.keys().size() == 1
                        && index.keys().getFirst().column() == column
                        && index.predicateText() == null));
  }
}
