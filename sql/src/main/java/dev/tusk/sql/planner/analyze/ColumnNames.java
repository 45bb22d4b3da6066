package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.grammar.ArraySlice;
import dev.tusk.sql.grammar.PgOperators;
import dev.tusk.sql.grammar.PgTypeName;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlCase;
import org.jspecify.annotations.Nullable;

/** What a column without an alias is called ({@code FigureColname}). */
final class ColumnNames {
  static final String UNKNOWN = "?column?";

  private ColumnNames() {}

  /** A name and whether it is better than that of a cast around it. */
  private record Name(String text, boolean strong) {}

  static String of(SqlNode node) {
    Name name = figure(node);
    return name == null ? UNKNOWN : name.text();
  }

  private static @Nullable Name figure(SqlNode node) {
    return switch (node) {
      case SqlIdentifier identifier when identifier.isStar() ->
          identifier.names.size() < 2
              ? null
              : new Name(identifier.names.get(identifier.names.size() - 2), true);
      case SqlIdentifier identifier -> new Name(identifier.names.getLast(), true);
      case SqlCase conditional -> {
        SqlNode otherwise = conditional.getElseOperand();
        Name name = otherwise == null ? null : figure(otherwise);
        yield name != null && name.strong() ? name : new Name("case", false);
      }
      case ArraySlice slice -> figure(slice.array());
      case SqlSelect select -> selected(select);
      case SqlOrderBy ordered -> figure(ordered.query);
      case SqlWith with -> figure(with.body);
      case SqlCall call -> call(call);
      default -> null;
    };
  }

  private static @Nullable Name selected(SqlSelect select) {
    if (select.getSelectList().isEmpty()) {
      return null;
    }
    SqlNode first = select.getSelectList().get(0);
    return first.getKind() == SqlKind.AS ? figure(((SqlCall) first).operand(1)) : figure(first);
  }

  private static @Nullable Name call(SqlCall call) {
    return switch (call.getKind()) {
      case CAST -> {
        Name name = figure(call.operand(0));
        PgTypeName type = (PgTypeName) ((SqlDataTypeSpec) call.operand(1)).getTypeNameSpec();
        yield name != null && name.strong() ? name : new Name(type.name(), false);
      }
      case FILTER, OVER, WITHIN_GROUP, ITEM -> figure(call.operand(0));
      case DOT -> figure(call.operand(1));
      case EXISTS -> new Name("exists", true);
      case ARRAY_QUERY_CONSTRUCTOR, ARRAY_VALUE_CONSTRUCTOR -> new Name("array", true);
      case ROW -> new Name("row", true);
      case GROUPING -> new Name("grouping", true);
      case VALUES -> new Name("column1", true);
      case UNION, INTERSECT, EXCEPT -> figure(call.operand(0));
      default -> {
        if (call.getOperator() == PgOperators.COLLATE
            || call.getOperator() == PgOperators.PARENTHESES) {
          yield figure(call.operand(0));
        }
        yield call.getOperator() instanceof SqlUnresolvedFunction function
            ? function(function)
            : null;
      }
    };
  }

  private static Name function(SqlFunction function) {
    SqlIdentifier name = function.getSqlIdentifier();
    return new Name(name == null ? function.getName() : name.names.getLast(), true);
  }
}
