package dev.tusk.vector.hnsw;

import dev.tusk.vector.SlotFilter;
import org.jspecify.annotations.Nullable;

/** Which nodes may be answered with: those with a slot that the caller's filter accepts. */
final class NodeFilter {
  private final NodeTable nodes;
  private final SlotTable slots;
  private final @Nullable SlotFilter filter;

  NodeFilter(NodeTable nodes, SlotTable slots, @Nullable SlotFilter filter) {
    this.nodes = nodes;
    this.slots = slots;
    this.filter = filter;
  }

  boolean accepts(int node) {
    return accepted(node, nodes.slot(node)) >= 0;
  }

  /** The first accepted slot of a node at or after one in its chain, or -1. */
  int accepted(int node, int from) {
    for (int slot = from; slot >= 0; slot = slots.next(slot)) {
      // A slot that left the chain while we walk may already stand in another.
      if (slots.node(slot) != node) {
        return -1;
      }
      if (filter == null || filter.accepts(slot)) {
        return slot;
      }
    }
    return -1;
  }
}
