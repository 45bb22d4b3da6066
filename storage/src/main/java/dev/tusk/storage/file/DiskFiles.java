package dev.tusk.storage.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * File operations that a cancelled statement cannot disturb: an interrupted thread closes any
 * {@link FileChannel} it is using, so each of these opens the file for itself and starts over when
 * that happens, leaving the thread interrupted.
 */
public final class DiskFiles {
  private static final int BLOCK_BYTES = 1 << 20;

  private DiskFiles() {}

  /** Maps the beginning of a file; the mapping lives as long as it is referred to. */
  public static MemorySegment map(Path path, MapMode mode, long offset, long length)
      throws IOException {
    return uninterrupted(path, channel -> channel.map(mode, offset, length, Arena.ofAuto()));
  }

  /**
   * Makes a file longer with blocks that are really allocated, so that writing into a mapping of it
   * cannot meet a full disk.
   */
  public static void allocate(Path path, long from, long to) throws IOException {
    uninterrupted(
        path,
        channel -> {
          zero(channel, from, to);
          return true;
        });
  }

  /** Makes a file longer without allocating anything. */
  public static void extend(Path path, long length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      if (file.length() < length) {
        file.setLength(length);
      }
    }
  }

  /** Writes zeros. */
  public static void zero(FileChannel channel, long from, long to) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(BLOCK_BYTES, to - from));
    for (long at = from; at < to; ) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
      at += writeFully(channel, zeros, at);
    }
  }

  /** Writes all of the buffer; returns how much. */
  public static int writeFully(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    int total = bytes.remaining();
    for (long position = at; bytes.hasRemaining(); ) {
      position += channel.write(bytes, position);
    }
    return total;
  }

  /** Fills the buffer as far as the file reaches; returns whether that was all of it. */
  public static boolean readFully(FileChannel channel, ByteBuffer bytes, long at)
      throws IOException {
    for (long position = at; bytes.hasRemaining(); ) {
      int read = channel.read(bytes, position);
      if (read < 0) {
        return false;
      }
      position += read;
    }
    return true;
  }

  /** Makes a file's content durable. */
  public static void force(Path path) throws IOException {
    uninterrupted(
        path,
        channel -> {
          channel.force(true);
          return true;
        });
  }

  /** Makes names of new and renamed files durable. */
  public static void forceDirectory(Path directory) throws IOException {
    uninterrupted(
        directory,
        path -> FileChannel.open(path, StandardOpenOption.READ),
        channel -> {
          channel.force(true);
          return true;
        });
  }

  private interface Operation<T> {
    T on(FileChannel channel) throws IOException;
  }

  private static <T> T uninterrupted(Path path, Operation<T> operation) throws IOException {
    return uninterrupted(path, FileOpener.PLAIN, operation);
  }

  private static <T> T uninterrupted(Path path, FileOpener opener, Operation<T> operation)
      throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = opener.open(path)) {
          return operation.on(channel);
        } catch (ClosedByInterruptException _) {
          Thread.interrupted();
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
