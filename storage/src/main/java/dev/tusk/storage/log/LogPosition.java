package dev.tusk.storage.log;

/**
 * A place in the log to read on from.
 *
 * @param lsn bytes of log before it, since the directory was created
 * @param chain checksum of the record before it, which the checksum of the next one continues
 */
public record LogPosition(long lsn, int chain) {
  public static final LogPosition START = new LogPosition(0, 0);
}
