package dev.tusk.vector.set;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The slots of one list: one thread changes it at a time, any number read. A place that is given up
 * holds -1 until a longer or a shorter copy is made.
 */
public final class SlotList {
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);
  public static final int NONE = -1;

  private volatile int[] slots = {};
  private volatile int count;
  private int removed;

  /** Adds a slot at the end. */
  public synchronized void add(int slot) {
    if (count == slots.length) {
      compact();
    }
    ELEMENT.setRelease(slots, count, slot);
    count = count + 1;
  }

  /** Takes a slot out. */
  public synchronized void remove(int slot) {
    for (int i = count - 1; i >= 0; i--) {
      if (slots[i] == slot) {
        ELEMENT.setRelease(slots, i, NONE);
        removed++;
        return;
      }
    }
  }

  private void compact() {
    int[] kept = new int[Math.max(8, 2 * (count - removed))];
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (slots[i] != NONE) {
        kept[at++] = slots[i];
      }
    }
    Arrays.fill(kept, at, kept.length, NONE);
    // A reader takes the count first: of a longer array it may see less, of a shorter one NONE.
    slots = kept;
    count = at;
    removed = 0;
  }

  /** The slots there are; {@link #NONE} in between stands for none. */
  public int[] read() {
    int length = count;
    int[] all = slots;
    return all.length == length ? all : Arrays.copyOf(all, Math.min(length, all.length));
  }

  public synchronized int size() {
    return count - removed;
  }
}
