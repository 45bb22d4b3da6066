package dev.tusk.storage.log;

import dev.tusk.storage.file.DiskFiles;
import dev.tusk.storage.file.FileOpener;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records in the order of their positions, made durable in groups: whoever appends while the disk
 * is busy is forced together with all others that do.
 *
 * <p>{@link #append} only queues; one thread writes and forces; {@link #await} waits for it. When
 * writing fails, everything not yet durable is taken back as a whole ({@link LogTicket#failure})
 * and the log goes on from there. When <b>forcing</b> fails nobody knows what is on disk: the log
 * is dead and {@code onFatal} is told.
 */
public final class RedoLog implements AutoCloseable {
  private static final int STAGING_BYTES = 1 << 20;
  private static final long QUEUE_BYTES = 32L << 20;

  private final Path directory;
  private final SegmentFiles files;
  private final Consumer<Throwable> onFatal;
  private final Thread flusher;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();

  private final List<LogSegment> segments;
  private final DurableMark mark;
  private final long segmentBytes;

  /** Where records are appended; known after {@link #replay}. */
  private @Nullable LogSegment current;

  private LogPosition end = LogPosition.START;
  private List<LogTicket> queue = new ArrayList<>();
  private long queuedBytes;
  private boolean closing;
  private volatile @Nullable Throwable dead;
  private volatile int losses;
  private long appendedBytes;
  private volatile long durableLsn;
  private volatile long forces;

  /** Sees the records of a {@link #replay}. */
  @FunctionalInterface
  public interface Visitor {
    void visit(LogRecord record);
  }

  /** Opens the log's directory; {@link #replay} is to follow before anything is appended. */
  public RedoLog(Path directory, long segmentBytes, FileOpener opener, Consumer<Throwable> onFatal)
      throws IOException {
    this.directory = directory;
    this.files = new SegmentFiles(directory, segmentBytes, opener);
    this.segmentBytes = segmentBytes;
    this.onFatal = onFatal;
    this.segments = files.open();
    this.mark = new DurableMark(directory);
    files.start();
    flusher = Thread.ofPlatform().name("tusk-log-flusher").daemon().unstarted(this::flush);
  }

  /**
   * Reads all records from a position on, and makes the end of the last valid one the place to
   * append at. To be called once.
   *
   * @throws DamagedLogException when the log holds less than it should; nothing has changed then
   */
  public void replay(LogPosition from, LogTrust trust, Visitor visitor) throws IOException {
    long confirmed = confirmed(trust);
    int first = indexOf(from.lsn());
    if (first < 0) {
      first = begin(from, trust, confirmed);
    }
    LogPosition at = from;
    int last = first;
    for (int index = first; index < segments.size(); index++) {
      LogSegment segment = segments.get(index);
      if (index > last && segment.start() != segments.get(last).end()) {
        break;
      }
      LogPosition start = index == first ? at : new LogPosition(segment.start(), at.chain());
      LogPosition reached = replay(segment, start, visitor);
      if (index > last && reached.equals(start)) {
        break;
      }
      at = reached;
      last = index;
    }
    if (at.lsn() < confirmed && trust != LogTrust.ACCEPT_LOSS) {
      throw new DamagedLogException(loss(at, confirmed, segments.get(last)));
    }
    while (segments.size() > last + 1) {
      LogSegment unused = segments.removeLast();
      if (trust == LogTrust.ACCEPT_LOSS) {
        files.setAside(unused);
      } else {
        files.release(unused);
      }
    }
    current = segments.getLast();
    end = at;
    durableLsn = at.lsn();
    mark.set(at.lsn());
    mark.force();
    flusher.start();
  }

  /** Up to where records were confirmed to be in the log. */
  private long confirmed(LogTrust trust) throws DamagedLogException {
    long position = trust == LogTrust.NEW || trust == LogTrust.UNMARKED ? 0 : mark.position();
    if (position < 0 && trust == LogTrust.WHOLE) {
      throw new DamagedLogException(
          "file " + mark.path() + " is missing or damaged, which says how far the log goes");
    }
    return Math.max(position, 0);
  }

  /** Begins a log that has no file for the position: a new one, or one whose loss is accepted. */
  private int begin(LogPosition from, LogTrust trust, long confirmed) throws IOException {
    switch (trust) {
      case NEW, ACCEPT_LOSS -> {
        for (LogSegment segment : segments) {
          files.setAside(segment);
        }
        segments.clear();
        segments.add(files.take(from.lsn(), segmentBytes));
        files.forceNames();
        return 0;
      }
      case UNMARKED, WHOLE ->
          throw new DamagedLogException(
              String.format(
                  Locale.ROOT,
                  "the log is damaged: it is to be read from position %s%s, and no file of %s"
                      + " reaches back to there",
                  DamagedLogException.position(from.lsn()),
                  confirmed > from.lsn() ? " to " + DamagedLogException.position(confirmed) : "",
                  directory));
    }
    throw new IllegalStateException();
  }

  private String loss(LogPosition at, long confirmed, LogSegment last) {
    boolean following = segments.stream().anyMatch(s -> s.start() == last.end());
    String where =
        confirmed > last.end() && !following
            ? "file " + directory.resolve(LogSegment.name(last.end())) + " is missing"
            : "file " + last.path() + " is damaged at byte " + (at.lsn() - last.start());
    return String.format(
        Locale.ROOT,
        "the log is damaged: commits up to position %s were confirmed, but from position %s on it"
            + " cannot be read: %s",
        DamagedLogException.position(confirmed),
        DamagedLogException.position(at.lsn()),
        where);
  }

  /** Makes durable how far the log is durable. */
  public void forceMark() {
    mark.force();
  }

  private static LogPosition replay(LogSegment segment, LogPosition from, Visitor visitor)
      throws IOException {
    LogPosition at = from;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = segment.channel().map(MapMode.READ_ONLY, 0, segment.bytes(), arena);
      while (true) {
        LogRecord record = LogRecord.read(memory, at.lsn() - segment.start(), at);
        if (record == null) {
          return at;
        }
        visitor.visit(record);
        at = record.end();
      }
    }
  }

  /** Reads one record again, which must still be there. */
  public LogRecord read(LogPosition at) throws IOException {
    LogSegment segment;
    lock.lock();
    try {
      segment = segments.get(indexOf(at.lsn()));
    } finally {
      lock.unlock();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = segment.channel().map(MapMode.READ_ONLY, 0, segment.bytes(), arena);
      LogRecord record = LogRecord.read(memory, at.lsn() - segment.start(), at);
      if (record == null) {
        throw new IOException("no log record at position " + at.lsn());
      }
      return record;
    }
  }

  private int indexOf(long lsn) {
    for (int i = segments.size() - 1; i >= 0; i--) {
      if (segments.get(i).start() <= lsn && lsn <= segments.get(i).end()) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Queues a record. Order of calls is order in the log.
   *
   * @throws LogFullException when there is no space for it; nothing has changed
   */
  public LogTicket append(byte type, long xid, long csn, byte[] body) throws LogFullException {
    int bodyCrc = LogRecord.crc(body);
    int bytes = LogRecord.HEADER_BYTES + body.length;
    lock.lock();
    try {
      while (queuedBytes > QUEUE_BYTES && dead == null) {
        progress.awaitUninterruptibly();
      }
      checkAlive();
      if (closing) {
        throw new IllegalStateException("the log is closed");
      }
      LogSegment segment = Objects.requireNonNull(current, "nothing was replayed");
      if (segment.end() - end.lsn() < bytes) {
        segment = nextSegment(segment, bytes);
      }
      ByteBuffer header = ByteBuffer.allocate(LogRecord.HEADER_BYTES);
      int crc = LogRecord.encodeHeader(header, end, type, xid, csn, body.length, bodyCrc);
      LogPosition next = new LogPosition(end.lsn() + bytes, crc);
      LogTicket ticket = new LogTicket(segment, header, body, end, next);
      queue.add(ticket); // First, since it may fail for want of memory.
      end = next;
      queuedBytes += bytes;
      appendedBytes += bytes;
      work.signal();
      return ticket;
    } finally {
      lock.unlock();
    }
  }

  private LogSegment nextSegment(LogSegment full, int bytes) throws LogFullException {
    try {
      LogSegment next = files.take(full.end(), bytes);
      segments.add(next);
      current = next;
      end = new LogPosition(next.start(), end.chain());
      return next;
    } catch (IOException e) {
      throw new LogFullException(e);
    }
  }

  private void checkAlive() {
    Throwable cause = dead;
    if (cause != null) {
      throw new IllegalStateException("the log failed before: " + cause.getMessage(), cause);
    }
  }

  /**
   * Waits until the record is on disk, whatever happens to the thread meanwhile.
   *
   * @throws LogFullException when it could not be written and is not in the log
   */
  public void await(LogTicket ticket) throws LogFullException {
    if (ticket.durable) {
      return;
    }
    lock.lock();
    try {
      while (!ticket.durable && ticket.failure == null) {
        checkAlive();
        progress.awaitUninterruptibly();
      }
      IOException failure = ticket.failure;
      if (failure != null) {
        throw new LogFullException(failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything appended so far is on disk, or was taken back. */
  public void awaitAll() {
    lock.lock();
    try {
      long target = end.lsn();
      int before = losses;
      while (durableLsn < target && losses == before) {
        checkAlive();
        progress.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Where the next record will start. */
  public LogPosition end() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How often queued records were taken back: what was appended before the last time may be gone.
   */
  public int losses() {
    return losses;
  }

  public long durableLsn() {
    return durableLsn;
  }

  public long forces() {
    return forces;
  }

  public long appendedBytes() {
    lock.lock();
    try {
      return appendedBytes;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing before the position will be read again. */
  public void recycle(long lsn) throws IOException {
    List<LogSegment> free = new ArrayList<>();
    lock.lock();
    try {
      while (segments.size() > 1 && segments.getFirst().end() <= lsn) {
        free.add(segments.removeFirst());
      }
    } finally {
      lock.unlock();
    }
    for (LogSegment segment : free) {
      files.release(segment);
    }
  }

  // The flusher.

  /** Whatever ends this thread ends the log: commits must not wait for it for ever. */
  private void flush() {
    try {
      flushAll();
    } catch (RuntimeException | Error e) {
      die(e);
    }
  }

  private void flushAll() {
    ByteBuffer staging = ByteBuffer.allocateDirect(STAGING_BYTES);
    Set<LogSegment> named = new LinkedHashSet<>();
    while (true) {
      List<LogTicket> batch;
      lock.lock();
      try {
        while (queue.isEmpty() && !closing) {
          work.awaitUninterruptibly();
        }
        if (queue.isEmpty() || dead != null) {
          return;
        }
        batch = queue;
        queue = new ArrayList<>();
      } finally {
        lock.unlock();
      }
      Set<LogSegment> touched = new LinkedHashSet<>();
      try {
        write(batch, staging, touched);
      } catch (IOException e) {
        takeBack(batch, e);
        continue;
      }
      try {
        for (LogSegment segment : touched) {
          segment.channel().force(false);
        }
        if (named.addAll(touched)) {
          files.forceNames();
        }
        named.retainAll(touched);
      } catch (IOException e) {
        die(e);
        return;
      }
      finish(batch);
    }
  }

  private static void write(List<LogTicket> batch, ByteBuffer staging, Set<LogSegment> touched)
      throws IOException {
    LogSegment segment = batch.getFirst().segment;
    long at = batch.getFirst().start().lsn() - segment.start();
    staging.clear();
    for (LogTicket ticket : batch) {
      if (ticket.segment != segment || staging.remaining() < ticket.bytes()) {
        touched.add(segment);
        DiskFiles.writeFully(segment.channel(), staging.flip(), at);
        staging.clear();
        segment = ticket.segment;
        at = ticket.start().lsn() - segment.start();
      }
      staging.put(ticket.header.duplicate());
      for (int from = 0; from < ticket.body.length; ) {
        if (!staging.hasRemaining()) {
          at += DiskFiles.writeFully(segment.channel(), staging.flip(), at);
          staging.clear();
        }
        int length = Math.min(staging.remaining(), ticket.body.length - from);
        staging.put(ticket.body, from, length);
        from += length;
      }
    }
    touched.add(segment);
    DiskFiles.writeFully(segment.channel(), staging.flip(), at);
  }

  private void finish(List<LogTicket> batch) {
    mark.set(batch.getLast().end().lsn());
    lock.lock();
    try {
      for (LogTicket ticket : batch) {
        queuedBytes -= ticket.bytes();
        ticket.durable = true;
      }
      forces = forces + 1;
      durableLsn = batch.getLast().end().lsn();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Makes the log end where the batch began, so that none of it is ever redone. */
  private void takeBack(List<LogTicket> batch, IOException cause) {
    LogTicket first = batch.getFirst();
    List<LogSegment> unused = new ArrayList<>();
    IOException fatal = null;
    lock.lock();
    try {
      DiskFiles.writeFully(
          first.segment.channel(),
          ByteBuffer.allocate(8),
          first.start().lsn() - first.segment.start());
      batch.addAll(queue);
      queue.clear();
      queuedBytes = 0;
      if (batch.stream().anyMatch(ticket -> ticket.reliedOn)) {
        throw new IOException("changes that are visible already cannot be written");
      }
      for (LogTicket ticket : batch) {
        ticket.failure = cause;
      }
      end = first.start();
      current = first.segment;
      while (segments.getLast() != current) {
        unused.add(segments.removeLast());
      }
      losses = losses + 1;
      progress.signalAll();
    } catch (IOException e) {
      e.addSuppressed(cause);
      fatal = e;
    } finally {
      lock.unlock();
    }
    if (fatal != null) {
      die(fatal);
      return;
    }
    try {
      for (LogSegment segment : unused) {
        files.release(segment);
      }
    } catch (IOException e) {
      die(e);
    }
  }

  private void die(Throwable cause) {
    dead = cause;
    try {
      onFatal.accept(cause);
    } finally {
      lock.lock();
      try {
        progress.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Writes out what is queued and ends the threads. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closing = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (flusher.isAlive()) {
      try {
        flusher.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    mark.force();
    files.close();
    for (LogSegment segment : segments) {
      segment.channel().close();
    }
  }
}
