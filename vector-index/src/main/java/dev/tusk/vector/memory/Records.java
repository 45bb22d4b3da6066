package dev.tusk.vector.memory;

import java.util.Arrays;

/**
 * Records of one size, numbered from 0, outside the heap; they never move.
 *
 * <p>Grown by whole chunks by one thread at a time, read by any number. A reader takes {@link
 * #limit()} first and asks for addresses below it only; memory starts zeroed.
 */
public final class Records implements AutoCloseable {
  private static final int CHUNK_BITS = 14;

  /** Records in a chunk. */
  public static final int CHUNK = 1 << CHUNK_BITS;

  private static final int CHUNK_MASK = CHUNK - 1;

  private final int recordBytes;
  private volatile long[] bases = {};
  private Region[] regions = {};

  public Records(int recordBytes) {
    this.recordBytes = recordBytes;
  }

  public int recordBytes() {
    return recordBytes;
  }

  /** Number of records that have memory. */
  public int limit() {
    return bases.length << CHUNK_BITS;
  }

  /** Memory reserved, touched or not. */
  public long bytes() {
    return (long) limit() * recordBytes;
  }

  /** Makes sure that records below the limit have memory. */
  public synchronized void ensure(int limit) {
    int chunks = (limit + CHUNK_MASK) >>> CHUNK_BITS;
    if (chunks <= bases.length) {
      return;
    }
    long[] grown = Arrays.copyOf(bases, chunks);
    Region[] grownRegions = Arrays.copyOf(regions, chunks);
    for (int i = bases.length; i < chunks; i++) {
      grownRegions[i] = Region.allocate((long) CHUNK * recordBytes);
      grown[i] = grownRegions[i].address();
    }
    regions = grownRegions;
    bases = grown;
  }

  /** The chunks' addresses, to be kept for a batch of {@link #address(long[], int)}. */
  public long[] bases() {
    return bases;
  }

  /**
   * Where a record lies, by chunk addresses taken before. A record that has no memory fails here,
   * by the bounds of the array of chunks, and not where the address is read.
   */
  public long address(long[] bases, int record) {
    return bases[record >>> CHUNK_BITS] + (long) (record & CHUNK_MASK) * recordBytes;
  }

  /** Where a record lies. */
  public long address(int record) {
    return address(bases, record);
  }

  /** Gives the memory back; the caller knows that nobody reads any more. */
  @Override
  public synchronized void close() {
    for (Region region : regions) {
      region.free();
    }
    regions = new Region[0];
    bases = new long[0];
  }
}
