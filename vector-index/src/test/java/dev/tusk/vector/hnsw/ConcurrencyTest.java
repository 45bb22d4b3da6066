package dev.tusk.vector.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int DIMENSION = 24;
  private static final long MILLIS = 2_500;

  /** With m = 2 nearly every other node is on an upper layer, and the top one often rises. */
  @Test
  void searchesBesideInsertsNeverComeBackShort() throws Exception {
    int rows = 40_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 1);
    HnswOptions options = new HnswOptions(Metric.L2, 2, 16, Quantizer.RABITQ_3);
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    AtomicLong searches = new AtomicLong();
    long end = System.currentTimeMillis() + MILLIS;
    while (System.currentTimeMillis() < end || searches.get() <= 1_000 && faults.isEmpty()) {
      try (HnswIndex index = HnswIndex.create(column, options)) {
        int[] first = new int[2_000];
        Arrays.setAll(first, i -> i);
        index.build(first, 1, BuildProgress.NONE);
        AtomicInteger inserted = new AtomicInteger(first.length);
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> readers = new ArrayList<>();
        for (int r = 0; r < 2; r++) {
          int seed = r;
          readers.add(
              Thread.ofPlatform()
                  .start(() -> search(index, column, inserted, stop, seed, faults, searches)));
        }
        for (int slot = first.length; slot < 4_000; slot++) {
          index.insert(slot);
          inserted.set(slot + 1);
        }
        stop.set(true);
        for (Thread reader : readers) {
          reader.join();
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(searches.get()).isGreaterThan(1_000);
  }

  private static void search(
      HnswIndex index,
      TestColumn column,
      AtomicInteger inserted,
      AtomicBoolean stop,
      int seed,
      Queue<String> faults,
      AtomicLong searches) {
    Random random = new Random(seed);
    try {
      while (!stop.get() && faults.size() < 10) {
        int newest = inserted.get() - 1;
        int slot = random.nextBoolean() ? newest : random.nextInt(newest);
        SearchResult result = index.search(column.get(slot), 10, 32, null);
        if (result.count() < 10) {
          faults.add("only " + result.count() + " rows");
        }
        for (int i = 1; i < result.count(); i++) {
          if (result.distance(i) < result.distance(i - 1)) {
            faults.add("out of order");
          }
        }
        searches.incrementAndGet();
      }
    } catch (RuntimeException | Error e) {
      faults.add(e.toString());
    }
  }

  @Test
  void insertsRemovalsRepairsAndSearchesRunTogether() throws Exception {
    int rows = 6_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 2);
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    try (HnswIndex index =
        HnswIndex.create(column, new HnswOptions(Metric.COSINE, 8, 40, Quantizer.RABITQ_2))) {
      int[] stable = new int[3_000];
      Arrays.setAll(stable, i -> i);
      index.build(stable, 2, BuildProgress.NONE);
      AtomicBoolean stop = new AtomicBoolean();
      List<Thread> threads = new ArrayList<>();
      AtomicLong searches = new AtomicLong();
      AtomicInteger inserted = new AtomicInteger(stable.length);
      threads.add(
          Thread.ofPlatform()
              .start(() -> search(index, column, inserted, stop, 1, faults, searches)));
      threads.add(Thread.ofPlatform().start(() -> churn(index, 3_000, 4_500, stop, faults)));
      threads.add(Thread.ofPlatform().start(() -> churn(index, 4_500, 6_000, stop, faults)));
      long end = System.currentTimeMillis() + MILLIS;
      while (System.currentTimeMillis() < end) {
        index.repair();
        Thread.sleep(20);
      }
      stop.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(faults).isEmpty();
      index.settle();
      index.repair();
      index.repair();
      IndexStatistics statistics = index.statistics();
      assertThat(statistics.unreachable()).isZero();
      assertThat(statistics.tombstones()).isZero();
      for (int slot = 0; slot < 3_000; slot++) {
        assertThat(index.contains(slot)).isTrue();
      }
      assertThat(index.search(column.get(9), 1, 40, null).slot(0)).isEqualTo(9);
      assertThat(index.search(column.get(9), rows, 40, null).count()).isEqualTo(index.size());
    }
  }

  private static void churn(
      HnswIndex index, int from, int to, AtomicBoolean stop, Queue<String> faults) {
    Random random = new Random(from);
    try {
      while (!stop.get()) {
        int slot = from + random.nextInt(to - from);
        if (index.contains(slot)) {
          index.remove(slot);
        } else {
          index.insert(slot);
        }
      }
    } catch (RuntimeException | Error e) {
      faults.add(e.toString());
    }
  }

  @Test
  void severalThreadsMayChangeTheSameSlotsDuringABuild() throws Exception {
    int rows = 3_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 3);
    int[] slots = new int[rows];
    Arrays.setAll(slots, i -> i);
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    try (HnswIndex index =
        HnswIndex.create(column, new HnswOptions(Metric.L2, 8, 24, Quantizer.RABITQ_2))) {
      AtomicBoolean stop = new AtomicBoolean();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        threads.add(Thread.ofPlatform().start(() -> churn(index, 2_900, rows, stop, faults)));
      }
      for (int round = 0; round < 3; round++) {
        index.build(slots, 2, BuildProgress.NONE);
      }
      stop.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(faults).isEmpty();
      index.build(slots, 2, BuildProgress.NONE);
      assertThat(index.size()).isEqualTo(rows);
      SearchResult all = index.search(column.get(0), rows, 40, null);
      assertThat(all.count()).isEqualTo(rows);
      for (int slot = 0; slot < rows; slot++) {
        assertThat(index.remove(slot)).isTrue();
      }
      assertThat(index.size()).isZero();
    }
  }

  @Test
  void anIndexMayBeClosedWhileItIsTrainedAndLinked() throws Exception {
    TestColumn column = TestColumn.clustered(2_500, DIMENSION, 3);
    for (int round = 0; round < 10; round++) {
      HnswIndex index = HnswIndex.create(column, HnswOptions.of(Metric.L2));
      for (int slot = 0; slot < 2_500; slot++) {
        index.insert(slot);
      }
      Thread.sleep(5 * round);
      Thread closing = Thread.ofPlatform().start(index::close);
      closing.join(10_000);
      assertThat(closing.isAlive()).isFalse();
    }
  }
}
