package dev.tusk.executor.plpgsql;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** Calls within calls that the stack cannot hold. */
final class Depth {
  private Depth() {}

  static SqlException exceeded() {
    return SqlException.of(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded")
        .withHint(
            "Increase the configuration parameter \"max_stack_depth\" (currently 2048kB),"
                + " after ensuring the platform's stack depth limit is adequate.");
  }
}
