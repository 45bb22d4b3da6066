package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call as written: first those given by position, then those given by name,
 * {@code make_interval(days => 3)}.
 *
 * @param names of the last ones, which were given by name
 * @param variadic whether the last one was written behind VARIADIC
 * @param outputs whether those of a procedure's OUT parameters are among them, as in CALL
 */
record CallArguments(List<RexNode> values, List<String> names, boolean variadic, boolean outputs) {

  static CallArguments of(List<RexNode> values) {
    return new CallArguments(values, List.of(), false, false);
  }

  int count() {
    return values.size();
  }

  /** How many were given by position. */
  int positional() {
    return values.size() - names.size();
  }

  List<Type> types() {
    return values.stream().map(RelTypes::typeOf).toList();
  }

  /** The call as errors show it: {@code f(integer, b => text)}. */
  String written(@Nullable String schema, String function) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String type = RelTypes.typeOf(values.get(i)).displayName();
      texts.add(i < positional() ? type : names.get(i - positional()) + " => " + type);
    }
    return (schema == null ? function : schema + "." + function)
        + "("
        + String.join(", ", texts)
        + ")";
  }

  /** Arguments as they are read. */
  static final class Builder {
    final List<RexNode> values = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private boolean variadic;

    /** Adds one by position, which none may be behind one with a name. */
    void add(RexNode value, int position) {
      if (!names.isEmpty()) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR, "positional argument cannot follow named argument")
            .at(position);
      }
      values.add(value);
    }

    void add(String name, RexNode value, int position) {
      if (names.contains(name)) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR,
                String.format(Locale.ROOT, "argument name \"%s\" used more than once", name))
            .at(position);
      }
      names.add(name);
      values.add(value);
    }

    void variadic() {
      variadic = true;
    }

    CallArguments build(boolean outputs) {
      return new CallArguments(List.copyOf(values), List.copyOf(names), variadic, outputs);
    }
  }
}
