package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Arguments given by name: {@code make_interval(days => 3)}. They are put in their places, and what
 * is left out before them becomes its default, so that the call is resolved as one by position.
 */
final class NamedArguments {
  private final Analysis analysis;
  private final List<RexNode> values = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private int positional;

  NamedArguments(Analysis analysis) {
    this.analysis = analysis;
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** Adds {@code name => value}. */
  void add(SqlCall assignment, ExpressionAnalyzer expressions, int before) {
    SqlIdentifier name = assignment.operand(1);
    if (names.contains(name.getSimple())) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              String.format(
                  Locale.ROOT, "argument name \"%s\" used more than once", name.getSimple()))
          .at(ExpressionAnalyzer.position(name));
    }
    positional = before;
    names.add(name.getSimple());
    values.add(expressions.analyze((SqlNode) assignment.operand(0)));
  }

  /** Refuses an argument without a name behind those with one. */
  void checkOrder(SqlNode argument) {
    if (!names.isEmpty()) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR, "positional argument cannot follow named argument")
          .at(ExpressionAnalyzer.start(argument));
    }
  }

  /** All arguments by position. */
  List<RexNode> inPlace(String function, List<RexNode> first, int position) {
    List<String> declared = declared(function);
    @Nullable RexNode[] places = new RexNode[declared.size()];
    int count = positional;
    for (int i = 0; i < names.size(); i++) {
      int place = declared.indexOf(names.get(i));
      if (place < positional) {
        throw missing(function, first, position);
      }
      places[place] = values.get(i);
      count = Math.max(count, place + 1);
    }
    List<RexNode> all = new ArrayList<>(first);
    for (int i = positional; i < count; i++) {
      RexNode value = places[i] == null ? absent(function, i) : places[i];
      if (value == null) {
        throw missing(function, first, position);
      }
      all.add(value);
    }
    return all;
  }

  private SqlException missing(String function, List<RexNode> first, int position) {
    List<String> types = new ArrayList<>();
    first.forEach(value -> types.add(RelTypes.typeOf(value).displayName()));
    for (int i = 0; i < names.size(); i++) {
      types.add(names.get(i) + " => " + RelTypes.typeOf(values.get(i)).displayName());
    }
    return SqlException.of(
            SqlState.UNDEFINED_FUNCTION,
            String.format(
                Locale.ROOT, "function %s(%s) does not exist", function, String.join(", ", types)))
        .withHint(
            "No function matches the given name and argument types. "
                + "You might need to add explicit type casts.")
        .at(position);
  }

  /** The default of an argument with later ones given; null when it has none. */
  private @Nullable RexNode absent(String function, int place) {
    if (function.equals("make_interval")) {
      return analysis.constant(0, Types.INT4, 0);
    }
    if (function.startsWith("jsonb_set") && place == 3) {
      return analysis.constant(true, Types.BOOL, 0);
    }
    boolean variables = function.startsWith("jsonb_path_") && place == 2;
    return variables ? analysis.constant("{}", Types.UNKNOWN, 0) : null;
  }

  /** Names of a function's arguments ({@code proargnames}); none for one without. */
  private static List<String> declared(String function) {
    return switch (function) {
      case "make_interval" -> List.of("years", "months", "weeks", "days", "hours", "mins", "secs");
      case "make_date" -> List.of("year", "month", "day");
      case "make_time" -> List.of("hour", "min", "sec");
      case "make_timestamp" -> List.of("year", "month", "mday", "hour", "min", "sec");
      case "make_timestamptz" -> List.of("year", "month", "mday", "hour", "min", "sec", "timezone");
      case "parse_ident" -> List.of("str", "strict");
      case "jsonb_set" -> List.of("jsonb_in", "path", "replacement", "create_if_missing");
      case "jsonb_set_lax" ->
          List.of("jsonb_in", "path", "replacement", "create_if_missing", "null_value_treatment");
      case "jsonb_insert" -> List.of("jsonb_in", "path", "replacement", "insert_after");
      case "jsonb_path_exists",
          "jsonb_path_match",
          "jsonb_path_query",
          "jsonb_path_query_array",
          "jsonb_path_query_first" ->
          List.of("target", "path", "vars", "silent");
      case "json_each",
          "json_each_text",
          "json_array_elements",
          "json_array_elements_text",
          "jsonb_each",
          "jsonb_each_text",
          "jsonb_array_elements",
          "jsonb_array_elements_text" ->
          List.of("from_json");
      default -> List.of();
    };
  }
}
