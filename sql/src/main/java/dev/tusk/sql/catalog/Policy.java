package dev.tusk.sql.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A policy of a table: which of its rows some roles see and write.
 *
 * @param permissive whether it allows; else it forbids what others allow
 * @param using what a row that is there must be, as SQL over the table's columns; null for none
 * @param check what a row that is written must be; null for the same
 */
public record Policy(
    String name,
    boolean permissive,
    Command command,
    @Nullable String using,
    @Nullable String check) {

  /** What is done that a policy is about ({@code pg_policy.polcmd}). */
  public enum Command {
    ALL('*'),
    SELECT('r'),
    INSERT('a'),
    UPDATE('w'),
    DELETE('d');

    private final char code;

    Command(char code) {
      this.code = code;
    }

    public char code() {
      return code;
    }

    /** Whether a policy for this is to be asked for that. */
    public boolean covers(Command other) {
      return this == ALL || this == other;
    }
  }

  /** What a row that is written must be; null where it may be anything. */
  public @Nullable String written() {
    return check == null ? using : check;
  }
}
