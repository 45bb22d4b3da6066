package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.TimeTz;
import dev.tusk.sql.type.Zone;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * {@code (start, end) OVERLAPS (start, end)}; an end may be given as a length, and any bound may be
 * NULL as far as the answer does not depend on it (overlaps_timestamp in timestamp.c).
 */
final class OverlapBodies {
  private static final Comparator<Object> LONGS = (a, b) -> Long.compare((Long) a, (Long) b);
  private static final Comparator<Object> TIMES = (a, b) -> ((TimeTz) a).compareTo((TimeTz) b);

  private OverlapBodies() {}

  @FunctionalInterface
  private interface Plus {
    Object apply(Object start, Interval length, Zone zone);
  }

  static void register(FunctionLibrary library) {
    Plus timestamps = (a, b, _) -> DateTimeMath.plus((Long) a, b);
    Plus instants = (a, b, zone) -> DateTimeMath.plus((Long) a, b, zone);
    Plus times = (a, b, _) -> Math.floorMod((Long) a + b.micros() % DateTimes.DAY, DateTimes.DAY);
    register(library, "time", LONGS, times);
    register(library, "timestamp", LONGS, timestamps);
    register(library, "timestamptz", LONGS, instants);
    library.any(
        "overlaps(timetz,timetz,timetz,timetz)", (a, _) -> overlaps(a[0], a[1], a[2], a[3], TIMES));
  }

  private static void register(
      FunctionLibrary library, String type, Comparator<Object> order, Plus plus) {
    for (String left : new String[] {type, "interval"}) {
      for (String right : new String[] {type, "interval"}) {
        library.any(
            "overlaps(" + type + "," + left + "," + type + "," + right + ")",
            (a, c) -> {
              Zone zone = c.format().timeZone();
              return overlaps(
                  a[0], end(a[0], a[1], plus, zone), a[2], end(a[2], a[3], plus, zone), order);
            });
      }
    }
  }

  private static @Nullable Object end(
      @Nullable Object start, @Nullable Object end, Plus plus, Zone zone) {
    if (end instanceof Interval length) {
      return start == null ? null : plus.apply(start, length, zone);
    }
    return end;
  }

  private static @Nullable Boolean overlaps(
      @Nullable Object start1,
      @Nullable Object end1,
      @Nullable Object start2,
      @Nullable Object end2,
      Comparator<Object> order) {
    Object[] first = range(start1, end1, order);
    Object[] second = range(start2, end2, order);
    if (first == null || second == null) {
      return null;
    }
    int starts = order.compare(first[0], second[0]);
    if (starts == 0) {
      return first.length < 2 || second.length < 2 ? null : Boolean.TRUE;
    }
    Object[] earlier = starts < 0 ? first : second;
    Object[] later = starts < 0 ? second : first;
    if (earlier.length < 2) {
      return null;
    }
    if (order.compare(later[0], earlier[1]) < 0) {
      return true;
    }
    return later.length < 2 ? null : Boolean.FALSE;
  }

  /** Start and end in order, the one known bound, or null when none is known. */
  private static Object @Nullable [] range(
      @Nullable Object start, @Nullable Object end, Comparator<Object> order) {
    if (start == null) {
      return end == null ? null : new Object[] {end};
    }
    if (end == null) {
      return new Object[] {start};
    }
    return order.compare(start, end) > 0 ? new Object[] {end, start} : new Object[] {start, end};
  }
}
