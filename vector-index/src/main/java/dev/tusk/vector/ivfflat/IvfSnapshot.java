package dev.tusk.vector.ivfflat;

import dev.tusk.vector.SnapshotCorruptException;
import dev.tusk.vector.VectorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * An index of lists in a file, little-endian:
 *
 * <pre>
 *  i64 magic | i32 version | i32 metric | i32 lists asked for | i32 floats of an open form
 *  i32 centres | i32 coordinates of a centre | i32 slots | i64 log position
 *  centres × coordinates × f32 | slots × i32 list, -1 absent, -2 undefined | i32 CRC32C
 * </pre>
 */
final class IvfSnapshot {
  private static final long MAGIC = 0x3146_5649_4b53_5554L;
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 44;

  private IvfSnapshot() {}

  static void write(IvfFlatIndex index, Centres centres, int[] slots, Path file, long logPosition)
      throws IOException {
    int coordinates = Centres.dimension(index.source);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    CRC32C crc = new CRC32C();
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer header = buffer(HEADER_BYTES);
      header.putLong(MAGIC).putInt(VERSION).putInt(index.options.metric().ordinal());
      header.putInt(index.options.lists()).putInt(index.source.dimension());
      header.putInt(centres.count()).putInt(coordinates).putInt(slots.length);
      header.putLong(logPosition);
      write(channel, header.flip(), crc);
      for (float[] centre : centres.vectors()) {
        ByteBuffer bytes = buffer(4 * coordinates);
        bytes.asFloatBuffer().put(centre);
        write(channel, bytes, crc);
      }
      ByteBuffer bytes = buffer(4 * slots.length);
      bytes.asIntBuffer().put(slots);
      write(channel, bytes, crc);
      ByteBuffer trailer = buffer(4).putInt((int) crc.getValue()).flip();
      write(channel, trailer, new CRC32C());
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(FileChannel channel, ByteBuffer bytes, CRC32C crc) throws IOException {
    crc.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  static IvfFlatIndex read(Path file, VectorSource source, IvfFlatOptions options)
      throws IOException, SnapshotCorruptException {
    CRC32C crc = new CRC32C();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = read(channel, HEADER_BYTES, crc);
      if (header.getLong() != MAGIC || header.getInt() != VERSION) {
        throw new SnapshotCorruptException("not a snapshot of lists");
      }
      int metric = header.getInt();
      int lists = header.getInt();
      int dimension = header.getInt();
      int count = header.getInt();
      int coordinates = header.getInt();
      int slots = header.getInt();
      if (metric != options.metric().ordinal()
          || lists != options.lists()
          || dimension != source.dimension()
          || coordinates != Centres.dimension(source)
          || count < 0
          || slots < 0) {
        throw new SnapshotCorruptException("snapshot is of an index made otherwise");
      }
      float[][] centres = new float[count][coordinates];
      for (float[] centre : centres) {
        read(channel, 4 * coordinates, crc).asFloatBuffer().get(centre);
      }
      int[] listOf = new int[slots];
      read(channel, 4 * slots, crc).asIntBuffer().get(listOf);
      if (read(channel, 4, new CRC32C()).getInt() != (int) crc.getValue()) {
        throw new SnapshotCorruptException("checksum of the snapshot differs");
      }
      IvfFlatIndex index = new IvfFlatIndex(source, options);
      index.use(new Centres(source, options.metric(), centres));
      for (int slot = 0; slot < slots; slot++) {
        if (listOf[slot] != IvfFlatIndex.ABSENT) {
          index.put(slot, listOf[slot]);
        }
      }
      return index;
    }
  }

  private static ByteBuffer read(FileChannel channel, int bytes, CRC32C crc)
      throws IOException, SnapshotCorruptException {
    ByteBuffer buffer = buffer(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new SnapshotCorruptException("snapshot ends too early");
      }
    }
    buffer.flip();
    crc.update(buffer.duplicate());
    return buffer;
  }
}
