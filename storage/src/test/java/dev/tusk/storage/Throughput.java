package dev.tusk.storage;

import dev.tusk.storage.key.KeyEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A few figures, by hand: {@code java -cp … dev.tusk.storage.Throughput <directory> [rows]}. Prints
 * commits per second with 1 and 16 committers, rows per second loaded and read, and the heap used.
 */
final class Throughput {
  private static final long SMALL = 20_000;
  private static final long LARGE = 20_001;
  private static final long SMALL_KEY = 20_002;
  private static final long LARGE_KEY = 20_003;

  private final StorageEngine engine;

  private Throughput(StorageEngine engine) {
    this.engine = engine;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    delete(directory);
    print("empty engine, heap MB", heapMegabytes());
    try (StorageEngine engine = StorageEngine.open(directory, StorageOptions.defaults())) {
      Throughput throughput = new Throughput(engine);
      throughput.create();
      throughput.load(rows);
      throughput.small(10 * rows);
      throughput.read(10 * rows);
      throughput.commits(1, 2);
      throughput.commits(16, 2);
      throughput.updates(20_000);
    }
    long start = System.nanoTime();
    try (StorageEngine engine = StorageEngine.open(directory, StorageOptions.defaults())) {
      print("open, ms", (System.nanoTime() - start) / 1e6);
    }
    delete(directory);
  }

  private void create() {
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED)) {
      tx.createRelation(RelationSpec.of(SMALL));
      tx.createIndex(SMALL_KEY, SMALL);
      tx.createRelation(RelationSpec.of(LARGE, VectorColumnSpec.floats(1, 768)));
      tx.createIndex(LARGE_KEY, LARGE);
      tx.commit();
    }
  }

  private void load(int rows) {
    float[] vector = new float[768];
    byte[] bytes = new byte[40];
    NewRow row = new NewRow(bytes);
    KeyEncoder encoder = new KeyEncoder();
    long start = System.nanoTime();
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED)) {
      for (int i = 0; i < rows; i++) {
        vector[i % 768] = i;
        row.reset(bytes).vector(1, vector).entry(LARGE_KEY, encoder.reset().putInt(i).toBytes());
        tx.insert(LARGE, row);
      }
      print("rows with 768 floats inserted/s", rows / seconds(start));
      tx.commit();
    }
    print("rows with 768 floats loaded/s, one transaction", rows / seconds(start));
    print("heap MB", heapMegabytes());
  }

  private void small(int rows) {
    byte[] bytes = new byte[100];
    NewRow row = new NewRow(bytes);
    KeyEncoder encoder = new KeyEncoder();
    long start = System.nanoTime();
    for (int i = 0; i < rows; ) {
      try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED)) {
        for (int j = 0; j < 1000; j++, i++) {
          row.reset(bytes).entry(SMALL_KEY, encoder.reset().putInt(i).toBytes());
          tx.insert(SMALL, row);
        }
        tx.commit();
      }
    }
    print("rows of 100 bytes loaded/s, 1000 a transaction", rows / seconds(start));
    print("heap MB", heapMegabytes());
  }

  private void read(int rows) {
    for (int round = 0; round < 3; round++) {
      try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED);
          Snapshot snapshot = tx.newStatementSnapshot()) {
        RelationView view = snapshot.relation(SMALL);
        long start = System.nanoTime();
        RowCursor cursor = view.scan();
        int count = 0;
        while (cursor.next() != null) {
          count++;
        }
        print("scan rows/s", count / seconds(start));
        start = System.nanoTime();
        IndexCursor entries = snapshot.range(SMALL_KEY, KeyRange.ALL, false);
        for (count = 0; entries.next(); count++) {}
        print("index entries/s", count / seconds(start));
        SplittableRandom random = new SplittableRandom(1);
        start = System.nanoTime();
        for (int i = 0; i < 200_000; i++) {
          view.get(random.nextInt(1, rows));
        }
        print("get us", seconds(start) * 1e6 / 200_000);
        KeyEncoder encoder = new KeyEncoder();
        start = System.nanoTime();
        for (int i = 0; i < 200_000; i++) {
          byte[] key = encoder.reset().putInt(random.nextInt(rows)).toBytes();
          IndexCursor found = snapshot.range(SMALL_KEY, KeyRange.prefix(key), false);
          found.next();
          view.get(found.rowId());
        }
        print("get by key us", seconds(start) * 1e6 / 200_000);
        start = System.nanoTime();
        for (int i = 0; i < 200_000; i++) {
          try (Transaction other = engine.begin(IsolationLevel.READ_COMMITTED);
              Snapshot now = other.newStatementSnapshot()) {
            now.relation(SMALL).visible(i);
          }
        }
        print("transaction with snapshot ns", seconds(start) * 1e9 / 200_000);
      }
    }
  }

  private void commits(int committers, int forSeconds) throws InterruptedException {
    AtomicLong count = new AtomicLong();
    long start = System.nanoTime();
    Thread[] threads = new Thread[committers];
    for (int t = 0; t < committers; t++) {
      threads[t] =
          Thread.ofPlatform()
              .start(() -> {
                byte[] bytes = new byte[3000];
                while (System.nanoTime() - start < forSeconds * 1_000_000_000L) {
                  try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED)) {
                    tx.insert(SMALL, new NewRow(bytes));
                    tx.commit();
                  }
                  count.incrementAndGet();
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    print("commits/s, committers: " + committers, count.get() / seconds(start));
  }

  private void updates(int rows) {
    long start = System.nanoTime();
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED)) {
      KeyEncoder encoder = new KeyEncoder();
      for (int i = 1; i <= rows; i++) {
        tx.update(
            LARGE,
            i,
            new NewRow(new byte[40])
                .keepVector(1)
                .entry(LARGE_KEY, encoder.reset().putInt(i).toBytes()),
            LockMode.NO_KEY_UPDATE);
      }
      tx.commit();
    }
    print("updates/s keeping the vector, one transaction", rows / seconds(start));
    start = System.nanoTime();
    engine.vacuum();
    print("vacuum of them ms", seconds(start) * 1e3);
    start = System.nanoTime();
    engine.checkpoint();
    print("checkpoint ms", seconds(start) * 1e3);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%-50s %,.1f%n", what, value);
  }

  private static double heapMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
