package dev.tusk.storage;

/** The data directory was written by a later version, whose format is not known here. */
public final class NewerFormatException extends StorageException {
  NewerFormatException(String message) {
    super(message);
  }
}
