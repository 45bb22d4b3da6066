package dev.tusk.executor.vector;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.IndexOptions;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.VectorIndex;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.VectorStore;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.exact.ExactDistance;
import dev.tusk.vector.hnsw.HnswIndex;
import dev.tusk.vector.hnsw.RecallMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What making an index would take and give, from one that is made of a sample of its vectors: one
 * in a hundred, some thousands at least, since below two thousand there is no graph.
 *
 * <p>Time goes with {@code n log n}, bytes with {@code n}. Recall falls with each doubling by what
 * it fell from half of the sample to all of it.
 *
 * @param sampled rows that it was made of
 * @param seconds that the build takes
 * @param bytes in memory, which are also about those on disk; the vectors themselves not counted
 * @param recall of ten rows with the settings of a new session
 * @param searchMillis that a search takes
 * @param reason of the codes that were chosen
 */
public record IndexForecast(
    int rows,
    int sampled,
    double seconds,
    long bytes,
    double recall,
    double searchMillis,
    String reason) {
  private static final int FEWEST = 4_000;
  private static final int MOST = 20_000;
  private static final int QUERIES = 100;
  private static final int K = 10;

  /** {@code hnsw.ef_search} and {@code ivfflat.probes} of a new session. */
  private static final VectorIndex.Effort STANDARD = new VectorIndex.Effort(40, 1, 1, false);

  private static final VectorIndex.Effort EVERYTHING =
      new VectorIndex.Effort(40, Integer.MAX_VALUE, Integer.MAX_VALUE, true);

  /** One index of a part of the sample. */
  private record Trial(double seconds, long bytes, double recall, double millis, String reason) {}

  /**
   * Makes a sample's index twice, of half of it and of all.
   *
   * @param progress asked whether to go on
   */
  public static IndexForecast of(
      IndexedVectors vectors,
      IndexOptions options,
      Metric metric,
      int threads,
      BuildProgress progress) {
    int[] slots = sample(vectors);
    VectorSource source = vectors.source();
    try (VectorStore copy = new VectorStore(source.elements(), source.dimension())) {
      ExactDistance exact = ExactDistance.of(source, metric);
      float[] open = new float[source.dimension()];
      for (int i = 0; i < slots.length; i++) {
        exact.read(slots[i], open);
        copy.put(i, open);
      }
      List<Trial> trials = new ArrayList<>();
      for (int size : new int[] {slots.length / 2, slots.length}) {
        trials.add(trial(copy, options, metric, size, threads, progress));
      }
      return scaled(vectors.liveSlots(), slots.length, trials.getFirst(), trials.getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] sample(IndexedVectors vectors) {
    int rows = vectors.liveSlots();
    int wanted = Math.min(rows, Math.clamp(rows / 100, FEWEST, MOST));
    int[] slots = new int[wanted];
    int[] counts = new int[2]; // Seen, taken.
    vectors.forEachLiveSlot((slot, _) -> {
      if (counts[1] < wanted && (long) counts[0]++ * wanted >= (long) counts[1] * rows) {
        slots[counts[1]++] = slot;
      }
    });
    return Arrays.copyOf(slots, counts[1]);
  }

  private static Trial trial(
      VectorStore vectors,
      IndexOptions options,
      Metric metric,
      int size,
      int threads,
      BuildProgress progress)
      throws IOException {
    Path file = Files.createTempFile("forecast", ".index");
    try (VectorIndex index = options.create(vectors)) {
      long start = System.nanoTime();
      index.build(IntStream.range(0, size).toArray(), threads, progress);
      index.settle();
      double seconds = (System.nanoTime() - start) / 1e9;
      index.writeSnapshot(file, 0);
      ExactDistance exact = ExactDistance.of(vectors, metric);
      float[] query = new float[vectors.dimension()];
      double found = 0;
      long searching = 0;
      int queries = Math.min(QUERIES, size);
      for (int q = 0; q < queries && !progress.cancelled(); q++) {
        exact.read((int) ((long) q * size / queries), query);
        // One more, which is the row itself.
        long begin = System.nanoTime();
        SearchResult near = index.search(query, K + 1, STANDARD, null, SlotOrder.BY_SLOT);
        searching += System.nanoTime() - begin;
        SearchResult all =
            index instanceof HnswIndex graph
                ? graph.exactly(query, K + 1)
                : index.search(query, K + 1, EVERYTHING, null, SlotOrder.BY_SLOT);
        found += ((K + 1) * RecallMeter.share(near, all, K + 1) - 1) / K;
      }
      return new Trial(
          seconds,
          Files.size(file),
          queries == 0 ? 1 : found / queries,
          searching / 1e6 / Math.max(1, queries),
          index.statistics().reason());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static IndexForecast scaled(int rows, int sampled, Trial half, Trial whole) {
    if (sampled == 0) {
      return new IndexForecast(0, 0, 0, 0, 1, 0, whole.reason());
    }
    double times = rows / (double) sampled;
    double deeper = Math.log(Math.max(2, rows)) / Math.log(Math.max(2, sampled));
    double worse = Math.max(0, half.recall() - whole.recall());
    double doublings = Math.log(times) / Math.log(2);
    return new IndexForecast(
        rows,
        sampled,
        whole.seconds() * times * deeper,
        (long) (whole.bytes() * times),
        Math.max(0, whole.recall() - worse * doublings),
        whole.millis() * deeper,
        whole.reason());
  }
}
