package dev.tusk.storage;

/** How it stands with the transaction of a number. */
public enum TransactionState {
  IN_PROGRESS,
  COMMITTED,
  ROLLED_BACK,
  /** It ended too long ago to be known. */
  FORGOTTEN,
  /** No transaction has had the number yet. */
  FUTURE
}
