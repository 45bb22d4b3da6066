package dev.tusk.storage;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Versions that were ended, in the order of commits, until vacuum removes them. Applier's lock. */
final class DeadVersions {
  private static final int BLOCK = 1024;

  private static final class Block {
    final Relation[] relations = new Relation[BLOCK];
    final long[] rowIds = new long[BLOCK];
    final long[] csns = new long[BLOCK];
    int from;
    int to;
  }

  private final Deque<Block> blocks = new ArrayDeque<>();
  private volatile long count;

  long count() {
    return count;
  }

  void add(Relation relation, long rowId, long csn) {
    Block last = blocks.peekLast();
    if (last == null || last.to == BLOCK) {
      last = new Block();
      blocks.addLast(last);
    }
    last.relations[last.to] = relation;
    last.rowIds[last.to] = rowId;
    last.csns[last.to++] = csn;
    count = count + 1;
    relation.deadRows++;
  }

  /** The oldest one. */
  record Dead(Relation relation, long rowId) {}

  /** Takes the oldest one, if it ended at or before a commit. */
  @Nullable Dead poll(long horizon) {
    Block first = blocks.peekFirst();
    if (first == null || first.from == first.to || first.csns[first.from] > horizon) {
      return null;
    }
    Dead dead = new Dead(first.relations[first.from], first.rowIds[first.from]);
    if (++first.from == BLOCK) {
      blocks.removeFirst();
    }
    count = count - 1;
    dead.relation.deadRows--;
    return dead;
  }
}
