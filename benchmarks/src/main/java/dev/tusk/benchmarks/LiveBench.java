package dev.tusk.benchmarks;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.Elements;
import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.VectorStore;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.hnsw.HnswIndex;
import dev.tusk.vector.hnsw.HnswOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Searches beside inserts and removals, without a lock: how many come back with fewer rows than
 * asked for, out of order, or with a row twice.
 *
 * <p>Argument: the number of searches. Few links a node (m = 4) make a graph in which a link that
 * is out of place shows. Half of the rows come and go, the other half stay.
 */
public final class LiveBench {
  private static final int DIMENSION = 32;
  private static final int STAYING = 4_000;
  private static final int MOVING = 4_000;
  private static final int K = 10;

  private final VectorStore store = new VectorStore(Elements.FLOAT32, DIMENSION);
  private final float[][] rows = new float[STAYING + MOVING][];
  private final AtomicLong searches = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();

  private LiveBench() {
    SplittableRandom random = new SplittableRandom(1);
    for (int slot = 0; slot < rows.length; slot++) {
      float[] row = new float[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        row[i] = (float) (random.nextGaussian() + 3 * (slot % 20 == i ? 1 : 0));
      }
      rows[slot] = row;
      store.put(slot, row);
    }
  }

  public static void main(String[] args) throws Exception {
    new LiveBench().run(Long.parseLong(args[0]));
  }

  private void run(long wanted) throws InterruptedException {
    HnswOptions options = new HnswOptions(Metric.L2, 4, 24, Quantizer.AUTO);
    try (HnswIndex index = HnswIndex.create(store, options)) {
      int[] first = new int[STAYING];
      Arrays.setAll(first, i -> i);
      index.build(first, 2, BuildProgress.NONE);
      long start = System.nanoTime();
      Thread writer = Thread.ofPlatform().start(() -> write(index, wanted));
      Thread[] readers = new Thread[3];
      for (int r = 0; r < readers.length; r++) {
        int seed = r;
        readers[r] = Thread.ofPlatform().start(() -> read(index, wanted, seed));
      }
      for (Thread reader : readers) {
        reader.join();
      }
      writer.join();
      double seconds = (System.nanoTime() - start) / 1e9;
      index.settle();
      IndexStatistics after = index.statistics();
      System.out.printf(
          Locale.ROOT,
          "%d searches beside %d inserts and removals in %.0f s: %d faults; then %d rows, %d"
              + " pending, %d unreachable%n",
          searches.get(),
          changes.get(),
          seconds,
          faults.get(),
          index.size(),
          after.pending(),
          after.unreachable());
    }
  }

  private void write(HnswIndex index, long wanted) {
    SplittableRandom random = new SplittableRandom(2);
    while (searches.get() < wanted) {
      int slot = STAYING + random.nextInt(MOVING);
      if (index.contains(slot)) {
        index.remove(slot);
      } else {
        index.insert(slot);
        index.pace();
      }
      changes.incrementAndGet();
    }
  }

  private void read(HnswIndex index, long wanted, int seed) {
    SplittableRandom random = new SplittableRandom(seed + 3);
    while (searches.get() < wanted) {
      SearchResult result = index.search(rows[random.nextInt(rows.length)], K, 40, null);
      String fault = fault(result);
      if (fault != null && faults.incrementAndGet() <= 10) {
        System.out.println(fault);
      }
      searches.incrementAndGet();
    }
  }

  private static @Nullable String fault(SearchResult result) {
    if (result.count() < K) {
      return "only " + result.count() + " rows";
    }
    for (int i = 1; i < result.count(); i++) {
      if (result.distance(i) < result.distance(i - 1)) {
        return "out of order";
      }
      for (int j = 0; j < i; j++) {
        if (result.slot(i) == result.slot(j)) {
          return "a row twice";
        }
      }
    }
    return null;
  }
}
