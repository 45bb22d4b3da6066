package dev.tusk.storage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers of a transaction's commands, as cmin and cmax show them. A row version has room for
 * one of the two: where the transaction that made it also ends it, a number that stands for both
 * (utils/time/combocid.c).
 */
final class CommandNumbers {
  private int current;
  private boolean used;

  /** The first operation of each command from the second on. */
  private long[] begins = new long[4];

  private final Map<Long, Integer> combined = new HashMap<>(4);

  int current() {
    return current;
  }

  /** What this command does carries its number: the next one has another. */
  void use() {
    used = true;
  }

  /** Another statement begins; the transaction's next operation has a number. */
  void next(long seq) {
    if (!used && seq <= (current == 0 ? 1 : begins[current - 1])) {
      return;
    }
    used = false;
    if (current == begins.length) {
      begins = Arrays.copyOf(begins, 2 * current);
    }
    begins[current++] = seq;
  }

  /** The command of an operation. */
  int of(long seq) {
    int at = Arrays.binarySearch(begins, 0, current, seq);
    while (at >= 0 && at + 1 < current && begins[at + 1] == seq) {
      at++; // Commands without operations begin where the next one does.
    }
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** What stands for a command that made a version, and the present one, which ends it. */
  int combined(int made) {
    long both = (long) made << 32 | current;
    Integer known = combined.get(both);
    if (known == null) {
      known = combined.size();
      combined.put(both, known);
    }
    return known;
  }
}
