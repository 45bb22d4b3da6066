package dev.tusk.storage;

/** The sequence has reached its limit and does not cycle: 2200H. */
public final class SequenceExhaustedException extends StorageException {
  SequenceExhaustedException(String message) {
    super(message);
  }
}
