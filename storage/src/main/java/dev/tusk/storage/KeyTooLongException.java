package dev.tusk.storage;

/** An index key is longer than a node of the index can hold: 54000. */
public final class KeyTooLongException extends StorageException {
  KeyTooLongException(String message) {
    super(message);
  }
}
