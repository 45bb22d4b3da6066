package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A property of CREATE FUNCTION or ALTER FUNCTION; each knows where it is written. */
public sealed interface RoutineOption {
  int position();

  /**
   * AS.
   *
   * @param literal the body as written, with its quotes
   * @param literalPosition where that begins
   * @param symbol the second string, of a C function
   */
  record As(
      String definition, String literal, int literalPosition, @Nullable String symbol, int position)
      implements RoutineOption {
    /**
     * Where a character of the body stands in the statement, both from 1; 0 when it cannot be told
     * ({@code pg_proc.c}: {@code match_prosrc_to_query}).
     */
    public int placeOf(int character) {
      if (literal.startsWith("$")) {
        return literalPosition + literal.indexOf('$', 1) + character;
      }
      int quote = literal.indexOf('\'');
      int at = quote + 1;
      for (int read = 1; read < character; read++) {
        if (at >= literal.length()) {
          return 0;
        }
        char c = literal.charAt(at);
        boolean twice = c == '\'' || c == '\\' && quote > 0;
        at += twice ? 2 : Character.charCount(literal.codePointAt(at));
      }
      return literalPosition + literal.codePointCount(0, at);
    }
  }

  record Language(String name, int position) implements RoutineOption {}

  record Transform(List<TypeName> types, int position) implements RoutineOption {}

  record Window(int position) implements RoutineOption {}

  record Changes(Volatility volatility, int position) implements RoutineOption {}

  record Strict(boolean strict, int position) implements RoutineOption {}

  record Security(boolean definer, int position) implements RoutineOption {}

  record Leakproof(boolean leakproof, int position) implements RoutineOption {}

  record Cost(String number, int position) implements RoutineOption {}

  record Rows(String number, int position) implements RoutineOption {}

  record Support(QualifiedName function, int position) implements RoutineOption {}

  record Parallel(String safety, int position) implements RoutineOption {}

  /** SET name FROM CURRENT. */
  record FromCurrent(String name, int position) implements RoutineOption {}

  /** SET or RESET of a setting. */
  record Setting(Statement statement, int position) implements RoutineOption {}
}
