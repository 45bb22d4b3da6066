package dev.tusk.storage;

/** SERIALIZABLE: the transaction must give up, for others that ran beside it: 40001. */
public final class SerializationFailureException extends StorageException {
  SerializationFailureException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
