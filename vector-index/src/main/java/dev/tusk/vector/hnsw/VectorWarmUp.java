package dev.tusk.vector.hnsw;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.codec.QueryCode;
import dev.tusk.vector.codec.RabitqCodec;
import dev.tusk.vector.distance.Distances;
import dev.tusk.vector.memory.Records;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Lets the JIT compile kernels, codecs and search before the first real query arrives. Interpreted,
 * the Vector API boxes each value, and the first searches take 100 ms.
 *
 * <p>Each part goes on until it has been fast a few times rather than for a fixed time: how long
 * compilation takes depends on what else the machine has to do.
 */
public final class VectorWarmUp {
  private static final int ROWS = 250;

  /** Small enough that a graph of so few rows is walked rather than scored as a whole. */
  private static final int EF = 4;

  private static final int DIMENSION = 64;
  private static final int BATCH = 24;
  private static final int REPEATS = 5;

  /** So many fast steps show that what they call is compiled. */
  private static final int ENOUGH = 20;

  /** Three times what the step takes when it is compiled; interpreted, it takes a hundred times. */
  private static final long FAST_SCORING_NANOS = 1_200_000;

  private static final long FAST_SEARCHES_NANOS = 2_500_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private final BooleanSupplier cancelled;
  private double sink;

  private VectorWarmUp(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  /**
   * Runs on the calling thread until the code is fast.
   *
   * @param limit the longest it may take, about
   * @param cancelled asked often; it ends soon after this is true
   */
  public static void run(Duration limit, BooleanSupplier cancelled) {
    VectorWarmUp warmUp = new VectorWarmUp(cancelled);
    long start = System.nanoTime();
    warmUp.kernels(start + limit.toNanos() / 2);
    warmUp.search(start + limit.toNanos() * 3 / 4, Integer.MAX_VALUE);
    warmUp.search(start + limit.toNanos(), ROWS);
    if (warmUp.sink == 42.4242) {
      throw new AssertionError("what was computed is used");
    }
  }

  private void untilFast(long end, long fastNanos, Runnable step) {
    int fast = 0;
    long now = System.nanoTime();
    while (fast < ENOUGH && now < end && !cancelled.getAsBoolean()) {
      step.run();
      long after = System.nanoTime();
      if (after - now <= fastNanos) {
        fast++;
      }
      now = after;
    }
  }

  private float[] vector(int dimension) {
    float[] v = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      v[i] = (float) random.nextDouble() - 0.5f;
    }
    return v;
  }

  /** The shapes of code that have a kernel of their own. */
  private void kernels(long end) {
    float[] a = vector(768);
    float[] b = vector(768);
    RabitqCodec[] codecs = {
      new RabitqCodec(Metric.COSINE, 1, new float[768], 1),
      new RabitqCodec(Metric.COSINE, 2, new float[768], 1),
      new RabitqCodec(Metric.L2, 3, new float[256], 1)
    };
    Records[] records = new Records[codecs.length];
    int[] nodes = new int[BATCH];
    for (int i = 0; i < BATCH; i++) {
      nodes[i] = i;
    }
    for (int i = 0; i < codecs.length; i++) {
      records[i] = new Records(codecs[i].codeBytes());
      records[i].ensure(BATCH);
    }
    float[] scores = new float[BATCH];
    untilFast(
        end,
        FAST_SCORING_NANOS,
        () -> {
          for (int i = 0; i < codecs.length; i++) {
            QueryCode query = codecs[i].newQuery();
            codecs[i].encode(a, records[i].address(random.nextInt(BATCH)), query);
            codecs[i].prepare(a, query);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
              codecs[i].score(query, records[i], nodes, BATCH, scores);
            }
            sink += scores[0];
          }
          sink += Distances.l2(a, b) + Distances.cosine(a, b) + Distances.l1(a, b);
        });
    for (Records some : records) {
      some.close();
    }
  }

  private void search(long end, int firstTraining) {
    try (Arena arena = Arena.ofShared()) {
      Column column = new Column(arena.allocate(4L * DIMENSION * ROWS, 64));
      int[] slots = new int[ROWS];
      for (int slot = 0; slot < ROWS; slot++) {
        MemorySegment.copy(
            vector(DIMENSION), 0, column.memory(), JAVA_FLOAT, column.offset(slot), DIMENSION);
        slots[slot] = slot;
      }
      HnswOptions options = new HnswOptions(Metric.COSINE, 8, 16, Quantizer.RABITQ_1);
      IndexState state = new IndexState(column, options, firstTraining);
      try (HnswIndex index = new HnswIndex(state)) {
        index.build(slots, 1, BuildProgress.NONE);
        float[][] queries = new float[32][];
        for (int i = 0; i < queries.length; i++) {
          queries[i] = vector(DIMENSION);
        }
        untilFast(
            end,
            FAST_SEARCHES_NANOS,
            () -> {
              for (float[] query : queries) {
                sink += index.search(query, 2, EF, null).distance(0);
              }
            });
      }
    }
  }

  private record Column(MemorySegment memory) implements VectorSource.Mapped {
    @Override
    public int dimension() {
      return DIMENSION;
    }

    @Override
    public long offset(int slot) {
      return 4L * DIMENSION * slot;
    }
  }
}
