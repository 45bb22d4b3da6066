package dev.tusk.benchmarks;

import dev.tusk.vector.BuildReport;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.exact.ExactSearch;
import dev.tusk.vector.hnsw.HnswIndex;
import dev.tusk.vector.hnsw.HnswOptions;
import dev.tusk.vector.set.SlotSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds an index over an {@code .fbin} file and prints build time, recall and queries a second.
 *
 * <p>Arguments: base.fbin query.fbin metric rows quantizer efs, for example {@code base.fbin
 * query.fbin COSINE 20000 AUTO 20,40,80}. Properties: {@code threads}, {@code m}, {@code efc},
 * {@code queries}, {@code seconds}, {@code snapshot} (a file to write and read again).
 */
public final class IndexBench {
  private static final int K = 10;

  private final VectorSource source;
  private final Metric metric;
  private final int rows;
  private final float[][] queries;
  private final double seconds = Double.parseDouble(System.getProperty("seconds", "1"));

  private IndexBench(VectorSource source, Metric metric, int rows, float[][] queries) {
    this.source = source;
    this.metric = metric;
    this.rows = rows;
    this.queries = queries;
  }

  public static void main(String[] args) throws Exception {
    FloatFile base = FloatFile.open(Path.of(args[0]));
    FloatFile query = FloatFile.open(Path.of(args[1]));
    Metric metric = Metric.valueOf(args[2]);
    int rows = Math.min(base.count(), Integer.parseInt(args[3]));
    Quantizer quantizer = Quantizer.valueOf(args[4]);
    int[] efs = Arrays.stream(args[5].split(",")).mapToInt(Integer::parseInt).toArray();
    float[][] queries = new float[Math.min(query.count(), Integer.getInteger("queries", 500))][];
    for (int i = 0; i < queries.length; i++) {
      queries[i] = query.row(i);
    }
    HnswOptions options =
        new HnswOptions(
            metric, Integer.getInteger("m", 16), Integer.getInteger("efc", 200), quantizer);
    new IndexBench(base.source(rows), metric, rows, queries).run(options, efs);
  }

  private void run(HnswOptions options, int[] efs) throws Exception {
    int[] slots = new int[rows];
    Arrays.setAll(slots, i -> i);
    try (HnswIndex index = HnswIndex.create(source, options)) {
      long cpu = cpuNanos();
      BuildReport report = index.build(slots, Integer.getInteger("threads", 2), (_, _) -> {});
      print("build: %s, %.1f CPU s%n", report, (cpuNanos() - cpu) / 1e9);
      print("%s%n", index.statistics());
      measureAll(index, efs);
      String snapshot = System.getProperty("snapshot");
      if (snapshot != null) {
        measureSnapshot(index, Path.of(snapshot), options);
      }
    }
  }

  private void measureAll(HnswIndex index, int[] efs) {
    int[][] truth = truth(null);
    for (int ef : efs) {
      measure("ef " + ef, index, truth, ef, null);
    }
    Random random = new Random(11);
    for (double share : new double[] {0.5, 0.1, 0.01, 0.001}) {
      SlotSet set = new SlotSet(rows);
      for (int i = 0; i < rows; i++) {
        if (random.nextDouble() < share) {
          set.add(i);
        }
      }
      measure("filter " + share + ", ef 40", index, truth(set), 40, set);
    }
    SlotFilter nearlyAll = slot -> slot % 50 != 0;
    measure("98 % visible, ef 40", index, truth(nearlyAll), 40, nearlyAll);
  }

  private int[][] truth(@Nullable SlotFilter filter) {
    int[][] truth = new int[queries.length][];
    for (int i = 0; i < truth.length; i++) {
      SearchResult exact = ExactSearch.search(source, metric, queries[i], K, filter, rows);
      truth[i] = new int[exact.count()];
      for (int j = 0; j < truth[i].length; j++) {
        truth[i][j] = exact.slot(j);
      }
    }
    return truth;
  }

  private void measure(
      String name, HnswIndex index, int[][] truth, int ef, @Nullable SlotFilter filter) {
    int hits = 0;
    int wanted = 0;
    long visited = 0;
    for (int i = 0; i < queries.length; i++) {
      SearchResult result = index.search(queries[i], K, ef, filter);
      Set<Integer> found = new HashSet<>();
      for (int j = 0; j < result.count(); j++) {
        found.add(result.slot(j));
      }
      visited += result.visited();
      wanted += truth[i].length;
      for (int slot : truth[i]) {
        hits += found.contains(slot) ? 1 : 0;
      }
    }
    double best = Double.POSITIVE_INFINITY;
    long allocated = 0;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      long bytes = allocatedBytes();
      long start = cpuThreadNanos();
      for (float[] query : queries) {
        index.search(query, K, ef, filter);
      }
      best = Math.min(best, (cpuThreadNanos() - start) / 1e3 / queries.length);
      allocated = (allocatedBytes() - bytes) / queries.length;
    } while (System.nanoTime() < end);
    print(
        "%-22s recall %.4f  %7.1f us CPU (%6.0f QPS)  visited %d  %d B allocated%n",
        name,
        hits / (double) Math.max(1, wanted),
        best,
        1e6 / best,
        visited / queries.length,
        allocated);
  }

  private void measureSnapshot(HnswIndex index, Path file, HnswOptions options) throws Exception {
    long start = System.nanoTime();
    index.writeSnapshot(file, 1);
    long written = System.nanoTime();
    try (HnswIndex loaded = HnswIndex.readSnapshot(file, source, options).index()) {
      long read = System.nanoTime();
      print(
          "snapshot: %d MB, written in %.2f s, read in %.2f s%n",
          Files.size(file) >> 20, (written - start) / 1e9, (read - written) / 1e9);
      measure("loaded, ef 40", loaded, truth(null), 40, null);
    } finally {
      deleteQuietly(file);
    }
  }

  private static void deleteQuietly(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long cpuThreadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
