package dev.tusk.storage.log;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A preallocated file of the log, named by the position of its first byte.
 *
 * @param start the position
 * @param bytes its size
 */
record LogSegment(Path path, FileChannel channel, long start, long bytes) {
  static final String SUFFIX = ".log";
  static final String SPARE_PREFIX = "spare-";

  static String name(long start) {
    return String.format(Locale.ROOT, "%016x", start) + SUFFIX;
  }

  long end() {
    return start + bytes;
  }
}
