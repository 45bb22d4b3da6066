package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Expressions ({@code get_rule_expr}). */
final class ExpressionPrinter {
  private final Deparser deparser;

  ExpressionPrinter(Deparser deparser) {
    this.deparser = deparser;
  }

  private Printout out() {
    return deparser.out;
  }

  /**
   * Writes an expression.
   *
   * @param implicit whether a conversion on top of it is shown that nobody wrote
   */
  void print(RexNode node, boolean implicit) {
    Namespace.Reference reference = reference(node);
    if (reference != null) {
      column(reference);
      return;
    }
    switch (node) {
      case PgCall call -> own(call, implicit);
      case RexCall call -> connective(call);
      case RexLiteral literal -> out().add(literal.isAlwaysTrue() ? "true" : "false");
      case RexInputRef _ -> out().add("?column?");
      default -> throw new IllegalStateException("not printed: " + node);
    }
  }

  /** As an item of a list where {@code x.*} would be taken apart. */
  void item(RexNode node, boolean implicit) {
    if (node instanceof PgCall call && call.form() == PgCall.Form.WHOLE_ROW) {
      wholeRow(call, true);
    } else if (PgCall.shapeOf(node) instanceof Shape.Outer(var correlation, int index)) {
      deparser.outer(correlation, index, n -> item(n, implicit));
    } else {
      print(node, implicit);
    }
  }

  /** With parentheses where the text around needs them. */
  void enclosed(RexNode node, boolean implicit, Parenthesis.Around around) {
    boolean needed = deparser.fewParentheses() && !new Parenthesis(deparser).simple(node, around);
    out().add(needed ? "(" : "");
    print(node, implicit);
    out().add(needed ? ")" : "");
  }

  void list(List<? extends RexNode> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      out().add(i == 0 ? "" : ", ");
      print(nodes.get(i), true);
    }
  }

  Namespace.@Nullable Reference reference(RexNode node) {
    if (node instanceof PgCall call
        && call.shape() instanceof Shape.Relabel
        && RelTypes.typeOf(call) == Types.TID
        && call.operands.getFirst() instanceof RexInputRef field) {
      return reference(field);
    }
    return deparser.place().names().reference(deparser.over(node));
  }

  private void column(Namespace.Reference reference) {
    String item = reference.item();
    if (item != null && deparser.place().qualified()) {
      out().add(Identifier.quoted(item)).add(".");
    }
    out().add(Identifier.quoted(reference.column()));
  }

  private void own(PgCall call, boolean implicit) {
    List<RexNode> o = call.operands;
    switch (call.shape()) {
      case Shape.Constant(Object value, Type type) ->
          out().add(constant(value, type, RelTypes.typmodOf(call), 0));
      case Shape.Parameter(Parameters.Index index) -> parameter(index);
      case Shape.Outer(var correlation, int index) ->
          deparser.outer(correlation, index, n -> print(n, implicit));
      case Shape.Function(FunctionSignature function) ->
          deparser.calls.function(call, function, implicit);
      case Shape.InOutCast _, Shape.Relabel _, Shape.ArrayCast _, Shape.DomainCheck _ ->
          deparser.calls.conversion(call, -1, implicit);
      case Shape.ApplyTypmod(int typmod, boolean _) ->
          deparser.calls.conversion(call, typmod, implicit);
      case Shape.IsNull(boolean negated) -> test(call, negated ? " IS NOT NULL" : " IS NULL", true);
      case Shape.BooleanTest test -> test(call, booleanTest(test), false);
      case Shape.DistinctFrom(var _, boolean negated) -> distinctFrom(call, negated);
      case Shape.Case _ -> caseOf(null, o);
      case Shape.SwitchedCase _ -> caseOf(o.getFirst(), o.subList(1, o.size()));
      case Shape.Coalesce _ -> called("COALESCE", o);
      case Shape.NullIf _ -> called("NULLIF", o);
      case Shape.Extreme(boolean greatest) -> called(greatest ? "GREATEST" : "LEAST", o);
      case Shape.Grouping _ -> called("GROUPING", o);
      case Shape.ArrayOf _ -> arrayOf(call);
      case Shape.Spread _ -> {
        out().add("VARIADIC ");
        print(o.getFirst(), true);
      }
      case Shape.RowOf _ -> row(call);
      case Shape.CurrentOf _ -> currentOf(o.getFirst());
      case Shape.Field(int index) -> field(o.getFirst(), index);
      case Shape.Subscript _ -> {
        container(o.getFirst(), implicit);
        o.subList(1, o.size()).forEach(i -> bounds(null, i, false));
      }
      case Shape.Slice(List<Boolean> lower, List<Boolean> upper) -> {
        container(o.getFirst(), implicit);
        slice(o, 1, lower, upper, true);
      }
      case Shape.ArrayAssign _, Shape.FieldAssign _ -> print(o.get(1), implicit);
      case Shape.Quantified(FunctionSignature operator, boolean all) ->
          quantified(call, operator, all);
      case Shape.InList _ -> throw new IllegalStateException("not printed: " + call);
      case Shape.Keyword(String text) -> out().add(text);
      case Shape.Collate(String collation) -> collated(call, collation, implicit);
      case Shape.RowComparison(FunctionSignature first) -> rows(call, first);
      case Shape.Subquery subquery -> deparser.calls.subquery(call, subquery);
      case Shape.Aggregate aggregate -> deparser.calls.aggregate(call, aggregate);
      case Shape.Window window -> deparser.calls.window(call, window);
    }
  }

  private void currentOf(RexNode cursor) {
    out().add("CURRENT OF ");
    if (PgCall.shapeOf(cursor) instanceof Shape.Constant(Object name, Type _)) {
      out().add(Identifier.quoted(String.valueOf(name)));
    } else {
      print(cursor, true);
    }
  }

  private void parameter(Parameters.Index index) {
    switch (index) {
      case Parameters.Index.Declared(int number) -> parameter(number);
      case Parameters.Index.Folded _ -> throw new IllegalStateException("a literal without value");
    }
  }

  /** By its name, and that with the function's where there are columns ({@code get_parameter}). */
  private void parameter(int number) {
    ParameterNames parameters = deparser.parameters;
    String name =
        parameters == null || number >= parameters.names().size()
            ? null
            : parameters.names().get(number);
    if (parameters == null || name == null) {
      out().add("$" + (number + 1));
      return;
    }
    if (deparser.hasItems()) {
      out().add(Identifier.quoted(parameters.function())).add(".");
    }
    out().add(Identifier.quoted(name));
  }

  private void open() {
    out().add(deparser.fewParentheses() ? "" : "(");
  }

  private void close() {
    out().add(deparser.fewParentheses() ? "" : ")");
  }

  private void called(String name, List<RexNode> operands) {
    out().add(name).add("(");
    list(operands);
    out().add(")");
  }

  private void connective(RexCall call) {
    Parenthesis.Around around = new Parenthesis.Around.Connective(call.getKind());
    open();
    if (call.getKind() == SqlKind.NOT) {
      out().add("NOT ");
      enclosed(call.operands.getFirst(), false, around);
    } else {
      String word = call.getKind() == SqlKind.AND ? " AND " : " OR ";
      for (int i = 0; i < call.operands.size(); i++) {
        out().add(i == 0 ? "" : word);
        enclosed(call.operands.get(i), false, around);
      }
    }
    close();
  }

  private static String booleanTest(Shape.BooleanTest test) {
    Boolean expected = test.expected();
    String value = expected == null ? "UNKNOWN" : expected ? "TRUE" : "FALSE";
    return (test.negated() ? " IS NOT " : " IS ") + value;
  }

  private void test(PgCall call, String words, boolean implicit) {
    open();
    enclosed(call.operands.getFirst(), implicit, Parenthesis.Around.OTHER);
    out().add(words);
    close();
  }

  private void distinctFrom(PgCall call, boolean negated) {
    if (negated) {
      out().add(deparser.fewParentheses() ? "NOT " : "(NOT ");
    }
    open();
    enclosed(call.operands.get(0), true, Parenthesis.Around.OTHER);
    out().add(" IS DISTINCT FROM ");
    enclosed(call.operands.get(1), true, Parenthesis.Around.OTHER);
    close();
    if (negated) {
      close();
    }
  }

  private void caseOf(@Nullable RexNode subject, List<RexNode> operands) {
    boolean lines = deparser.out.style.indented();
    out().keyword("CASE", 0, Printout.VARIABLE, 0);
    if (subject != null) {
      out().add(" ");
      print(subject, true);
    }
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      out().add(lines ? "" : " ");
      out().keyword("WHEN ", 0, 0, 0);
      print(operands.get(i), false);
      out().add(" THEN ");
      print(operands.get(i + 1), true);
    }
    out().add(lines ? "" : " ");
    out().keyword("ELSE ", 0, 0, 0);
    print(operands.getLast(), true);
    out().add(lines ? "" : " ");
    out().keyword("END", -Printout.VARIABLE, 0, 0);
  }

  private void arrayOf(PgCall call) {
    out().add("ARRAY[");
    list(call.operands);
    out().add("]");
    if (call.operands.isEmpty()) {
      out().add("::" + deparser.names.type(RelTypes.typeOf(call), -1));
    }
  }

  private void row(PgCall call) {
    if (call.form() == PgCall.Form.WHOLE_ROW) {
      wholeRow(call, false);
      return;
    }
    out().add("ROW(");
    for (int i = 0; i < call.operands.size(); i++) {
      out().add(i == 0 ? "" : ", ");
      item(call.operands.get(i), true);
    }
    out().add(")");
    if (call.form() == PgCall.Form.EXPLICIT_CAST) {
      out().add("::" + deparser.names.type(RelTypes.typeOf(call), -1));
    }
  }

  /** {@code item.*}; with its type where the star alone would be taken apart. */
  private void wholeRow(PgCall call, boolean typed) {
    List<RexNode> columns = call.operands.stream().map(deparser::over).toList();
    NamedItem item = deparser.place().names().whole(columns);
    if (item == null) {
      out().add("ROW(");
      list(call.operands);
      out().add(")");
      return;
    }
    out().add(Identifier.quoted(Objects.requireNonNull(item.name))).add(".*");
    if (typed) {
      out().add("::" + deparser.names.type(RelTypes.typeOf(call), -1));
    }
  }

  private void field(RexNode row, int index) {
    Shape shape = PgCall.shapeOf(row);
    boolean bare =
        shape instanceof Shape.Subscript
            || shape instanceof Shape.Slice
            || shape instanceof Shape.Field;
    out().add(bare ? "" : "(");
    print(row, true);
    out().add(bare ? "" : ")");
    out().add(".").add(Identifier.quoted(fieldName(row, index)));
  }

  /** What a field of a row is called now. */
  private String fieldName(RexNode row, int index) {
    if (RelTypes.typeOf(row) instanceof CompositeType known) {
      int number = known.fields().get(index).number();
      Type now = deparser.catalog.type(known.oid()).orElse(known);
      if (now instanceof CompositeType type) {
        for (CompositeType.Field field : type.fields()) {
          if (field.number() == number) {
            return field.name();
          }
        }
      }
    }
    RelTypes.Composite composite = RelTypes.composite(row.getType());
    return composite == null ? "f" + (index + 1) : composite.names().get(index);
  }

  /**
   * Writes which part of a column an assignment is to; nothing for one to a whole column ({@code
   * processIndirection}).
   *
   * @return what is assigned
   */
  RexNode part(RexNode assigned) {
    return part(assigned, true);
  }

  RexNode part(RexNode assigned, boolean shown) {
    if (!(assigned instanceof PgCall call)) {
      return assigned;
    }
    List<RexNode> o = call.operands;
    switch (call.shape()) {
      case Shape.ArrayAssign(List<Boolean> lower, List<Boolean> upper, boolean slice) -> {
        if (shown) {
          slice(o, 2, lower, upper, slice);
        }
        return part(o.get(1), shown);
      }
      case Shape.FieldAssign(int index) -> {
        if (shown) {
          out().add(".").add(Identifier.quoted(fieldName(call, index)));
        }
        return part(o.get(1), shown);
      }
      case Shape.DomainCheck _ when assigns(o.getFirst()) -> {
        return part(o.getFirst(), shown);
      }
      default -> {
        return assigned;
      }
    }
  }

  private static boolean assigns(RexNode node) {
    Shape shape = PgCall.shapeOf(node);
    return shape instanceof Shape.ArrayAssign || shape instanceof Shape.FieldAssign;
  }

  private void container(RexNode array, boolean implicit) {
    boolean bare = reference(array) != null || PgCall.shapeOf(array) instanceof Shape.Field;
    out().add(bare ? "" : "(");
    print(array, implicit);
    out().add(bare ? "" : ")");
  }

  /** The brackets behind an array. */
  void slice(
      List<RexNode> operands, int first, List<Boolean> lower, List<Boolean> upper, boolean slices) {
    int next = first;
    for (int i = 0; i < lower.size(); i++) {
      RexNode low = lower.get(i) ? operands.get(next++) : null;
      RexNode high = upper.get(i) ? operands.get(next++) : null;
      bounds(low, high, slices);
    }
  }

  private void bounds(@Nullable RexNode lower, @Nullable RexNode upper, boolean slice) {
    out().add("[");
    if (lower != null) {
      print(lower, false);
    }
    out().add(slice ? ":" : "");
    if (upper != null) {
      print(upper, false);
    }
    out().add("]");
  }

  private void quantified(PgCall call, FunctionSignature operator, boolean all) {
    RexNode array = call.operands.get(1);
    open();
    enclosed(call.operands.get(0), true, Parenthesis.Around.OTHER);
    out().add(" " + deparser.calls.operatorName(operator) + (all ? " ALL (" : " ANY ("));
    // The operator brings that conversion back; written, it would be one of each element.
    boolean elements =
        out().style.qualified()
            && array instanceof PgCall cast
            && cast.shape() instanceof Shape.ArrayCast
            && cast.form() == PgCall.Form.IMPLICIT_CAST;
    enclosed(array, !elements, Parenthesis.Around.OTHER);
    if (PgCall.shapeOf(array) instanceof Shape.Subquery) {
      out().add("::" + deparser.names.type(RelTypes.typeOf(array), RelTypes.typmodOf(array)));
    }
    out().add(")");
    close();
  }

  private void collated(PgCall call, String collation, boolean implicit) {
    open();
    enclosed(call.operands.getFirst(), implicit, Parenthesis.Around.OTHER);
    out().add(" COLLATE ").add(Identifier.quoted(collation));
    close();
  }

  private void rows(PgCall call, FunctionSignature first) {
    int half = call.operands.size() / 2;
    out().add("(ROW(");
    list(call.operands.subList(0, half));
    out().add(") " + deparser.calls.operatorName(first) + " ROW(");
    list(call.operands.subList(half, 2 * half));
    out().add("))");
  }

  /** A relation that is named by a value, under the name of now. */
  private String relation(long oid) {
    return deparser
        .catalog
        .table(oid)
        .map(deparser.names::relation)
        .orElseGet(() -> Types.REGCLASS.toText(oid, deparser.format));
  }

  /**
   * A constant ({@code get_const_expr}).
   *
   * @param labelled below 0 never with its type, above 0 always, else where its text would be read
   *     as something else
   */
  String constant(@Nullable Object value, Type type, int typmod, int labelled) {
    String label = "::" + deparser.names.type(type, typmod);
    if (value == null) {
      return "NULL" + (labelled < 0 ? "" : label);
    }
    String text =
        type == Types.REGCLASS ? relation((Long) value) : type.toText(value, deparser.format);
    boolean plain;
    String written;
    if (type == Types.BOOL) {
      plain = true;
      written = value.equals(true) ? "true" : "false";
    } else if (type == Types.INT4) {
      plain = !text.startsWith("-");
      written = plain ? text : "'" + text + "'";
    } else if (type == Types.NUMERIC) {
      boolean bare = Character.isDigit(text.charAt(0)) && text.matches(".*[.eE].*");
      plain = bare && typmod < 0;
      written = bare ? text : "'" + text + "'";
    } else {
      plain = type == Types.UNKNOWN;
      written = "'" + text.replace("'", "''") + "'";
    }
    return written + (labelled > 0 || labelled == 0 && !plain ? label : "");
  }
}
