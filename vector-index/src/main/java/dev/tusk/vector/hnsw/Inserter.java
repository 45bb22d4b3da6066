package dev.tusk.vector.hnsw;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** Puts slots into the index and takes them out; the caller holds the structure lock, shared. */
final class Inserter {
  private final IndexState state;
  private final NodeTable nodes;
  private final SlotTable slots;

  /** Takes slots that are pending and can be linked. */
  private final IntConsumer toLink;

  Inserter(IndexState state, IntConsumer toLink) {
    this.toLink = toLink;
    this.state = state;
    this.nodes = state.nodes;
    this.slots = state.slots;
  }

  /** Adds a slot, or nothing when it is there with the same vector. */
  void insert(SearchContext c, int slot) {
    ReentrantLock stripe = state.stripe(slot);
    stripe.lock();
    try {
      insertLocked(c, slot);
    } finally {
      stripe.unlock();
    }
  }

  private void insertLocked(SearchContext c, int slot) {
    slots.cover(slot);
    state.exact.read(slot, c.vector);
    int old = slots.node(slot);
    if (old >= 0 && nodes.hash(old) == state.exact.hash(c.vector)) {
      return;
    }
    if (old != SlotTable.ABSENT && old != SlotTable.PENDING) {
      removeLocked(slot);
    }
    if (state.undefined(c.vector)) {
      leavePending(slot);
      slots.node(slot, SlotTable.UNDEFINED);
      state.undefined.add(slot);
      return;
    }
    slots.squaredNorm(slot, state.exact.squaredNorm(c.vector));
    slots.node(slot, SlotTable.PENDING);
    state.pending.add(slot);
    if (state.graph != null && !state.outlying(c.vector)) {
      toLink.accept(slot);
    }
  }

  /** Remembers a slot for later linking; searches compare its floats meanwhile. */
  void postpone(int slot) {
    slots.cover(slot);
    ReentrantLock stripe = state.stripe(slot);
    stripe.lock();
    try {
      if (slots.node(slot) == SlotTable.ABSENT) {
        slots.squaredNorm(slot, 0);
        slots.node(slot, SlotTable.PENDING);
        state.pending.add(slot);
      }
    } finally {
      stripe.unlock();
    }
  }

  private void leavePending(int slot) {
    state.pending.remove(slot);
  }

  /** Takes a slot out; false when it was not there. */
  boolean remove(int slot) {
    ReentrantLock stripe = state.stripe(slot);
    stripe.lock();
    try {
      return removeLocked(slot);
    } finally {
      stripe.unlock();
    }
  }

  private boolean removeLocked(int slot) {
    int node = slots.node(slot);
    if (node == SlotTable.ABSENT) {
      return false;
    }
    if (node < 0) {
      slots.node(slot, SlotTable.ABSENT);
      state.undefined.remove(slot);
    } else {
      unlink(node, slot);
    }
    if (state.pending.remove(slot) && node >= 0) {
      state.counted.decrementAndGet(); // Its batch is not done yet.
    }
    return true;
  }

  private void unlink(int node, int slot) {
    nodes.lock(node);
    try {
      slots.unlink(nodes, node, slot);
      if (nodes.slot(node) < 0) {
        nodes.state(node, NodeTable.DEAD);
        state.liveNodes.decrementAndGet();
        state.deadNodes.incrementAndGet();
      }
      state.linkedSlots.decrementAndGet();
    } finally {
      nodes.unlock(node);
    }
  }
}
