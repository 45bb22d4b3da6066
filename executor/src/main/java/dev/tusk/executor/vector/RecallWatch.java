package dev.tusk.executor.vector;

import dev.tusk.vector.SearchResult;
import dev.tusk.vector.hnsw.HnswIndex;
import dev.tusk.vector.hnsw.RecallCurve;
import dev.tusk.vector.hnsw.RecallMeter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an index's recall: some of the queries that clients make are answered exactly
 * too, in time that nobody else wants, and from that follows how many candidates a search must keep
 * to find a given share of the nearest.
 *
 * <p>Searches tell it of themselves by any thread; {@link #work} is called by one.
 */
public final class RecallWatch {
  private static final long NANOS_BETWEEN_SAMPLES = 100_000_000;
  private static final int MOST_WAITING = 64;

  /** Samples cost at most this part of one processor's time. */
  private static final int SHARE_OF_TIME = 100;

  /** What a sample counts for after another. */
  private static final double FADING = 0.995;

  /** From so many on, clients' queries say more of themselves than rows do. */
  private static final int ENOUGH_QUERIES = 50;

  private static final int ROWS_TRIED = 200;

  /** Some hundred queries tell recall no more exactly than this. */
  private static final double MARGIN = 0.002;

  private static final int LOW = 10;
  private static final int HIGH = 100;

  /**
   * How a search reaches its target.
   *
   * @param ef candidates to keep
   * @param target the share of the nearest that is to be found
   * @param predicted the share that is found with so many
   */
  public record Choice(int ef, double target, double predicted) {}

  private record Sample(float[] query, int k, int ef) {}

  private final Deque<Sample> waiting = new ArrayDeque<>();
  private final RecallMeter queries = new RecallMeter();
  private final LongAdder searches = new LongAdder();
  private volatile long lastSample = System.nanoTime() - NANOS_BETWEEN_SAMPLES;
  private volatile RecallCurve @Nullable [] curves;
  private volatile boolean targeted;
  private volatile double estimate = Double.NaN;
  private volatile long samples;
  private double sum;
  private double weight;
  private long nextWork = Long.MIN_VALUE;
  private int triedAt;

  /** A search without a filter was made. */
  void searched(float[] query, int k, int ef) {
    long now = System.nanoTime();
    if (now - lastSample < NANOS_BETWEEN_SAMPLES) {
      return;
    }
    synchronized (waiting) {
      if (waiting.size() < MOST_WAITING) {
        lastSample = now;
        waiting.add(new Sample(query.clone(), k, ef));
      }
    }
  }

  void count() {
    searches.increment();
  }

  /** Searches made, those within one statement counted each. */
  public long searches() {
    return searches.sum();
  }

  /** The share of the nearest that clients' queries have found of late; NaN while unknown. */
  public double estimate() {
    return estimate;
  }

  /** Clients' queries that were answered exactly too. */
  public long samples() {
    return samples;
  }

  /** How to find that share of the k nearest; null until it has been measured. */
  public @Nullable Choice choice(double target, int k) {
    targeted = true;
    RecallCurve[] known = curves;
    if (known == null) {
      return null;
    }
    double aim = Math.min(1, target + MARGIN);
    int low = known[0].ef(aim);
    if (k <= LOW) {
      return new Choice(low, target, known[0].recall(low));
    }
    int high = known[1].ef(aim);
    if (k >= HIGH) {
      int ef = (int) Math.min(Integer.MAX_VALUE, (long) high * k / HIGH);
      return new Choice(ef, target, known[1].recall(high));
    }
    double part = Math.log10(k) - 1;
    double predicted = known[0].recall(low) * (1 - part) + known[1].recall(high) * part;
    return new Choice(
        (int) Math.ceil(low * Math.pow((double) high / low, part)), target, predicted);
  }

  /** Answers a waiting sample exactly, if it is time; measures rows when nothing else is known. */
  void work(HnswIndex index) {
    long now = System.nanoTime();
    if (nextWork != Long.MIN_VALUE && now < nextWork) {
      return;
    }
    boolean unknown = curves == null || index.size() > triedAt + triedAt / 3;
    if (targeted && unknown && queries.queries() < ENOUGH_QUERIES) {
      triedAt = index.size();
      RecallMeter rows = new RecallMeter();
      rows.addRows(index, ROWS_TRIED);
      curves = rows.curves();
    } else {
      Sample sample;
      synchronized (waiting) {
        sample = waiting.poll();
      }
      if (sample == null) {
        return;
      }
      measure(index, sample);
    }
    long end = System.nanoTime();
    nextWork = end + SHARE_OF_TIME * (end - now);
  }

  private void measure(HnswIndex index, Sample sample) {
    SearchResult exact = index.exactly(sample.query(), sample.k());
    SearchResult found = index.search(sample.query(), sample.k(), sample.ef(), null);
    sum = sum * FADING + RecallMeter.share(found, exact, sample.k());
    weight = weight * FADING + 1;
    estimate = sum / weight;
    samples++;
    if (targeted) {
      queries.add(index, sample.query());
      if (queries.queries() >= ENOUGH_QUERIES) {
        curves = queries.curves();
      }
    }
  }
}
