package dev.tusk.executor.search;

import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.Locale;

/**
 * How many of the nearest rows a search through an index may look at, and what becomes of an answer
 * that is short for it. There is none unless a setting asks for it: without, a LIMIT is filled
 * whatever that takes.
 *
 * @param rows looked at; those that are not in the index do not count
 * @param reason the setting and its value, as messages name it
 * @param remedy what to set so that more rows are looked at
 */
public record ScanLimit(long rows, String reason, String remedy, WhenShort whenShort) {

  /** {@code vector.on_truncate}. */
  public enum WhenShort {
    /** The short answer is given, and a warning says so. */
    CONTINUE,
    /** The answer is completed, as if there were no limit. */
    EXACT,
    /** The statement fails. */
    ERROR;

    /** By the setting's value. */
    public static WhenShort of(String value) {
      return valueOf(value.toUpperCase(Locale.ROOT));
    }
  }

  /** What the client is told of an answer that is given though it is short. */
  Notice warning(long found, long wanted) {
    return new Notice("WARNING", SqlState.WARNING, message(found, wanted), null, hint(), 0);
  }

  /** 54000 in its place. */
  SqlException error(long found, long wanted) {
    return SqlException.of(SqlState.PROGRAM_LIMIT_EXCEEDED, message(found, wanted))
        .withHint(hint());
  }

  private String message(long found, long wanted) {
    return String.format(Locale.ROOT, "%d of %d rows found: %s", found, wanted, reason);
  }

  private String hint() {
    return remedy + ", or set vector.on_truncate to exact.";
  }
}
