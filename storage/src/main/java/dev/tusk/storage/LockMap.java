package dev.tusk.storage;

/**
 * Pairs of longs to longs, open addressing with linear probing: a lock of one holder costs 24 to 48
 * bytes, so that a statement can lock a million rows. The value 0 means that there is none.
 */
final class LockMap {
  private long[] table = new long[3 * 16];
  private int size;

  private int slot(long space, long id) {
    int mask = table.length / 3 - 1;
    long hash = (space * 0x9E3779B97F4A7C15L + id) * 0xBF58476D1CE4E5B9L;
    return (int) (hash ^ hash >>> 32) & mask;
  }

  private int find(long space, long id) {
    int capacity = table.length / 3;
    int slot = slot(space, id);
    while (table[3 * slot + 2] != 0 && (table[3 * slot] != space || table[3 * slot + 1] != id)) {
      slot = slot + 1 & capacity - 1;
    }
    return slot;
  }

  long get(long space, long id) {
    return table[3 * find(space, id) + 2];
  }

  void put(long space, long id, long value) {
    int slot = find(space, id);
    if (table[3 * slot + 2] == 0) {
      if (++size > table.length / 3 * 3 / 4) {
        grow();
        slot = find(space, id);
      }
      table[3 * slot] = space;
      table[3 * slot + 1] = id;
    }
    table[3 * slot + 2] = value;
  }

  /** Is told of each entry. */
  interface Visitor {
    void visit(long space, long id, long value);
  }

  void forEach(Visitor visitor) {
    for (int i = 0; i < table.length; i += 3) {
      if (table[i + 2] != 0) {
        visitor.visit(table[i], table[i + 1], table[i + 2]);
      }
    }
  }

  private void grow() {
    rebuild(2 * table.length);
  }

  private void rebuild(int length) {
    long[] old = table;
    table = new long[length];
    for (int i = 0; i < old.length; i += 3) {
      if (old[i + 2] != 0) {
        int slot = find(old[i], old[i + 1]);
        System.arraycopy(old, i, table, 3 * slot, 3);
      }
    }
  }

  void remove(long space, long id) {
    int capacity = table.length / 3;
    int hole = find(space, id);
    if (table[3 * hole + 2] == 0) {
      return;
    }
    size--;
    table[3 * hole + 2] = 0;
    // Entries behind the hole move up when their probe passed over it.
    for (int slot = hole + 1 & capacity - 1;
        table[3 * slot + 2] != 0;
        slot = slot + 1 & capacity - 1) {
      int home = slot(table[3 * slot], table[3 * slot + 1]);
      if ((slot - home & capacity - 1) >= (slot - hole & capacity - 1)) {
        System.arraycopy(table, 3 * slot, table, 3 * hole, 3);
        table[3 * slot + 2] = 0;
        hole = slot;
      }
    }
    if (size == 0 && table.length > 3 * 1024) {
      table = new long[3 * 16];
    }
  }
}
