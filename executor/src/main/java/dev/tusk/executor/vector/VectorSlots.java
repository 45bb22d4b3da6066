package dev.tusk.executor.vector;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.BitString;
import dev.tusk.sql.type.HalfvecType;
import dev.tusk.sql.type.SparseVector;
import dev.tusk.sql.type.VectorErrors;
import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.distance.Bits;
import dev.tusk.vector.distance.Sparse;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Vectors as slots hold them, in native byte order, and as SQL values. */
public final class VectorSlots {
  private VectorSlots() {}

  /** A value's elements as a column stores them. */
  public static MemorySegment segment(Object value) {
    return switch (value) {
      case float[] floats -> MemorySegment.ofArray(floats);
      case short[] halves -> MemorySegment.ofArray(halves);
      default -> throw new IllegalArgumentException("no vector: " + value.getClass());
    };
  }

  /** A copy of a slot's value. */
  public static Object read(VectorColumn column, int slot) {
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
  public static boolean same(@Nullable Object before, Object after) {
    return before == after
        || switch (after) {
          case float[] floats -> before instanceof float[] b && Arrays.equals(b, floats);
          case short[] halves -> before instanceof short[] b && Arrays.equals(b, halves);
          default -> false;
        };
  }

  /** The open form of a vector ({@link dev.tusk.vector.Elements}). */
  public static float[] open(Object value) {
    return switch (value) {
      case float[] floats -> floats;
      case short[] halves -> HalfvecType.toFloats(halves);
      case BitString bits -> Bits.open(bits.bytes());
      case SparseVector vector -> Sparse.open(vector.indexes(), vector.values());
      default -> throw new IllegalArgumentException("no vector: " + value.getClass());
    };
  }

  /** How many elements a vector has, those that are zero included. */
  public static int dimensions(Object value) {
    return switch (value) {
      case float[] floats -> floats.length;
      case short[] halves -> halves.length;
      case BitString bits -> bits.length();
      case SparseVector vector -> vector.dimensions();
      default -> throw new IllegalArgumentException("no vector: " + value.getClass());
    };
  }

  /** 22000 when a vector has another number of elements than a query. */
  public static SqlException differ(Object value, int left, int right) {
    String what =
        switch (value) {
          case short[] _ -> "halfvec dimensions";
          case BitString _ -> "bit lengths";
          case SparseVector _ -> "sparsevec dimensions";
          default -> "vector dimensions";
        };
    return VectorErrors.data("different " + what + " " + left + " and " + right);
  }
}
