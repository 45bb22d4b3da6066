package dev.tusk.sql.parser;

import dev.tusk.sql.grammar.ArraySlice;
import dev.tusk.sql.grammar.FoldedLiteral;
import dev.tusk.sql.grammar.FunctionTable;
import dev.tusk.sql.grammar.PgNumber;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.grammar.PgTypeName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;

/** A tree as text with every parenthesis, to compare shapes by. */
final class TreeText {
  private TreeText() {}

  static String of(String expression) {
    return of(((CalciteTree) SqlParser.parseExpression(expression).tree()).node());
  }

  static String of(SqlNode node) {
    return switch (node) {
      case null -> "-";
      case FoldedLiteral folded ->
          "#" + folded.ordinal() + ":" + folded.kind().name().toLowerCase(Locale.ROOT);
      case SqlDynamicParam parameter -> "$" + (parameter.getIndex() + 1);
      case PgNumber number -> number.text();
      case SqlCharStringLiteral string -> "'" + string.getValueAs(String.class) + "'";
      case SqlLiteral literal -> literal.toString().toLowerCase(Locale.ROOT);
      case SqlIdentifier identifier ->
          identifier.names.stream()
              .map(name -> name.isEmpty() ? "*" : name)
              .collect(Collectors.joining("."));
      case SqlDataTypeSpec type -> type((PgTypeName) type.getTypeNameSpec());
      case SqlNodeList list -> list(list);
      case PgSelect select -> select(select);
      case SqlOrderBy ordered ->
          String.format(
              Locale.ROOT,
              "order(%s, %s, %s, %s)",
              of(ordered.query),
              list(ordered.orderList),
              of(ordered.offset),
              of(ordered.fetch));
      case SqlJoin join ->
          String.format(
              Locale.ROOT,
              "%s(%s, %s, %s)",
              join.getJoinType().name().toLowerCase(Locale.ROOT),
              of(join.getLeft()),
              of(join.getRight()),
              of(join.getCondition()));
      case ArraySlice slice ->
          String.format(
              Locale.ROOT,
              "slice(%s, %s, %s)",
              of(slice.array()),
              of(slice.lower()),
              of(slice.upper()));
      case FunctionTable table ->
          "function("
              + table.getOperandList().stream().map(TreeText::of).collect(Collectors.joining(", "))
              + (table.withOrdinality() ? ", ordinality)" : ")");
      case SqlCall call -> call(call);
      default -> throw new IllegalArgumentException(node.getClass().toString());
    };
  }

  private static String call(SqlCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    List<SqlNode> operands = call.getOperandList();
    if (call instanceof SqlBasicCall
        && call.getOperator() instanceof SqlBinaryOperator
        && operands.size() == 2) {
      return "(" + of(operands.get(0)) + " " + name + " " + of(operands.get(1)) + ")";
    }
    String quantifier = call.getFunctionQuantifier() == null ? "" : "distinct ";
    return name
        + "("
        + quantifier
        + operands.stream().map(TreeText::of).collect(Collectors.joining(", "))
        + ")";
  }

  private static String select(PgSelect select) {
    StringBuilder text = new StringBuilder("select");
    text.append(select.isDistinct() ? " distinct" : "");
    text.append(select.distinctOn() == null ? "" : " on " + list(select.distinctOn()));
    text.append(' ').append(list(select.getSelectList()));
    text.append(select.getFrom() == null ? "" : " from " + of(select.getFrom()));
    text.append(select.getWhere() == null ? "" : " where " + of(select.getWhere()));
    text.append(select.getGroup() == null ? "" : " group " + list(select.getGroup()));
    text.append(select.getHaving() == null ? "" : " having " + of(select.getHaving()));
    return text.toString();
  }

  private static String list(SqlNodeList list) {
    return list.stream().map(TreeText::of).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String type(PgTypeName type) {
    String modifiers =
        type.modifiers().isEmpty()
            ? ""
            : type.modifiers().stream()
                .map(TreeText::of)
                .collect(Collectors.joining(",", "(", ")"));
    String fields = type.intervalFields() == null ? "" : " " + type.intervalFields();
    return String.join(".", type.names())
        + modifiers
        + fields
        + "[]".repeat(type.arrayDimensions());
  }
}
