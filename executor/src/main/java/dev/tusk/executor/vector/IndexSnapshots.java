package dev.tusk.executor.vector;

import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.HnswIndex;
import dev.tusk.vector.SnapshotCorruptException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that keep vector indexes across restarts: {@code <oid>-<n>.hnsw}, the graph, and {@code
 * <oid>-<n>.rows}, which rows its slots were filled for. The pair with the greatest n counts.
 *
 * <pre>
 *  rows := i64 magic | i32 slots | slots × i64 birth row, 0 where it changed meanwhile | i32 crc
 * </pre>
 */
final class IndexSnapshots {
  private static final Logger LOG = LoggerFactory.getLogger(IndexSnapshots.class);
  private static final long MAGIC = 0x5455534b_524f5753L;

  private final Path directory;

  IndexSnapshots(Path directory) {
    this.directory = directory;
  }

  /** Writes a pair of files and removes older ones. */
  void write(LiveIndex live, HnswIndex graph, long logPosition) throws IOException {
    Files.createDirectories(directory);
    long number = newest(live.indexOid()) + 1;
    VectorColumn column = live.column();
    long[] before = births(column);
    graph.writeSnapshot(file(live.indexOid(), number, "hnsw"), logPosition);
    for (int slot = 0; slot < before.length; slot++) {
      if (column.birthRow(slot) != before[slot]) {
        before[slot] = 0;
      }
    }
    writeRows(file(live.indexOid(), number, "rows"), before);
    deleteBelow(live.indexOid(), number);
  }

  private static long[] births(VectorColumn column) {
    long[] births = new long[column.slotCount()];
    for (int slot = 0; slot < births.length; slot++) {
      births[slot] = column.birthRow(slot);
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
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The index as of the newest usable pair, without the slots that changed since; null for none.
   */
  @Nullable HnswIndex read(LiveIndex live) {
    List<Long> numbers = numbers(live.indexOid());
    for (long number : numbers.reversed()) {
      try {
        long[] births = readRows(file(live.indexOid(), number, "rows"));
        HnswIndex graph =
            HnswIndex.readSnapshot(
                    file(live.indexOid(), number, "hnsw"), live.source(), live.options())
                .index();
        removeChanged(graph, births, live.column());
        return graph;
      } catch (IOException | SnapshotCorruptException | RuntimeException e) {
        LOG.warn(
            "snapshot {} of index {} is not usable: {}", number, live.indexOid(), e.toString());
      }
    }
    return null;
  }

  private static void removeChanged(HnswIndex graph, long[] births, VectorColumn column) {
    int slots = column.slotCount();
    for (int slot = 0; slot < births.length; slot++) {
      boolean same =
          births[slot] != 0
              && slot < slots
              && column.birthRow(slot) == births[slot]
              && column.newestRow(slot) != 0;
      if (!same && graph.contains(slot)) {
        graph.remove(slot);
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
        Files.deleteIfExists(file(indexOid, old, "rows"));
        Files.deleteIfExists(file(indexOid, old, "hnsw"));
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
          .filter(name -> name.endsWith(".hnsw") || name.endsWith(".rows"))
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
