package dev.tusk.executor.copy;

/** The client's side of COPY FROM STDIN. */
public interface CopySource {
  /**
   * Waits for bytes and reads some of them.
   *
   * @return how many, at least 1; -1 after CopyDone
   * @throws dev.tusk.sql.error.SqlException 57014 {@code COPY from stdin failed: …} on CopyFail
   */
  int read(byte[] target, int from, int length);
}
