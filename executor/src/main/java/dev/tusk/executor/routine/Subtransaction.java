package dev.tusk.executor.routine;

/** A part of the transaction that can be undone alone. Ended once, by one of its methods. */
public interface Subtransaction {
  /** What was done stays. */
  void release();

  /** What was done since its start is undone. */
  void rollback();
}
