package dev.tusk.executor.access;

import dev.tusk.sql.error.SqlException;

/** What a client that wants to connect is asked. */
public sealed interface AccessDecision {
  /** Nothing: it may come in. */
  record Admit() implements AccessDecision {}

  /**
   * It may not.
   *
   * @param forLog what is known beside the reason, which the client is not told
   */
  record Refuse(SqlException reason, String forLog) implements AccessDecision {}

  /**
   * Its password as it is.
   *
   * @param genuine false for a role without a password, which none is right for
   * @param forLog what is known beside the refusal, which the client is not told
   */
  record AskPassword(
      PasswordVerifier verifier, boolean genuine, SqlException refusal, String forLog)
      implements AccessDecision {}

  /**
   * A proof that it knows its password, by SCRAM-SHA-256.
   *
   * @param forLog as of {@link AskPassword}
   */
  record AskScram(PasswordVerifier verifier, boolean genuine, SqlException refusal, String forLog)
      implements AccessDecision {}
}
