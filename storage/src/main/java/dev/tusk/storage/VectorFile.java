package dev.tusk.storage;

import dev.tusk.storage.file.DiskFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A vector column on disk: {@code vectors/<relation>.<column>.vec}, slots one after another, mapped
 * as one segment. New space is written with zeros before it is mapped, so that a full disk is an
 * exception here and not a fault in some memory access.
 */
final class VectorFile implements VectorColumn {
  private static final long LEAST_GROWTH_BYTES = 64 << 10;
  private static final long MOST_GROWTH_BYTES = 32 << 20;

  private final long relationId;
  private final VectorColumnSpec spec;
  private final Path path;
  private final int slotBytes;
  final SlotTable slots;
  private volatile MemorySegment memory;

  VectorFile(Path directory, long relationId, VectorColumnSpec spec, SlotTable slots) {
    this.relationId = relationId;
    this.spec = spec;
    this.slots = slots;
    this.slotBytes = spec.slotBytes();
    this.path = directory.resolve(name(relationId, spec.columnNumber()));
    try {
      long size = Files.exists(path) ? Files.size(path) : 0;
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
    MemorySegment.copy(value, 0, memory, offset(slot), value.byteSize());
  }

  /** Appends the value of a slot. */
  void read(int slot, ByteWriter to) {
    to.putRaw(memory, offset(slot), spec.valueBytes());
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
