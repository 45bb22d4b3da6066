package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.Codec;
import dev.tusk.vector.memory.Raw;
import java.util.BitSet;

/**
 * Replaces a graph's codec by one trained on today's data; links stay as they are.
 *
 * <p>Codes are written beside the running graph; writers wait only while the newest nodes are coded
 * and the links copied. The caller holds the maintenance lock.
 */
final class Retraining {
  private final IndexState state;
  private final Graph old;
  private final Graph fresh;
  private final BitSet coded = new BitSet();

  private Retraining(IndexState state, Graph old, Graph fresh) {
    this.state = state;
    this.old = old;
    this.fresh = fresh;
  }

  /** Returns the graph that searches go through from now on. */
  static Graph run(IndexState state, Graph old, int[] sample) {
    return replace(state, old, new Trainer(state, sample).train());
  }

  /** As above, with floats for codes. */
  static Graph toFloats(IndexState state, Graph old) {
    Codec codec = Trainer.lossless(state);
    return replace(
        state,
        old,
        new Graph(
            codec, old.codeShare(), old.normSpread, state.nodes, state.upper, state.options.m()));
  }

  private static Graph replace(IndexState state, Graph old, Graph fresh) {
    fresh.entryWidth(old.entryWidth());
    Retraining retraining = new Retraining(state, old, fresh);
    retraining.code();
    state.structure.writeLock().lock();
    try {
      retraining.code();
      retraining.copyLinks();
      state.graph = fresh;
    } finally {
      state.structure.writeLock().unlock();
    }
    state.contexts.awaitOthers();
    old.close();
    return fresh;
  }

  private void code() {
    int count = state.nodes.count();
    fresh.cover(count);
    SearchContext c = state.enter();
    try {
      c.bind(fresh);
      for (int node = 0; node < count && !state.closed; node++) {
        int slot = state.nodes.slot(node);
        if (slot < 0 && state.nodes.state(node) == NodeTable.DEAD) {
          slot = neighbour(node);
        }
        if (slot >= 0 && !coded.get(node)) {
          state.exact.read(slot, c.vector);
          state.prepare(c);
          fresh.codec.encode(c.prepared, fresh.records.address(node), c.query());
          coded.set(node);
        }
      }
    } finally {
      state.contexts.release(c);
    }
  }

  /**
   * A slot near to a dead node, whose own floats are gone. Without a code it would seem to lie in
   * the middle of the data, nearer to most queries than any row, and walks would end there.
   */
  private int neighbour(int node) {
    long links = old.links(node, 0);
    for (int i = 0; i < old.width(0); i++) {
      int slot = state.nodes.slot(Raw.getIntAcquire(links + 4L * i) & Graph.NODE);
      if (slot >= 0) {
        return slot;
      }
    }
    return -1;
  }

  private void copyLinks() {
    int count = state.nodes.count();
    for (int node = 0; node < count; node++) {
      Raw.copy(old.links(node, 0), fresh.links(node, 0), 4L * old.width(0));
    }
    long entry = old.entry();
    if (entry >= 0) {
      fresh.replaceEntry(fresh.entry(), Graph.entryNode(entry), Graph.entryLevel(entry));
    }
  }
}
