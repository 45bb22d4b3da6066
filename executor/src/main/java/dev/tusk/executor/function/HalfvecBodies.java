package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;
import static dev.tusk.executor.function.VectorBodies.typmod;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.HalfvecType;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.VectorErrors;
import dev.tusk.vector.distance.Distances;
import dev.tusk.vector.distance.Halves;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;

/**
 * pgvector's functions of {@code halfvec}: elements are widened to float32, which is exact, and
 * results rounded to 16 bits once.
 */
final class HalfvecBodies {
  private static final String TYPE = "halfvec";

  private HalfvecBodies() {}

  /** Computes an element of two. */
  @FunctionalInterface
  private interface Arithmetic {
    float of(float left, float right);
  }

  static void register(FunctionLibrary library) {
    distances(library);
    elementwise(library);
    shapes(library);
    casts(library);
    VectorAggregates.register(
        library,
        TYPE,
        value -> HalfvecType.toFloats((short[]) value),
        HalfvecBodies::ofDoubles,
        (a, b) -> compute((short[]) a, (short[]) b, Float::sum));
  }

  private static void distances(FunctionLibrary library) {
    distance(library, "l2_distance", (a, b) -> Math.sqrt(Halves.squaredL2(a, b)));
    distance(library, "inner_product", Halves::product);
    distance(library, "cosine_distance", HalfvecBodies::cosine);
    distance(library, "l1_distance", Halves::l1);
    distance(library, "halfvec_l2_squared_distance", Halves::squaredL2);
    distance(library, "halfvec_negative_inner_product", (a, b) -> -Halves.product(a, b));
    distance(
        library,
        "halfvec_spherical_distance",
        (a, b) -> Math.acos(Math.clamp((double) Halves.product(a, b), -1.0, 1.0)) / Math.PI);
    library.two("halfvec_cmp(halfvec,halfvec)", (a, b, _) -> Types.HALFVEC.compare(a, b));
    library.one("l2_norm(halfvec)", (a, _) -> Distances.norm(HalfvecType.toFloats((short[]) a)));
  }

  private static void distance(
      FunctionLibrary library, String name, ToDoubleBiFunction<float[], float[]> distance) {
    library.two(
        name + "(halfvec,halfvec)",
        (a, b, _) -> {
          short[] left = (short[]) a;
          short[] right = (short[]) b;
          VectorErrors.checkSame(TYPE, left.length, right.length);
          return distance.applyAsDouble(HalfvecType.toFloats(left), HalfvecType.toFloats(right));
        });
  }

  private static double cosine(float[] a, float[] b) {
    return Distances.cosine(Halves.product(a, b), Halves.product(a, a), Halves.product(b, b));
  }

  private static void elementwise(FunctionLibrary library) {
    library.two(
        "halfvec_add(halfvec,halfvec)", (a, b, _) -> compute((short[]) a, (short[]) b, Float::sum));
    library.two(
        "halfvec_sub(halfvec,halfvec)",
        (a, b, _) -> compute((short[]) a, (short[]) b, (x, y) -> x - y));
    library.two("halfvec_mul(halfvec,halfvec)", (a, b, _) -> multiply((short[]) a, (short[]) b));
    library.two(
        "halfvec_concat(halfvec,halfvec)",
        (a, b, _) -> {
          short[] left = (short[]) a;
          short[] right = (short[]) b;
          VectorErrors.checkDimensions(
              TYPE, left.length + right.length, HalfvecType.MAX_DIMENSIONS);
          short[] result = Arrays.copyOf(left, left.length + right.length);
          System.arraycopy(right, 0, result, left.length, right.length);
          return result;
        });
    library.one("l2_normalize(halfvec)", (a, _) -> normalize((short[]) a));
  }

  private static short[] compute(short[] left, short[] right, Arithmetic arithmetic) {
    VectorErrors.checkSame(TYPE, left.length, right.length);
    short[] result = new short[left.length];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          Float.floatToFloat16(
              arithmetic.of(Float.float16ToFloat(left[i]), Float.float16ToFloat(right[i])));
    }
    for (short element : result) {
      checkOverflow(element);
    }
    return result;
  }

  private static void checkOverflow(short element) {
    if (HalfvecType.isInfinite(element)) {
      throw VectorAggregates.outOfRange("overflow");
    }
  }

  private static short[] multiply(short[] left, short[] right) {
    VectorErrors.checkSame(TYPE, left.length, right.length);
    short[] result = new short[left.length];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          Float.floatToFloat16(Float.float16ToFloat(left[i]) * Float.float16ToFloat(right[i]));
    }
    for (int i = 0; i < result.length; i++) {
      checkOverflow(result[i]);
      if (isZero(result[i]) && !isZero(left[i]) && !isZero(right[i])) {
        throw VectorAggregates.outOfRange("underflow");
      }
    }
    return result;
  }

  private static boolean isZero(short half) {
    return (half & 0x7fff) == 0;
  }

  private static short[] normalize(short[] vector) {
    float[] values = HalfvecType.toFloats(vector);
    double norm = Distances.norm(values);
    short[] result = new short[vector.length];
    if (norm > 0) {
      for (int i = 0; i < result.length; i++) {
        result[i] = Float.floatToFloat16((float) (values[i] / norm));
        checkOverflow(result[i]);
      }
    }
    return result;
  }

  private static void shapes(FunctionLibrary library) {
    library.one("vector_dims(halfvec)", (a, _) -> ((short[]) a).length);
    library.one(
        "binary_quantize(halfvec)",
        (a, _) -> VectorBodies.quantize(HalfvecType.toFloats((short[]) a)));
    library.any(
        "subvector(halfvec,int4,int4)",
        (a, _) -> {
          short[] vector = (short[]) arg(a, 0);
          int[] cut =
              VectorBodies.cut(TYPE, vector.length, (Integer) arg(a, 1), (Integer) arg(a, 2));
          return Arrays.copyOfRange(vector, cut[0], cut[1]);
        });
  }

  private static void casts(FunctionLibrary library) {
    library.any(
        "halfvec(halfvec,int4,bool)",
        (a, _) -> Types.HALFVEC.applyTypmod(arg(a, 0), typmod(a), true));
    library.any(
        "vector_to_halfvec(vector,int4,bool)",
        (a, _) -> {
          float[] vector = (float[]) arg(a, 0);
          VectorErrors.checkExpected(typmod(a), vector.length);
          return HalfvecType.ofFloats(vector);
        });
    library.any(
        "halfvec_to_vector(halfvec,int4,bool)",
        (a, _) -> {
          short[] vector = (short[]) arg(a, 0);
          VectorErrors.checkExpected(typmod(a), vector.length);
          return HalfvecType.toFloats(vector);
        });
    for (String type : new String[] {"_int4", "_float4", "_float8", "_numeric"}) {
      library.any(
          "array_to_halfvec(" + type + ",int4,bool)",
          (a, _) -> {
            ArrayValue array = (ArrayValue) arg(a, 0);
            return HalfvecType.ofFloats(
                VectorBodies.floats(TYPE, array, HalfvecType.MAX_DIMENSIONS, typmod(a)));
          });
    }
    library.any(
        "halfvec_to_float4(halfvec,int4,bool)",
        (a, _) -> VectorBodies.toArray(HalfvecType.toFloats((short[]) arg(a, 0))));
  }

  private static Object ofDoubles(double[] values) {
    short[] vector = new short[values.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = HalfvecType.ofFloat((float) values[i]);
    }
    return vector;
  }
}
