package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.BitString;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.VectorErrors;
import dev.tusk.sql.type.VectorType;
import dev.tusk.vector.distance.Distances;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * pgvector's functions of {@code vector} and of bit strings, with its errors and its precision:
 * distances summed in float32, norms and averages in float64.
 */
final class VectorBodies {
  private VectorBodies() {}

  static void register(FunctionLibrary library) {
    distances(library);
    elementwise(library);
    shapes(library);
    bits(library);
    casts(library);
    VectorAggregates.register(
        library, "vector", value -> (float[]) value, VectorBodies::ofDoubles, VectorBodies::add);
  }

  private static void distances(FunctionLibrary library) {
    distance(library, "l2_distance", Distances::l2);
    distance(library, "inner_product", Distances::innerProduct);
    distance(library, "cosine_distance", Distances::cosine);
    distance(library, "l1_distance", Distances::l1);
    distance(library, "vector_l2_squared_distance", Distances::squaredL2);
    distance(library, "vector_negative_inner_product", (a, b) -> -Distances.innerProduct(a, b));
    distance(library, "vector_spherical_distance", VectorBodies::spherical);
    library.one("vector_norm(vector)", (a, _) -> Distances.norm((float[]) a));
    library.two("vector_cmp(vector,vector)", (a, b, _) -> Types.VECTOR.compare(a, b));
  }

  private static void distance(
      FunctionLibrary library, String name, ToDoubleBiFunction<float[], float[]> distance) {
    library.two(
        name + "(vector,vector)",
        (a, b, _) -> {
          float[] left = (float[]) a;
          float[] right = (float[]) b;
          checkSameDimensions(left, right);
          return distance.applyAsDouble(left, right);
        });
  }

  private static double spherical(float[] a, float[] b) {
    double product = Distances.innerProduct(a, b);
    // Prevents NaN from acos.
    return Math.acos(Math.clamp(product, -1.0, 1.0)) / Math.PI;
  }

  private static void checkSameDimensions(float[] a, float[] b) {
    VectorErrors.checkSame("vector", a.length, b.length);
  }

  /** The sums of an average, divided. */
  private static Object ofDoubles(double[] values) {
    float[] vector = new float[values.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) values[i];
    }
    VectorType.checkDimensions(vector.length);
    VectorType.checkElements(vector);
    return vector;
  }

  private static Object add(Object left, Object right) {
    return add((float[]) left, (float[]) right);
  }

  private static void elementwise(FunctionLibrary library) {
    library.two("vector_add(vector,vector)", (a, b, _) -> add((float[]) a, (float[]) b));
    library.two(
        "vector_sub(vector,vector)",
        (a, b, _) -> {
          float[] left = (float[]) a;
          float[] right = (float[]) b;
          checkSameDimensions(left, right);
          float[] result = new float[left.length];
          for (int i = 0; i < result.length; i++) {
            result[i] = left[i] - right[i];
          }
          return checkOverflow(result);
        });
    library.two("vector_mul(vector,vector)", (a, b, _) -> multiply((float[]) a, (float[]) b));
    library.two(
        "vector_concat(vector,vector)",
        (a, b, _) -> {
          float[] left = (float[]) a;
          float[] right = (float[]) b;
          VectorType.checkDimensions(left.length + right.length);
          float[] result = Arrays.copyOf(left, left.length + right.length);
          System.arraycopy(right, 0, result, left.length, right.length);
          return result;
        });
    library.one("l2_normalize(vector)", (a, _) -> normalize((float[]) a));
  }

  private static float[] add(float[] left, float[] right) {
    checkSameDimensions(left, right);
    float[] result = new float[left.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] + right[i];
    }
    return checkOverflow(result);
  }

  private static float[] multiply(float[] left, float[] right) {
    checkSameDimensions(left, right);
    float[] result = new float[left.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] * right[i];
    }
    checkOverflow(result);
    for (int i = 0; i < result.length; i++) {
      if (result[i] == 0 && left[i] != 0 && right[i] != 0) {
        throw VectorAggregates.outOfRange("underflow");
      }
    }
    return result;
  }

  private static float[] checkOverflow(float[] vector) {
    for (float element : vector) {
      if (Float.isInfinite(element)) {
        throw VectorAggregates.outOfRange("overflow");
      }
    }
    return vector;
  }

  private static float[] normalize(float[] vector) {
    double norm = Distances.norm(vector);
    float[] result = new float[vector.length];
    if (norm > 0) {
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) (vector[i] / norm);
      }
    }
    return checkOverflow(result);
  }

  private static void shapes(FunctionLibrary library) {
    library.one("vector_dims(vector)", (a, _) -> ((float[]) a).length);
    library.one("binary_quantize(vector)", (a, _) -> quantize((float[]) a));
    library.any(
        "subvector(vector,int4,int4)",
        (a, _) -> subvector((float[]) arg(a, 0), (Integer) arg(a, 1), (Integer) arg(a, 2)));
  }

  /** An argument that a strict function has. */
  static Object arg(@Nullable Object[] arguments, int index) {
    Object value = arguments[index];
    if (value == null) {
      throw new IllegalStateException("a strict function was called with NULL");
    }
    return value;
  }

  static BitString quantize(float[] vector) {
    byte[] bytes = new byte[(vector.length + 7) >>> 3];
    for (int i = 0; i < vector.length; i++) {
      if (vector[i] > 0) {
        bytes[i >>> 3] |= (byte) (0x80 >>> (i & 7));
      }
    }
    return new BitString(bytes, vector.length);
  }

  /** Where a subvector begins, from 0, and where it ends; the type is named in its error. */
  static int[] cut(String type, int dimensions, int start, int count) {
    // In 64 bits: start and count may each be near the limit.
    long end = Math.min((long) start + count, dimensions + 1L);
    int from = Math.max(start, 1);
    if (count < 1 || end <= from) {
      throw VectorErrors.data(type + " must have at least 1 dimension");
    }
    return new int[] {from - 1, (int) end - 1};
  }

  private static float[] subvector(float[] vector, int start, int count) {
    int[] cut = cut("vector", vector.length, start, count);
    return Arrays.copyOfRange(vector, cut[0], cut[1]);
  }

  private static void bits(FunctionLibrary library) {
    library.two(
        "hamming_distance(bit,bit)",
        (a, b, _) -> {
          BitString left = (BitString) a;
          BitString right = (BitString) b;
          checkSameLength(left, right);
          long count = 0;
          for (int i = 0; i < left.bytes().length; i++) {
            count += Integer.bitCount((left.bytes()[i] ^ right.bytes()[i]) & 0xff);
          }
          return (double) count;
        });
    library.two(
        "jaccard_distance(bit,bit)",
        (a, b, _) -> {
          BitString left = (BitString) a;
          BitString right = (BitString) b;
          checkSameLength(left, right);
          long both = 0;
          long either = 0;
          for (int i = 0; i < left.bytes().length; i++) {
            both += Integer.bitCount(left.bytes()[i] & right.bytes()[i] & 0xff);
            either += Integer.bitCount((left.bytes()[i] | right.bytes()[i]) & 0xff);
          }
          return both == 0 ? 1.0 : 1 - both / (double) either;
        });
  }

  private static void checkSameLength(BitString a, BitString b) {
    if (a.length() != b.length()) {
      throw VectorErrors.data("different bit lengths " + a.length() + " and " + b.length());
    }
  }

  private static void casts(FunctionLibrary library) {
    library.any(
        "vector(vector,int4,bool)", (a, _) -> Types.VECTOR.applyTypmod(arg(a, 0), typmod(a), true));
    for (String type : new String[] {"_int4", "_float4", "_float8", "_numeric"}) {
      library.any(
          "array_to_vector(" + type + ",int4,bool)",
          (a, _) -> fromArray((ArrayValue) arg(a, 0), typmod(a)));
    }
    library.any("vector_to_float4(vector,int4,bool)", (a, _) -> toArray((float[]) arg(a, 0)));
  }

  /** The second argument of a cast function; casts may be called without one. */
  static int typmod(@Nullable Object[] arguments) {
    return arguments.length > 1 && arguments[1] instanceof Integer typmod ? typmod : -1;
  }

  private static float[] fromArray(ArrayValue array, int expected) {
    float[] vector = floats("vector", array, VectorType.MAX_DIMENSIONS, expected);
    VectorType.checkElements(vector);
    return vector;
  }

  /**
   * An array's numbers as float32, finite or not. Their count is checked before any of them is
   * read, as pgvector does.
   *
   * @param expected how many there have to be; -1 for any number
   */
  static float[] floats(String type, ArrayValue array, int most, int expected) {
    if (array.dimensions() > 1) {
      throw VectorErrors.data("array must be 1-D");
    }
    if (array.hasNulls()) {
      throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, "array must not contain nulls");
    }
    VectorErrors.checkDimensions(type, array.size(), most);
    VectorErrors.checkExpected(expected, array.size());
    float[] vector = new float[array.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] =
          switch (array.get(i)) {
            case Numeric numeric ->
                (Float) Types.FLOAT4.parse(numeric.toString(), FormatSettings.DEFAULT);
            case Number number -> number.floatValue();
            case null, default -> throw VectorErrors.data("unsupported array type");
          };
    }
    return vector;
  }

  static ArrayValue toArray(float[] vector) {
    Object[] elements = new Object[vector.length];
    for (int i = 0; i < vector.length; i++) {
      elements[i] = vector[i];
    }
    return ArrayValue.of(Types.FLOAT4, elements);
  }
}
