package dev.tusk.storage;

import java.util.ArrayList;
import java.util.List;

/** What a rollback, whole or to a savepoint, takes back beside the write set. */
final class Rollback {
  private Rollback() {}

  /** Undoes the effects outside the write set of operations from a number on. */
  static void undo(Engine engine, WriteSet changes, long xid, long seq) {
    for (OwnRows own : changes.relations().values()) {
      own.leaveMarks(seq, xid);
      List<Applier.FreedSlot> freed = new ArrayList<>();
      List<Integer> stored = new ArrayList<>();
      VectorFile[] columns = own.relation.columns;
      for (int i = own.rowCount() - 1; i >= 0 && own.seq(i) >= seq; i--) {
        int[] slots = own.slots(i);
        for (int column = 0; column < slots.length; column++) {
          int slot = slots[column];
          if (slot >= 0 && columns[column].slots.birth(slot) == own.rowId(i)) {
            freed.add(new Applier.FreedSlot(columns[column], slot));
          }
        }
        if (own.location(i) == OwnRows.STORED) {
          stored.add(i);
        }
      }
      if (!stored.isEmpty()) {
        engine.committer.unstore(own, stored);
      }
      engine.committer.release(freed);
      engine.committer.rolledBack(own.relation, own.rowsSince(seq));
    }
    List<WriteSet.Definition> definitions = changes.definitions();
    for (int i = definitions.size() - 1; i >= 0 && definitions.get(i).seq() >= seq; i--) {
      definitions.get(i).undo().run();
    }
  }
}
