package dev.tusk.storage.store;

import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * A set of byte keys in unsigned order: a B+ tree whose nodes are records of a {@link RecordStore}.
 *
 * <p>Nodes are split at 4 KiB; a node that becomes empty is taken out (Lehman and Yao's
 * free-at-empty rule, which PostgreSQL uses too: half-empty nodes are not merged). Ascending
 * inserts leave full nodes behind. One writer at a time; readers copy a leaf at a time under a read
 * lock, so a cursor never holds anything between calls and sees each key that is there from before
 * its start until it passes.
 */
public final class OrderedTree {
  /** Longer keys are refused: two of them must fit a node. */
  public static final int MAX_KEY_BYTES = 8000;

  private static final int SPLIT_BYTES = 4096;

  private final RecordStore store;
  private final StampedLock lock = new StampedLock();
  private long root;
  private long size;

  private OrderedTree(RecordStore store, long root, long size) {
    this.store = store;
    this.root = root;
    this.size = size;
  }

  public static OrderedTree create(RecordStore store) {
    return new OrderedTree(store, store.put(TreeNode.emptyLeaf()), 0);
  }

  /** Opens a tree by what {@link #root} and {@link #size} said when it was last written. */
  public static OrderedTree open(RecordStore store, long root, long size) {
    return new OrderedTree(store, root, size);
  }

  public long root() {
    return root;
  }

  /** Number of keys. */
  public long size() {
    return size;
  }

  /** Adds a key; false when it was there. */
  public boolean insert(byte[] key) {
    long stamp = lock.writeLock();
    try {
      Split split = insert(root, key, true);
      if (split == PRESENT) {
        return false;
      }
      if (split != null) {
        int level = TreeNode.level(store.get(root)) + 1;
        byte[][] keys = {split.separator};
        root = store.put(TreeNode.build(level, keys, new long[] {root, split.right}));
      }
      size++;
      return true;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private record Split(byte[] separator, long right) {}

  private static final Split PRESENT = new Split(new byte[0], 0);

  private @Nullable Split insert(long record, byte[] key, boolean rightmost) {
    byte[] node = store.get(record);
    boolean last;
    byte[] changed;
    if (TreeNode.level(node) == 0) {
      int at = TreeNode.countBelow(node, key, false);
      if (TreeNode.keyEquals(node, at, key)) {
        return PRESENT;
      }
      last = rightmost && at == TreeNode.count(node);
      changed = TreeNode.insertKey(node, at, key);
    } else {
      int at = TreeNode.countBelow(node, key, true);
      last = rightmost && at == TreeNode.count(node);
      Split split = insert(TreeNode.child(node, at), key, last);
      if (split == null || split == PRESENT) {
        return split;
      }
      changed = TreeNode.insertChild(node, at, split.separator, split.right);
    }
    if (TreeNode.used(changed) <= SPLIT_BYTES || TreeNode.count(changed) < 3) {
      store.update(record, changed);
      return null;
    }
    return split(record, changed, last);
  }

  /** Ascending inserts split off the new key alone, so that what is left behind is full. */
  private Split split(long record, byte[] node, boolean atEnd) {
    int count = TreeNode.count(node);
    int at = atEnd ? count - 1 : TreeNode.middle(node);
    if (TreeNode.level(node) == 0) {
      byte[] separator = TreeNode.separator(TreeNode.key(node, at - 1), TreeNode.key(node, at));
      long right = store.put(TreeNode.slice(node, at, count));
      store.update(record, TreeNode.slice(node, 0, at));
      return new Split(separator, right);
    }
    long right = store.put(TreeNode.slice(node, at + 1, count));
    byte[] separator = TreeNode.key(node, at);
    store.update(record, TreeNode.slice(node, 0, at));
    return new Split(separator, right);
  }

  /** Takes a key out; false when it was not there. */
  public boolean remove(byte[] key) {
    long stamp = lock.writeLock();
    try {
      Removal removal = remove(root, key);
      if (removal == Removal.ABSENT) {
        return false;
      }
      size--;
      if (removal == Removal.EMPTIED) {
        store.update(root, TreeNode.emptyLeaf());
        return true;
      }
      byte[] node = store.get(root);
      while (TreeNode.level(node) > 0 && TreeNode.count(node) == 0) {
        long child = TreeNode.child(node, 0);
        store.delete(root);
        root = child;
        node = store.get(root);
      }
      return true;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private enum Removal {
    ABSENT,
    REMOVED,
    /** Removed, and the node has nothing left: the caller takes it out. */
    EMPTIED
  }

  private Removal remove(long record, byte[] key) {
    byte[] node = store.get(record);
    if (TreeNode.level(node) == 0) {
      int at = TreeNode.countBelow(node, key, false);
      if (!TreeNode.keyEquals(node, at, key)) {
        return Removal.ABSENT;
      }
      if (TreeNode.count(node) == 1) {
        return Removal.EMPTIED;
      }
      store.update(record, TreeNode.removeKey(node, at));
      return Removal.REMOVED;
    }
    int at = TreeNode.countBelow(node, key, true);
    Removal removal = remove(TreeNode.child(node, at), key);
    if (removal != Removal.EMPTIED) {
      return removal;
    }
    if (TreeNode.count(node) == 0) {
      store.delete(TreeNode.child(node, 0));
      return Removal.EMPTIED;
    }
    store.delete(TreeNode.child(node, at));
    store.update(record, TreeNode.removeChild(node, at));
    return Removal.REMOVED;
  }

  public boolean contains(byte[] key) {
    Cursor cursor = cursor(key, null, false);
    return cursor.next() && cursor.compareTo(key) == 0;
  }

  /** Deletes all records of the tree, which is not to be used any more. */
  public void drop() {
    long stamp = lock.writeLock();
    try {
      drop(root);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void drop(long record) {
    byte[] node = store.get(record);
    if (TreeNode.level(node) > 0) {
      for (int i = 0; i <= TreeNode.count(node); i++) {
        drop(TreeNode.child(node, i));
      }
    }
    store.delete(record);
  }

  /**
   * Keys from {@code from} (inclusive; null is the first) up to {@code to} (exclusive; null is no
   * bound), ascending or descending.
   */
  public Cursor cursor(byte @Nullable [] from, byte @Nullable [] to, boolean descending) {
    return new Cursor(from, to, descending);
  }

  /** Keys one after another. */
  public final class Cursor {
    private final byte @Nullable [] from;
    private final byte @Nullable [] to;
    private final boolean descending;
    private byte[] leaf = TreeNode.emptyLeaf();
    private int at = -1;
    private int end;

    /** Where the leaf's neighbour in the direction of travel begins, or null at the last leaf. */
    private byte @Nullable [] fence;

    private boolean started;

    private Cursor(byte @Nullable [] from, byte @Nullable [] to, boolean descending) {
      this.from = from;
      this.to = to;
      this.descending = descending;
    }

    /** Steps to the next key; false at the end. */
    public boolean next() {
      if (started) {
        at += descending ? -1 : 1;
      } else {
        started = true;
        seek(descending ? to : from);
      }
      while (descending ? at < end : at >= end) {
        byte[] neighbour = fence;
        if (neighbour == null || isBeyond(neighbour)) {
          return false;
        }
        seek(neighbour);
      }
      return true;
    }

    /** The current key. */
    public byte[] key() {
      return TreeNode.key(leaf, at);
    }

    /** The last eight bytes of the current key, big-endian. */
    public long suffix() {
      int keyEnd = TreeNode.keyEnd(leaf, at);
      long value = 0;
      for (int i = keyEnd - 8; i < keyEnd; i++) {
        value = value << 8 | leaf[i] & 0xFF;
      }
      return value;
    }

    /** Compares the current key with another. */
    public int compareTo(byte[] key) {
      return Arrays.compareUnsigned(
          leaf, TreeNode.keyEnd(leaf, at - 1), TreeNode.keyEnd(leaf, at), key, 0, key.length);
    }

    private boolean isBeyond(byte[] neighbour) {
      if (descending) {
        return from != null && Arrays.compareUnsigned(neighbour, from) <= 0;
      }
      return to != null && Arrays.compareUnsigned(neighbour, to) >= 0;
    }

    /** Copies the leaf that holds the first key at or above (descending: last key below) it. */
    private void seek(byte @Nullable [] key) {
      fence = null;
      long stamp = lock.readLock();
      try {
        byte[] node = store.get(root);
        while (TreeNode.level(node) > 0) {
          int count = TreeNode.count(node);
          int child =
              key == null ? (descending ? count : 0) : TreeNode.countBelow(node, key, !descending);
          if (descending && child > 0) {
            fence = TreeNode.key(node, child - 1);
          } else if (!descending && child < count) {
            fence = TreeNode.key(node, child);
          }
          node = store.get(TreeNode.child(node, child));
        }
        leaf = node;
      } finally {
        lock.unlockRead(stamp);
      }
      int count = TreeNode.count(leaf);
      if (descending) {
        at = (key == null ? count : TreeNode.countBelow(leaf, key, false)) - 1;
        end = from == null ? 0 : TreeNode.countBelow(leaf, from, false);
      } else {
        at = key == null ? 0 : TreeNode.countBelow(leaf, key, false);
        end = to == null ? count : TreeNode.countBelow(leaf, to, false);
      }
    }
  }
}
