package dev.tusk.sql.explain;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.UserType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Expressions as SQL, as PostgreSQL deparses them: those of plans, with constants put together, and
 * those of the catalog as they were written; with all parentheses, or pretty, with those that are
 * needed ({@link Parentheses}).
 */
public final class ExpressionText {
  /** Functions that are called by words of their own. */
  private static final Set<String> USERS = Set.of("current_user", "session_user");

  private final Map<Integer, OperatorSignature> operators = new HashMap<>();
  private final Map<Integer, String> outerValues = new HashMap<>();
  private final boolean planned;
  private final boolean pretty;
  private BiFunction<Expression.Subquery, List<String>, String> subqueries =
      (_, _) -> "(SubPlan 1)";

  /** For plans. */
  ExpressionText(FunctionCatalog functions) {
    this(functions, true, false);
  }

  /** For expressions of the catalog. */
  public static ExpressionText kept(FunctionCatalog functions, boolean pretty) {
    return new ExpressionText(functions, false, pretty);
  }

  private ExpressionText(FunctionCatalog functions, boolean planned, boolean pretty) {
    this.planned = planned;
    this.pretty = pretty;
    for (OperatorSignature operator : functions.allOperators()) {
      operators.putIfAbsent(operator.function().oid(), operator);
    }
  }

  /** What slot of the execution holds which outer expression. */
  void outer(int slot, String text) {
    outerValues.put(slot, text);
  }

  /** How a subquery is referred to. */
  void subqueries(BiFunction<Expression.Subquery, List<String>, String> names) {
    subqueries = names;
  }

  /**
   * The text of an expression.
   *
   * @param fields what {@code Input(i)} is called
   */
  public String of(Expression expression, List<String> fields) {
    return switch (expression) {
      case Expression.Constant c -> constant(c.value(), c.type());
      case Expression.Parameter p -> "$" + (p.index() + 1);
      case Expression.Input i -> i.index() < fields.size() ? fields.get(i.index()) : "?column?";
      case Expression.Outer o -> outerValues.getOrDefault(o.slot(), "$" + o.slot());
      case Expression.CurrentOf current ->
          "CURRENT OF "
              + (current.cursor() instanceof Expression.Constant(Object name, _)
                  ? Identifier.quoted(String.valueOf(name))
                  : of(current.cursor(), fields));
      case Expression.Call call -> call(call, fields);
      case Expression.InOutCast cast ->
          cast(cast, cast.operand(), cast.type().writtenName(-1), fields);
      case Expression.Relabel label -> relabelled(label, fields);
      case Expression.DomainCheck cast ->
          cast(cast, cast.operand(), cast.type().writtenName(-1), fields);
      case Expression.ArrayCast cast ->
          cast(cast, cast.operand(), cast.type().writtenName(-1), fields);
      case Expression.ApplyTypmod cast ->
          cast(
              cast,
              // One cast gives the type and fits the length: a second one would not be read back
              // so.
              cast.operand() instanceof Expression.Call call && casts(call)
                  ? call.arguments().getFirst()
                  : cast.operand(),
              cast.type().writtenName(cast.typmod()),
              fields);
      case Expression.And and -> joined(and, and.operands(), " AND ", fields);
      case Expression.Or or -> joined(or, or.operands(), " OR ", fields);
      case Expression.Not not -> enclosed("NOT " + operand(not, not.operand(), fields));
      case Expression.IsNull test ->
          enclosed(
              operand(test, test.operand(), fields)
                  + (test.negated() ? " IS NOT NULL" : " IS NULL"));
      case Expression.BooleanTest test -> booleanTest(test, fields);
      case Expression.DistinctFrom d ->
          enclosed(
              operand(d, d.left(), fields)
                  + (d.negated() ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ")
                  + operand(d, d.right(), fields));
      case Expression.Case c -> caseOf(c, fields);
      case Expression.Coalesce c -> function("COALESCE", c.operands(), fields);
      case Expression.NullIf n -> function("NULLIF", List.of(n.left(), n.right()), fields);
      case Expression.Extreme e ->
          function(e.greatest() ? "GREATEST" : "LEAST", e.operands(), fields);
      case Expression.ArrayOf a -> "ARRAY[" + list(a.elements(), fields) + "]";
      case Expression.Spread s -> "VARIADIC " + of(s.array(), fields);
      case Expression.RowOf r -> "ROW(" + list(r.fields(), fields) + ")";
      case Expression.Field f ->
          String.format(
              Locale.ROOT, "(%s).%s", of(f.operand(), fields), field(f.operand(), f.index()));
      case Expression.Subscript s -> subscript(s, fields);
      case Expression.Slice s -> of(s.array(), fields) + bounds(s.bounds(), fields);
      case Expression.ArrayAssign a -> of(a.value(), fields);
      case Expression.FieldAssign a -> of(a.value(), fields);
      case Expression.Quantified q ->
          enclosed(
              String.format(
                  Locale.ROOT,
                  "%s %s %s (%s)",
                  operand(q, q.left(), fields),
                  operatorName(q.operator()),
                  q.all() ? "ALL" : "ANY",
                  of(q.array(), fields)));
      case Expression.InList in -> inList(in, fields);
      case Expression.Subquery subquery -> subqueries.apply(subquery, fields);
    };
  }

  private String relabelled(Expression.Relabel label, List<String> fields) {
    String collation = label.collation();
    if (collation == null
        && CollatedType.plain(label.type()) == CollatedType.plain(label.operand().type())) {
      return of(label.operand(), fields); // Only another order.
    }
    return collation == null
        ? cast(label, label.operand(), label.type().writtenName(-1), fields)
        : enclosed(
            operand(label, label.operand(), fields) + " COLLATE " + Identifier.quoted(collation));
  }

  private String list(List<Expression> expressions, List<String> fields) {
    return String.join(", ", expressions.stream().map(e -> of(e, fields)).toList());
  }

  private String joined(
      Expression parent, List<Expression> operands, String separator, List<String> fields) {
    return enclosed(
        String.join(separator, operands.stream().map(e -> operand(parent, e, fields)).toList()));
  }

  private String enclosed(String text) {
    return pretty ? text : "(" + text + ")";
  }

  /** An operand, which has parentheses of its own unless they are to be needed. */
  private String operand(Expression parent, Expression operand, List<String> fields) {
    String text = of(operand, fields);
    return pretty && Parentheses.needed(operators, parent, operand) ? "(" + text + ")" : text;
  }

  private String function(String name, List<Expression> operands, List<String> fields) {
    return name + "(" + list(operands, fields) + ")";
  }

  private String operatorName(FunctionSignature function) {
    OperatorSignature operator = operators.get(function.oid());
    return operator == null ? function.name() : operator.name();
  }

  private String call(Expression.Call call, List<String> fields) {
    FunctionSignature function = call.function();
    OperatorSignature operator = operators.get(function.oid());
    List<Expression> arguments = call.arguments();
    if (arguments.isEmpty() && USERS.contains(function.name()) && function.routine() == null) {
      return function.name().toUpperCase(Locale.ROOT);
    }
    if (operator != null && operator.left() != null && arguments.size() == 2) {
      return enclosed(
          operand(call, arguments.get(0), fields)
              + " "
              + operator.name()
              + " "
              + operand(call, arguments.get(1), fields));
    }
    if (operator != null && operator.left() == null && arguments.size() == 1) {
      return enclosed(operator.name() + " " + operand(call, arguments.getFirst(), fields));
    }
    if (isNamedAsCast(call) || casts(call)) {
      return cast(call, arguments.getFirst(), call.type().writtenName(-1), fields);
    }
    return function(function.name(), arguments, fields);
  }

  /** A function that makes its type of one value, or fits a value of it to a modifier. */
  private static boolean isNamedAsCast(Expression.Call call) {
    List<Type> arguments = call.function().arguments();
    return call.function().name().equals(call.type().name())
        && !arguments.isEmpty()
        && (arguments.size() == 1 || arguments.getFirst() == call.type());
  }

  /** Whether a call stands for a cast to a type of a length, which is not part of it. */
  private static boolean casts(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    if (arguments.size() < 2
        || !(arguments.get(1) instanceof Expression.Constant length)
        || !Integer.valueOf(-1).equals(length.value())) {
      return false;
    }
    CastSignature cast =
        FunctionCatalog.builtin().cast(call.function().arguments().getFirst(), call.type());
    return cast != null && call.function().equals(cast.function());
  }

  private static String field(Expression row, int index) {
    return DomainType.root(row.type()) instanceof CompositeType type
        ? UserType.quoted(type.names().get(index))
        : "f" + (index + 1);
  }

  private String cast(Expression cast, Expression operand, String type, List<String> fields) {
    if (pretty) {
      return operand(cast, operand, fields) + "::" + type;
    }
    String text = of(operand, fields);
    boolean wrapped = text.startsWith("(") && text.endsWith(")") && closes(text);
    return (wrapped ? text : "(" + text + ")") + "::" + type;
  }

  /** Whether the first parenthesis is closed by the last one. */
  private static boolean closes(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')' && --depth == 0) {
        return i == text.length() - 1;
      }
    }
    return false;
  }

  private String booleanTest(Expression.BooleanTest test, List<String> fields) {
    Boolean expected = test.expected();
    String value = expected == null ? "UNKNOWN" : expected ? "TRUE" : "FALSE";
    return enclosed(
        operand(test, test.operand(), fields) + (test.negated() ? " IS NOT " : " IS ") + value);
  }

  private String caseOf(Expression.Case c, List<String> fields) {
    StringBuilder text = new StringBuilder("CASE");
    for (Expression.When when : c.whens()) {
      text.append(" WHEN ").append(of(when.condition(), fields));
      text.append(" THEN ").append(of(when.result(), fields));
    }
    Expression otherwise = c.otherwise();
    if (otherwise != null) {
      text.append(" ELSE ").append(of(otherwise, fields));
    }
    return text.append(" END").toString();
  }

  private String subscript(Expression.Subscript s, List<String> fields) {
    StringBuilder text = new StringBuilder(of(s.array(), fields));
    if (!(s.array() instanceof Expression.Input)) {
      text.insert(0, '(').append(')');
    }
    s.indexes().forEach(i -> text.append('[').append(of(i, fields)).append(']'));
    return text.toString();
  }

  private String bounds(List<Expression.Bounds> all, List<String> fields) {
    StringBuilder text = new StringBuilder();
    for (Expression.Bounds bounds : all) {
      Expression lower = bounds.lower();
      Expression upper = bounds.upper();
      text.append('[')
          .append(lower == null ? "" : of(lower, fields))
          .append(':')
          .append(upper == null ? "" : of(upper, fields))
          .append(']');
    }
    return text.toString();
  }

  private String inList(Expression.InList in, List<String> fields) {
    String quantifier = in.negated() ? "<> ALL" : "= ANY";
    return enclosed(
        String.format(
            Locale.ROOT,
            "%s %s (%s)",
            operand(in, in.left(), fields),
            quantifier,
            members(in.members(), fields)));
  }

  /** Members as one array: a literal when all are constants. */
  String members(List<Expression> members, List<String> fields) {
    Type element = members.getFirst().type();
    if (!planned || element.arrayOid() == 0) {
      return "ARRAY[" + list(members, fields) + "]";
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (Expression member : members) {
      if (!(member instanceof Expression.Constant(Object value, Type _))) {
        return "ARRAY[" + list(members, fields) + "]";
      }
      values.add(value);
    }
    ArrayValue array = ArrayValue.of(element, values.toArray());
    return constant(array, Types.array(element));
  }

  /** A constant ({@code get_const_expr}): with its type unless its spelling tells it. */
  private static String constant(@Nullable Object value, Type type) {
    if (value == null) {
      return "NULL::" + type.writtenName(-1);
    }
    if (type == Types.BOOL) {
      return value.equals(true) ? "true" : "false";
    }
    String text = type.toText(value, FormatSettings.DEFAULT);
    boolean plain =
        type == Types.INT4 && !text.startsWith("-")
            || type == Types.NUMERIC && text.matches("[0-9]*\\.[0-9]+");
    return plain ? text : "'" + text.replace("'", "''") + "'::" + type.writtenName(-1);
  }

  /** A key of ORDER BY; defaults are left out. */
  String sortKey(SortKey key, List<String> fields) {
    Expression expression = key.expression();
    String text = of(expression, fields);
    StringBuilder line =
        new StringBuilder(expression instanceof Expression.Input ? text : "(" + text + ")");
    if (key.collation() != null) {
      line.append(" COLLATE ").append(Identifier.quoted(key.collation()));
    }
    if (key.descending()) {
      line.append(" DESC");
    }
    if (key.nullsFirst() != key.descending()) {
      line.append(key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
    }
    return line.toString();
  }

  /** An aggregate or window function. */
  String aggregate(Expression.AggregateCall call, List<String> fields) {
    StringBuilder text = new StringBuilder(call.function().name()).append('(');
    if (call.distinct()) {
      text.append("DISTINCT ");
    }
    text.append(
        call.arguments().isEmpty() && call.function().name().equals("count")
            ? "*"
            : list(call.arguments(), fields));
    if (!call.orderBy().isEmpty()) {
      text.append(" ORDER BY ")
          .append(String.join(", ", call.orderBy().stream().map(k -> sortKey(k, fields)).toList()));
    }
    text.append(')');
    Expression filter = call.filter();
    if (filter != null) {
      text.append(" FILTER (WHERE ").append(of(filter, fields)).append(')');
    }
    return text.toString();
  }
}
