package dev.tusk.benchmarks;

import dev.tusk.vector.distance.Distances;
import dev.tusk.vector.distance.InnerProduct;
import dev.tusk.vector.distance.SquaredL2;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Float kernels in cache: one distance, and four at a time from native memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class DistanceBenchmark {
  @Param({"128", "256", "768", "1536"})
  private int dimension;

  private float[] a = {};
  private float[] b = {};
  private long memory;
  private final float[] out = new float[4];

  /** Fills the vectors. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    a = new float[dimension];
    b = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      a[i] = (float) random.nextDouble() - 0.5f;
      b[i] = (float) random.nextDouble() - 0.5f;
    }
    MemorySegment segment = Arena.global().allocate(16L * dimension, 64);
    for (int i = 0; i < 4; i++) {
      MemorySegment.copy(b, 0, segment, ValueLayout.JAVA_FLOAT, 4L * dimension * i, dimension);
    }
    memory = segment.address();
  }

  @Benchmark
  public double squaredL2OfArrays() {
    return Distances.squaredL2(a, b);
  }

  @Benchmark
  public double cosineOfArrays() {
    return Distances.cosine(a, b);
  }

  @Benchmark
  public double l1OfArrays() {
    return Distances.l1(a, b);
  }

  @Benchmark
  public float squaredL2FromMemory() {
    return SquaredL2.of(a, memory, dimension);
  }

  @Benchmark
  public float innerProductOfFour() {
    long stride = 4L * dimension;
    InnerProduct.four(
        a, memory, memory + stride, memory + 2 * stride, memory + 3 * stride, dimension, out, 0);
    return out[0];
  }

  /** The slow twin. */
  @Benchmark
  public float innerProductScalar() {
    float sum = 0;
    for (int i = 0; i < dimension; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
