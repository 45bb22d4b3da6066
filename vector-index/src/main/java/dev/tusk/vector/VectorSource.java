package dev.tusk.vector;

import java.lang.foreign.MemorySegment;

/**
 * Where the vectors of a column lie: slots in native memory.
 *
 * <p>Slots are small numbers from 0. A slot that is indexed keeps its values until it is removed
 * from the index.
 */
public interface VectorSource {

  /** What the vectors are made of. */
  default Elements elements() {
    return Elements.FLOAT32;
  }

  /** Number of floats of a vector's open form; the largest one where they vary. */
  int dimension();

  /** Absolute address of a slot's vector, of which all bytes can be read. */
  long address(int slot);

  /** A source of slots in one mapping, which may be replaced by a larger one as a column grows. */
  interface Mapped extends VectorSource {
    /**
     * Native memory, never on the heap: the kernels read it by absolute address. Earlier mappings
     * stay valid and show the same values for the slots they cover.
     */
    MemorySegment memory();

    /** Offset in {@link #memory()} of the first byte of a slot, in native byte order. */
    long offset(int slot);

    @Override
    default long address(int slot) {
      return address(slot, elements().bytes(dimension()));
    }

    /** The same, of which so many bytes are read. */
    default long address(int slot, int bytes) {
      MemorySegment memory = memory();
      long offset = offset(slot);
      if (offset < 0 || offset + bytes > memory.byteSize()) {
        throw new IndexOutOfBoundsException("slot " + slot + " lies outside the vector column");
      }
      return memory.address() + offset;
    }
  }
}
