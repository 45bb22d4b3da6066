package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FullDiskTest extends EngineFixture {
  private final FailingFiles files = new FailingFiles();
  private final AtomicReference<Throwable> fatal = new AtomicReference<>();

  private void openOnFailingDisk() {
    options = options.withFiles(files).withOnFatal(fatal::set).withTransactionMemoryBytes(50_000);
    open();
  }

  @Test
  void aCommitThatCannotBeWrittenFailsAndTheEngineGoesOn() {
    openOnFailingDisk();
    insert(1, 10);
    files.room = 8;
    files.full = true;
    assertThatThrownBy(() -> insert(2, 20))
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("No space left");
    assertThat(rows()).containsExactly("1=10");
    files.room = 8;
    assertThatThrownBy(() -> insert(3, 30)).isInstanceOf(StorageFullException.class);
    files.full = false;
    insert(4, 40);
    assertThat(rows()).containsExactly("1=10", "4=40");
    crash();
    assertThat(rows()).containsExactly("1=10", "4=40");
    assertThat(fatal.get()).isNull();
  }

  @Test
  void aCommitDoesNotWaitForALogThatBroke() {
    openOnFailingDisk();
    insert(1, 10);
    files.broken = true;
    assertThatThrownBy(() -> insert(2, 20))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("may or may not be in it");
    assertThat(fatal.get()).isInstanceOf(OutOfMemoryError.class);
    files.broken = false;
    crash();
    assertThat(rows()).containsExactly("1=10");
  }

  @Test
  void theLogCannotGrow() {
    options = options.withLogSegmentBytes(60_000);
    openOnFailingDisk();
    insert(1, 10);
    files.full = true;
    files.room = 80_000;
    assertThatThrownBy(
            () -> {
              for (int i = 2; i < 100; i++) {
                try (Transaction tx = begin()) {
                  tx.insert(TABLE, new NewRow(new byte[4_000]));
                  tx.commit();
                }
              }
            })
        .isInstanceOf(StorageFullException.class);
    long rows = engine.statistics(TABLE).liveRows();
    files.full = false;
    insert(200, 1);
    engine.checkpoint();
    crash();
    assertThat(engine.statistics(TABLE).liveRows()).isEqualTo(rows + 1);
    assertThat(fatal.get()).isNull();
  }

  @Test
  void aLargeTransactionFailsWholeWhenPartOfItCannotBeLogged() {
    openOnFailingDisk();
    insert(1, 10);
    Transaction tx = begin();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 500; i++) {
                files.full = i > 100 && i < 200;
                files.room = 8;
                tx.insert(TABLE, new NewRow(new byte[1_000]).entry(INDEX, key(i)));
                Thread.sleep(0, 100_000);
              }
              files.full = false;
              tx.commit();
            })
        .isInstanceOf(StorageFullException.class);
    files.full = false;
    tx.rollback();
    insert(2, 20);
    assertThat(rows()).containsExactly("1=10", "2=20");
    crash();
    assertThat(rows()).containsExactly("1=10", "2=20");
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsTriedAgain() {
    openOnFailingDisk();
    insert(1, 10);
    engine.checkpoint();
    insert(2, 20);
    files.full = true;
    files.room = 20_000;
    assertThatThrownBy(() -> engine.checkpoint()).isInstanceOf(StorageException.class);
    assertThat(rows()).containsExactly("1=10", "2=20");
    files.full = false;
    insert(3, 30);
    crash();
    assertThat(rows()).containsExactly("1=10", "2=20", "3=30");
    engine.checkpoint();
    crash();
    assertThat(rows()).containsExactly("1=10", "2=20", "3=30");
    assertThat(engine.statistics().redoneTransactions()).isZero();
  }

  @Test
  void manyCommittersOnAFullDiskEachKnowTheirOwnOutcome() throws Exception {
    openOnFailingDisk();
    List<CompletableFuture<List<Integer>>> workers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      int base = 1000 * w;
      workers.add(async(() -> commitAll(base)));
    }
    for (int i = 0; i < 30; i++) {
      files.room = 300;
      files.full = true;
      TimeUnit.MILLISECONDS.sleep(3);
      files.full = false;
      TimeUnit.MILLISECONDS.sleep(3);
    }
    List<String> expected = new ArrayList<>();
    for (CompletableFuture<List<Integer>> worker : workers) {
      worker.get(20, TimeUnit.SECONDS).forEach(key -> expected.add(key + "=" + key));
    }
    expected.sort(null);
    assertThat(rows()).isEqualTo(expected);
    crash();
    assertThat(rows()).isEqualTo(expected);
  }

  private List<Integer> commitAll(int base) {
    List<Integer> committed = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      try {
        insert(base + i, base + i);
        committed.add(base + i);
      } catch (StorageFullException _) {
        // Not committed, then.
      }
    }
    return committed;
  }

  @Test
  void aDiskThatCannotBeForcedEndsAllCommits() {
    openOnFailingDisk();
    insert(1, 10);
    files.forceFails = true;
    assertThatThrownBy(() -> insert(2, 20)).isInstanceOf(StorageException.class);
    assertThat(fatal.get()).hasMessageContaining("Input/output error");
    files.forceFails = false;
    assertThatThrownBy(() -> insert(3, 30)).isInstanceOf(StorageException.class);
    assertThat(rows()).containsExactly("1=10");
  }
}
