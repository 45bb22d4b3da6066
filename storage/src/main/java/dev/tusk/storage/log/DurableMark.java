package dev.tusk.storage.log;

import dev.tusk.storage.file.DiskFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * How far the log was durable when it was last written to, in a file of its own: what the log does
 * not hold up to there was confirmed and is lost, while behind it a record may end anywhere.
 *
 * <pre>
 *  log/durable := u64: 48 bits position | 16 bits of the position's CRC-32C
 * </pre>
 *
 * <p>One word in mapped memory, set after each forcing of the log: it costs nanoseconds and
 * survives the process. It is forced itself about once a second, so that after a power failure it
 * may be that old; it is never ahead of the log.
 */
final class DurableMark {
  static final String NAME = "durable";

  private final Path path;
  private final MemorySegment memory;
  private long forced;

  /** Opens the file in the log's directory, making it when it is missing. */
  DurableMark(Path directory) throws IOException {
    path = directory.resolve(NAME);
    long size = Files.exists(path) ? Files.size(path) : 0;
    if (size < Long.BYTES) {
      DiskFiles.allocate(path, size, Long.BYTES);
    }
    memory = DiskFiles.map(path, MapMode.READ_WRITE, 0, Long.BYTES);
  }

  Path path() {
    return path;
  }

  static long encode(long position) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(position).flip());
    return position << 16 | crc.getValue() & 0xFFFF;
  }

  /** The position, or -1 when the file does not hold one. */
  long position() {
    long word = memory.get(ValueLayout.JAVA_LONG, 0);
    long position = word >>> 16;
    return encode(position) == word ? position : -1;
  }

  void set(long position) {
    memory.set(ValueLayout.JAVA_LONG, 0, encode(position));
  }

  /** Makes the mark durable, if it has moved. */
  synchronized void force() {
    long word = memory.get(ValueLayout.JAVA_LONG, 0);
    if (word != forced) {
      memory.force();
      forced = word;
    }
  }
}
