package dev.tusk.storage.log;

import dev.tusk.storage.file.DiskFiles;
import dev.tusk.storage.file.FileOpener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the log, and a thread that keeps one ahead ready: zeroed and forced, since forcing
 * into a file of settled size costs half.
 *
 * <p>All methods that wait do so without minding interrupts.
 */
final class SegmentFiles implements AutoCloseable {
  private final Path directory;
  private final long segmentBytes;
  private final FileOpener opener;
  private final Thread preparer;

  private @Nullable Path spare;
  private long spareBytes;
  private long wantedBytes;
  private @Nullable IOException failure;
  private boolean retry;
  private boolean closing;
  private int spareNumber;

  SegmentFiles(Path directory, long segmentBytes, FileOpener opener) throws IOException {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.opener = opener;
    Files.createDirectories(directory);
    this.wantedBytes = segmentBytes;
    for (Path path : list(LogSegment.SPARE_PREFIX)) {
      Files.delete(path); // Perhaps not zeroed to its end.
    }
    preparer = Thread.ofPlatform().name("tusk-log-segments").daemon().unstarted(this::prepare);
  }

  void start() {
    preparer.start();
  }

  /** All segments there are, by position. */
  List<LogSegment> open() throws IOException {
    List<LogSegment> segments = new ArrayList<>();
    for (Path path : list("")) {
      String name = path.getFileName().toString();
      if (name.startsWith(LogSegment.SPARE_PREFIX)) {
        continue;
      }
      String hex = name.substring(0, name.length() - LogSegment.SUFFIX.length());
      segments.add(segment(path, Long.parseUnsignedLong(hex, 16)));
    }
    segments.sort(Comparator.comparingLong(LogSegment::start));
    return segments;
  }

  private List<Path> list(String prefix) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths
          .filter(p -> p.getFileName().toString().startsWith(prefix))
          .filter(p -> p.getFileName().toString().endsWith(LogSegment.SUFFIX))
          .toList();
    }
  }

  private LogSegment segment(Path path, long start) throws IOException {
    FileChannel channel = opener.open(path);
    return new LogSegment(path, channel, start, channel.size());
  }

  /** Takes the spare file as the segment that starts at a position, waiting until there is one. */
  LogSegment take(long start, long leastBytes) throws IOException {
    Path path;
    synchronized (this) {
      if (leastBytes > wantedBytes) {
        wantedBytes = leastBytes;
        notifyAll();
      }
      failure = null;
      retry = true;
      notifyAll();
      boolean interrupted = false;
      while (spare == null || spareBytes < leastBytes) {
        if (failure != null) {
          throw new IOException("cannot extend the log: " + failure.getMessage(), failure);
        }
        if (closing) {
          throw new IOException("the log is closed");
        }
        try {
          wait();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      path = spare;
      spare = null;
      wantedBytes = segmentBytes;
      notifyAll();
    }
    Path named = directory.resolve(LogSegment.name(start));
    Files.move(path, named, StandardCopyOption.ATOMIC_MOVE);
    return segment(named, start);
  }

  /** A segment is not needed any more: becomes the spare, or goes. */
  void release(LogSegment segment) throws IOException {
    segment.channel().close();
    synchronized (this) {
      if (spare == null && segment.bytes() == segmentBytes && !closing) {
        Path path = directory.resolve(LogSegment.SPARE_PREFIX + spareNumber++ + LogSegment.SUFFIX);
        Files.move(segment.path(), path, StandardCopyOption.ATOMIC_MOVE);
        spare = path;
        spareBytes = segment.bytes();
        notifyAll();
        return;
      }
    }
    Files.deleteIfExists(segment.path());
  }

  void forceNames() throws IOException {
    DiskFiles.forceDirectory(directory);
  }

  private void prepare() {
    while (true) {
      long bytes;
      Path path;
      synchronized (this) {
        while (!closing && (spare != null && spareBytes >= wantedBytes || failure != null && !retry)) {
          try {
            wait();
          } catch (InterruptedException _) {
            return;
          }
        }
        if (closing) {
          return;
        }
        retry = false;
        bytes = wantedBytes;
        path = directory.resolve(LogSegment.SPARE_PREFIX + spareNumber++ + LogSegment.SUFFIX);
      }
      IOException problem = null;
      try {
        create(path, bytes);
      } catch (IOException e) {
        problem = e;
      }
      keep(path, bytes, problem);
    }
  }

  private void create(Path path, long bytes) throws IOException {
    try (FileChannel channel = opener.open(path)) {
      DiskFiles.zero(channel, 0, bytes);
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private synchronized void keep(Path path, long bytes, @Nullable IOException problem) {
    if (problem != null) {
      failure = problem;
    } else {
      Path unused = spare == null ? null : spareBytes < bytes ? spare : path;
      if (unused != path) {
        spare = path;
        spareBytes = bytes;
      }
      if (unused != null) {
        try {
          Files.deleteIfExists(unused);
        } catch (IOException e) {
          failure = e;
        }
      }
    }
    notifyAll();
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (preparer.isAlive()) {
      try {
        preparer.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (spare != null) {
      Files.deleteIfExists(spare);
    }
  }
}
