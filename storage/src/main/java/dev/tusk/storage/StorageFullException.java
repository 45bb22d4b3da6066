package dev.tusk.storage;

/**
 * The disk is full: the transaction could not be logged and did not happen. The engine stays
 * readable, and takes commits again once there is room.
 */
public final class StorageFullException extends StorageException {
  StorageFullException(String message) {
    super(message);
  }

  StorageFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
