package dev.tusk.vector;

import java.lang.foreign.MemorySegment;

/**
 * Where the float32 values of a vector column lie: slots in native memory.
 *
 * <p>Slots are small numbers from 0. A slot that is indexed keeps its values until it is removed
 * from the index. {@link #memory()} may be replaced by a larger mapping when the column grows;
 * earlier mappings stay valid and show the same values for the slots they cover.
 */
public interface VectorSource {

  /** Number of floats in each slot. */
  int dimension();

  /** Native memory, never on the heap: the kernels read it by absolute address. */
  MemorySegment memory();

  /** Offset in {@link #memory()} of the first float of a slot, in native byte order. */
  long offset(int slot);
}
