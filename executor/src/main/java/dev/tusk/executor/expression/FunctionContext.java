package dev.tusk.executor.expression;

import dev.tusk.sql.type.FormatSettings;
import java.util.random.RandomGenerator;

/** What a function may know beside its arguments. */
public interface FunctionContext {
  FormatSettings format();

  /** now(): start of the transaction, µs since 2000-01-01 UTC. */
  long transactionMicros();

  /** statement_timestamp(), µs since 2000-01-01 UTC. */
  long statementMicros();

  /** clock_timestamp(), µs since 2000-01-01 UTC. */
  long clockMicros();

  /** The session's random source, which setseed() restarts. */
  RandomGenerator random();

  void seedRandom(long seed);

  /** Throws 57014 when the statement was cancelled. */
  void checkCancelled();

  SessionServices session();
}
