package dev.tusk.executor.copy;

/** FORMAT of COPY. */
public enum CopyFormat {
  TEXT,
  CSV,
  BINARY
}
