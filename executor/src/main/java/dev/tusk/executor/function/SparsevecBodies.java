package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;
import static dev.tusk.executor.function.VectorBodies.typmod;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.HalfvecType;
import dev.tusk.sql.type.SparseVector;
import dev.tusk.sql.type.SparsevecType;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.VectorErrors;
import dev.tusk.sql.type.VectorType;
import dev.tusk.vector.distance.Distances;
import dev.tusk.vector.distance.Sparse;
import java.util.function.ToDoubleBiFunction;

/** pgvector's functions of {@code sparsevec}: sums in float32 over what is not zero. */
final class SparsevecBodies {
  private static final String TYPE = "sparsevec";

  private SparsevecBodies() {}

  static void register(FunctionLibrary library) {
    distance(library, "l2_distance", (a, b) -> Math.sqrt(squaredL2(a, b)));
    distance(library, "inner_product", SparsevecBodies::product);
    distance(library, "cosine_distance", SparsevecBodies::cosine);
    distance(
        library,
        "l1_distance",
        (a, b) -> Sparse.l1(a.indexes(), a.values(), b.indexes(), b.values()));
    distance(library, "sparsevec_l2_squared_distance", SparsevecBodies::squaredL2);
    distance(library, "sparsevec_negative_inner_product", (a, b) -> -product(a, b));
    library.two("sparsevec_cmp(sparsevec,sparsevec)", (a, b, _) -> Types.SPARSEVEC.compare(a, b));
    library.one("l2_norm(sparsevec)", (a, _) -> Distances.norm(((SparseVector) a).values()));
    library.one("l2_normalize(sparsevec)", (a, _) -> normalize((SparseVector) a));
    casts(library);
  }

  private static void distance(
      FunctionLibrary library, String name, ToDoubleBiFunction<SparseVector, SparseVector> of) {
    library.two(
        name + "(sparsevec,sparsevec)",
        (a, b, _) -> {
          SparseVector left = (SparseVector) a;
          SparseVector right = (SparseVector) b;
          VectorErrors.checkSame(TYPE, left.dimensions(), right.dimensions());
          return of.applyAsDouble(left, right);
        });
  }

  private static float squaredL2(SparseVector a, SparseVector b) {
    return Sparse.squaredL2(a.indexes(), a.values(), b.indexes(), b.values());
  }

  private static float product(SparseVector a, SparseVector b) {
    return Sparse.product(a.indexes(), a.values(), b.indexes(), b.values());
  }

  private static double cosine(SparseVector a, SparseVector b) {
    return Distances.cosine(
        product(a, b), Sparse.squaredNormOf(a.values()), Sparse.squaredNormOf(b.values()));
  }

  private static SparseVector normalize(SparseVector vector) {
    double norm = Distances.norm(vector.values());
    int[] indexes = new int[vector.count()];
    float[] values = new float[vector.count()];
    int count = 0;
    for (int i = 0; norm > 0 && i < values.length; i++) {
      float value = (float) (vector.values()[i] / norm);
      if (Float.isInfinite(value)) {
        throw VectorAggregates.outOfRange("overflow");
      }
      if (value != 0) {
        indexes[count] = vector.indexes()[i];
        values[count++] = value;
      }
    }
    return SparseVector.of(vector.dimensions(), indexes, values, count);
  }

  private static void casts(FunctionLibrary library) {
    library.any(
        "sparsevec(sparsevec,int4,bool)",
        (a, _) -> Types.SPARSEVEC.applyTypmod(arg(a, 0), typmod(a), true));
    library.any(
        "vector_to_sparsevec(vector,int4,bool)", (a, _) -> sparse((float[]) arg(a, 0), typmod(a)));
    library.any(
        "halfvec_to_sparsevec(halfvec,int4,bool)",
        (a, _) -> sparse(HalfvecType.toFloats((short[]) arg(a, 0)), typmod(a)));
    library.any(
        "sparsevec_to_vector(sparsevec,int4,bool)",
        (a, _) -> dense("vector", (SparseVector) arg(a, 0), typmod(a)));
    library.any(
        "sparsevec_to_halfvec(sparsevec,int4,bool)",
        (a, _) -> HalfvecType.ofFloats(dense("halfvec", (SparseVector) arg(a, 0), typmod(a))));
    for (String type : new String[] {"_int4", "_float4", "_float8", "_numeric"}) {
      library.any(
          "array_to_sparsevec(" + type + ",int4,bool)",
          (a, _) -> {
            int expected = typmod(a);
            SparseVector vector =
                sparse(
                    VectorBodies.floats(
                        TYPE, (ArrayValue) arg(a, 0), SparsevecType.MAX_DIMENSIONS, expected),
                    expected);
            for (float element : vector.values()) {
              VectorErrors.checkElement(TYPE, element);
            }
            return vector;
          });
    }
  }

  private static SparseVector sparse(float[] vector, int typmod) {
    VectorErrors.checkExpected(typmod, vector.length);
    int[] indexes = new int[vector.length];
    float[] values = new float[vector.length];
    int count = 0;
    for (int i = 0; i < vector.length; i++) {
      if (vector[i] != 0) {
        indexes[count] = i;
        values[count++] = vector[i];
      }
    }
    SparsevecType.checkCount(count, vector.length);
    return SparseVector.of(vector.length, indexes, values, count);
  }

  private static float[] dense(String type, SparseVector vector, int typmod) {
    VectorErrors.checkDimensions(type, vector.dimensions(), VectorType.MAX_DIMENSIONS);
    VectorErrors.checkExpected(typmod, vector.dimensions());
    float[] values = new float[vector.dimensions()];
    for (int i = 0; i < vector.count(); i++) {
      values[vector.indexes()[i]] = vector.values()[i];
    }
    return values;
  }
}
