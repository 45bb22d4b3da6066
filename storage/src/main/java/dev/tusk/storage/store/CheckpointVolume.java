package dev.tusk.storage.store;

import dev.tusk.storage.file.DamagedFileException;
import dev.tusk.storage.file.DiskFiles;
import dev.tusk.storage.file.FileOpener;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.mapdb.DBException;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * A MapDB volume whose file is always exactly the last checkpoint.
 *
 * <p>The file is mapped privately: what MapDB writes stays in memory, copy-on-write, and a bit per
 * 16 KiB page says which pages differ. A checkpoint has three steps:
 *
 * <ol>
 *   <li>{@link #begin}, while nothing writes: the set of pages is frozen. Microseconds.
 *   <li>{@link #write}, while writing goes on: pages go to the journal, the journal is forced, then
 *       given its header and forced again (from here on the checkpoint is complete: opening would
 *       finish it), then pages go to their places in the file, which is forced. A frozen page that
 *       is written to meanwhile is copied first.
 *   <li>{@link #end}, while nothing writes: private copies equal to the file are given back.
 * </ol>
 *
 * <p>Pages are compared with their {@linkplain PageChecksums checksums} when they are first met.
 *
 * <pre>
 *  journal := u32 "JRN2" | u32 pages | u32 crc32c | pages × (u32 page number, 16384 bytes)
 * </pre>
 *
 * <p>Writers are serialised by the caller; reading needs nothing.
 */
public final class CheckpointVolume extends Volume {
  private static final int PAGE_SHIFT = 14;
  public static final int PAGE_BYTES = 1 << PAGE_SHIFT;
  private static final int SLICE_SHIFT = 24;
  private static final long SLICE_BYTES = 1L << SLICE_SHIFT;
  private static final int JOURNAL_MAGIC = 0x4A524E32;
  private static final int JOURNAL_HEADER_BYTES = 12;
  private static final int JOURNAL_ENTRY_BYTES = 4 + PAGE_BYTES;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private final Path path;
  private final FileChannel file;
  private final FileChannel journal;
  private final PageChecksums sums;
  private volatile MemorySegment[] slices = new MemorySegment[0];

  /** Pages changed since the last {@link #begin}; touched by the writer alone. */
  private boolean[] dirty = new boolean[0];

  private int dirtyPages;

  /** Pages of the checkpoint being written that still have to be read, by it or by a writer. */
  private final BitSet uncaptured = new BitSet();

  private final Map<Integer, byte[]> captured = new HashMap<>();
  private final Object captureLock = new Object();
  private boolean capturing;
  private @Nullable BitSet frozen;

  /** The journal is complete but its pages are not all in their places. */
  private boolean installPending;

  /**
   * Opens the files, finishing or dropping a checkpoint that was cut off.
   *
   * @param trusted the file was written by a version that kept no checksums: its content is valid
   */
  public CheckpointVolume(Path path, FileOpener opener, boolean trusted) throws IOException {
    this.path = path;
    this.sums = new PageChecksums(path, opener);
    this.file = opener.open(path);
    this.journal = opener.open(path.resolveSibling(path.getFileName() + ".journal"));
    if (journalComplete()) {
      install();
    }
    journal.truncate(0);
    if (trusted) {
      sums.trust(file);
    } else if (file.size() < (long) sums.count() << PAGE_SHIFT) {
      throw new DamagedFileException(
          String.format(
              Locale.ROOT,
              "file %s is damaged: it has %d bytes and had %d or more",
              path,
              file.size(),
              (long) sums.count() << PAGE_SHIFT));
    }
    grow((int) ((file.size() + SLICE_BYTES - 1) >>> SLICE_SHIFT));
  }

  /** Whether a checkpoint was ever written to the file. */
  public boolean hasContent() {
    return slices.length > 0 && slices[0].get(LONG, 0) != 0;
  }

  /** Bytes that differ from the file. */
  public long dirtyBytes() {
    return (long) dirtyPages << PAGE_SHIFT;
  }

  // A checkpoint.

  /** Freezes what is there now as the checkpoint to write. No writer may be active. */
  public void begin() {
    BitSet pages = new BitSet();
    for (int page = 0; page < dirty.length; page++) {
      if (dirty[page]) {
        pages.set(page);
      }
    }
    if (frozen != null) {
      pages.or(frozen); // The last checkpoint failed: its pages are still to be written.
    }
    Arrays.fill(dirty, false);
    dirtyPages = 0;
    synchronized (captureLock) {
      uncaptured.clear();
      uncaptured.or(pages);
      captured.clear();
      capturing = true;
    }
    frozen = pages;
  }

  /**
   * Writes the frozen checkpoint durably. After a failure, a later {@link #begin} and {@code write}
   * do it all again.
   */
  public void write() throws IOException {
    BitSet pages = frozen;
    if (pages == null) {
      throw new IllegalStateException("no checkpoint was begun");
    }
    if (installPending) {
      install();
    }
    try {
      writeJournal(pages);
    } catch (IOException e) {
      journal.truncate(0);
      throw e;
    } finally {
      synchronized (captureLock) {
        capturing = false;
        captured.clear();
      }
    }
    installPending = true;
    install();
  }

  /** Ends a checkpoint that was written, and gives memory back. No writer may be active. */
  public void end() {
    BitSet pages = frozen;
    frozen = null;
    if (pages == null || !PrivateMemory.AVAILABLE) {
      return;
    }
    for (int page = pages.nextSetBit(0); page >= 0; page = pages.nextSetBit(page)) {
      int to = page;
      while (pages.get(to) && !dirty[to] && (to == page || !startsSlice(to))) {
        to++;
      }
      if (to > page) {
        PrivateMemory.discard(segment(page, to - page));
      }
      page = Math.max(to, page + 1);
    }
  }

  private static boolean startsSlice(int page) {
    return ((long) page << PAGE_SHIFT) % SLICE_BYTES == 0;
  }

  private void writeJournal(BitSet pages) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(JOURNAL_ENTRY_BYTES * 64);
    journal.truncate(0);
    long at = JOURNAL_HEADER_BYTES;
    for (int page = pages.nextSetBit(0); page >= 0; page = pages.nextSetBit(page + 1)) {
      if (buffer.remaining() < JOURNAL_ENTRY_BYTES) {
        crc.update(buffer.flip().duplicate());
        at += DiskFiles.writeFully(journal, buffer, at);
        buffer.clear();
      }
      buffer.putInt(page);
      capture(page, buffer);
    }
    crc.update(buffer.flip().duplicate());
    DiskFiles.writeFully(journal, buffer, at);
    journal.force(true);
    ByteBuffer header =
        ByteBuffer.allocate(JOURNAL_HEADER_BYTES)
            .putInt(JOURNAL_MAGIC)
            .putInt(pages.cardinality())
            .putInt((int) crc.getValue())
            .flip();
    DiskFiles.writeFully(journal, header, 0);
    journal.force(true);
  }

  /** Appends the page as it was at {@link #begin}. */
  private void capture(int page, ByteBuffer to) {
    synchronized (captureLock) {
      byte[] copy = captured.remove(page);
      if (copy != null) {
        to.put(copy);
        return;
      }
      to.put(segment(page, 1).asByteBuffer());
      uncaptured.clear(page);
    }
  }

  /** Called before the first write to a page after {@link #begin}. */
  private void markDirty(int page) {
    verify(page);
    dirty[page] = true;
    dirtyPages++;
    if (!capturing) {
      return;
    }
    synchronized (captureLock) {
      if (capturing && uncaptured.get(page)) {
        captured.put(page, segment(page, 1).toArray(BYTE));
        uncaptured.clear(page);
      }
    }
  }

  private boolean journalComplete() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(JOURNAL_HEADER_BYTES);
    if (!DiskFiles.readFully(journal, header, 0)) {
      return false;
    }
    header.flip();
    if (header.getInt() != JOURNAL_MAGIC) {
      return false;
    }
    int pages = header.getInt();
    int expected = header.getInt();
    if (journal.size() < JOURNAL_HEADER_BYTES + (long) pages * JOURNAL_ENTRY_BYTES) {
      return false;
    }
    CRC32C crc = new CRC32C();
    ByteBuffer entry = ByteBuffer.allocateDirect(JOURNAL_ENTRY_BYTES);
    for (int i = 0; i < pages; i++) {
      readEntry(entry, i);
      crc.update(entry);
    }
    return (int) crc.getValue() == expected;
  }

  private void readEntry(ByteBuffer entry, int index) throws IOException {
    entry.clear();
    DiskFiles.readFully(journal, entry, JOURNAL_HEADER_BYTES + (long) index * JOURNAL_ENTRY_BYTES);
    entry.flip();
  }

  /** Copies the pages of a complete journal to their places, and empties it. */
  private void install() throws IOException {
    ByteBuffer entry = ByteBuffer.allocateDirect(JOURNAL_ENTRY_BYTES);
    int pages = (int) ((journal.size() - JOURNAL_HEADER_BYTES) / JOURNAL_ENTRY_BYTES);
    for (int i = 0; i < pages; i++) {
      readEntry(entry, i);
      int page = entry.getInt();
      sums.put(page, entry);
      DiskFiles.writeFully(file, entry, (long) page << PAGE_SHIFT);
    }
    file.force(true);
    sums.force();
    journal.truncate(0);
    installPending = false;
  }

  // Memory.

  private MemorySegment segment(int page, int pages) {
    long at = (long) page << PAGE_SHIFT;
    return slices[(int) (at >>> SLICE_SHIFT)].asSlice(inSlice(at), (long) pages << PAGE_SHIFT);
  }

  private void grow(int count) throws IOException {
    MemorySegment[] grown = Arrays.copyOf(slices, count);
    if (count > slices.length) {
      DiskFiles.extend(path, count * SLICE_BYTES);
    }
    for (int i = slices.length; i < count; i++) {
      grown[i] = DiskFiles.map(path, MapMode.PRIVATE, i * SLICE_BYTES, SLICE_BYTES);
    }
    dirty = Arrays.copyOf(dirty, count << (SLICE_SHIFT - PAGE_SHIFT));
    sums.grow(dirty.length);
    slices = grown;
  }

  private static long inSlice(long offset) {
    return offset & (SLICE_BYTES - 1);
  }

  /** Pages there are. */
  public int pages() {
    return slices.length << (SLICE_SHIFT - PAGE_SHIFT);
  }

  /**
   * Compares a page with its checksum, unless that was done.
   *
   * @throws DamagedFileException when they do not agree
   */
  public void verify(int page) {
    if (!sums.isVerified(page)) {
      sums.verify(page, segment(page, 1));
    }
  }

  private MemorySegment reading(long offset, int length) {
    int last = (int) ((offset + length - 1) >>> PAGE_SHIFT);
    for (int page = (int) (offset >>> PAGE_SHIFT); page <= last; page++) {
      verify(page);
    }
    return slices[(int) (offset >>> SLICE_SHIFT)];
  }

  private MemorySegment writing(long offset, int length) {
    int last = (int) ((offset + length - 1) >>> PAGE_SHIFT);
    for (int page = (int) (offset >>> PAGE_SHIFT); page <= last; page++) {
      if (!dirty[page]) {
        markDirty(page);
      }
    }
    return slices[(int) (offset >>> SLICE_SHIFT)];
  }

  // What MapDB asks for. Records do not cross its 1 MiB pages, so nor our slices.

  @Override
  public void ensureAvailable(long offset) {
    int count = (int) ((offset + SLICE_BYTES - 1) >>> SLICE_SHIFT);
    if (count > slices.length) {
      try {
        grow(count);
      } catch (IOException e) {
        throw new DBException.VolumeIOError(e);
      }
    }
  }

  @Override
  public void truncate(long size) {}

  @Override
  public void putLong(long offset, long value) {
    writing(offset, Long.BYTES).set(LONG, inSlice(offset), value);
  }

  @Override
  public void putInt(long offset, int value) {
    writing(offset, Integer.BYTES).set(INT, inSlice(offset), value);
  }

  @Override
  public void putByte(long offset, byte value) {
    writing(offset, 1).set(BYTE, inSlice(offset), value);
  }

  @Override
  public void putData(long offset, byte[] source, int from, int length) {
    if (length > 0) {
      MemorySegment.copy(source, from, writing(offset, length), BYTE, inSlice(offset), length);
    }
  }

  @Override
  public void putData(long offset, ByteBuffer source) {
    int length = source.remaining();
    MemorySegment to = writing(offset, length);
    MemorySegment.copy(MemorySegment.ofBuffer(source), 0, to, inSlice(offset), length);
  }

  @Override
  public long getLong(long offset) {
    return reading(offset, Long.BYTES).get(LONG, inSlice(offset));
  }

  @Override
  public int getInt(long offset) {
    return reading(offset, Integer.BYTES).get(INT, inSlice(offset));
  }

  @Override
  public byte getByte(long offset) {
    return reading(offset, 1).get(BYTE, inSlice(offset));
  }

  @Override
  public DataInput2 getDataInput(long offset, int size) {
    byte[] copy = new byte[size];
    getData(offset, copy, 0, size);
    return new DataInput2.ByteArray(copy);
  }

  @Override
  public void getData(long offset, byte[] to, int at, int size) {
    MemorySegment.copy(reading(offset, size), BYTE, inSlice(offset), to, at, size);
  }

  @Override
  public void clear(long from, long to) {
    if (to > from) {
      writing(from, (int) (to - from)).asSlice(inSlice(from), to - from).fill((byte) 0);
    }
  }

  /** Does nothing: durability is a matter of {@link #write}. */
  @Override
  public void sync() {}

  @Override
  public void close() {
    try {
      file.close();
      journal.close();
      sums.close();
    } catch (IOException e) {
      throw new DBException.VolumeIOError(e);
    }
  }

  @Override
  public int sliceSize() {
    return 1 << 20;
  }

  @Override
  public boolean isSliced() {
    return true;
  }

  @Override
  public long length() {
    return (long) slices.length << SLICE_SHIFT;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public File getFile() {
    return path.toFile();
  }

  @Override
  public boolean getFileLocked() {
    return true;
  }
}
