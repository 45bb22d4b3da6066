package dev.tusk.vector.ivfflat;

import dev.tusk.vector.distance.SquaredL2;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Centres of a sample: seeds far from each other (k-means++, Arthur and Vassilvitskii 2007), then
 * each centre the mean of what is nearest to it, again and again.
 *
 * <p>Most comparisons are saved by two bounds a vector, on its distance to its own centre and to
 * the second nearest, which move as the centres do (Hamerly 2010).
 */
final class KMeans {
  private static final int MOST_ROUNDS = 40;
  private static final long SEED = 0x6b6d65616e73L;

  /** It is done when less than one vector in so many changes its centre. */
  private static final int CHANGES = 1_000;

  private final float[][] sample;
  private final boolean spherical;
  private final BooleanSupplier cancelled;
  private final int[] centre;
  private final float[] upper;
  private final float[] lower;

  private KMeans(float[][] sample, boolean spherical, BooleanSupplier cancelled) {
    this.sample = sample;
    this.spherical = spherical;
    this.cancelled = cancelled;
    this.centre = new int[sample.length];
    this.upper = new float[sample.length];
    this.lower = new float[sample.length];
  }

  /**
   * At most {@code count} centres, fewer when the sample has not so many different vectors.
   *
   * @param spherical whether centres are kept at length one, as the sample's vectors are
   */
  static float[][] centres(
      float[][] sample, int count, boolean spherical, BooleanSupplier cancelled) {
    return sample.length == 0
        ? new float[0][]
        : new KMeans(sample, spherical, cancelled).run(count);
  }

  private float[][] run(int count) {
    float[][] centres = seeds(count);
    for (int i = 0; i < sample.length; i++) {
      measure(i, centres);
    }
    for (int round = 0; round < MOST_ROUNDS && !cancelled.getAsBoolean(); round++) {
      move(centres);
      if (reassign(centres) <= sample.length / CHANGES) {
        break;
      }
    }
    return centres;
  }

  private float[][] seeds(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] seeds = new float[Math.min(count, sample.length)][];
    float[] nearest = new float[sample.length];
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    int chosen = random.nextInt(sample.length);
    for (int k = 0; k < seeds.length; k++) {
      seeds[k] = sample[chosen].clone();
      double sum = 0;
      for (int i = 0; i < sample.length; i++) {
        nearest[i] = Math.min(nearest[i], SquaredL2.of(sample[i], seeds[k]));
        sum += nearest[i];
      }
      if (!(sum > 0) || cancelled.getAsBoolean()) {
        return Arrays.copyOf(seeds, k + 1);
      }
      chosen = choose(nearest, sum * random.nextDouble());
    }
    return seeds;
  }

  /** A vector, each as probable as the square of its distance to the nearest seed. */
  private static int choose(float[] nearest, double at) {
    double rest = at;
    int last = 0;
    for (int i = 0; i < nearest.length; i++) {
      if (nearest[i] > 0) {
        last = i;
        rest -= nearest[i];
        if (rest <= 0) {
          break;
        }
      }
    }
    return last;
  }

  /** Compares a vector with all centres. */
  private void measure(int i, float[][] centres) {
    float best = Float.POSITIVE_INFINITY;
    float second = Float.POSITIVE_INFINITY;
    for (int k = 0; k < centres.length; k++) {
      float distance = SquaredL2.of(sample[i], centres[k]);
      if (distance < best) {
        second = best;
        best = distance;
        centre[i] = k;
      } else if (distance < second) {
        second = distance;
      }
    }
    upper[i] = (float) Math.sqrt(best);
    lower[i] = (float) Math.sqrt(second);
  }

  /** Makes each centre the mean of its vectors; one without any stays. */
  private void move(float[][] centres) {
    int dimension = sample[0].length;
    double[][] sums = new double[centres.length][];
    int[] counts = new int[centres.length];
    for (int i = 0; i < sample.length; i++) {
      double[] sum = sums[centre[i]];
      if (sum == null) {
        sum = new double[dimension];
        sums[centre[i]] = sum;
      }
      for (int d = 0; d < dimension; d++) {
        sum[d] += sample[i][d];
      }
      counts[centre[i]]++;
    }
    float[] moved = new float[centres.length];
    float most = 0;
    for (int k = 0; k < centres.length; k++) {
      double[] sum = sums[k];
      if (sum == null) {
        continue;
      }
      float[] mean = new float[dimension];
      for (int d = 0; d < dimension; d++) {
        mean[d] = (float) (sum[d] / counts[k]);
      }
      if (spherical) {
        Centres.normalise(mean);
      }
      moved[k] = (float) Math.sqrt(SquaredL2.of(mean, centres[k]));
      most = Math.max(most, moved[k]);
      centres[k] = mean;
    }
    for (int i = 0; i < sample.length; i++) {
      upper[i] += moved[centre[i]];
      lower[i] -= most;
    }
  }

  /** Gives vectors to the centres now nearest; returns how many changed. */
  private int reassign(float[][] centres) {
    int changes = 0;
    for (int i = 0; i < sample.length; i++) {
      if (upper[i] <= lower[i]) {
        continue;
      }
      upper[i] = (float) Math.sqrt(SquaredL2.of(sample[i], centres[centre[i]]));
      if (upper[i] <= lower[i]) {
        continue;
      }
      int before = centre[i];
      measure(i, centres);
      changes += before == centre[i] ? 0 : 1;
    }
    return changes;
  }
}
