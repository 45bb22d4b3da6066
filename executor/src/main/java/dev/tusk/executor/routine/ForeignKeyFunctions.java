package dev.tusk.executor.routine;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.stream.Stream;

/**
 * The functions of pg_proc that work for foreign keys' triggers in PostgreSQL (ri_triggers.c).
 * Tools look them up; foreign keys do without them here, and nobody else may call them.
 */
public final class ForeignKeyFunctions {
  private static final long FIRST = 1644;
  private static final long LAST = 1655;

  private ForeignKeyFunctions() {}

  /** Their names. */
  public static List<String> names() {
    return Stream.of("check", "cascade", "restrict", "setnull", "setdefault", "noaction")
        .flatMap(action ->
            Stream.of(action.equals("check") ? "ins" : "del", "upd")
                .map(event -> "RI_FKey_" + action + "_" + event))
        .toList();
  }

  /** They are no functions to be called by a query. */
  public static SqlException notCalledByTrigger(String name) {
    return SqlException.of(
        SqlState.TRIGGER_PROTOCOL_VIOLATED,
        "function \"" + name + "\" was not called by trigger manager");
  }

  /** Refuses a trigger of one's own that is to call one of them. */
  public static void refuseAsTrigger(long functionOid) {
    if (functionOid >= FIRST && functionOid <= LAST) {
      throw SqlException.notSupported("CREATE TRIGGER with a function of foreign keys")
          .withHint("Declare the foreign key with ALTER TABLE … ADD FOREIGN KEY.");
    }
  }
}
