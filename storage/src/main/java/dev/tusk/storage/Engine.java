package dev.tusk.storage;

import java.nio.file.Path;

/** The engine. */
final class Engine {
  private Engine() {}

  static StorageEngine open(Path directory, StorageOptions options) {
    throw new StorageException("cannot open " + directory + " yet with " + options);
  }
}
