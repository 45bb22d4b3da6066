package dev.tusk.benchmarks;

import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.exact.ExactSearch;
import dev.tusk.vector.hnsw.HnswIndex;
import dev.tusk.vector.hnsw.HnswOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Recall on sets that are hard for an approximate index, and how often a row is not found by its
 * own vector.
 *
 * <p>Arguments: directory, sets, metrics, quantizer, efs; for example {@code data groups,plain
 * L2,L1 AUTO 40,200}. For each set the directory holds {@code SET.base.fbin}, {@code
 * SET.query.fbin} and {@code SET.own}: for each query, a line with the row that it is, or -1. An
 * answer counts when it is no farther than the exact tenth, but for a tolerance of 1e-5.
 *
 * <p>Properties: {@code m}, {@code efc}, {@code threads}, {@code churn} (true: every row is
 * replaced once in random order, then measured again beside a fresh index).
 */
public final class RecallBench {
  private static final int K = 10;

  private final FloatFile base;
  private final FloatFile query;
  private final int[] own;
  private final Metric metric;
  private final HnswOptions options;
  private final int[] efs;
  private final String name;

  private RecallBench(Path directory, String set, Metric metric, Quantizer quantizer, int[] efs)
      throws Exception {
    this.base = FloatFile.open(directory.resolve(set + ".base.fbin"));
    this.query = FloatFile.open(directory.resolve(set + ".query.fbin"));
    List<String> lines = Files.readAllLines(directory.resolve(set + ".own"));
    this.own = lines.stream().mapToInt(Integer::parseInt).toArray();
    this.metric = metric;
    this.efs = efs;
    this.name = set;
    this.options =
        new HnswOptions(
            metric,
            Integer.getInteger("m", HnswOptions.DEFAULT_M),
            Integer.getInteger("efc", HnswOptions.DEFAULT_EF_CONSTRUCTION),
            quantizer);
  }

  public static void main(String[] args) throws Exception {
    int[] efs = Arrays.stream(args[4].split(",")).mapToInt(Integer::parseInt).toArray();
    for (String metric : args[2].split(",")) {
      for (String set : args[1].split(",")) {
        new RecallBench(
                Path.of(args[0]), set, Metric.valueOf(metric), Quantizer.valueOf(args[3]), efs)
            .run();
      }
    }
  }

  private void run() {
    if (Boolean.getBoolean("churn")) {
      churn();
      return;
    }
    VectorSource source = base.source(base.count());
    try (HnswIndex index = HnswIndex.create(source, options)) {
      int[] slots = new int[base.count()];
      Arrays.setAll(slots, i -> i);
      long cpu = cpuNanos();
      index.build(slots, Integer.getInteger("threads", 2), (_, _) -> {});
      measure("", source, index, slots.length, (cpuNanos() - cpu) / 1e9);
    }
  }

  /** The first half of the rows, each replaced in random order by one of the second half. */
  private void churn() {
    int half = base.count() / 2;
    VectorSource source = base.source(base.count());
    int[] first = new int[half];
    Arrays.setAll(first, i -> i);
    int[] second = new int[half];
    Arrays.setAll(second, i -> half + i);
    try (HnswIndex index = HnswIndex.create(source, options)) {
      index.build(first, Integer.getInteger("threads", 2), (_, _) -> {});
      measure("before", source, index, base.count(), 0);
      int[] order = first.clone();
      Random random = new Random(5);
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      long cpu = cpuNanos();
      for (int slot : order) {
        index.insert(half + slot);
        index.remove(slot);
      }
      index.settle();
      measure("churned", source, index, base.count(), (cpuNanos() - cpu) / 1e9);
    }
    try (HnswIndex index = HnswIndex.create(source, options)) {
      long cpu = cpuNanos();
      index.build(second, Integer.getInteger("threads", 2), (_, _) -> {});
      measure("fresh", source, index, base.count(), (cpuNanos() - cpu) / 1e9);
    }
  }

  private void measure(
      String phase, VectorSource source, HnswIndex index, int slotLimit, double seconds) {
    IndexStatistics statistics = index.statistics();
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-12s %-13s %-7s %2d bits, share %.3f, width %d, %5.1f s %5.1f MB unreachable %d",
                name,
                metric,
                phase,
                statistics.bits(),
                statistics.codeShare(),
                statistics.entryWidth(),
                seconds,
                statistics.bytes() / 1e6,
                statistics.unreachable()));
    SearchResult[] exact = new SearchResult[query.count()];
    for (int q = 0; q < exact.length; q++) {
      exact[q] = ExactSearch.search(source, metric, query.row(q), K, index::contains, slotLimit);
    }
    for (int ef : efs) {
      line.append(measure(index, exact, ef));
    }
    System.out.println(line);
  }

  private String measure(HnswIndex index, SearchResult[] exact, int ef) {
    int found = 0;
    int wanted = 0;
    int lost = 0;
    long visited = 0;
    for (int q = 0; q < exact.length; q++) {
      SearchResult result = index.search(query.row(q), K, ef, null);
      visited += result.visited();
      double edge = exact[q].distance(K - 1);
      double limit = edge + 1e-5 * Math.max(1, Math.abs(edge));
      Set<Integer> right = new HashSet<>();
      for (int i = 0; i < result.count(); i++) {
        if (result.distance(i) <= limit) {
          right.add(result.slot(i));
        }
      }
      found += right.size();
      wanted += K;
      boolean nearest = result.count() > 0 && result.distance(0) <= exact[q].distance(0) + 1e-6;
      lost += own[q] >= 0 && !nearest ? 1 : 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < Integer.getInteger("rounds", 5); round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int q = 0; q < exact.length; q++) {
        index.search(query.row(q), K, ef, null);
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      best = Math.min(best, nanos / 1e3 / exact.length);
    }
    return String.format(
        Locale.ROOT,
        " | ef %d %.4f lost %d, %.0f us, %d visited",
        ef,
        found / (double) wanted,
        lost,
        best,
        visited / exact.length);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
