package dev.tusk.vector.exact;

import dev.tusk.vector.Elements;
import dev.tusk.vector.Survey;
import dev.tusk.vector.memory.Residency;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Looks at some of an index's vectors, spread evenly over its slots. */
public final class Surveyor {
  /** So many tell a share to some hundredths, and are read in some milliseconds. */
  private static final int SAMPLE = 1_000;

  private Surveyor() {}

  /** Slots to look at, of those below a limit that an index has. */
  public static int[] sample(int limit, int most, IntPredicate has) {
    int[] slots = new int[most];
    int count = 0;
    double step = Math.max(1, limit / (double) most);
    for (double at = 0; at < limit && count < most; at += step) {
      if (has.test((int) at)) {
        slots[count++] = (int) at;
      }
    }
    return Arrays.copyOf(slots, count);
  }

  /** What a sample tells of an index with so many slots; of codes nothing. */
  public static Survey survey(ExactDistance exact, int size, int limit, IntPredicate has) {
    int[] slots = sample(limit, SAMPLE, has);
    if (slots.length == 0) {
      return Survey.NONE;
    }
    // Where they are comes first: reading them brings them into memory.
    double resident = Residency.share(Arrays.stream(slots).mapToLong(exact::address).toArray());
    double sum = 0;
    double squares = 0;
    for (int slot : slots) {
      double norm = Math.sqrt(exact.squaredNorm(slot));
      sum += norm;
      squares += norm * norm;
    }
    double mean = sum / slots.length;
    double spread = Math.sqrt(Math.max(0, squares / slots.length - mean * mean)) / mean;
    Elements elements = exact.source.elements();
    return new Survey(
        elements == Elements.BITS ? Double.NaN : spread,
        Double.NaN,
        (long) size * elements.bytes(exact.dimension),
        resident);
  }
}
