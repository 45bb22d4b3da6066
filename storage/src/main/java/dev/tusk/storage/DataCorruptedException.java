package dev.tusk.storage;

/** What is stored is not what was written: the message says what, and in which file: XX001. */
public final class DataCorruptedException extends StorageException {
  DataCorruptedException(String message) {
    super(message);
  }
}
