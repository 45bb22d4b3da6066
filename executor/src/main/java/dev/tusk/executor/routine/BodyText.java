package dev.tusk.executor.routine;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a body.
 *
 * @param sql the text as errors show it, in which positions count
 * @param kind what it is
 * @param from where in it the expression begins that is assigned; else 0
 */
public record BodyText(String sql, Kind kind, int from) {
  public static BodyText statement(String sql) {
    return new BodyText(sql, Kind.STATEMENT, 0);
  }

  public static BodyText expression(String sql) {
    return new BodyText(sql, Kind.EXPRESSION, 0);
  }

  /** What a piece is, and what is said of an error within it that has no place. */
  public enum Kind {
    STATEMENT("SQL statement"),
    EXPRESSION("SQL expression"),
    ASSIGNMENT("PL/pgSQL assignment"),
    /** A whole body, of whose errors the function itself tells the place. */
    BODY("");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** The refusal of {@code $n}, where it first stands. */
  public SqlException noParameter(int number) {
    SqlException refusal =
        SqlException.of(SqlState.UNDEFINED_PARAMETER, "there is no parameter $" + number);
    Matcher written = Pattern.compile("\\$" + number + "(?!\\d)").matcher(sql);
    return written.find() ? refusal.at(sql.codePointCount(0, written.start()) + 1) : refusal;
  }

  /** A line of an error's context; null for none. */
  public @Nullable String context() {
    return kind == Kind.BODY ? null : kind.words + " \"" + sql + "\"";
  }
}
