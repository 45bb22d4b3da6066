package dev.tusk.storage.serializable;

/**
 * A transaction cannot go on, since no order of the transactions one after another would have given
 * what they have read and written.
 */
public final class SerializationFailure extends RuntimeException {
  private SerializationFailure(String reason) {
    super(reason, null, false, false);
  }

  static SerializationFailure pivot(String when) {
    return new SerializationFailure("Canceled on identification as a pivot, during " + when + ".");
  }

  static SerializationFailure because(String reason) {
    return new SerializationFailure(reason + ".");
  }
}
