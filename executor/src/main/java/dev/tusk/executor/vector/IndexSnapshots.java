package dev.tusk.executor.vector;

import dev.tusk.storage.file.DiskFiles;
import dev.tusk.storage.file.PrivateFiles;
import dev.tusk.vector.SnapshotCorruptException;
import dev.tusk.vector.VectorIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that keep vector indexes across restarts: {@code <oid>-<n>.hnsw}, the index, and {@code
 * <oid>-<n>.rows}, which rows its slots were filled for. The pair with the greatest n counts.
 *
 * <pre>
 *  rows := i64 magic | i32 slots | slots × i64 birth row, 0 where it changed meanwhile | i32 crc
 * </pre>
 */
final class IndexSnapshots {
  private static final Logger LOG = LoggerFactory.getLogger(IndexSnapshots.class);

  /** What files are called; that of every method's index as the first one's. */
  private static final String INDEX = "hnsw";

  private static final String ROWS = "rows";
  private static final long MAGIC = 0x5455534b_524f5753L;

  private final Path directory;

  IndexSnapshots(Path directory) {
    this.directory = directory;
  }

  /** Writes a pair of files and removes older ones. */
  void write(LiveIndex live, VectorIndex index, long logPosition) throws IOException {
    PrivateFiles.createDirectories(directory);
    long number = newest(live.indexOid()) + 1;
    IndexedVectors vectors = live.vectors();
    long[] before = births(vectors);
    index.writeSnapshot(file(live.indexOid(), number, INDEX), logPosition);
    PrivateFiles.makePrivate(file(live.indexOid(), number, INDEX));
    for (int slot = 0; slot < before.length; slot++) {
      if (vectors.birthRow(slot) != before[slot]) {
        before[slot] = 0;
      }
    }
    writeRows(file(live.indexOid(), number, ROWS), before);
    DiskFiles.forceDirectory(directory); // The new names are there before the old ones go.
    deleteBelow(live.indexOid(), number);
  }

  private static long[] births(IndexedVectors vectors) {
    long[] births = new long[vectors.slotCount()];
    for (int slot = 0; slot < births.length; slot++) {
      births[slot] = vectors.birthRow(slot);
    }
    return births;
  }

  private static void writeRows(Path file, long[] births) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16 + 8 * births.length);
    bytes.putLong(MAGIC).putInt(births.length);
    for (long birth : births) {
      bytes.putLong(birth);
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, bytes.position());
    bytes.putInt((int) crc.getValue()).flip();
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileChannel channel =
        PrivateFiles.open(
            temporary,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE))) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A snapshot on disk.
   *
   * @param births of each slot the row it was filled for, 0 where that is not so any more
   */
  record Found(long number, long[] births) {}

  /**
   * The snapshots there are, newest first. To be called before the first row is written: a row that
   * was lost with its transaction may have had the id, and the slot, that a new one gets.
   */
  List<Found> find(LiveIndex live) {
    List<Found> found = new ArrayList<>();
    for (long number : numbers(live.indexOid()).reversed()) {
      try {
        long[] births = readRows(file(live.indexOid(), number, ROWS));
        IndexedVectors vectors = live.vectors();
        for (int slot = 0; slot < births.length; slot++) {
          if (vectors.newestRow(slot) == 0 || vectors.birthRow(slot) != births[slot]) {
            births[slot] = 0;
          }
        }
        found.add(new Found(number, births));
      } catch (IOException | RuntimeException e) {
        unusable(live, number, e);
      }
    }
    return found;
  }

  /** Which row each slot was filled for when the newest snapshot was written; nothing without. */
  long[] newestRows(long indexOid) {
    for (long number : numbers(indexOid).reversed()) {
      try {
        return readRows(file(indexOid, number, ROWS));
      } catch (IOException | RuntimeException e) {
        LOG.warn("snapshot {} of index {} is not usable: {}", number, indexOid, e.toString());
      }
    }
    return new long[0];
  }

  /**
   * Has the index use the newest snapshot that can be read, without the slots that changed since.
   *
   * @return false when there is none
   */
  boolean read(LiveIndex live, List<Found> found) {
    for (Found snapshot : found) {
      try {
        VectorIndex index =
            live.options()
                .read(file(live.indexOid(), snapshot.number, INDEX), live.vectors().source());
        live.use(index); // Before looking: what is freed from now on leaves it by itself.
        removeChanged(index, snapshot.births, live.vectors());
        return true;
      } catch (IOException | SnapshotCorruptException | RuntimeException e) {
        unusable(live, snapshot.number, e);
      }
    }
    return false;
  }

  private static void unusable(LiveIndex live, long number, Exception e) {
    LOG.warn("snapshot {} of index {} is not usable: {}", number, live.indexOid(), e.toString());
  }

  /** The index may hold slots that were filled while it was written and are not in the list. */
  private static void removeChanged(VectorIndex index, long[] births, IndexedVectors vectors) {
    for (int slot = 0; slot < index.slotLimit(); slot++) {
      boolean same =
          slot < births.length
              && births[slot] != 0
              && vectors.birthRow(slot) == births[slot]
              && vectors.newestRow(slot) != 0;
      if (!same && index.contains(slot)) {
        index.remove(slot);
      }
    }
  }

  private static long[] readRows(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.remaining() < 16 || bytes.getLong() != MAGIC) {
      throw new IOException("not a list of rows: " + file);
    }
    int count = bytes.getInt();
    if (bytes.remaining() != 8L * count + 4) {
      throw new IOException("cut off: " + file);
    }
    long[] births = new long[count];
    for (int i = 0; i < count; i++) {
      births[i] = bytes.getLong();
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, bytes.position());
    if (bytes.getInt() != (int) crc.getValue()) {
      throw new IOException("damaged: " + file);
    }
    return births;
  }

  void delete(long indexOid) {
    try {
      deleteBelow(indexOid, Long.MAX_VALUE);
    } catch (IOException e) {
      LOG.warn("files of index {} could not be deleted", indexOid, e);
    }
  }

  private void deleteBelow(long indexOid, long number) throws IOException {
    for (long old : numbers(indexOid)) {
      if (old < number) {
        Files.deleteIfExists(file(indexOid, old, ROWS));
        Files.deleteIfExists(file(indexOid, old, INDEX));
      }
    }
  }

  private long newest(long indexOid) {
    return numbers(indexOid).stream().max(Comparator.naturalOrder()).orElse(0L);
  }

  /** Numbers of the snapshots there are, complete or not, ascending. */
  private List<Long> numbers(long indexOid) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    String prefix = indexOid + "-";
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .filter(name -> name.endsWith("." + INDEX) || name.endsWith("." + ROWS))
          .map(name -> Long.parseLong(name.substring(prefix.length(), name.indexOf('.'))))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      LOG.warn("{} cannot be read", directory, e);
      return List.of();
    }
  }

  private Path file(long indexOid, long number, String kind) {
    return directory.resolve(indexOid + "-" + number + "." + kind);
  }
}
