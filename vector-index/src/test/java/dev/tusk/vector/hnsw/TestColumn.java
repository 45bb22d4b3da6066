package dev.tusk.vector.hnsw;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.tusk.vector.VectorSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/** A vector column in anonymous memory, with made-up clustered data. */
final class TestColumn implements VectorSource.Mapped {
  private final int dimension;
  private final long stride;
  private final MemorySegment memory;

  TestColumn(int slots, int dimension) {
    this.dimension = dimension;
    this.stride = (4L * dimension + 63) & -64;
    this.memory = Arena.ofAuto().allocate(stride * slots, 64);
  }

  /** Slots filled with points around random centres, of varying norm. */
  static TestColumn clustered(int slots, int dimension, long seed) {
    TestColumn column = new TestColumn(slots, dimension);
    Clusters clusters = new Clusters(dimension, seed);
    for (int slot = 0; slot < slots; slot++) {
      column.put(slot, clusters.next());
    }
    return column;
  }

  /** The distribution that {@link #clustered} and queries are drawn from. */
  static final class Clusters {
    private final Random random;
    private final float[][] centres;

    Clusters(int dimension, long seed) {
      // The centres depend on the dimension alone, so that queries fall where the data is.
      Random fixed = new Random(dimension);
      this.centres = new float[40][dimension];
      for (float[] centre : centres) {
        for (int i = 0; i < dimension; i++) {
          centre[i] = (float) fixed.nextGaussian() + 0.2f;
        }
      }
      this.random = new Random(seed);
    }

    float[] next() {
      float[] centre = centres[random.nextInt(centres.length)];
      float[] v = new float[centre.length];
      float length = 0.5f + random.nextFloat();
      float[] latent = new float[12];
      for (int i = 0; i < latent.length; i++) {
        latent[i] = (float) random.nextGaussian();
      }
      for (int i = 0; i < v.length; i++) {
        float along = latent[i % 12] * centres[(i % 12) + 1][(i * 7) % v.length];
        v[i] = length * (centre[i] + 0.6f * along + 0.25f * (float) random.nextGaussian());
      }
      return v;
    }
  }

  void put(int slot, float... values) {
    MemorySegment.copy(values, 0, memory, JAVA_FLOAT, offset(slot), dimension);
  }

  float[] get(int slot) {
    float[] values = new float[dimension];
    MemorySegment.copy(memory, JAVA_FLOAT, offset(slot), values, 0, dimension);
    return values;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public MemorySegment memory() {
    return memory;
  }

  @Override
  public long offset(int slot) {
    return stride * slot;
  }
}
