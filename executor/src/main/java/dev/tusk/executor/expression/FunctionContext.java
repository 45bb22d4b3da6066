package dev.tusk.executor.expression;

import dev.tusk.sql.type.FormatSettings;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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

  /**
   * Throws 57014 when the statement was cancelled. A statement that runs in place, where others
   * wait for it, is also given up here when its time is over, to be begun anew elsewhere: whatever
   * may take long asks often.
   */
  void checkCancelled();

  /**
   * Asked before a step that cannot be interrupted and takes about so long: in place, it is begun
   * only if the time left is enough.
   */
  default void reserve(long nanos) {}

  /** Whether the statement runs in place. */
  default boolean inPlace() {
    return false;
  }

  /** A value has come to be worked on: in place, large ones are not. */
  default void admit(@Nullable Object value) {
    if (inPlace()) {
      long extent = Extent.of(value);
      if (extent > Extent.SMALL) {
        reserve(extent);
      }
    }
  }

  /** A row has come to be worked on. */
  default void admitAll(@Nullable Object[] values) {
    if (inPlace()) {
      for (Object value : values) {
        admit(value);
      }
    }
  }

  SessionServices session();
}
