package dev.tusk.executor.table;

import dev.tusk.storage.VectorColumn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Vectors as slots hold them, in native byte order, and as SQL values. */
final class VectorSlots {
  private VectorSlots() {}

  /** A value's elements as a column stores them. */
  static MemorySegment segment(Object value) {
    return switch (value) {
      case float[] floats -> MemorySegment.ofArray(floats);
      case short[] halves -> MemorySegment.ofArray(halves);
      default -> throw new IllegalArgumentException("no vector: " + value.getClass());
    };
  }

  /** A copy of a slot's value. */
  static Object read(VectorColumn column, int slot) {
    int dimension = column.dimension();
    if (column.spec().bytesPerElement() == Short.BYTES) {
      short[] halves = new short[dimension];
      MemorySegment.copy(
          column.memory(), ValueLayout.JAVA_SHORT, column.offset(slot), halves, 0, dimension);
      return halves;
    }
    float[] floats = new float[dimension];
    MemorySegment.copy(
        column.memory(), ValueLayout.JAVA_FLOAT, column.offset(slot), floats, 0, dimension);
    return floats;
  }

  /** Whether two values have the same bits, so that a new version may keep the slot. */
  static boolean same(@Nullable Object before, Object after) {
    return before == after
        || switch (after) {
          case float[] floats -> before instanceof float[] b && Arrays.equals(b, floats);
          case short[] halves -> before instanceof short[] b && Arrays.equals(b, halves);
          default -> false;
        };
  }
}
