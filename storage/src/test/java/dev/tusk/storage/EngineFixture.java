package dev.tusk.storage;

import dev.tusk.storage.file.PrivateFiles;
import dev.tusk.storage.key.KeyEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine in a directory of its own, with one relation of (key, value) rows and an index on it.
 */
abstract class EngineFixture {
  static final long TABLE = 20_000;
  static final long INDEX = 20_001;
  static final int COLUMN = 1;

  @TempDir Path temporary;

  /** The engine's directory; another one after a {@link #crash}. */
  Path directory;

  private int crashes;

  StorageEngine engine;
  StorageOptions options =
      StorageOptions.defaults()
          .withLogSegmentBytes(1 << 20)
          .withVacuumInterval(Duration.ofHours(1));

  void open() {
    engine = StorageEngine.open(directory, options);
    if (engine.created()) {
      Transaction tx = begin();
      tx.createRelation(RelationSpec.of(TABLE, VectorColumnSpec.floats(COLUMN, 4)));
      tx.createIndex(INDEX, TABLE);
      tx.commit();
    }
  }

  @BeforeEach
  void nameDirectory() {
    directory = temporary.resolve("data");
  }

  @AfterEach
  void close() {
    if (engine != null) {
      engine.close();
    }
  }

  void reopen() {
    engine.close();
    open();
  }

  Transaction begin() {
    return engine.begin(IsolationLevel.READ_COMMITTED);
  }

  Transaction beginRepeatable() {
    Transaction tx = engine.begin(IsolationLevel.REPEATABLE_READ);
    tx.newStatementSnapshot();
    return tx;
  }

  static byte[] key(int key) {
    return new KeyEncoder().putInt(key).toBytes();
  }

  static NewRow row(int key, int value) {
    return new NewRow(ByteBuffer.allocate(8).putInt(key).putInt(value).array())
        .entry(INDEX, key(key));
  }

  static String text(Row row) {
    ByteBuffer bytes = ByteBuffer.wrap(row.array(), row.offset(), row.length());
    return bytes.getInt() + "=" + bytes.getInt();
  }

  static List<String> rows(Transaction tx) {
    try (Snapshot snapshot = tx.newStatementSnapshot()) {
      return rows(snapshot);
    }
  }

  static List<String> rows(Snapshot snapshot) {
    List<String> rows = new ArrayList<>();
    RowCursor cursor = snapshot.relation(TABLE).scan();
    for (Row row = cursor.next(); row != null; row = cursor.next()) {
      rows.add(text(row));
    }
    rows.sort(null);
    return rows;
  }

  /** What a new transaction sees, by scan and by index, which must agree. */
  List<String> rows() {
    try (Transaction tx = begin();
        Snapshot snapshot = tx.newStatementSnapshot()) {
      List<String> scanned = rows(snapshot);
      List<String> indexed = new ArrayList<>();
      IndexCursor cursor = snapshot.range(INDEX, KeyRange.ALL, false);
      while (cursor.next()) {
        indexed.add(text(snapshot.relation(TABLE).get(cursor.rowId())));
      }
      indexed.sort(null);
      if (!indexed.equals(scanned)) {
        throw new AssertionError("scan finds " + scanned + ", index finds " + indexed);
      }
      return scanned;
    }
  }

  long insert(int key, int value) {
    try (Transaction tx = begin()) {
      long rowId = tx.insert(TABLE, row(key, value)).rowId();
      tx.commit();
      return rowId;
    }
  }

  /** Runs on another thread. */
  static <T> CompletableFuture<T> async(Callable<T> action) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            future.complete(action.call());
          } catch (Throwable e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  static boolean isWaiting(CompletableFuture<?> future) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(60);
    return !future.isDone();
  }

  /** Opens what a killed process would have left now. */
  void crash() {
    crash(temporary.resolve("crashed-" + crashes++));
  }

  private void crash(Path copy) {
    copy(directory, copy);
    engine.close();
    directory = copy;
    open();
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          PrivateFiles.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
