package dev.tusk.benchmarks;

import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.QueryCode;
import dev.tusk.vector.codec.RabitqCodec;
import dev.tusk.vector.memory.Records;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** RaBitQ codes: making one, making a query ready, scoring batches in cache and at random. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class CodecBenchmark {
  private static final int BATCH = 24;
  private static final int ROWS = 200_000;

  /** Dimension and bits. */
  @Param({"768x1", "768x2", "256x3", "1536x1"})
  private String shape = "768x1";

  private RabitqCodec codec = new RabitqCodec(Metric.L2, 1, new float[64], 1);
  private Records records = new Records(64);
  private QueryCode query = codec.newQuery();
  private float[] vector = {};
  private final int[] near = new int[BATCH];
  private final int[] anywhere = new int[BATCH];
  private final float[] scores = new float[BATCH];
  private final SplittableRandom random = new SplittableRandom(1);

  /** Codes all rows. */
  @Setup
  public void fill() {
    String[] parts = shape.split("x", 2);
    int dimension = Integer.parseInt(parts[0]);
    codec = new RabitqCodec(Metric.L2, Integer.parseInt(parts[1]), new float[dimension], 1);
    records = new Records(codec.codeBytes() + 128);
    records.ensure(ROWS);
    query = codec.newQuery();
    vector = new float[dimension];
    for (int row = 0; row < ROWS; row++) {
      vector[random.nextInt(dimension)] = (float) random.nextDouble() - 0.5f;
      codec.encode(vector, records.address(row), query);
    }
    for (int i = 0; i < BATCH; i++) {
      near[i] = i;
    }
    codec.prepare(vector, query);
  }

  /** Gives the records back. */
  @TearDown
  public void close() {
    records.close();
  }

  @Benchmark
  public Object encode() {
    codec.encode(vector, records.address(0), query);
    return query;
  }

  @Benchmark
  public Object prepare() {
    codec.prepare(vector, query);
    return query;
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public float scoreInCache() {
    codec.score(query, records, near, BATCH, scores);
    return scores[0];
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public float scoreAtRandom() {
    for (int i = 0; i < BATCH; i++) {
      anywhere[i] = random.nextInt(ROWS);
    }
    codec.score(query, records, anywhere, BATCH, scores);
    return scores[0];
  }
}
