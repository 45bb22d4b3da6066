package dev.tusk.executor.plpgsql;

import dev.tusk.sql.plpgsql.Variable;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The values a query ran with, for the errors of INTO STRICT. */
final class StrictParameters {
  private StrictParameters() {}

  /** Those of the variables that it names. */
  static @Nullable String named(Frame frame, Piece query) {
    List<Variable> shown =
        frame.body.program().variables().stream()
            .filter(v -> !v.isRecord() && query.names(v))
            .toList();
    return shown.isEmpty()
        ? null
        : shown.stream()
            .map(v -> v.name() + " = " + text(frame, frame.values[v.index()], frame.body.type(v)))
            .collect(Collectors.joining(", ", "parameters: ", ""));
  }

  /** Those of USING. */
  static @Nullable String numbered(Frame frame, List<Assigner.Value> values) {
    return values.isEmpty()
        ? null
        : IntStream.range(0, values.size())
            .mapToObj(i ->
                "$" + (i + 1) + " = " + text(frame, values.get(i).value(), values.get(i).type()))
            .collect(Collectors.joining(", ", "parameters: ", ""));
  }

  private static String text(Frame frame, @Nullable Object value, Type type) {
    return value == null
        ? "NULL"
        : "'" + type.toText(value, frame.context.format()).replace("'", "''") + "'";
  }
}
