package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.Expression.BoundKind;
import dev.tusk.sql.plan.Expression.SubqueryKind;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.algebra.Shape.SortDirection;
import dev.tusk.sql.planner.analyze.OrderedSets;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Calls: functions, operators, casts, aggregates, windows, subqueries. */
final class CallPrinter {
  private final Deparser deparser;
  private final SyntaxPrinter syntax;

  CallPrinter(Deparser deparser) {
    this.deparser = deparser;
    this.syntax = new SyntaxPrinter(deparser);
  }

  private Printout out() {
    return deparser.out;
  }

  private ExpressionPrinter expressions() {
    return deparser.expressions;
  }

  String operatorName(FunctionSignature function) {
    String name = deparser.functions.operatorName(function);
    return name == null ? function.name() : name;
  }

  void function(PgCall call, FunctionSignature function, boolean implicit) {
    switch (call.form()) {
      case OPERATOR -> operator(call, function);
      case EXPLICIT_CAST, IMPLICIT_CAST -> conversion(call, -1, implicit);
      case SQL_SYNTAX -> {
        if (!syntax.print(call, function)) {
          plain(call, function);
        }
      }
      case CALL, WHOLE_ROW -> plain(call, function);
    }
  }

  private void operator(PgCall call, FunctionSignature function) {
    boolean few = deparser.fewParentheses();
    String name = operatorName(function);
    List<RexNode> o = call.operands;
    out().add(few ? "" : "(");
    if (o.size() == 2) {
      expressions().enclosed(o.get(0), true, new Parenthesis.Around.Operator(call, true));
      out().add(" ").add(name).add(" ");
      expressions().enclosed(o.get(1), true, new Parenthesis.Around.Operator(call, false));
    } else {
      out().add(name).add(" ");
      expressions().enclosed(o.getFirst(), true, new Parenthesis.Around.Operator(call, true));
    }
    out().add(few ? "" : ")");
  }

  private void plain(PgCall call, FunctionSignature function) {
    out().add(deparser.names.function(function)).add("(");
    arguments(call.operands, function);
    out().add(")");
  }

  /** Arguments; what was gathered in an array is one array, so that no other function fits. */
  private void arguments(List<RexNode> arguments, FunctionSignature function) {
    boolean gathered =
        function.variadic()
            && !function.arguments().getLast().name().equals("any")
            && arguments.size() == function.arguments().size();
    for (int i = 0; i < arguments.size(); i++) {
      out().add(i == 0 ? "" : ", ");
      out().add(gathered && i == arguments.size() - 1 ? "VARIADIC " : "");
      expressions().print(arguments.get(i), true);
    }
  }

  /** A conversion ({@code get_coercion_expr}). */
  void conversion(PgCall call, int typmod, boolean implicit) {
    RexNode operand = call.operands.getFirst();
    if (call.form() == PgCall.Form.IMPLICIT_CAST && !implicit) {
      expressions().enclosed(operand, false, Parenthesis.Around.CAST);
      return;
    }
    Type type = RelTypes.typeOf(call);
    if (PgCall.shapeOf(operand) instanceof Shape.Constant(Object value, Type own)
        && own == type
        && RelTypes.typmodOf(operand) < 0) {
      out().add(expressions().constant(value, own, -1, -1));
    } else if (PgCall.shapeOf(operand) instanceof Shape.Constant(Object value, Type _)
        && value != null
        && type.name().startsWith("reg")) {
      out().add("'" + value.toString().replace("'", "''") + "'");
    } else {
      boolean few = deparser.fewParentheses();
      out().add(few ? "" : "(");
      boolean function =
          call.shape() instanceof Shape.Function || call.shape() instanceof Shape.ApplyTypmod;
      expressions()
          .enclosed(operand, false, function ? Parenthesis.Around.CAST : Parenthesis.Around.OTHER);
      out().add(few ? "" : ")");
    }
    out().add("::").add(deparser.names.type(type, typmod));
  }

  void aggregate(PgCall call, Shape.Aggregate shape) {
    List<RexNode> o = call.operands;
    FunctionSignature function = shape.function();
    int arguments = shape.argumentCount();
    out().add(deparser.names.function(function)).add("(");
    out().add(shape.distinct() ? "DISTINCT " : "");
    boolean within = OrderedSets.ordered(function.name());
    if (within) {
      expressions().list(o.subList(0, arguments));
      out().add(") WITHIN GROUP (ORDER BY ");
    } else if (arguments == 0) {
      out().add("*");
    } else {
      arguments(o.subList(0, arguments), function);
    }
    if (!shape.orderBy().isEmpty()) {
      out().add(within ? "" : " ORDER BY ");
      List<ResolvedQuery.Key> keys = new ArrayList<>();
      for (int i = 0; i < shape.orderBy().size(); i++) {
        keys.add(new ResolvedQuery.Key(o.get(arguments + i), shape.orderBy().get(i)));
      }
      keys(keys);
    }
    filter(shape, o);
    out().add(")");
  }

  private void filter(Shape.Aggregate shape, List<RexNode> operands) {
    if (shape.filter()) {
      out().add(") FILTER (WHERE ");
      expressions().print(operands.getLast(), false);
    }
  }

  void window(PgCall call, Shape.Window shape) {
    Shape.Aggregate aggregate = shape.aggregate();
    FunctionSignature function = aggregate.function();
    out().add(deparser.names.function(function)).add("(");
    boolean star =
        aggregate.argumentCount() == 0 && function.kind() == FunctionSignature.Kind.AGGREGATE;
    if (star) {
      out().add("*");
    } else {
      arguments(call.operands.subList(0, aggregate.argumentCount()), function);
    }
    filter(aggregate, call.operands);
    out().add(") OVER ");
    ResolvedQuery.Window window = deparser.place().windows().get(shape.window());
    String name = window.name();
    if (name != null) {
      out().add(Identifier.quoted(name));
    } else {
      window(window);
    }
  }

  /** What stands in the parentheses of a window ({@code get_rule_windowspec}). */
  void window(ResolvedQuery.Window window) {
    List<Runnable> parts = new ArrayList<>();
    String reference = window.reference();
    if (reference != null) {
      parts.add(() -> out().add(Identifier.quoted(reference)));
    }
    if (!window.partitionBy().isEmpty()) {
      parts.add(() -> {
        out().add("PARTITION BY ");
        for (int i = 0; i < window.partitionBy().size(); i++) {
          out().add(i == 0 ? "" : ", ");
          sortExpression(window.partitionBy().get(i));
        }
      });
    }
    if (!window.orderBy().isEmpty()) {
      parts.add(() -> {
        out().add("ORDER BY ");
        keys(window.orderBy());
      });
    }
    if (!window.bounds().equals(Rels.WindowBounds.DEFAULT) || window.between()) {
      parts.add(() -> frame(window.bounds(), window.between()));
    }
    out().add("(");
    for (int i = 0; i < parts.size(); i++) {
      out().add(i == 0 ? "" : " ");
      parts.get(i).run();
    }
    out().add(")");
  }

  private void frame(Rels.WindowBounds bounds, boolean between) {
    out().add(bounds.mode().name()).add(between ? " BETWEEN " : " ");
    bound(bounds.start(), bounds.startOffset());
    if (between) {
      out().add(" AND ");
      bound(bounds.end(), bounds.endOffset());
    }
    out()
        .add(
            switch (bounds.exclusion()) {
              case NONE -> "";
              case CURRENT_ROW -> " EXCLUDE CURRENT ROW";
              case GROUP -> " EXCLUDE GROUP";
              case TIES -> " EXCLUDE TIES";
            });
  }

  private void bound(BoundKind kind, @Nullable RexNode offset) {
    switch (kind) {
      case UNBOUNDED_PRECEDING -> out().add("UNBOUNDED PRECEDING");
      case UNBOUNDED_FOLLOWING -> out().add("UNBOUNDED FOLLOWING");
      case CURRENT_ROW -> out().add("CURRENT ROW");
      case PRECEDING, FOLLOWING -> {
        expressions().print(Objects.requireNonNull(offset), false);
        out().add(" ").add(kind.name());
      }
    }
  }

  /** Keys to sort by, with what is no default of their order. */
  void keys(List<ResolvedQuery.Key> keys) {
    for (int i = 0; i < keys.size(); i++) {
      out().add(i == 0 ? "" : ", ");
      sortExpression(keys.get(i).expression());
      out().add(direction(keys.get(i).direction()));
    }
  }

  static String direction(SortDirection direction) {
    String text = direction.descending() ? " DESC" : "";
    return direction.nullsFirst() == direction.descending()
        ? text
        : text + (direction.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
  }

  /**
   * An expression that must not be taken for a number, a name or a set ({@code
   * get_rule_sortgroupclause}).
   */
  void sortExpression(RexNode node) {
    if (PgCall.shapeOf(node) instanceof Shape.Constant(Object value, Type type)) {
      out().add(expressions().constant(value, type, RelTypes.typmodOf(node), 1));
      return;
    }
    boolean column = expressions().reference(node) != null;
    boolean call =
        switch (PgCall.shapeOf(node)) {
          case Shape.Function _ -> ((PgCall) node).form() != PgCall.Form.OPERATOR;
          case Shape.ApplyTypmod _, Shape.Aggregate _, Shape.Window _ -> true;
          case null, default -> false;
        };
    boolean enclosed = !column && (deparser.fewParentheses() || call);
    out().add(enclosed ? "(" : "");
    expressions().print(node, true);
    out().add(enclosed ? ")" : "");
  }

  /** A subquery ({@code get_sublink_expr}). */
  void subquery(PgCall call, Shape.Subquery subquery) {
    int outer = subquery.outerCount();
    deparser.enter(subquery.correlation(), call.operands.subList(0, outer));
    List<RexNode> left = call.operands.subList(outer, call.operands.size());
    out().add(subquery.kind() == SubqueryKind.ARRAY ? "ARRAY(" : "(");
    String operator = "";
    RexNode test = subquery.test();
    if (test != null) {
      out().add(left.size() == 1 ? "" : "(");
      expressions().list(left);
      out().add(left.size() == 1 ? "" : ")");
      operator = operator(test);
    }
    boolean enclosed = true;
    switch (subquery.kind()) {
      case EXISTS -> out().add("EXISTS ");
      case ANY -> out().add(operator.equals("=") ? " IN " : " " + operator + " ANY ");
      case ALL -> out().add(" " + operator + " ALL ");
      case SCALAR -> {
        enclosed = test != null;
        out().add(enclosed ? " " + operator + " " : "");
      }
      case ARRAY -> enclosed = false;
    }
    out().add(enclosed ? "(" : "");
    deparser.queries.inside(Objects.requireNonNull(subquery.resolved()), false);
    out().add(enclosed ? "))" : ")");
  }

  /** The operator that compares; of several, the first. */
  private String operator(RexNode test) {
    RexNode node = test;
    while (!(PgCall.shapeOf(node) instanceof Shape.Function) && node instanceof RexCall call) {
      node = call.operands.getFirst();
    }
    return PgCall.shapeOf(node) instanceof Shape.Function(FunctionSignature function)
        ? operatorName(function)
        : PgCall.shapeOf(node) instanceof Shape.RowComparison(FunctionSignature first)
            ? operatorName(first)
            : "=";
  }
}
