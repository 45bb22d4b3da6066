package dev.tusk.vector.hnsw;

import dev.tusk.vector.SnapshotCorruptException;
import dev.tusk.vector.codec.Codec;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.RabitqCodec;
import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Reads what {@link SnapshotWriter} wrote, in bulk, and makes it whole: links to nodes that were
 * not yet there are dropped, chains and in-degrees are counted anew, nodes out of reach are linked.
 */
final class SnapshotReader {

  /** What the header of a snapshot says. */
  record Header(
      Metric metric,
      int m,
      int dimension,
      int nodes,
      int slots,
      int blocks,
      int trainedOn,
      long entry,
      long logPosition,
      int bits,
      long seed,
      float codeShare,
      float normSpread,
      int entryWidth) {}

  private final IndexState state;
  private final FileChannel channel;
  private final CRC32C crc = new CRC32C();

  private SnapshotReader(IndexState state, FileChannel channel) {
    this.state = state;
    this.channel = channel;
  }

  static Header read(IndexState state, Path file) throws IOException, SnapshotCorruptException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new SnapshotReader(state, channel).read();
    }
  }

  private Header read() throws IOException, SnapshotCorruptException {
    Header header = readHeader();
    check(header);
    if (header.bits() == 0) {
      readSlots(header.slots());
      checkSum();
      for (int slot = 0; slot < header.slots(); slot++) {
        if (state.slots.node(slot) >= 0) {
          state.slots.node(slot, SlotTable.ABSENT);
        }
      }
      addPending(header.slots());
      return header;
    }
    Codec codec =
        header.bits() > Byte.SIZE
            ? Trainer.lossless(state)
            : new RabitqCodec(
                header.metric(), header.bits(), readMean(header.dimension()), header.seed());
    readSlots(header.slots());
    Graph graph =
        new Graph(
            codec, header.codeShare(), header.normSpread(), state.nodes, state.upper, header.m());
    graph.entryWidth(header.entryWidth());
    state.graph = graph;
    state.nodes.restore(header.nodes());
    state.upper.restore(header.blocks());
    graph.cover(header.nodes());
    readRecords(state.nodes.records(), header.nodes());
    readRecords(graph.records, header.nodes());
    readRecords(state.upper.blocks(), header.blocks());
    checkSum();
    new Restoration(state, graph, header.nodes(), header.slots(), header.entry()).run();
    addPending(header.slots());
    return header;
  }

  private void addPending(int slots) {
    for (int slot = 0; slot < slots; slot++) {
      int node = state.slots.node(slot);
      if (node == SlotTable.PENDING) {
        state.pending.add(slot);
      } else if (node == SlotTable.UNDEFINED) {
        state.undefined.add(slot);
      }
    }
  }

  private Header readHeader() throws IOException, SnapshotCorruptException {
    ByteBuffer b = ByteBuffer.allocate(SnapshotWriter.HEADER_BYTES).order(ByteOrder.nativeOrder());
    readFully(b);
    b.flip();
    CRC32C own = new CRC32C();
    own.update(b.array(), 0, SnapshotWriter.HEADER_BYTES - 4);
    if (b.getLong() != SnapshotWriter.MAGIC) {
      throw new SnapshotCorruptException("not an index snapshot");
    }
    if (b.getInt(SnapshotWriter.HEADER_BYTES - 4) != (int) own.getValue()) {
      throw new SnapshotCorruptException("checksum of the snapshot's header differs");
    }
    int version = b.getInt();
    if (version != SnapshotWriter.VERSION) {
      throw new SnapshotCorruptException("snapshot has unknown version " + version);
    }
    return new Header(
        Metric.values()[b.getInt()],
        b.getInt(),
        b.getInt(),
        b.getInt(),
        b.getInt(),
        b.getInt(),
        b.getInt(),
        b.getLong(),
        b.getLong(),
        b.getInt(),
        b.getLong(),
        b.getFloat(),
        b.getFloat(),
        b.getInt());
  }

  private void check(Header header) throws SnapshotCorruptException {
    if (header.metric() != state.options.metric()
        || header.m() != state.options.m()
        || header.dimension() != state.source.dimension()) {
      throw new SnapshotCorruptException("snapshot is of an index made otherwise");
    }
  }

  private float[] readMean(int dimension) throws IOException, SnapshotCorruptException {
    ByteBuffer buffer = ByteBuffer.allocate(4 * dimension).order(ByteOrder.nativeOrder());
    readSummed(buffer);
    float[] mean = new float[dimension];
    buffer.asFloatBuffer().get(mean);
    return mean;
  }

  private void readSlots(int slots) throws IOException, SnapshotCorruptException {
    if (slots > 0) {
      state.slots.cover(slots - 1);
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.nativeOrder());
    int slot = 0;
    while (slot < slots) {
      buffer.clear().limit(4 * Math.min(slots - slot, buffer.capacity() / 4));
      readSummed(buffer);
      while (buffer.hasRemaining()) {
        state.slots.node(slot++, buffer.getInt() - 1);
      }
    }
  }

  private void readRecords(Records records, int count)
      throws IOException, SnapshotCorruptException {
    for (int from = 0; from < count; from += Records.CHUNK) {
      long bytes = (long) Math.min(Records.CHUNK, count - from) * records.recordBytes();
      readSummed(Raw.segment(records.address(from), bytes).asByteBuffer());
    }
  }

  /** Fills the buffer from its start to its limit, and leaves it ready for reading. */
  private void readSummed(ByteBuffer buffer) throws IOException, SnapshotCorruptException {
    readFully(buffer);
    buffer.flip();
    crc.update(buffer.duplicate());
  }

  private void readFully(ByteBuffer buffer) throws IOException, SnapshotCorruptException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new SnapshotCorruptException("snapshot ends too early");
      }
    }
  }

  private void checkSum() throws IOException, SnapshotCorruptException {
    ByteBuffer trailer = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    readFully(trailer);
    if (trailer.getInt(0) != (int) crc.getValue()) {
      throw new SnapshotCorruptException("checksum of the snapshot differs");
    }
  }
}
