package dev.tusk.storage.log;

import java.io.IOException;
import java.util.Locale;

/** The log does not hold what was confirmed to be in it. */
public final class DamagedLogException extends IOException {
  DamagedLogException(String message) {
    super(message);
  }

  /** A position as PostgreSQL writes it. */
  static String position(long lsn) {
    return String.format(Locale.ROOT, "%X/%X", lsn >>> 32, lsn & 0xFFFFFFFFL);
  }
}
