package dev.tusk.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.storage.IsolationLevel;
import dev.tusk.storage.NewRow;
import dev.tusk.storage.RelationSpec;
import dev.tusk.storage.StorageEngine;
import dev.tusk.storage.StorageOptions;
import dev.tusk.storage.Transaction;
import dev.tusk.storage.VectorColumnSpec;
import dev.tusk.storage.file.PrivateFiles;
import dev.tusk.vector.VectorIndex;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.hnsw.HnswIndex;
import dev.tusk.vector.hnsw.HnswOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexSnapshotsTest {
  private static final long TABLE = 1;
  private static final HnswOptions OPTIONS =
      new HnswOptions(
          Metric.L2, HnswOptions.DEFAULT_M, HnswOptions.DEFAULT_EF_CONSTRUCTION, Quantizer.NONE);

  @TempDir Path folder;

  @Test
  void aSlotWhoseRowWasLostIsNotTakenForTheNextRowsThatGetsItsNumber() throws IOException {
    Path killed = folder.resolve("killed");
    IndexSnapshots snapshots = new IndexSnapshots(folder.resolve("snapshots"));
    int lost;
    try (StorageEngine engine = open(folder.resolve("data"))) {
      LiveIndex live = indexed(engine, 10);
      Transaction open = engine.begin(IsolationLevel.READ_COMMITTED);
      lost = insert(open, 1000);
      live.add(lost);
      snapshots.write(live, Objects.requireNonNull(live.index()), 0);
      engine.flush();
      copy(folder.resolve("data"), killed);
      open.rollback();
    }
    try (StorageEngine engine = open(killed)) {
      LiveIndex live = new LiveIndex(7, new ColumnVectors(engine.vectorColumn(TABLE, 1)), OPTIONS);
      List<IndexSnapshots.Found> found = snapshots.find(live);
      try (Transaction next = engine.begin(IsolationLevel.READ_COMMITTED)) {
        assertThat(insert(next, 5)).isEqualTo(lost);
        next.commit();
      }
      assertThat(snapshots.read(live, found)).isTrue();
      VectorIndex graph = Objects.requireNonNull(live.index());
      assertThat(graph.size()).isEqualTo(10);
      assertThat(graph.contains(lost)).isFalse();
    }
  }

  @Test
  void aSlotThatCameWhileTheSnapshotWasWrittenIsLeftOut() throws IOException {
    IndexSnapshots snapshots = new IndexSnapshots(folder.resolve("snapshots"));
    try (StorageEngine engine = open(folder.resolve("data"))) {
      LiveIndex live = indexed(engine, 10);
      VectorIndex graph = Objects.requireNonNull(live.index());
      graph.insert(11); // Not in the column's count yet when the rows are noted.
      snapshots.write(live, graph, 0);
      LiveIndex again = new LiveIndex(7, new ColumnVectors(engine.vectorColumn(TABLE, 1)), OPTIONS);
      assertThat(snapshots.read(again, snapshots.find(again))).isTrue();
      assertThat(Objects.requireNonNull(again.index()).size()).isEqualTo(10);
    }
  }

  private static StorageEngine open(Path directory) {
    return StorageEngine.open(directory, StorageOptions.defaults());
  }

  /** A table of rows with a vector each, and an index of them. */
  private static LiveIndex indexed(StorageEngine engine, int rows) {
    try (Transaction transaction = engine.begin(IsolationLevel.READ_COMMITTED)) {
      transaction.createRelation(RelationSpec.of(TABLE, new VectorColumnSpec(1, 2, 4)));
      for (int row = 0; row < rows; row++) {
        insert(transaction, row);
      }
      transaction.commit();
    }
    LiveIndex live = new LiveIndex(7, new ColumnVectors(engine.vectorColumn(TABLE, 1)), OPTIONS);
    live.use(HnswIndex.create(live.vectors().source(), OPTIONS));
    live.vectors().forEachLiveSlot((slot, _) -> live.add(slot));
    return live;
  }

  private static int insert(Transaction transaction, float value) {
    NewRow row = new NewRow(new byte[] {1}).vector(1, new float[] {value, value});
    return transaction.insert(TABLE, row).slots()[0];
  }

  /** The files as a kill would leave them. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          PrivateFiles.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
