package dev.tusk.vector;

import dev.tusk.vector.distance.Bits;
import dev.tusk.vector.distance.Sparse;
import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;
import dev.tusk.vector.memory.Region;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vectors that an index keeps itself, since no column has them: those of an expression, sparse ones
 * of any size. Outside the heap; one thread writes at a time, any number read.
 *
 * <p>Sparse vectors lie in blocks of whole cache lines, of which a slot's record names the address;
 * blocks of one size are used again. A reader that comes upon a block just as it gets a new vector
 * reads nonsense, but nothing outside the memory that is there; the slot's row is not yet seen by
 * such a reader.
 */
public final class VectorStore implements VectorSource, AutoCloseable {
  private static final int LINE = 64;
  private static final long CHUNK_BYTES = 4 << 20;

  private final Elements elements;
  private final int dimension;
  private final Records records;

  // Of sparse vectors.
  private final List<Region> chunks = new ArrayList<>();
  private long next;
  private long end;

  /** Free blocks by their lines. */
  private final List<@Nullable List<Long>> free = new ArrayList<>();

  private int limit;
  private long blockBytes;

  public VectorStore(Elements elements, int dimensions) {
    this.elements = elements;
    this.dimension = elements.openLength(dimensions);
    this.records =
        new Records(elements == Elements.SPARSE ? Long.BYTES : elements.bytes(dimension));
  }

  @Override
  public Elements elements() {
    return elements;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public long address(int slot) {
    long address = records.address(slot);
    return elements == Elements.SPARSE ? Raw.getLong(address) : address;
  }

  public long bytes() {
    return records.bytes() + blockBytes;
  }

  /** Puts a vector in its open form into a slot that has none. */
  public synchronized void put(int slot, float[] open) {
    if (slot >= limit) {
      limit = slot + 1;
      records.ensure(limit);
    }
    long address = records.address(slot);
    switch (elements) {
      case FLOAT32 -> Raw.putFloats(open, dimension, address);
      case FLOAT16 -> Raw.putHalves(open, dimension, address);
      case BITS -> Bits.put(open, dimension, address);
      case SPARSE -> {
        int count = Sparse.openLength(Sparse.count(open));
        long block = allocate(lines(count));
        Raw.putFloats(open, count, block);
        Raw.putLong(address, block);
      }
    }
  }

  /** The slot's vector is wanted no more. */
  public synchronized void free(int slot) {
    if (elements != Elements.SPARSE) {
      return;
    }
    long block = Raw.getLong(records.address(slot));
    int lines = lines(Sparse.openLength(Sparse.count(block)));
    while (free.size() <= lines) {
      free.add(null);
    }
    List<Long> blocks = free.get(lines);
    if (blocks == null) {
      blocks = new ArrayList<>();
      free.set(lines, blocks);
    }
    blocks.add(block);
  }

  private static int lines(int floats) {
    return (Float.BYTES * floats + LINE - 1) / LINE;
  }

  private long allocate(int lines) {
    List<Long> blocks = lines < free.size() ? free.get(lines) : null;
    if (blocks != null && !blocks.isEmpty()) {
      return blocks.removeLast();
    }
    if (end - next < (long) lines * LINE) {
      // Behind the last block there is room for the longest vector: a torn count leads no further.
      long tail = (long) Float.BYTES * Sparse.openLength(Sparse.MOST_ELEMENTS);
      Region chunk = Region.allocate(CHUNK_BYTES + tail);
      chunks.add(chunk);
      blockBytes += CHUNK_BYTES + tail;
      next = (chunk.address() + LINE - 1) & -LINE;
      end = chunk.address() + CHUNK_BYTES;
    }
    long block = next;
    next += (long) lines * LINE;
    return block;
  }

  /** Gives the memory back; the caller knows that nobody reads any more. */
  @Override
  public synchronized void close() {
    records.close();
    chunks.forEach(Region::free);
    chunks.clear();
  }
}
