package dev.tusk.executor.plancache;

import dev.tusk.executor.expression.Extent;
import dev.tusk.executor.expression.FunctionCost;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a plan may run in place, on a thread that others wait for: it never waits, reads little,
 * and calls only functions whose time is bounded by the size of what they are given.
 *
 * <p>What is said here holds for every execution, whatever the values. That values are small, and
 * rows as few as expected, is seen only while it runs: see {@code InPlaceTimeExceeded}.
 */
final class ShortPlan {
  /** Most rows that a node of a short plan may be expected to read. */
  private static final double FEW_ROWS = 200;

  /** Most bytes of a constant, and of what a type fills up to its length. */
  private static final int FEW_BYTES = 1 << 16;

  /** Types that are read and written in time proportional to their text. */
  private static final Set<String> TEXTS =
      Set.of("text", "varchar", "bpchar", "name", "unknown", "vector", "halfvec", "sparsevec");

  private ShortPlan() {}

  /** Look-ups by key, searches of a vector index, constants. */
  static boolean test(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.IndexScan p -> lookUp(p);
      case PhysicalPlan.VectorSearch p ->
          p.index() != null
              && p.limit() != null
              && p.filter() == null
              && p.predicate() == null
              && both(p.query(), p.limit());
      case PhysicalPlan.Values p ->
          p.rows().size() <= FEW_ROWS && p.rows().stream().allMatch(ShortPlan::all);
      case PhysicalPlan.Filter p -> test(p.input()) && expression(p.condition());
      case PhysicalPlan.Project p -> test(p.input()) && all(p.expressions());
      case PhysicalPlan.Limit p -> test(p.input()) && both(p.limit(), p.offset());
      case PhysicalPlan.Sort p -> test(p.input()) && keys(p.keys());
      case PhysicalPlan.TopK p -> test(p.input()) && keys(p.keys()) && both(p.limit(), p.offset());
      case PhysicalPlan.SeqScan _, PhysicalPlan.SystemScan _, PhysicalPlan.FunctionScan _ -> false;
      case PhysicalPlan.BitmapHeapScan _, PhysicalPlan.Bitmap _ -> false;
      case PhysicalPlan.ProjectSet _, PhysicalPlan.NestedLoopJoin _ -> false;
      case PhysicalPlan.HashJoin _, PhysicalPlan.MergeJoin _ -> false;
      case PhysicalPlan.Aggregate _, PhysicalPlan.Window _ -> false;
      case PhysicalPlan.Distinct _, PhysicalPlan.DistinctOn _ -> false;
      case PhysicalPlan.MergeAppend p ->
          p.inputs().size() <= FEW_ROWS && p.inputs().stream().allMatch(ShortPlan::test);
      case PhysicalPlan.SetOperation _, PhysicalPlan.Append _ -> false;
      case PhysicalPlan.With _, PhysicalPlan.CteScan _, PhysicalPlan.RecursiveUnion _ -> false;
      case PhysicalPlan.LockRows _, PhysicalPlan.Insert _ -> false;
      case PhysicalPlan.Update _, PhysicalPlan.Delete _, PhysicalPlan.Merge _ -> false;
      case PhysicalPlan.Steps _ -> false;
    };
  }

  private static boolean lookUp(PhysicalPlan.IndexScan scan) {
    PhysicalPlan.KeyRange range = scan.range();
    return !scan.equalTo().isEmpty()
        && scan.estimate().rows() <= FEW_ROWS
        && scan.equalTo().stream().allMatch(match -> all(match.values()))
        && (range == null || both(range.lower(), range.upper()))
        && expression(scan.filter());
  }

  private static boolean keys(List<SortKey> keys) {
    return keys.stream().allMatch(key -> expression(key.expression()));
  }

  private static boolean both(@Nullable Expression one, @Nullable Expression other) {
    return expression(one) && expression(other);
  }

  private static boolean all(List<Expression> expressions) {
    return expressions.stream().allMatch(ShortPlan::expression);
  }

  private static boolean expression(@Nullable Expression expression) {
    return switch (expression) {
      case null -> true;
      case Expression.Constant(var value, _) -> Extent.of(value) <= FEW_BYTES;
      case Expression.Parameter _, Expression.Input _, Expression.Outer _ -> true;
      case Expression.Call e -> bounded(e.function()) && all(e.arguments());
      case Expression.InOutCast e ->
          text(e.operand().type()) && text(e.type()) && expression(e.operand());
      case Expression.ApplyTypmod e -> !fillsUp(e) && expression(e.operand());
      case Expression.Relabel _, Expression.Not _, Expression.IsNull _ -> operands(expression);
      case Expression.And _, Expression.Or _, Expression.BooleanTest _ -> operands(expression);
      case Expression.Case _, Expression.Coalesce _, Expression.Extreme _ -> operands(expression);
      case Expression.ArrayOf _, Expression.RowOf _, Expression.Field _ -> operands(expression);
      case Expression.Spread _ -> operands(expression);
      case Expression.Subscript _, Expression.Slice _ -> operands(expression);
      case Expression.FieldAssign _ -> operands(expression);
      case Expression.DomainCheck _, Expression.CurrentOf _ -> false;
      case Expression.DistinctFrom e -> bounded(e.equality()) && operands(e);
      case Expression.NullIf e -> bounded(e.equality()) && operands(e);
      case Expression.Quantified e -> bounded(e.operator()) && operands(e);
      case Expression.InList e -> bounded(e.equality()) && operands(e);
      case Expression.ArrayCast _, Expression.ArrayAssign _ -> false;
      case Expression.Subquery e -> test(e.plan()) && operands(e) && expression(e.test());
    };
  }

  private static boolean operands(Expression expression) {
    return all(Operands.of(expression));
  }

  private static boolean bounded(FunctionSignature function) {
    return FunctionCost.of(function) != FunctionCost.UNBOUNDED;
  }

  /** Whether a short value becomes a very long one, as {@code char(10000000)} makes it. */
  private static boolean fillsUp(Expression.ApplyTypmod expression) {
    String type = expression.type().name();
    return !FunctionCost.isFixed(expression.type())
        && !type.equals("numeric")
        && !type.equals("varchar")
        && expression.typmod() > FEW_BYTES;
  }

  private static boolean text(Type type) {
    return FunctionCost.isFixed(type) || TEXTS.contains(type.name());
  }
}
