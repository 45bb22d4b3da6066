package dev.tusk.storage.log;

import dev.tusk.storage.file.DiskFiles;
import dev.tusk.storage.file.FileOpener;
import dev.tusk.storage.file.PrivateFiles;
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
 * <p>{@link #take} is called by threads that may be interrupted: it does not touch channels, which
 * would be closed, and does not stop waiting.
 */
final class SegmentFiles implements AutoCloseable {
  private final Path directory;
  private final long segmentBytes;
  private final FileOpener opener;
  private final Thread preparer;

  private @Nullable LogSegment spare;
  private long wantedBytes;
  private @Nullable IOException failure;
  private boolean retry;
  private boolean closing;
  private int spareNumber;

  SegmentFiles(Path directory, long segmentBytes, FileOpener opener) throws IOException {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.opener = opener;
    PrivateFiles.createDirectories(directory);
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
    LogSegment taken;
    synchronized (this) {
      if (leastBytes > wantedBytes) {
        wantedBytes = leastBytes;
        notifyAll();
      }
      failure = null;
      retry = true;
      notifyAll();
      boolean interrupted = false;
      while (spare == null || spare.bytes() < leastBytes) {
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
      taken = spare;
      spare = null;
      wantedBytes = segmentBytes;
      notifyAll();
    }
    Path named = directory.resolve(LogSegment.name(start));
    Files.move(taken.path(), named, StandardCopyOption.ATOMIC_MOVE);
    return new LogSegment(named, taken.channel(), start, taken.bytes());
  }

  /** A segment is not needed any more: becomes the spare, or goes. */
  void release(LogSegment segment) throws IOException {
    synchronized (this) {
      if (spare == null && segment.bytes() == segmentBytes && !closing) {
        Path path = nextSparePath();
        Files.move(segment.path(), path, StandardCopyOption.ATOMIC_MOVE);
        spare = new LogSegment(path, segment.channel(), 0, segment.bytes());
        notifyAll();
        return;
      }
    }
    discard(segment);
  }

  /** A segment that cannot be read on to is kept, under a name that nothing looks for. */
  void setAside(LogSegment segment) throws IOException {
    segment.channel().close();
    Path aside = segment.path().resolveSibling(segment.path().getFileName() + ".lost");
    Files.move(segment.path(), aside, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path nextSparePath() {
    return directory.resolve(LogSegment.SPARE_PREFIX + spareNumber++ + LogSegment.SUFFIX);
  }

  private static void discard(LogSegment segment) throws IOException {
    segment.channel().close();
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
        while (!closing && !isWanted()) {
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
        path = nextSparePath();
      }
      try {
        keep(create(path, bytes));
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  private boolean isWanted() {
    boolean enough = spare != null && spare.bytes() >= wantedBytes;
    return !enough && (failure == null || retry);
  }

  private LogSegment create(Path path, long bytes) throws IOException {
    FileChannel channel = opener.open(path);
    LogSegment segment = new LogSegment(path, channel, 0, bytes);
    try {
      DiskFiles.zero(channel, 0, bytes);
      channel.force(true);
      return segment;
    } catch (IOException e) {
      discard(segment);
      throw e;
    }
  }

  private synchronized void keep(LogSegment created) throws IOException {
    LogSegment before = spare;
    if (before == null || before.bytes() < created.bytes()) {
      spare = created;
      if (before != null) {
        discard(before);
      }
    } else {
      discard(created); // One was released meanwhile.
    }
    notifyAll();
  }

  private synchronized void failed(IOException cause) {
    failure = cause;
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
      discard(spare);
    }
  }
}
