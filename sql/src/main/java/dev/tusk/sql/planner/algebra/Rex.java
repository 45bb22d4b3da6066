package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** Questions about expressions of the algebra, and simple rewritings of them. */
public final class Rex {
  private Rex() {}

  /** Whether some part of the expression, itself included, is such; subqueries are not entered. */
  public static boolean any(RexNode node, Predicate<RexNode> test) {
    if (test.test(node)) {
      return true;
    }
    if (node instanceof RexCall call) {
      for (RexNode operand : call.operands) {
        if (any(operand, test)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Adds the fields that the expression reads. */
  public static void fields(RexNode node, BitSet into) {
    if (node instanceof RexInputRef input) {
      into.set(input.getIndex());
    } else if (node instanceof RexCall call) {
      for (RexNode operand : call.operands) {
        fields(operand, into);
      }
    }
  }

  public static BitSet fields(RexNode node) {
    BitSet set = new BitSet();
    fields(node, set);
    return set;
  }

  /** Reads no row: the same for a whole execution, unless it is volatile. */
  public static boolean constant(RexNode node) {
    return !any(node, n -> n instanceof RexInputRef) && !isVolatile(node);
  }

  public static boolean isVolatile(RexNode node) {
    return any(
        node,
        n ->
            switch (PgCall.shapeOf(n)) {
              case Shape.Function(FunctionSignature f) ->
                  f.volatility() == FunctionSignature.Volatility.VOLATILE;
              case Shape.Subquery s -> isVolatile(s.query());
              case null, default -> false;
            });
  }

  /** Whether it gives the same at any time and in any session, as what is indexed must. */
  public static boolean isImmutable(RexNode node) {
    return !any(
        node,
        n ->
            switch (PgCall.shapeOf(n)) {
              case Shape.Function(FunctionSignature f) ->
                  f.volatility() != FunctionSignature.Volatility.IMMUTABLE;
              case Shape.InOutCast _ ->
                  !RelTypes.typeOf(n).inputIsImmutable()
                      || !RelTypes.typeOf(((RexCall) n).operands.getFirst()).outputIsImmutable();
              case null, default -> false;
            });
  }

  /** Whether the algebra calls a volatile function anywhere. */
  public static boolean isVolatile(RelNode rel) {
    return anyExpression(rel, Rex::isVolatile);
  }

  /** Whether some expression below is such; expressions of subqueries are seen by the test. */
  public static boolean anyExpression(RelNode rel, Predicate<RexNode> test) {
    for (RexNode expression : expressions(rel)) {
      if (test.test(expression)) {
        return true;
      }
    }
    for (RelNode input : rel.getInputs()) {
      if (anyExpression(input, test)) {
        return true;
      }
    }
    return false;
  }

  /** The expressions that a node itself evaluates. */
  public static List<RexNode> expressions(RelNode rel) {
    return switch (rel) {
      case Project project -> project.getProjects();
      case Filter filter -> List.of(filter.getCondition());
      case Join join -> List.of(join.getCondition());
      case Rels.Scan scan -> scan.security;
      case Rels.Rows rows -> rows.rows.stream().flatMap(List::stream).toList();
      case Rels.FunctionRows function ->
          function.calls.stream().map(Rels.FunctionCall::call).toList();
      case Rels.Unfold unfold -> unfold.sets;
      case Rels.GroupedSets grouped -> List.copyOf(grouped.calls);
      case Rels.Cut cut -> present(cut.limit, cut.offset);
      case Rels.Lateral lateral -> with(lateral.outerValues, lateral.condition);
      case Rels.WindowRows window -> {
        List<RexNode> all = new ArrayList<>(window.partitionBy);
        window.orderBy.forEach(o -> all.add(o.expression()));
        window.calls.forEach(c -> all.add(c.call()));
        yield all;
      }
      default -> List.of();
    };
  }

  private static List<RexNode> present(@Nullable RexNode... nodes) {
    List<RexNode> list = new ArrayList<>();
    for (RexNode node : nodes) {
      if (node != null) {
        list.add(node);
      }
    }
    return list;
  }

  private static List<RexNode> with(List<RexNode> nodes, RexNode last) {
    List<RexNode> list = new ArrayList<>(nodes);
    list.add(last);
    return list;
  }

  public static boolean setReturning(RexNode node) {
    return PgCall.shapeOf(node) instanceof Shape.Function(FunctionSignature f)
        && f.kind() == Kind.SET;
  }

  public static boolean hasSubquery(RexNode node) {
    return any(node, n -> PgCall.shapeOf(n) instanceof Shape.Subquery);
  }

  /** Whether it reads a row of a query around. */
  public static boolean readsOuter(RexNode node) {
    return any(node, n -> PgCall.shapeOf(n) instanceof Shape.Outer);
  }

  /** Whether the expression reads values of that correlation. */
  public static boolean reads(RexNode node, Correlation correlation) {
    return any(
        node,
        n -> PgCall.shapeOf(n) instanceof Shape.Outer(Correlation c, int _) && c == correlation);
  }

  /**
   * Replaces parts from the top: where the function gives a node it stands, else its operands are
   * looked at.
   */
  public static RexNode replace(RexNode node, ReplaceFunction function) {
    RexNode replaced = function.replace(node);
    if (replaced != null) {
      return replaced;
    }
    if (!(node instanceof RexCall call) || call.operands.isEmpty()) {
      return node;
    }
    List<RexNode> operands = new ArrayList<>(call.operands.size());
    boolean changed = false;
    for (RexNode operand : call.operands) {
      RexNode result = replace(operand, function);
      changed |= result != operand;
      operands.add(result);
    }
    return changed ? call.clone(call.getType(), operands) : node;
  }

  /** Gives the replacement, or null to look further down. */
  public interface ReplaceFunction {
    @Nullable RexNode replace(RexNode node);
  }

  public static RexNode shift(RexNode node, int offset) {
    return offset == 0 ? node : mapFields(node, i -> i + offset);
  }

  /** A new number for each field. */
  public static RexNode mapFields(RexNode node, java.util.function.IntUnaryOperator mapping) {
    return replace(
        node,
        n ->
            switch (n) {
              case ColumnRef c ->
                  new ColumnRef(
                      mapping.applyAsInt(c.getIndex()), c.getType(), c.written(), c.position());
              case RexInputRef input ->
                  new RexInputRef(mapping.applyAsInt(input.getIndex()), input.getType());
              default -> null;
            });
  }

  /** Each field replaced by the expression that computes it. */
  public static RexNode substitute(RexNode node, List<RexNode> expressions) {
    return replace(
        node, n -> n instanceof RexInputRef input ? expressions.get(input.getIndex()) : null);
  }

  public static List<RexNode> conjuncts(RexNode condition) {
    return RelOptUtil.conjunctions(condition);
  }

  public static RexNode and(RexBuilder builder, List<? extends RexNode> conditions) {
    return RexUtil.composeConjunction(builder, conditions);
  }

  public static List<RexNode> map(List<? extends RexNode> nodes, UnaryOperator<RexNode> function) {
    List<RexNode> list = new ArrayList<>(nodes.size());
    for (RexNode node : nodes) {
      list.add(function.apply(node));
    }
    return list;
  }
}
