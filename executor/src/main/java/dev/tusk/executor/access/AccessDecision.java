package dev.tusk.executor.access;

import dev.tusk.sql.error.SqlException;

/** What a client that wants to connect is asked. */
public sealed interface AccessDecision {
  /** Nothing: it may come in. */
  record Admit() implements AccessDecision {}

  /** It may not. */
  record Refuse(SqlException reason) implements AccessDecision {}

  /**
   * Its password as it is.
   *
   * @param genuine false for a role without a password, which none is right for
   */
  record AskPassword(PasswordVerifier verifier, boolean genuine, SqlException refusal)
      implements AccessDecision {}

  /** A proof that it knows its password, by SCRAM-SHA-256. */
  record AskScram(PasswordVerifier verifier, boolean genuine, SqlException refusal)
      implements AccessDecision {}
}
