package dev.tusk.sql.planner.physical;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.plan.ConstantValues;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of what is constant, by the rules of PostgreSQL's {@code
 * eval_const_expressions}, and leaves out what a constant condition leaves out.
 *
 * <p>What depends on a parameter or a folded literal stays as it is: its value comes with each
 * execution, which folds what is left (and raises the errors; here an expression that fails is left
 * alone, and nothing is folded behind it).
 */
final class ConstantFolding {
  private static final Map<String, String> NEGATORS =
      Map.ofEntries(
          Map.entry("=", "<>"),
          Map.entry("<>", "="),
          Map.entry("<", ">="),
          Map.entry(">=", "<"),
          Map.entry(">", "<="),
          Map.entry("<=", ">"),
          Map.entry("~~", "!~~"),
          Map.entry("!~~", "~~"),
          Map.entry("~~*", "!~~*"),
          Map.entry("!~~*", "~~*"),
          Map.entry("~", "!~"),
          Map.entry("!~", "~"),
          Map.entry("~*", "!~*"),
          Map.entry("!~*", "~*"));

  private final PhysicalPlanner planner;
  private final Analysis analysis;
  private final @Nullable ConstantValues values;
  private boolean failed;

  ConstantFolding(PhysicalPlanner planner) {
    this.planner = planner;
    this.analysis = planner.analysis();
    this.values = analysis.catalog instanceof ConstantValues computed ? computed : null;
  }

  /** The same rows; subqueries in expressions are folded when they are planned. */
  RelNode fold(RelNode rel) {
    if (values == null) {
      return rel;
    }
    return switch (rel) {
      case LogicalProject project -> project(project);
      case LogicalFilter filter -> filter(filter);
      case LogicalJoin join -> join(join);
      case Rels.Scan scan -> scan(scan);
      default -> children(rel);
    };
  }

  private RelNode children(RelNode rel) {
    if (rel.getInputs().isEmpty()) {
      return rel;
    }
    List<RelNode> inputs = rel.getInputs().stream().map(this::fold).toList();
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  private RelNode project(LogicalProject project) {
    List<RexNode> projects = Rex.map(project.getProjects(), this::fold);
    RelNode input = fold(project.getInput());
    return input == project.getInput() && projects.equals(project.getProjects())
        ? project
        : LogicalProject.create(
            input, project.getHints(), projects, project.getRowType().getFieldNames(), Set.of());
  }

  private RelNode filter(LogicalFilter filter) {
    RexNode condition = condition(filter.getCondition());
    RelNode input = fold(filter.getInput());
    if (isEmpty(input) || isFalse(condition) && !Rex.anyExpression(input, this::mayFail)) {
      return empty(filter);
    }
    if (isTrue(condition)) {
      return input;
    }
    return input == filter.getInput() && condition == filter.getCondition()
        ? filter
        : LogicalFilter.create(input, condition);
  }

  private RelNode scan(Rels.Scan scan) {
    if (scan.security.isEmpty()) {
      return scan;
    }
    List<RexNode> security = Rex.map(scan.security, this::condition);
    if (security.stream().anyMatch(ConstantFolding::isFalse)) {
      return empty(scan);
    }
    List<RexNode> asked = security.stream().filter(c -> !isTrue(c)).toList();
    return asked.equals(scan.security) ? scan : scan.secured(asked);
  }

  private static RelNode empty(RelNode rel) {
    return new Rels.Rows(rel.getCluster(), List.of(), rel.getRowType(), "");
  }

  private static boolean isEmpty(RelNode rel) {
    return switch (rel) {
      case Rels.Rows rows -> rows.rows.isEmpty();
      case LogicalProject project -> isEmpty(project.getInput());
      case LogicalFilter filter -> isEmpty(filter.getInput());
      default -> false;
    };
  }

  private RelNode join(LogicalJoin join) {
    RexNode condition = condition(join.getCondition());
    RelNode left = fold(join.getLeft());
    RelNode right = fold(join.getRight());
    JoinRelType type = join.getJoinType();
    boolean none = isFalse(condition);
    boolean nothing =
        switch (type) {
          case INNER, SEMI -> none || isEmpty(left) || isEmpty(right);
          case LEFT, ANTI -> isEmpty(left);
          case RIGHT -> isEmpty(right);
          default -> false;
        };
    if (nothing
        && !Rex.anyExpression(left, this::mayFail)
        && !Rex.anyExpression(right, this::mayFail)) {
      return empty(join);
    }
    return condition == join.getCondition() && left == join.getLeft() && right == join.getRight()
        ? join
        : join.copy(join.getTraitSet(), condition, left, right, type, false);
  }

  /** A condition that decides about rows, where NULL is as good as false. */
  RexNode condition(RexNode condition) {
    return values == null ? condition : nullIsFalse(fold(condition));
  }

  private RexNode nullIsFalse(RexNode node) {
    if (isNull(node)) {
      return truth(false);
    }
    if (!(node instanceof RexCall call)
        || call.getKind() != SqlKind.AND && call.getKind() != SqlKind.OR) {
      return node;
    }
    boolean and = call.getKind() == SqlKind.AND;
    List<RexNode> operands = Rex.map(call.operands, this::nullIsFalse);
    return operands.equals(call.operands) ? node : connected(call, operands, and);
  }

  RexNode fold(RexNode node) {
    if (failed || !(node instanceof RexCall call) || call.operands.isEmpty()) {
      return node;
    }
    return switch (call.getKind()) {
      case AND -> connected(call, true);
      case OR -> connected(call, false);
      case NOT -> not(call, fold(call.operands.getFirst()));
      default -> node instanceof PgCall own ? own(own) : call;
    };
  }

  private RexNode own(PgCall call) {
    return switch (call.shape()) {
      case Shape.Case _ -> choice(call);
      case Shape.Coalesce _ -> coalesce(call);
      case Shape.Subquery _, Shape.Aggregate _, Shape.Window _, Shape.Grouping _ -> call;
      case Shape.IsNull(boolean negated)
          when PgCall.shapeOf(call.operands.getFirst()) instanceof Shape.RowOf ->
          rowIsNull(call, ((RexCall) call.operands.getFirst()).operands, negated);
      default -> operation(call);
    };
  }

  /** A row is NULL when all its fields are: each is asked by itself. */
  private RexNode rowIsNull(PgCall call, List<RexNode> fields, boolean negated) {
    if (fields.isEmpty()
        || fields.stream().anyMatch(f -> RelTypes.composite(f.getType()) != null)
        || fields.stream().map(RelTypes::typeOf).anyMatch(t -> t.category() == 'P')) {
      return call;
    }
    List<RexNode> tests =
        Rex.map(
            fields,
            f ->
                new PgCall(new Shape.IsNull(negated), call.getType(), List.of(f), call.position()));
    return tests.size() == 1
        ? fold(tests.getFirst())
        : fold(
            analysis
                .cluster
                .getRexBuilder()
                .makeCall(call.getType(), SqlStdOperatorTable.AND, tests));
  }

  private RexNode connected(RexCall call, boolean and) {
    List<RexNode> operands = new ArrayList<>(call.operands.size());
    for (RexNode operand : call.operands) {
      RexNode folded = fold(operand);
      if ((and ? isFalse(folded) : isTrue(folded)) && operands.stream().noneMatch(this::mayFail)) {
        return folded;
      }
      operands.add(folded);
    }
    return operands.equals(call.operands) && operands.stream().noneMatch(this::isKnown)
        ? call
        : connected(call, operands, and);
  }

  private RexNode connected(RexCall call, List<RexNode> operands, boolean and) {
    List<RexNode> rest = new ArrayList<>(operands.size());
    boolean mayFail = false;
    boolean unknown = false;
    for (RexNode operand : operands) {
      mayFail |= mayFail(operand);
      if (!mayFail && (and ? isFalse(operand) : isTrue(operand))) {
        return operand;
      }
      if (isNull(operand)) {
        unknown = true;
      } else if (!(and ? isTrue(operand) : isFalse(operand))) {
        if (operand instanceof RexCall inner && inner.getKind() == call.getKind()) {
          rest.addAll(inner.operands);
        } else {
          rest.add(operand);
        }
      }
    }
    if (unknown) {
      rest.add(analysis.constant(null, Types.BOOL, 0));
    }
    return switch (rest.size()) {
      case 0 -> truth(and);
      case 1 -> rest.getFirst();
      default -> call.clone(call.getType(), rest);
    };
  }

  /** {@code negate_clause}. */
  private RexNode not(RexCall not, RexNode operand) {
    if (isKnown(operand)) {
      return isNull(operand) ? operand : truth(isFalse(operand));
    }
    if (operand instanceof RexCall call) {
      switch (call.getKind()) {
        case NOT -> {
          return call.operands.getFirst();
        }
        case AND, OR -> {
          List<RexNode> negated = Rex.map(call.operands, o -> not(not, o));
          return analysis
              .cluster
              .getRexBuilder()
              .makeCall(
                  call.getType(),
                  call.getKind() == SqlKind.AND ? SqlStdOperatorTable.OR : SqlStdOperatorTable.AND,
                  negated);
        }
        default -> {}
      }
    }
    RexNode negated = operand instanceof PgCall own ? negated(own) : null;
    if (negated != null) {
      return negated;
    }
    return operand == not.operands.getFirst()
        ? not
        : analysis
            .cluster
            .getRexBuilder()
            .makeCall(not.getType(), SqlStdOperatorTable.NOT, List.of(operand));
  }

  private @Nullable RexNode negated(PgCall call) {
    return switch (call.shape()) {
      case Shape.Function(FunctionSignature function) -> {
        FunctionSignature other = negator(function);
        yield other == null ? null : with(call, new Shape.Function(other));
      }
      case Shape.IsNull(boolean negated)
          when RelTypes.typeOf(call.operands.getFirst()) != Types.RECORD
              && RelTypes.composite(call.operands.getFirst().getType()) == null ->
          with(call, new Shape.IsNull(!negated));
      case Shape.BooleanTest(Boolean expected, boolean negated) ->
          with(call, new Shape.BooleanTest(expected, !negated));
      default -> null;
    };
  }

  private PgCall with(PgCall call, Shape shape) {
    return new PgCall(shape, call.getType(), call.operands, call.position());
  }

  private @Nullable FunctionSignature negator(FunctionSignature function) {
    String name = analysis.functions.operatorName(function);
    String other = name == null ? null : NEGATORS.get(name);
    if (other == null || function.arguments().size() != 2) {
      return null;
    }
    for (OperatorSignature operator :
        analysis.functions.operators(other, false, analysis.catalog)) {
      if (operator.function().arguments().equals(function.arguments())) {
        return operator.function();
      }
    }
    return null;
  }

  private RexNode choice(PgCall call) {
    List<RexNode> operands = new ArrayList<>();
    int count = call.operands.size();
    for (int i = 0; i + 1 < count; i += 2) {
      RexNode condition = fold(call.operands.get(i));
      if (failed || mayDepend(condition)) {
        // Whether what follows is reached at all, an execution knows.
        return call;
      }
      if (isFalse(condition) || isNull(condition)) {
        continue;
      }
      RexNode result = fold(call.operands.get(i + 1));
      if (isTrue(condition)) {
        operands.add(result);
        return operands.size() == 1 ? only(call, result) : clone(call, operands);
      }
      operands.add(condition);
      operands.add(result);
    }
    if (count % 2 == 1) {
      operands.add(fold(call.operands.getLast()));
    }
    if (failed) {
      return call;
    }
    return switch (operands.size()) {
      case 0 -> constant(call, null);
      case 1 -> only(call, operands.getFirst());
      default -> clone(call, operands);
    };
  }

  private RexNode coalesce(PgCall call) {
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : call.operands) {
      RexNode folded = fold(operand);
      if (failed || mayDepend(folded)) {
        return call;
      }
      if (isNull(folded)) {
        continue;
      }
      operands.add(folded);
      if (isKnown(folded)) {
        break;
      }
    }
    return switch (operands.size()) {
      case 0 -> constant(call, null);
      case 1 -> only(call, operands.getFirst());
      default -> clone(call, operands);
    };
  }

  /** What is left of a choice, with its type: {@code varchar} of what was {@code varchar(3)}. */
  private RexNode only(PgCall choice, RexNode left) {
    return left.getType().equals(choice.getType())
        ? left
        : new PgCall(new Shape.Relabel(), choice.getType(), List.of(left), choice.position());
  }

  /** Constant once the values of an execution are known. */
  private boolean mayDepend(RexNode node) {
    return !isKnown(node) && Rex.any(node, n -> PgCall.shapeOf(n) instanceof Shape.Parameter);
  }

  /** Whether it has a part that an execution computes before its first row, and may fail. */
  private boolean mayFail(RexNode node) {
    return Rex.any(node, PhysicalPlanner::mayFail);
  }

  private static RexNode clone(PgCall call, List<RexNode> operands) {
    return operands.equals(call.operands) ? call : call.clone(call.getType(), operands);
  }

  private RexNode operation(PgCall call) {
    List<RexNode> operands = Rex.map(call.operands, this::fold);
    PgCall changed = (PgCall) clone(call, operands);
    if (failed) {
      return changed;
    }
    boolean anyNull = operands.stream().anyMatch(this::isNull);
    boolean all = operands.stream().allMatch(this::isKnown);
    if (call.shape() instanceof Shape.Function(FunctionSignature function)) {
      if (function.kind() != Kind.SCALAR) {
        return changed;
      }
      if (function.strict() && anyNull && operands.stream().noneMatch(this::mayDepend)) {
        return constant(call, null);
      }
      if (all && isFoldable(function)) {
        return evaluated(changed);
      }
      return comparedWithTruth(changed, function);
    }
    return all && isFoldable(changed) ? evaluated(changed) : changed;
  }

  /** Functions of the user's may do anything; an execution calls them, before its first row. */
  private static boolean isFoldable(FunctionSignature function) {
    return function.volatility() == Volatility.IMMUTABLE
        && function.routine() == null
        && function.result() != Types.RECORD;
  }

  private static boolean isFoldable(PgCall call) {
    Type operand = RelTypes.typeOf(call.operands.getFirst());
    return switch (call.shape()) {
      case Shape.InOutCast _ ->
          operand.outputIsImmutable() && RelTypes.typeOf(call).inputIsImmutable();
      case Shape.DistinctFrom d -> isFoldable(d.equality());
      case Shape.NullIf n -> isFoldable(n.equality());
      case Shape.Quantified q -> isFoldable(q.operator());
      case Shape.InList in -> isFoldable(in.equality());
      case Shape.Relabel _, Shape.ApplyTypmod _, Shape.IsNull _, Shape.BooleanTest _ -> true;
      case Shape.Extreme _, Shape.ArrayOf _, Shape.Subscript _, Shape.Slice _ -> true;
      default -> false;
    };
  }

  /** {@code simplify_boolean_equality}: {@code x = true} is x. */
  private RexNode comparedWithTruth(PgCall call, FunctionSignature function) {
    if (call.operands.size() != 2 || function.arguments().getFirst() != Types.BOOL) {
      return call;
    }
    String name = analysis.functions.operatorName(function);
    if (!"=".equals(name) && !"<>".equals(name)) {
      return call;
    }
    boolean first = isKnown(call.operands.get(0));
    RexNode known = call.operands.get(first ? 0 : 1);
    RexNode other = call.operands.get(first ? 1 : 0);
    if (!isKnown(known) || isNull(known) || isKnown(other)) {
      return call;
    }
    if (isTrue(known) == "=".equals(name)) {
      return other;
    }
    RexCall not =
        (RexCall)
            analysis
                .cluster
                .getRexBuilder()
                .makeCall(call.getType(), SqlStdOperatorTable.NOT, List.of(other));
    return not(not, other);
  }

  private RexNode evaluated(PgCall call) {
    ConstantValues computed = values;
    if (computed == null) {
      return call;
    }
    try {
      return constant(call, computed.constant(planner.expressions().build(call, new int[0])));
    } catch (SqlException _) {
      failed = true;
      return call;
    }
  }

  private RexNode constant(RexNode node, @Nullable Object value) {
    return analysis.call(
        new Shape.Constant(value, RelTypes.typeOf(node)),
        node.getType(),
        List.of(),
        PgCall.positionOf(node));
  }

  private RexNode truth(boolean value) {
    return analysis.constant(value, Types.BOOL, 0);
  }

  private boolean isKnown(RexNode node) {
    return node instanceof RexLiteral || PgCall.shapeOf(node) instanceof Shape.Constant;
  }

  private boolean isNull(RexNode node) {
    return node instanceof RexLiteral literal && literal.isNull()
        || PgCall.shapeOf(node) instanceof Shape.Constant(Object value, Type _) && value == null;
  }

  private static boolean isTrue(RexNode node) {
    return node.isAlwaysTrue() || is(node, true);
  }

  private static boolean isFalse(RexNode node) {
    return node.isAlwaysFalse() || is(node, false);
  }

  private static boolean is(RexNode node, boolean truth) {
    return PgCall.shapeOf(node) instanceof Shape.Constant(Object value, Type _)
        && Boolean.valueOf(truth).equals(value);
  }
}
