package dev.tusk.storage.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of a node of an {@link OrderedTree}: sorted keys, packed; for inner nodes they separate
 * children. Nodes are values: a change makes a new array.
 *
 * <pre>
 *  u8  level        0 is a leaf
 *  u8  0
 *  u16 n            number of keys
 *  u32 used         bytes in use; the record is padded to a few sizes so that it can be overwritten
 *  (n + 1) × u64    inner node: records of the children
 *  n × u16          where each key ends, counted from the first key's start
 *  keys
 * </pre>
 *
 * <p>Child i of an inner node holds keys below separator i and not below separator i - 1.
 */
final class TreeNode {
  private static final VarHandle U16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle U32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle U64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEADER_BYTES = 8;
  private static final int[] SIZES = {256, 1024, 4096};
  private static final long[] NO_CHILDREN = {};

  private TreeNode() {}

  static byte[] emptyLeaf() {
    return build(0, new byte[0][], NO_CHILDREN);
  }

  static byte[] build(int level, byte[][] keys, long[] children) {
    int keyBytes = 0;
    for (byte[] key : keys) {
      keyBytes += key.length;
    }
    byte[] node = allocate(level, keys.length, keyBytes);
    for (int i = 0; i < children.length; i++) {
      U64.set(node, HEADER_BYTES + 8 * i, children[i]);
    }
    int ends = endsAt(level, keys.length);
    int base = ends + 2 * keys.length;
    int end = 0;
    for (int i = 0; i < keys.length; i++) {
      System.arraycopy(keys[i], 0, node, base + end, keys[i].length);
      end += keys[i].length;
      U16.set(node, ends + 2 * i, (short) end);
    }
    return node;
  }

  private static byte[] allocate(int level, int count, int keyBytes) {
    int used = endsAt(level, count) + 2 * count + keyBytes;
    int size = (used + 4095) & -4096;
    for (int candidate : SIZES) {
      if (used <= candidate) {
        size = candidate;
        break;
      }
    }
    byte[] node = new byte[size];
    node[0] = (byte) level;
    U16.set(node, 2, (short) count);
    U32.set(node, 4, used);
    return node;
  }

  private static int endsAt(int level, int count) {
    return level == 0 ? HEADER_BYTES : HEADER_BYTES + 8 * (count + 1);
  }

  static int level(byte[] node) {
    return node[0];
  }

  static int count(byte[] node) {
    return (short) U16.get(node, 2) & 0xFFFF;
  }

  static int used(byte[] node) {
    return (int) U32.get(node, 4);
  }

  static long child(byte[] node, int index) {
    return (long) U64.get(node, HEADER_BYTES + 8 * index);
  }

  static byte[] withChild(byte[] node, int index, long child) {
    byte[] copy = node.clone();
    U64.set(copy, HEADER_BYTES + 8 * index, child);
    return copy;
  }

  static int keyBase(byte[] node) {
    int count = count(node);
    return endsAt(level(node), count) + 2 * count;
  }

  /** Where key {@code index} ends; -1 asks for the start of the first one. */
  static int keyEnd(byte[] node, int index) {
    int base = keyBase(node);
    if (index < 0) {
      return base;
    }
    int ends = base - 2 * count(node);
    return base + ((short) U16.get(node, ends + 2 * index) & 0xFFFF);
  }

  static byte[] key(byte[] node, int index) {
    return Arrays.copyOfRange(node, keyEnd(node, index - 1), keyEnd(node, index));
  }

  /** The number of keys below the given one, or not above it when {@code orEqual}. */
  static int countBelow(byte[] node, byte[] key, boolean orEqual) {
    int low = 0;
    int high = count(node);
    int base = keyBase(node);
    int ends = base - 2 * high;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int from = middle == 0 ? 0 : (short) U16.get(node, ends + 2 * middle - 2) & 0xFFFF;
      int to = (short) U16.get(node, ends + 2 * middle) & 0xFFFF;
      int order = Arrays.compareUnsigned(node, base + from, base + to, key, 0, key.length);
      if (order < 0 || order == 0 && orEqual) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static boolean keyEquals(byte[] node, int index, byte[] key) {
    return index < count(node)
        && Arrays.equals(node, keyEnd(node, index - 1), keyEnd(node, index), key, 0, key.length);
  }

  /** A leaf with one more key. */
  static byte[] insertKey(byte[] leaf, int index, byte[] key) {
    int count = count(leaf);
    int base = keyBase(leaf);
    int at = keyEnd(leaf, index - 1);
    int end = keyEnd(leaf, count - 1);
    byte[] node = allocate(0, count + 1, end - base + key.length);
    int newBase = base + 2;
    System.arraycopy(leaf, HEADER_BYTES, node, HEADER_BYTES, 2 * index);
    U16.set(node, HEADER_BYTES + 2 * index, (short) (at - base + key.length));
    for (int i = index; i < count; i++) {
      short moved = (short) ((short) U16.get(leaf, HEADER_BYTES + 2 * i) + key.length);
      U16.set(node, HEADER_BYTES + 2 * i + 2, moved);
    }
    System.arraycopy(leaf, base, node, newBase, at - base);
    System.arraycopy(key, 0, node, newBase + at - base, key.length);
    System.arraycopy(leaf, at, node, newBase + at - base + key.length, end - at);
    return node;
  }

  /** A leaf with one key less. */
  static byte[] removeKey(byte[] leaf, int index) {
    byte[][] keys = new byte[count(leaf) - 1][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(leaf, i < index ? i : i + 1);
    }
    return build(0, keys, NO_CHILDREN);
  }

  /** An inner node with one more separator, and {@code right} as the child behind it. */
  static byte[] insertChild(byte[] inner, int index, byte[] separator, long right) {
    int count = count(inner);
    byte[][] keys = new byte[count + 1][];
    long[] children = new long[count + 2];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = i == index ? separator : key(inner, i < index ? i : i - 1);
    }
    for (int i = 0; i < children.length; i++) {
      children[i] = i == index + 1 ? right : child(inner, i <= index ? i : i - 1);
    }
    return build(level(inner), keys, children);
  }

  /** An inner node without a child; it may be left with one child and no separator. */
  static byte[] removeChild(byte[] inner, int index) {
    int count = count(inner);
    int removedKey = Math.max(0, index - 1);
    byte[][] keys = new byte[count - 1][];
    long[] children = new long[count];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(inner, i < removedKey ? i : i + 1);
    }
    for (int i = 0; i < children.length; i++) {
      children[i] = child(inner, i < index ? i : i + 1);
    }
    return build(level(inner), keys, children);
  }

  /** Keys {@code from} to {@code to} of a node, with the children around them. */
  static byte[] slice(byte[] node, int from, int to) {
    byte[][] keys = new byte[to - from][];
    for (int i = from; i < to; i++) {
      keys[i - from] = key(node, i);
    }
    if (level(node) == 0) {
      return build(0, keys, NO_CHILDREN);
    }
    long[] children = new long[to - from + 1];
    for (int i = 0; i < children.length; i++) {
      children[i] = child(node, from + i);
    }
    return build(level(node), keys, children);
  }

  /** The key at which half of the bytes are passed, at least 1 and at most count - 1. */
  static int middle(byte[] node) {
    int half = (keyBase(node) + keyEnd(node, count(node) - 1)) / 2;
    int index = 1;
    while (index < count(node) - 1 && keyEnd(node, index - 1) < half) {
      index++;
    }
    return index;
  }

  /** The shortest key that is above {@code left} and not above {@code right}. */
  static byte[] separator(byte[] left, byte[] right) {
    int mismatch = Arrays.mismatch(left, right);
    return mismatch < 0 ? right : Arrays.copyOf(right, mismatch + 1);
  }
}
