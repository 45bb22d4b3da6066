package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/** Modes of a transaction; null for what was not said. */
public record TransactionModes(
    @Nullable IsolationLevel isolation, @Nullable Boolean readOnly, @Nullable Boolean deferrable) {
  public static final TransactionModes NONE = new TransactionModes(null, null, null);

  /** As written; READ UNCOMMITTED behaves as READ COMMITTED. */
  public enum IsolationLevel {
    READ_UNCOMMITTED,
    READ_COMMITTED,
    REPEATABLE_READ,
    SERIALIZABLE
  }
}
