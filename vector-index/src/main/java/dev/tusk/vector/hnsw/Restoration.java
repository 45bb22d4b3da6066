package dev.tusk.vector.hnsw;

import dev.tusk.vector.memory.Raw;

/** Makes one consistent graph of parts that were copied at slightly different moments. */
final class Restoration {
  private final IndexState state;
  private final NodeTable nodes;
  private final Graph graph;
  private final int nodeCount;
  private final int slotCount;
  private final long entry;

  Restoration(IndexState state, Graph graph, int nodeCount, int slotCount, long entry) {
    this.state = state;
    this.nodes = state.nodes;
    this.graph = graph;
    this.nodeCount = nodeCount;
    this.slotCount = slotCount;
    this.entry = entry;
  }

  void run() {
    for (int node = 0; node < nodeCount; node++) {
      nodes.slot(node, -1);
      nodes.inDegree(node, 0);
      nodes.unlock(node);
    }
    chainSlots();
    countStates();
    for (int node = 0; node < nodeCount; node++) {
      if (nodes.state(node) != NodeTable.FREE) {
        checkLinks(node);
      }
    }
    restoreEntry();
    if (state.liveNodes.get() > 0) {
      new Reachability(state, graph).restore();
    }
  }

  private void chainSlots() {
    for (int slot = 0; slot < slotCount; slot++) {
      int node = state.slots.node(slot);
      if (node < 0) {
        continue;
      }
      if (node >= nodeCount || nodes.state(node) == NodeTable.FREE) {
        state.slots.node(slot, SlotTable.ABSENT);
        continue;
      }
      state.slots.push(nodes, node, slot);
      state.linkedSlots.incrementAndGet();
    }
  }

  private void countStates() {
    for (int node = 0; node < nodeCount; node++) {
      if (nodes.state(node) == NodeTable.FREE) {
        nodes.release(node);
      } else if (nodes.slot(node) >= 0) {
        nodes.state(node, NodeTable.LIVE);
        state.liveNodes.incrementAndGet();
      } else {
        nodes.state(node, NodeTable.DEAD);
        state.deadNodes.incrementAndGet();
      }
    }
  }

  private void checkLinks(int node) {
    for (int level = 0; level <= nodes.level(node); level++) {
      long links = graph.links(node, level);
      for (int i = 0; i < graph.width(level); i++) {
        int other = Raw.getInt(links + 4L * i) & Graph.NODE;
        if (other == node) {
          continue;
        }
        boolean there =
            other >= 0
                && other < nodeCount
                && nodes.state(other) != NodeTable.FREE
                && nodes.level(other) >= level;
        if (!there) {
          Raw.putInt(links + 4L * i, node);
        } else if (level == 0) {
          nodes.addInDegree(other, 1);
        }
      }
    }
  }

  private void restoreEntry() {
    int node = Graph.entryNode(entry);
    if (entry >= 0 && node < nodeCount && nodes.state(node) != NodeTable.FREE) {
      graph.replaceEntry(graph.entry(), node, nodes.level(node));
      return;
    }
    for (int other = 0; other < nodeCount; other++) {
      if (nodes.live(other)
          && (graph.entry() < 0 || nodes.level(other) > Graph.entryLevel(graph.entry()))) {
        graph.replaceEntry(graph.entry(), other, nodes.level(other));
      }
    }
  }
}
