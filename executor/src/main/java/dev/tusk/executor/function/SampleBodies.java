package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a row is in a sample (access/tablesample): a hash of its id and a seed, so
 * that a statement meets the same sample however often it reads the table.
 */
final class SampleBodies {
  /** Rows with following ids that SYSTEM takes or leaves together, as PostgreSQL does a page's. */
  private static final int STRETCH_BITS = 6;

  private SampleBodies() {}

  static void register(FunctionLibrary library) {
    library.any("bernoulli(int8,float4,float8,bool)", (a, c) -> sampled((Long) a[0], a, c));
    library.any(
        "system(int8,float4,float8,bool)",
        (a, c) -> sampled(a[0] instanceof Long id ? id >>> STRETCH_BITS : null, a, c));
  }

  private static boolean sampled(
      @Nullable Long id, @Nullable Object[] arguments, FunctionContext context) {
    if (!(arguments[1] instanceof Float percent)) {
      throw SqlException.of(
          SqlState.INVALID_TABLESAMPLE_ARGUMENT, "TABLESAMPLE parameter cannot be null");
    }
    if (!(percent >= 0 && percent <= 100)) {
      throw SqlException.of(
          SqlState.INVALID_TABLESAMPLE_ARGUMENT, "sample percentage must be between 0 and 100");
    }
    boolean repeatable = Boolean.TRUE.equals(arguments[3]);
    if (repeatable && arguments[2] == null) {
      throw SqlException.of(
          SqlState.INVALID_TABLESAMPLE_REPEAT, "TABLESAMPLE REPEATABLE parameter cannot be null");
    }
    long own =
        arguments[2] instanceof Double seed
            ? Double.doubleToLongBits(seed)
            : context.statementMicros();
    long hash = mixed(mixed(own) + (id == null ? 0 : id));
    return (hash >>> 11) * 0x1.0p-53 < percent / 100.0;
  }

  /** The finalizer of SplitMix64. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
