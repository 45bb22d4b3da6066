package dev.tusk.vector.exact;

import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.ByteProduct;
import dev.tusk.vector.memory.Raw;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Signed bytes for the vectors of a column, with a bound on what they lose: a quarter of the memory
 * tells of nearly all vectors that they are farther than some distance, and only the others' floats
 * are read. The answer is that of the floats, to the bit.
 *
 * <p>A vector x is coded as x' = s * c, c in -127 to 127. With e = |x - x'|, for any query q
 *
 * <pre>
 *   |q - x|  >=  |q - x'| - e            (triangle)
 *   q . x    <=  q . x' + |q| e          (Cauchy and Schwarz)
 * </pre>
 *
 * <p>and so for the distances of the operators. Sums in float32 are off by at most {@link #slack},
 * which is taken off too, for the code's and for the operator's own.
 *
 * <p>A code belongs to an owner, the row that the slot was filled for: it counts while the slot has
 * that owner, so that whoever fills slots need not know of codes. Memory goes when nobody refers to
 * it any more: a scan keeps what it reads.
 *
 * <pre>
 *   0  long  owner, 0 for none; written last
 *   8  float s
 *  12  float e, rounded up
 *  16  float |x|
 *  20  float |x'|
 *  32  bytes c
 * </pre>
 */
public final class ScanCodes {
  private static final int HEADER = 32;
  private static final int LINE = 64;
  private static final int CHUNK_SHIFT = 12;
  private static final int CHUNK = 1 << CHUNK_SHIFT;
  private static final VarHandle OWNER = java.lang.foreign.ValueLayout.JAVA_LONG.varHandle();

  /** Beyond, squares of float32 come near their end; no code is trusted. */
  private static final double LARGEST = 1e18;

  private final int dimension;
  private final int recordBytes;
  private volatile @Nullable MemorySegment[] chunks = {};

  public ScanCodes(int dimension) {
    this.dimension = dimension;
    this.recordBytes = recordBytes(dimension);
  }

  private static int recordBytes(int dimension) {
    return (HEADER + dimension + LINE - 1) / LINE * LINE;
  }

  /** Memory for so many slots. */
  public static long bytes(int dimension, int slots) {
    return (long) recordBytes(dimension) * (((long) slots + CHUNK - 1) / CHUNK * CHUNK);
  }

  /** Whether a metric has a bound. */
  public static boolean bounds(Metric metric) {
    return switch (metric) {
      case L2, INNER_PRODUCT, COSINE -> true;
      case L1, HAMMING, JACCARD -> false;
    };
  }

  /** Largest share of |q| |x| by which a sum in float32 is off; twice that for two sums. */
  private double slack() {
    return 2 * (dimension / 8.0 + 64) * 0x1p-24;
  }

  /** Makes room for slots below a limit. */
  public synchronized void ensure(int limit) {
    int wanted = (limit + CHUNK - 1) >>> CHUNK_SHIFT;
    @Nullable MemorySegment[] known = chunks;
    if (wanted <= known.length) {
      return;
    }
    @Nullable MemorySegment[] grown = Arrays.copyOf(known, wanted);
    for (int i = known.length; i < wanted; i++) {
      grown[i] = Arena.ofAuto().allocate((long) CHUNK * recordBytes, LINE);
    }
    chunks = grown;
  }

  /** The codes as one scan asks them. */
  final class Reader {
    private final @Nullable MemorySegment[] held = chunks;
    private final Metric metric;
    private final ExactDistance exact;
    private final float[] query;
    private final double norm;
    private final float[] open;

    Reader(Metric metric, VectorSource source, float[] query) {
      this.metric = metric;
      this.exact = ExactDistance.of(source, metric);
      this.query = query;
      this.open = new float[dimension];
      double sum = 0;
      for (float x : query) {
        sum += (double) x * x;
      }
      this.norm = Math.sqrt(sum);
    }

    /**
     * No less than this is the distance of a slot's vector; negative infinity where nothing is
     * known. Codes the vector when it has no code yet.
     *
     * @param owner of the slot, which does not change while this is called; 0 for none
     */
    double least(int slot, long owner) {
      int chunk = slot >>> CHUNK_SHIFT;
      MemorySegment memory = chunk < held.length ? held[chunk] : null;
      if (memory == null || owner == 0 || !(norm < LARGEST)) {
        return Double.NEGATIVE_INFINITY;
      }
      long at = memory.address() + (long) (slot & CHUNK - 1) * recordBytes;
      if ((long) OWNER.getAcquire(Raw.MEMORY, at) != owner) {
        encode(slot, at, owner);
      }
      double dot = (double) Raw.getFloat(at + 8) * ByteProduct.of(query, at + HEADER, dimension);
      double error = Raw.getFloat(at + 12);
      double own = Raw.getFloat(at + 16);
      double coded = Raw.getFloat(at + 20);
      double off = slack() * norm * Math.max(own, coded);
      double least =
          switch (metric) {
            case L2 -> {
              double squared = norm * norm - 2 * dot + coded * coded;
              double scale = slack() * (norm + coded) * (norm + coded);
              yield Math.sqrt(Math.max(0, squared - scale)) - error - slack() * (norm + own);
            }
            case INNER_PRODUCT -> -(dot + norm * error + off);
            case COSINE ->
                own == 0 || norm == 0
                    ? Double.NEGATIVE_INFINITY
                    : 1 - (dot + norm * error + off) / (norm * own) - slack();
            case L1, HAMMING, JACCARD -> Double.NEGATIVE_INFINITY;
          };
      java.lang.ref.Reference.reachabilityFence(held);
      return Double.isNaN(least) ? Double.NEGATIVE_INFINITY : least;
    }

    private void encode(int slot, long at, long owner) {
      // A scan that sees another owner, which has the same vector, may write the same bytes.
      exact.read(slot, open);
      float most = 0;
      double squares = 0;
      for (float x : open) {
        most = Math.max(most, Math.abs(x));
        squares += (double) x * x;
      }
      float step = most / 127;
      double lost = 0;
      double kept = 0;
      for (int i = 0; i < dimension; i++) {
        int code = step > 0 ? Math.clamp(Math.round(open[i] / step), -127, 127) : 0;
        double back = (double) step * code;
        lost += (open[i] - back) * (open[i] - back);
        kept += back * back;
        Raw.putByte(at + HEADER + i, (byte) code);
      }
      Raw.putFloat(at + 8, step);
      Raw.putFloat(at + 12, squares < LARGEST * LARGEST ? up(Math.sqrt(lost)) : Float.NaN);
      Raw.putFloat(at + 16, (float) Math.sqrt(squares));
      Raw.putFloat(at + 20, (float) Math.sqrt(kept));
      OWNER.setRelease(Raw.MEMORY, at, owner);
    }

    private static float up(double value) {
      return Math.nextUp((float) (value * (1 + 1e-6)));
    }
  }

  Reader reader(Metric metric, VectorSource source, float[] query) {
    return new Reader(metric, source, query);
  }
}
