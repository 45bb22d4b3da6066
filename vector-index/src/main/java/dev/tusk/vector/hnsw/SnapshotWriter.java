package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.BitCodec;
import dev.tusk.vector.codec.Codec;
import dev.tusk.vector.codec.FloatCodec;
import dev.tusk.vector.codec.HalfCodec;
import dev.tusk.vector.codec.RabitqCodec;
import dev.tusk.vector.codec.SlotCodec;
import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;
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
 * Writes an index to a file while inserts and removals go on.
 *
 * <pre>
 *  header    {@value #HEADER_BYTES} bytes, see {@link #header}; its own CRC32C in the last four
 *  mean      dimension floats, for codes of few bits
 *  slots     an int each: node plus one, or as in {@link SlotTable}
 *  nodes     as in {@link NodeTable}
 *  records   as in {@link Graph}
 *  blocks    upper links, as in {@link Graph}
 *  CRC32C    of all that follows the header
 * </pre>
 *
 * <p>All numbers are in native order, as in memory. The parts are copied in this order and not all
 * at one moment: what one part names and a later one lacks cannot arise, and links to nodes that an
 * earlier part lacks are dropped on reading.
 */
final class SnapshotWriter {
  static final long MAGIC = 0x57534e48_4b535554L;
  static final int VERSION = 2;
  static final int HEADER_BYTES = 128;
  private static final int BUFFER_BYTES = 1 << 20;

  private final IndexState state;
  private final FileChannel channel;
  private final CRC32C crc = new CRC32C();

  private SnapshotWriter(IndexState state, FileChannel channel) {
    this.state = state;
    this.channel = channel;
  }

  static void write(IndexState state, int trainedOn, Path file, long logPosition)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      new SnapshotWriter(state, channel).write(trainedOn, logPosition);
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private void write(int trainedOn, long logPosition) throws IOException {
    Graph graph = state.graph;
    int nodes = graph == null ? 0 : state.nodes.count();
    long entry = graph == null ? -1 : graph.entry();
    channel.position(HEADER_BYTES);
    int blocks = 0;
    if (graph != null && graph.codec instanceof RabitqCodec codec) {
      writeMean(codec.mean());
    }
    int slots = writeSlots();
    if (graph != null) {
      writeRecords(state.nodes.records(), nodes);
      // After the nodes, so that it covers the blocks of each node written.
      blocks = state.upper.count();
      writeRecords(graph.records, nodes);
      writeRecords(state.upper.blocks(), blocks);
    }
    ByteBuffer trailer = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    trailer.putInt((int) crc.getValue()).flip();
    writeFully(trailer);
    channel.position(0);
    writeFully(header(graph, nodes, slots, blocks, entry, trainedOn, logPosition));
  }

  private ByteBuffer header(
      @org.jspecify.annotations.Nullable Graph graph,
      int nodes,
      int slots,
      int blocks,
      long entry,
      int trainedOn,
      long logPosition) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.nativeOrder());
    header.putLong(MAGIC).putInt(VERSION);
    header.putInt(state.options.metric().ordinal()).putInt(state.options.m());
    header.putInt(state.source.dimension());
    header.putInt(nodes).putInt(slots).putInt(blocks).putInt(trainedOn);
    header.putLong(entry).putLong(logPosition);
    if (graph == null) {
      header.putInt(0).putLong(0).putFloat(Float.NaN).putFloat(0).putInt(1);
    } else {
      Codec codec = graph.codec;
      header.putInt(codec.bits());
      switch (codec) {
        case RabitqCodec rabitq -> header.putLong(rabitq.seed());
        case FloatCodec _, HalfCodec _, BitCodec _, SlotCodec _ -> header.putLong(0);
      }
      header.putFloat(graph.codeShare()).putFloat(graph.normSpread);
      header.putInt(graph.entryWidth());
    }
    CRC32C own = new CRC32C();
    own.update(header.array(), 0, HEADER_BYTES - 4);
    header.putInt(HEADER_BYTES - 4, (int) own.getValue());
    return header.rewind();
  }

  private void writeMean(float[] mean) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4 * mean.length).order(ByteOrder.nativeOrder());
    buffer.asFloatBuffer().put(mean);
    writeSummed(buffer);
  }

  private int writeSlots() throws IOException {
    int limit = state.slots.limit();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());
    for (int slot = 0; slot < limit; slot++) {
      buffer.putInt(state.slots.node(slot) + 1);
      if (!buffer.hasRemaining()) {
        writeSummed(buffer.flip());
        buffer.clear();
      }
    }
    writeSummed(buffer.flip());
    return limit;
  }

  private void writeRecords(Records records, int count) throws IOException {
    for (int from = 0; from < count; from += Records.CHUNK) {
      long bytes = (long) Math.min(Records.CHUNK, count - from) * records.recordBytes();
      writeCopied(records.address(from), bytes);
    }
  }

  /** What is summed must be what is written, so memory that may change is copied first. */
  private void writeCopied(long address, long bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    for (long at = 0; at < bytes; at += BUFFER_BYTES) {
      int length = (int) Math.min(BUFFER_BYTES, bytes - at);
      buffer.clear();
      buffer.put(Raw.segment(address + at, length).asByteBuffer());
      writeSummed(buffer.flip());
    }
  }

  private void writeSummed(ByteBuffer buffer) throws IOException {
    crc.update(buffer.duplicate());
    writeFully(buffer);
  }

  private void writeFully(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
