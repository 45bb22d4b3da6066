package dev.tusk.executor.function;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.BitString;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Types;
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
    aggregates(library);
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
    if (a.length != b.length) {
      throw data("different vector dimensions " + a.length + " and " + b.length);
    }
  }

  private static SqlException data(String message) {
    return SqlException.of(SqlState.DATA_EXCEPTION, message);
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
        throw range("value out of range: underflow");
      }
    }
    return result;
  }

  private static float[] checkOverflow(float[] vector) {
    for (float element : vector) {
      if (Float.isInfinite(element)) {
        throw range("value out of range: overflow");
      }
    }
    return vector;
  }

  private static SqlException range(String message) {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, message);
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

  private static BitString quantize(float[] vector) {
    byte[] bytes = new byte[(vector.length + 7) >>> 3];
    for (int i = 0; i < vector.length; i++) {
      if (vector[i] > 0) {
        bytes[i >>> 3] |= (byte) (0x80 >>> (i & 7));
      }
    }
    return new BitString(bytes, vector.length);
  }

  private static float[] subvector(float[] vector, int start, int count) {
    if (count < 1) {
      throw data("vector must have at least 1 dimension");
    }
    // In 64 bits: start and count may each be near the limit.
    long end = Math.min((long) start + count, vector.length + 1L);
    int from = Math.max(start, 1);
    if (end <= from) {
      throw data("vector must have at least 1 dimension");
    }
    return Arrays.copyOfRange(vector, from - 1, (int) end - 1);
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
      throw data("different bit lengths " + a.length() + " and " + b.length());
    }
  }

  private static void casts(FunctionLibrary library) {
    library.any(
        "vector(vector,int4,bool)", (a, _) -> Types.VECTOR.applyTypmod(arg(a, 0), typmod(a), true));
    for (String type : new String[] {"_int4", "_float4", "_float8", "_numeric"}) {
      library.any(
          "array_to_vector(" + type + ",int4,bool)",
          (a, _) -> Types.VECTOR.applyTypmod(fromArray((ArrayValue) arg(a, 0)), typmod(a), true));
    }
    library.any("vector_to_float4(vector,int4,bool)", (a, _) -> toArray((float[]) arg(a, 0)));
  }

  /** The second argument of a cast function; casts may be called without one. */
  private static int typmod(@Nullable Object[] arguments) {
    return arguments.length > 1 && arguments[1] instanceof Integer typmod ? typmod : -1;
  }

  private static float[] fromArray(ArrayValue array) {
    if (array.dimensions() > 1) {
      throw data("array must be 1-D");
    }
    if (array.hasNulls()) {
      throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, "array must not contain nulls");
    }
    VectorType.checkDimensions(array.size());
    float[] vector = new float[array.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] =
          switch (array.get(i)) {
            case Numeric numeric ->
                (Float) Types.FLOAT4.parse(numeric.toString(), FormatSettings.DEFAULT);
            case Number number -> number.floatValue();
            case null, default -> throw data("unsupported array type");
          };
    }
    VectorType.checkElements(vector);
    return vector;
  }

  private static ArrayValue toArray(float[] vector) {
    Object[] elements = new Object[vector.length];
    for (int i = 0; i < vector.length; i++) {
      elements[i] = vector[i];
    }
    return ArrayValue.of(Types.FLOAT4, elements);
  }

  private static void aggregates(FunctionLibrary library) {
    library.aggregate("avg(vector)", _ -> new Average());
    library.aggregate("sum(vector)", _ -> new Sum());
    library.two(
        "vector_accum(_float8,vector)",
        (state, vector, _) -> accumulate((ArrayValue) state, (float[]) vector));
    library.two(
        "vector_combine(_float8,_float8)", (a, b, _) -> combine((ArrayValue) a, (ArrayValue) b));
    library.one("vector_avg(_float8)", (a, _) -> average((ArrayValue) a));
  }

  /** The transition state as pgvector keeps it: the count, then the sums. */
  private static double[] state(ArrayValue array, String caller) {
    if (array.dimensions() != 1 || array.size() < 1 || array.hasNulls()) {
      throw SqlException.of(SqlState.INTERNAL_ERROR, caller + ": expected state array");
    }
    double[] state = new double[array.size()];
    for (int i = 0; i < state.length; i++) {
      state[i] = array.get(i) instanceof Double number ? number : 0;
    }
    return state;
  }

  private static ArrayValue array(double[] state) {
    Object[] elements = new Object[state.length];
    for (int i = 0; i < state.length; i++) {
      elements[i] = state[i];
    }
    return ArrayValue.of(Types.FLOAT8, elements);
  }

  private static ArrayValue accumulate(ArrayValue before, float[] vector) {
    double[] state = state(before, "vector_accum");
    boolean first = state.length == 1;
    double[] sums = first ? new double[vector.length + 1] : state;
    checkExpected(sums.length - 1, vector.length);
    sums[0] = state[0] + 1;
    for (int i = 0; i < vector.length; i++) {
      sums[i + 1] = first ? vector[i] : checkSum(sums[i + 1] + vector[i]);
    }
    return array(sums);
  }

  private static ArrayValue combine(ArrayValue a, ArrayValue b) {
    double[] left = state(a, "vector_combine");
    double[] right = state(b, "vector_combine");
    boolean onlyRight = left[0] == 0;
    VectorType.checkDimensions((onlyRight ? right : left).length - 1);
    if (onlyRight) {
      return b;
    }
    if (right[0] == 0) {
      return a;
    }
    checkExpected(left.length - 1, right.length - 1);
    for (int i = 0; i < left.length; i++) {
      left[i] = checkSum(left[i] + right[i]);
    }
    return array(left);
  }

  private static float @Nullable [] average(ArrayValue array) {
    double[] state = state(array, "vector_avg");
    if (state[0] == 0) {
      return null;
    }
    float[] vector = new float[state.length - 1];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (state[i + 1] / state[0]);
    }
    VectorType.checkDimensions(vector.length);
    VectorType.checkElements(vector);
    return vector;
  }

  private static void checkExpected(int expected, int dimensions) {
    if (expected != dimensions) {
      throw data("expected " + expected + " dimensions, not " + dimensions);
    }
  }

  private static double checkSum(double sum) {
    if (Double.isInfinite(sum)) {
      throw range("value out of range: overflow");
    }
    return sum;
  }

  private static final class Average implements Accumulator {
    private double @Nullable [] sums;
    private long count;

    @Override
    public void add(@Nullable Object[] arguments) {
      if (!(arguments[0] instanceof float[] vector)) {
        return;
      }
      double[] known = sums;
      if (known == null) {
        // The first vector is taken as it is: 0 + -0 would lose the sign.
        known = new double[vector.length];
        Arrays.setAll(known, i -> vector[i]);
        sums = known;
        count = 1;
        return;
      }
      checkExpected(known.length, vector.length);
      for (int i = 0; i < vector.length; i++) {
        known[i] = checkSum(known[i] + vector[i]);
      }
      count++;
    }

    @Override
    public @Nullable Object result() {
      double[] known = sums;
      if (known == null) {
        return null;
      }
      float[] vector = new float[known.length];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (known[i] / count);
      }
      VectorType.checkElements(vector);
      return vector;
    }
  }

  private static final class Sum implements Accumulator {
    private float @Nullable [] sum;

    @Override
    public void add(@Nullable Object[] arguments) {
      if (arguments[0] instanceof float[] vector) {
        float[] before = sum;
        sum = before == null ? vector : VectorBodies.add(before, vector);
      }
    }

    @Override
    public @Nullable Object result() {
      return sum;
    }
  }
}
