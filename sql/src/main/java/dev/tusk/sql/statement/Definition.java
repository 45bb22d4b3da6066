package dev.tusk.sql.statement;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of the properties in parentheses of CREATE AGGREGATE or OPERATOR, {@code name = value}.
 *
 * @param name in lower case unless it was quoted
 * @param value null where only the name is written
 */
public record Definition(String name, @Nullable Value value, int position) {
  /** What stands behind the equals sign. */
  public sealed interface Value {
    /** As text, as errors and settings have it. */
    String text();

    /** A type or the name of a function. */
    record Name(RoutineType type, String text) implements Value {}

    /** An operator, with its schema. */
    record Operator(@Nullable String schema, String name) implements Value {
      @Override
      public String text() {
        return name;
      }
    }

    record Number(String text) implements Value {}

    record Text(String text) implements Value {}
  }

  /**
   * The value as a flag ({@code defGetBoolean}); a name alone is true.
   *
   * @throws SqlException 42601 when it is neither true nor false
   */
  public boolean flag() {
    String text = value == null ? "true" : value.text().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "true", "on", "1" -> true;
      case "false", "off", "0" -> false;
      default -> throw SqlException.of(SqlState.SYNTAX_ERROR, name + " requires a Boolean value");
    };
  }

  /** The names of a function or operator. */
  public List<String> names() {
    return switch (value) {
      case Value.Name(RoutineType type, _) ->
          type.type().schema() == null
              ? List.of(type.type().name())
              : List.of(type.type().schema(), type.type().name());
      case Value.Operator(String schema, String symbol) ->
          schema == null ? List.of(symbol) : List.of(schema, symbol);
      case Value.Text(String text) -> List.of(text);
      case Value.Number(String text) -> List.of(text);
      case null -> List.of();
    };
  }
}
