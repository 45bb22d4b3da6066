package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.JenkinsHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a row is in a sample (access/tablesample): a hash of its place and a seed,
 * so that a statement meets the same sample however often it reads the table.
 */
final class SampleBodies {
  private SampleBodies() {}

  static void register(FunctionLibrary library) {
    library.any("bernoulli(tid,float4,float8,bool)", (a, c) -> sampled(a, c, true));
    library.any("system(tid,float4,float8,bool)", (a, c) -> sampled(a, c, false));
  }

  private static boolean sampled(
      @Nullable Object[] arguments, FunctionContext context, boolean single) {
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
    int seed =
        arguments[2] instanceof Double given
            ? hash(given)
            : Long.hashCode(context.statementMicros());
    long place = arguments[0] instanceof Long tid ? tid : 0;
    long hash = hash((int) (place >>> 16), (int) place & 0xFFFF, seed, single);
    return hash < (long) Math.rint(0x1.0p32 * percent / 100);
  }

  /** {@code hashfloat8}. */
  private static int hash(double value) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(Double.doubleToLongBits(value));
    return value == 0 ? 0 : JenkinsHash.of(bytes.array());
  }

  /** Of the block, of the row within it if rows are taken singly, and of the seed. */
  private static long hash(int block, int offset, int seed, boolean single) {
    ByteBuffer bytes = ByteBuffer.allocate(single ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(block);
    if (single) {
      bytes.putInt(offset);
    }
    bytes.putInt(seed);
    return JenkinsHash.of(bytes.array()) & 0xFFFF_FFFFL;
  }
}
