package dev.tusk.vector.hnsw;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A number made of a whole graph: which slots each node stands for, its level and its links in
 * their places, and the entry. Two graphs that have the same answer every search alike.
 */
final class GraphChecksum {
  private final IndexState state;
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

  GraphChecksum(IndexState state) {
    this.state = state;
  }

  long of(Graph graph) {
    add(graph.codec.bits());
    add(graph.entryWidth());
    add((int) graph.entry());
    add((int) (graph.entry() >>> 32));
    int count = state.nodes.count();
    for (int node = 0; node < count; node++) {
      add(state.nodes.state(node));
      if (state.nodes.state(node) != NodeTable.FREE) {
        node(graph, node);
      }
    }
    flush();
    return crc.getValue();
  }

  private void node(Graph graph, int node) {
    add(node);
    for (int slot = state.nodes.slot(node); slot >= 0; slot = state.slots.next(slot)) {
      add(slot);
    }
    int[] links = new int[graph.width(0)];
    for (int level = 0; level <= state.nodes.level(node); level++) {
      int count = graph.copyLinks(node, level, links);
      add(count);
      for (int i = 0; i < count; i++) {
        add(links[i]);
      }
    }
  }

  private void add(int value) {
    if (buffer.remaining() < Integer.BYTES) {
      flush();
    }
    buffer.putInt(value);
  }

  private void flush() {
    crc.update(buffer.flip());
    buffer.clear();
  }
}
