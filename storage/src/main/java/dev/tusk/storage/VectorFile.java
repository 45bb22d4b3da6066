package dev.tusk.storage;

import dev.tusk.storage.file.DiskFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A vector column on disk: {@code vectors/<relation>.<column>.vec}, slots one after another, mapped
 * as one segment. New space is written with zeros before it is mapped, so that a full disk is an
 * exception here and not a fault in some memory access.
 *
 * <p>The slot table has a checksum of each slot. Slots whose bytes come from the file are compared
 * with theirs when they are first asked for ({@link #offset}), and all of them one after another by
 * {@link Scrub}; after that, asking costs looking at one field.
 */
final class VectorFile implements VectorColumn {
  private static final Logger LOG = LoggerFactory.getLogger(VectorFile.class);
  private static final long LEAST_GROWTH_BYTES = 64 << 10;
  private static final long MOST_GROWTH_BYTES = 32 << 20;

  private final long relationId;
  private final VectorColumnSpec spec;
  private final Path path;
  private final int slotBytes;
  final SlotTable slots;
  private volatile MemorySegment memory;

  /** Bits of slots that are to be compared with their checksums; null when there are none. */
  private volatile long @Nullable [] unverified;

  VectorFile(Path directory, long relationId, VectorColumnSpec spec, SlotTable slots) {
    this.relationId = relationId;
    this.spec = spec;
    this.slots = slots;
    this.slotBytes = spec.slotBytes();
    this.path = directory.resolve(name(relationId, spec.columnNumber()));
    try {
      long size = Files.exists(path) ? Files.size(path) : 0;
      long used = (long) slots.count() * slotBytes;
      if (size < used) {
        LOG.error("vector file {} has {} bytes of {} in use: the rest is lost", path, size, used);
      }
      memory = map(Math.max(size, 0));
      ensure(slots.count());
    } catch (IOException e) {
      throw new StorageException("cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  static String name(long relationId, int columnNumber) {
    return relationId + "." + columnNumber + ".vec";
  }

  private MemorySegment map(long bytes) throws IOException {
    return bytes == 0 ? MemorySegment.NULL : DiskFiles.map(path, MapMode.READ_WRITE, 0, bytes);
  }

  private void ensure(int count) throws IOException {
    if (memory.byteSize() >= (long) count * slotBytes) {
      return;
    }
    synchronized (this) {
      long size = memory.byteSize();
      long needed = (long) count * slotBytes;
      if (size >= needed) {
        return;
      }
      long growth = Math.clamp(size / 8, LEAST_GROWTH_BYTES, MOST_GROWTH_BYTES);
      long grown = Math.max(needed, size + growth);
      DiskFiles.allocate(path, size, grown);
      memory = map(grown);
    }
  }

  /** Puts a value into a slot. */
  void write(int slot, MemorySegment value) {
    if (value.byteSize() != spec.valueBytes()) {
      throw new IllegalArgumentException(
          "a vector of " + value.byteSize() + " bytes for a column of " + spec);
    }
    try {
      ensure(slot + 1);
    } catch (IOException e) {
      throw new StorageFullException("cannot extend " + path + ": " + e.getMessage(), e);
    }
    MemorySegment.copy(value, 0, memory, place(slot), value.byteSize());
    slots.setChecksum(slot, checksum(slot));
    setVerified(slot);
  }

  /** Appends the value of a slot. */
  void read(int slot, ByteWriter to) {
    to.putRaw(memory, place(slot), spec.valueBytes());
  }

  private long place(int slot) {
    return (long) slot * slotBytes;
  }

  // Checksums.

  private int checksum(int slot) {
    CRC32C crc = new CRC32C();
    crc.update(memory.asSlice(place(slot), spec.valueBytes()).asByteBuffer());
    return (int) crc.getValue();
  }

  /** For a file of a version without checksums: what is in the slots is valid. */
  void takeChecksums() {
    forEachLiveSlot((slot, _) -> slots.setChecksum(slot, checksum(slot)));
  }

  /** After recovery: what slots hold comes from the file. */
  void beginVerifying() {
    long[] bits = new long[(slots.count() + 63) / 64];
    forEachLiveSlot((slot, _) -> bits[slot >>> 6] |= 1L << slot);
    unverified = slots.live() == 0 ? null : bits;
  }

  /** Whether a slot is still to be compared. */
  private static boolean in(long[] bits, int slot) {
    return slot >>> 6 < bits.length && (bits[slot >>> 6] & 1L << slot) != 0;
  }

  private void setVerified(int slot) {
    long[] bits = unverified;
    if (bits != null && in(bits, slot)) {
      synchronized (bits) {
        bits[slot >>> 6] &= ~(1L << slot);
      }
    }
  }

  /**
   * Compares a slot with its checksum unless that was done. One that is given out anew meanwhile
   * was nobody's.
   */
  private void verify(long[] bits, int slot) {
    if (!in(bits, slot)) {
      return;
    }
    long birth = slots.birth(slot);
    int expected = slots.checksum(slot);
    if (checksum(slot) == expected) {
      setVerified(slot);
      return;
    }
    long row = slots.newest(slot);
    if (row != 0 && slots.birth(slot) == birth && slots.checksum(slot) == expected) {
      throw new DataCorruptedException(
          "vector of row "
              + row
              + " of relation "
              + relationId
              + " is damaged: checksum of slot "
              + slot
              + " in file "
              + path
              + " differs");
    }
  }

  /**
   * Compares slots from one on, about as many as have the given size.
   *
   * @param damaged told of each that is damaged
   * @return the slot to go on with, or -1 when that was the last one
   */
  int verifyFrom(int slot, int bytes, Consumer<DataCorruptedException> damaged) {
    long[] bits = unverified;
    if (bits == null) {
      return -1;
    }
    int end = Math.min(slot + Math.max(1, bytes / slotBytes), bits.length * 64);
    for (int i = slot; i < end; i++) {
      try {
        verify(bits, i);
      } catch (DataCorruptedException e) {
        damaged.accept(e);
      }
    }
    if (end < bits.length * 64) {
      return end;
    }
    synchronized (bits) {
      for (long word : bits) {
        if (word != 0) {
          return -1; // Damaged, or free meanwhile.
        }
      }
    }
    unverified = null;
    return -1;
  }

  /** Makes everything written so far durable. */
  void force() {
    MemorySegment current = memory;
    if (current.byteSize() > 0) {
      current.force();
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new StorageException("cannot delete " + path, e);
    }
  }

  long sizeBytes() {
    return memory.byteSize();
  }

  @Override
  public long relationId() {
    return relationId;
  }

  @Override
  public VectorColumnSpec spec() {
    return spec;
  }

  @Override
  public int slotBytes() {
    return slotBytes;
  }

  @Override
  public long offset(int slot) {
    long[] bits = unverified;
    if (bits != null) {
      verify(bits, slot);
    }
    return place(slot);
  }

  @Override
  public MemorySegment memory() {
    return memory;
  }

  @Override
  public int slotCount() {
    return slots.count();
  }

  @Override
  public int liveSlots() {
    return slots.live();
  }

  @Override
  public long newestRow(int slot) {
    return slots.newest(slot);
  }

  @Override
  public long birthRow(int slot) {
    return slots.birth(slot);
  }

  @Override
  public void forEachLiveSlot(SlotConsumer consumer) {
    int count = slots.count();
    for (int slot = 0; slot < count; slot++) {
      if (slots.newest(slot) != 0) {
        consumer.accept(slot, slots.birth(slot));
      }
    }
  }
}
