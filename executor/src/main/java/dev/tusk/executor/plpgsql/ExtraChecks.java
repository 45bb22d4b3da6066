package dev.tusk.executor.plpgsql;

import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code plpgsql.extra_warnings} and {@code plpgsql.extra_errors} said when a body was read,
 * for what is looked at while it runs.
 */
record ExtraChecks(List<String> warnings, List<String> errors) {
  private static boolean names(List<String> checks, String check) {
    return checks.contains(check) || checks.contains("all");
  }

  /** Whether more rows than one are looked for though only the first is taken. */
  boolean countsRows() {
    return names(warnings, "too_many_rows") || names(errors, "too_many_rows");
  }

  void tooManyRows(Frame frame, SqlException error) {
    report(frame, "too_many_rows", error);
  }

  /** A row with other than the columns wanted. */
  void otherCount(Frame frame) {
    String check = "strict_multi_assignment";
    boolean refused = names(errors, check);
    if (refused || names(warnings, check)) {
      report(
          frame,
          check,
          SqlException.of(
                  SqlState.DATATYPE_MISMATCH,
                  "number of source and target fields in assignment does not match")
              .withDetail(
                  check
                      + " check of "
                      + (refused ? "extra_errors" : "extra_warnings")
                      + " is active.")
              .withHint("Make sure the query returns the exact list of columns."));
    }
  }

  private void report(Frame frame, String check, SqlException error) {
    if (names(errors, check)) {
      throw error;
    }
    frame.context.session().notice(warning(error));
  }

  private static Notice warning(SqlException error) {
    SqlException.Fields fields = error.fields();
    @Nullable String detail = fields.detail();
    return new Notice(
        "WARNING", error.state(), error.text(), detail, fields.hint(), 0, error.code(), fields);
  }
}
