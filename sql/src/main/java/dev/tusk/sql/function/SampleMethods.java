package dev.tusk.sql.function;

import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.type.Types;
import java.util.List;

/**
 * Methods of TABLESAMPLE, as functions that tell whether a row is in the sample: by its place, the
 * percentage, a seed, and whether there is one. SQL does not call them.
 */
public final class SampleMethods {
  public static final FunctionSignature BERNOULLI = method(3313, "bernoulli");
  public static final FunctionSignature SYSTEM = method(3314, "system");

  public static final List<FunctionSignature> ALL = List.of(BERNOULLI, SYSTEM);

  private SampleMethods() {}

  private static FunctionSignature method(int oid, String name) {
    return new FunctionSignature(
        oid,
        name,
        List.of(Types.TID, Types.FLOAT4, Types.FLOAT8, Types.BOOL),
        false,
        4,
        Types.BOOL,
        Kind.SCALAR,
        false,
        Volatility.VOLATILE);
  }
}
