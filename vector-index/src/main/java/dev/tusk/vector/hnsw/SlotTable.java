package dev.tusk.vector.hnsw;

import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;

/**
 * Which node stands for each slot, and the chains of slots with identical vectors.
 *
 * <pre>
 *   0  int  node      plus one; 0 is none, -1 is pending, -2 has no defined distance
 *   4  int  next      in the chain of its node, plus one
 *   8  int  previous  plus one
 *  12  float norm     squared, of a pending slot; 0 where nobody has asked for it yet
 * </pre>
 */
final class SlotTable {
  static final int BYTES = 16;
  static final int ABSENT = -1;
  static final int PENDING = -2;
  static final int UNDEFINED = -3;

  private final Records records = new Records(BYTES);

  Records records() {
    return records;
  }

  /** Makes room for a slot. */
  void cover(int slot) {
    if (slot >= records.limit()) {
      records.ensure(slot + 1);
    }
  }

  /** Slots at or above are absent. */
  int limit() {
    return records.limit();
  }

  private long at(int slot) {
    return records.address(slot);
  }

  /** A node, or one of the negative constants. */
  int node(int slot) {
    return slot >= records.limit() ? ABSENT : Raw.getIntAcquire(at(slot)) - 1;
  }

  void node(int slot, int node) {
    Raw.putIntRelease(at(slot), node + 1);
  }

  float squaredNorm(int slot) {
    return Raw.getFloat(at(slot) + 12);
  }

  void squaredNorm(int slot, float squaredNorm) {
    Raw.putFloat(at(slot) + 12, squaredNorm);
  }

  int next(int slot) {
    return Raw.getIntAcquire(at(slot) + 4) - 1;
  }

  private void next(int slot, int next) {
    Raw.putIntRelease(at(slot) + 4, next + 1);
  }

  private int previous(int slot) {
    return Raw.getInt(at(slot) + 8) - 1;
  }

  private void previous(int slot, int previous) {
    Raw.putInt(at(slot) + 8, previous + 1);
  }

  /** Puts a slot at the head of its node's chain; the caller holds the node's lock. */
  void push(NodeTable nodes, int node, int slot) {
    int head = nodes.slot(node);
    next(slot, head);
    previous(slot, -1);
    if (head >= 0) {
      previous(head, slot);
    }
    node(slot, node);
    nodes.slot(node, slot);
  }

  /** Takes a slot out of its node's chain; the caller holds the node's lock. */
  void unlink(NodeTable nodes, int node, int slot) {
    int next = next(slot);
    int previous = previous(slot);
    node(slot, ABSENT);
    if (previous >= 0) {
      next(previous, next);
    } else {
      nodes.slot(node, next);
    }
    if (next >= 0) {
      previous(next, previous);
    }
  }
}
