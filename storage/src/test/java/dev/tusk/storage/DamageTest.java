package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.storage.file.DamagedFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Files that are damaged, cut or gone: whatever is read is right, or an error that names the file.
 */
class DamageTest extends EngineFixture {
  private static final int ROWS = 700;

  private final Random random = new Random(17);

  /** 700 rows, half of their vectors changed since, everything in the checkpoint; closed. */
  @BeforeEach
  void fill() {
    options = options.withLogSegmentBytes(20_000);
    open();
    try (Transaction tx = begin()) {
      tx.createSequence(7, SequenceSpec.ascending());
      for (int i = 0; i < ROWS; i++) {
        tx.insert(TABLE, row(i, i).vector(COLUMN, vector(i)));
      }
      tx.commit();
    }
    reopen();
    engine.close();
  }

  private static float[] vector(int i) {
    return new float[] {i, 1, -i, 0.5f};
  }

  private void flip(String file, long at) throws IOException {
    try (RandomAccessFile f = new RandomAccessFile(directory.resolve(file).toFile(), "rw")) {
      f.seek(at);
      int old = f.read();
      f.seek(at);
      f.write(old ^ 0x55);
    }
  }

  private void cut(String file, long bytes) throws IOException {
    try (RandomAccessFile f = new RandomAccessFile(directory.resolve(file).toFile(), "rw")) {
      f.setLength(bytes);
    }
  }

  /** Everything by every way there is; the vectors, too. */
  private List<String> everything() {
    List<String> all = new ArrayList<>(rows());
    try (Transaction tx = begin();
        Snapshot snapshot = tx.newStatementSnapshot()) {
      VectorColumn column = engine.vectorColumn(TABLE, COLUMN);
      RowCursor cursor = snapshot.relation(TABLE).scan();
      for (Row row = cursor.next(); row != null; row = cursor.next()) {
        if (row.slot(0) >= 0) {
          long at = column.offset(row.slot(0));
          all.add(row.rowId() + ":" + column.memory().get(ValueLayout.JAVA_FLOAT, at));
        }
      }
      all.add("sequence " + tx.sequence(7).lastValue());
    }
    return all;
  }

  /** Opens and reads everything; what it says when it cannot. */
  private String trouble(List<String> expected) {
    try {
      open();
      assertThat(everything()).isEqualTo(expected);
      return "";
    } catch (StorageException | DamagedFileException e) {
      return String.valueOf(e.getMessage());
    } finally {
      engine.close();
    }
  }

  private List<String> intact() {
    open();
    List<String> all = everything();
    engine.close();
    return all;
  }

  private Path keep() throws IOException {
    Path kept = temporary.resolve("kept");
    copy(directory, kept);
    return kept;
  }

  private void restore(Path kept) throws IOException {
    directory = temporary.resolve("again-" + random.nextLong());
    copy(kept, directory);
  }

  @Test
  void aFlippedByteOfAVectorIsAnErrorThatNamesRowAndFile() throws IOException {
    flip("vectors/20000.1.vec", 64 * 300 + 2);
    open();
    assertThat(rows()).hasSize(ROWS);
    VectorColumn column = engine.vectorColumn(TABLE, COLUMN);
    assertThat(column.offset(299)).isEqualTo(64 * 299);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> column.offset(300))
          .isInstanceOf(DataCorruptedException.class)
          .hasMessageContaining("row 301 of relation 20000")
          .hasMessageContaining("20000.1.vec");
    }
  }

  @Test
  void vectorFilesThatAreCutOrGoneAreErrorsWhereTheyAreRead() throws IOException {
    Path kept = keep();
    cut("vectors/20000.1.vec", 64 * 100);
    open();
    VectorColumn cut = engine.vectorColumn(TABLE, COLUMN);
    assertThat(cut.offset(99)).isEqualTo(64 * 99);
    assertThatThrownBy(() -> cut.offset(100)).hasMessageContaining("row 101");
    engine.close();
    restore(kept);
    Files.delete(directory.resolve("vectors/20000.1.vec"));
    open();
    VectorColumn gone = engine.vectorColumn(TABLE, COLUMN);
    assertThatThrownBy(() -> gone.offset(5)).hasMessageContaining("20000.1.vec");
    // The damage does not become valid by what is written beside it, nor by a checkpoint.
    try (Transaction tx = begin()) {
      tx.insert(TABLE, row(5_000, 1).vector(COLUMN, vector(5_000)));
      tx.commit();
    }
    reopen();
    VectorColumn again = engine.vectorColumn(TABLE, COLUMN);
    assertThat(again.offset(ROWS)).isEqualTo(64L * ROWS);
    assertThatThrownBy(() -> again.offset(5)).isInstanceOf(DataCorruptedException.class);
  }

  @Test
  void afterTheScrubReadingCostsNothingAndDamageIsStillFound() throws Exception {
    flip("vectors/20000.1.vec", 64 * 300 + 2);
    open();
    Thread.sleep(500);
    VectorColumn column = engine.vectorColumn(TABLE, COLUMN);
    assertThatThrownBy(() -> column.offset(300)).isInstanceOf(DataCorruptedException.class);
    assertThat(column.offset(301)).isEqualTo(64 * 301);
  }

  @Test
  void flippedBytesOfRowsAndTreesAreNeverAnsweredFrom() throws IOException {
    List<String> expected = intact();
    Path kept = keep();
    byte[] bytes = Files.readAllBytes(directory.resolve("rows.db"));
    List<Integer> used = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        used.add(i);
      }
    }
    for (int i = 0; i < 40; i++) {
      restore(kept);
      flip("rows.db", used.get(random.nextInt(used.size())));
      assertThat(trouble(expected)).contains("rows.db is damaged");
    }
  }

  @Test
  void checkpointsThatAreGoneOrCutAreRefused() throws IOException {
    List<String> expected = intact();
    Path kept = keep();
    cut("rows.db", 100_000);
    assertThat(trouble(expected)).contains("rows.db is damaged: it has 100000 bytes");
    restore(kept);
    Files.delete(directory.resolve("rows.db"));
    assertThat(trouble(expected)).contains("rows.db is damaged: it has 0 bytes");
    restore(kept);
    Files.delete(directory.resolve("rows.db.sums"));
    assertThat(trouble(expected)).contains("rows.db is damaged");
    restore(kept);
    flip("rows.db.sums", 2);
    assertThat(trouble(expected)).contains("page 0 of file").contains("rows.db is damaged");
    restore(kept);
    Files.delete(directory.resolve("FORMAT"));
    assertThat(trouble(expected)).contains("FORMAT is missing");
    restore(kept);
    Files.writeString(directory.resolve("FORMAT"), "g\n");
    assertThat(trouble(expected)).contains("FORMAT does not hold a number");
  }

  /** Commits beyond the checkpoint, in several files; killed. */
  private List<String> commitAndKill() throws IOException {
    open();
    engine.checkpoint();
    redoFrom = engine.durableLsn();
    for (int i = 0; i < 400; i++) {
      insert(10_000 + i, i);
    }
    List<String> all = everything();
    Path killed = temporary.resolve("killed");
    copy(directory, killed);
    engine.close();
    directory = killed;
    return all;
  }

  private long redoFrom;

  /** The files with commits beyond the checkpoint. */
  private List<String> logFiles() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("log"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches("[0-9a-f]{16}.log") && start(name) + Files.size(file) > redoFrom) {
          names.add(name);
        }
      }
    }
    names.sort(null);
    return names;
  }

  private static long start(String logFile) {
    return Long.parseLong(logFile.substring(0, 16), 16);
  }

  private long begun(String logFile) {
    return Math.max(0, redoFrom - start(logFile));
  }

  @Test
  void aLogThatLacksConfirmedCommitsIsRefused() throws IOException {
    List<String> expected = commitAndKill();
    Path kept = keep();
    assertThat(trouble(expected)).isEmpty();
    restore(kept);
    List<String> files = logFiles();
    assertThat(files).hasSizeGreaterThan(1);
    for (String file : files) {
      restore(kept);
      Files.delete(directory.resolve("log").resolve(file));
      assertThat(trouble(expected))
          .contains("the log is damaged")
          .contains("accept_lost_commits = on");
      restore(kept);
      flip("log/" + file, begun(file) + 100);
      assertThat(trouble(expected)).contains(file + " is damaged at byte");
      restore(kept);
      cut("log/" + file, begun(file) + 50);
      assertThat(trouble(expected)).contains("the log is damaged");
    }
    restore(kept);
    Files.delete(directory.resolve("log").resolve(files.get(1)));
    assertThat(trouble(expected)).contains(files.get(1) + " is missing");
    restore(kept);
    Files.delete(directory.resolve("log/durable"));
    assertThat(trouble(expected)).contains("durable is missing or damaged");
    restore(kept);
    for (String file : logFiles()) {
      Files.delete(directory.resolve("log").resolve(file));
    }
    assertThat(trouble(expected)).contains("the log is damaged");
  }

  @Test
  void theLastConfirmedCommitIsMissed() throws IOException {
    List<String> expected = commitAndKill();
    String last = logFiles().getLast();
    byte[] bytes = Files.readAllBytes(directory.resolve("log").resolve(last));
    int end = bytes.length - 1;
    while (bytes[end] == 0) {
      end--;
    }
    flip("log/" + last, end);
    assertThat(trouble(expected)).contains(last + " is damaged at byte");
  }

  @Test
  void lossesCanBeAcceptedAndArePutAside() throws IOException {
    List<String> expected = commitAndKill();
    Path kept = keep();
    List<String> files = logFiles();
    for (int lost = 0; lost < files.size(); lost++) {
      restore(kept);
      Files.delete(directory.resolve("log").resolve(files.get(lost)));
      StorageOptions strict = options;
      options = options.withAcceptLostCommits(true);
      open();
      List<String> found = rows();
      assertThat(found.size()).isBetween(ROWS, ROWS + 400 - 1);
      assertThat(expected).containsAll(found);
      insert(20_000, 1);
      options = strict;
      reopen();
      assertThat(rows()).hasSize(found.size() + 1);
      engine.close();
    }
  }

  @Test
  void theDirectoryIsItsOwnersAlone() throws IOException {
    assertThat(permissions(directory)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        assertThat(permissions(file)).as("%s", file).doesNotContain("r--r").startsWith("rw");
        assertThat(permissions(file).substring(3)).as("%s", file).isEqualTo("------");
      }
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(this::open)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("has invalid permissions");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
    Files.setPosixFilePermissions(
        directory.resolve("rows.db"), PosixFilePermissions.fromString("rw-r--r--"));
    open();
    assertThat(permissions(directory.resolve("rows.db"))).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
