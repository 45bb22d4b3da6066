package dev.tusk.sql.catalog;

import dev.tusk.sql.catalog.PartitionBound.Edge;
import dev.tusk.sql.type.ExtendedHash;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of a table in the order of their bounds, with what leads from the values of a key
 * to one of them (partitioning/partbounds.c). The default one is last.
 */
public final class Partitions {
  /** HASH_PARTITION_SEED. */
  private static final long SEED = 0x7A5B22367996DCFDL;

  /** hash_combine64. */
  private static final long COMBINE = 0x49a0f4dd15e5a8e3L;

  /** One of them. */
  public record Part(long oid, String name, PartitionBound bound) {}

  private final PartitionKey key;
  private final List<Part> parts;
  private final int defaultPart;

  /** Of a list: the partition that takes NULL, -1 for none. */
  private int nullPart = -1;

  /** Of a list: values in order. Of ranges: bounds in order, each once. */
  private @Nullable Object[][] bounds = {};

  /**
   * The partition of a value of a list; that which ends at a bound of a range, -1 where none does,
   * with -1 behind the last; that of a remainder of the greatest modulus.
   */
  private int[] indexes = {};

  private Partitions(PartitionKey key, List<Part> parts) {
    this.key = key;
    this.parts = parts;
    this.defaultPart =
        !parts.isEmpty() && parts.getLast().bound() instanceof PartitionBound.Default
            ? parts.size() - 1
            : -1;
    switch (key.strategy()) {
      case LIST -> list();
      case RANGE -> range();
      case HASH -> hash();
    }
  }

  /** Puts the partitions of a table in order. */
  public static Partitions of(PartitionKey key, List<Part> unordered) {
    Map<Part, @Nullable Object[]> first = new HashMap<>();
    unordered.forEach(part -> first.put(part, first(key, part)));
    List<Part> parts = new ArrayList<>(unordered);
    parts.sort(
        Comparator.<Part>comparingInt(Partitions::rank)
            .thenComparing((a, b) -> {
              @Nullable Object[] left = first.get(a);
              @Nullable Object[] right = first.get(b);
              return left == null || right == null ? 0 : compare(key, left, right);
            }));
    return new Partitions(key, List.copyOf(parts));
  }

  /** Of a list those that take only NULL come behind the others, the default one behind all. */
  private static int rank(Part part) {
    return switch (part.bound()) {
      case PartitionBound.Default _ -> 2;
      case PartitionBound.In in -> in.values().stream().allMatch(v -> v == null) ? 1 : 0;
      case PartitionBound.Range _, PartitionBound.Hash _ -> 0;
    };
  }

  /** By what it stands among the others. */
  private static @Nullable Object @Nullable [] first(PartitionKey key, Part part) {
    return switch (part.bound()) {
      case PartitionBound.Default _ -> null;
      case PartitionBound.In in -> {
        List<Object> values = new ArrayList<>();
        in.values().stream().filter(v -> v != null).forEach(v -> values.add(value(key, 0, v)));
        Type type = key.keys().getFirst().type();
        yield values.isEmpty()
            ? null
            : new @Nullable Object[] {values.stream().min(type::compare).orElseThrow()};
      }
      case PartitionBound.Range range -> edges(key, range.from());
      case PartitionBound.Hash hash -> new @Nullable Object[] {hash.modulus(), hash.remainder()};
    };
  }

  /** A value of a bound. */
  public static Object value(PartitionKey key, int at, String text) {
    return key.keys().get(at).type().parse(text, FormatSettings.DEFAULT);
  }

  /** Values, or {@link Edge}s that are none. */
  private static @Nullable Object[] edges(PartitionKey key, List<Edge> edges) {
    @Nullable Object[] values = new @Nullable Object[edges.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          edges.get(i) instanceof Edge.Value(String text) ? value(key, i, text) : edges.get(i);
    }
    return values;
  }

  private static int kind(@Nullable Object value) {
    return value instanceof Edge.Minimum ? -1 : value instanceof Edge.Maximum ? 1 : 0;
  }

  /** The number of the column that decides, negative where the left one is less; 0 for equals. */
  private static int compare(PartitionKey key, @Nullable Object[] left, @Nullable Object[] right) {
    if (key.strategy() == PartitionKey.Strategy.HASH) {
      return Arrays.compare(ints(left), ints(right));
    }
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      Object a = left[i];
      Object b = right[i];
      int order = Integer.compare(kind(a), kind(b));
      if (order == 0 && kind(a) != 0) {
        return 0; // What follows does not count.
      }
      if (order == 0 && a != null && b != null) {
        order = key.keys().get(i).type().compare(a, b);
      }
      if (order != 0) {
        return order < 0 ? -(i + 1) : i + 1;
      }
    }
    return 0;
  }

  private static int[] ints(@Nullable Object[] values) {
    return Arrays.stream(values).mapToInt(v -> v instanceof Integer i ? i : 0).toArray();
  }

  private void list() {
    List<@Nullable Object[]> values = new ArrayList<>();
    Map<Object[], Integer> places = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).bound() instanceof PartitionBound.In in) {
        for (String text : in.values()) {
          if (text == null) {
            nullPart = i;
            continue;
          }
          @Nullable Object[] value = {value(key, 0, text)};
          values.add(value);
          places.put(value, i);
        }
      }
    }
    values.sort((a, b) -> compare(key, a, b));
    bounds = values.toArray(Object[][]::new);
    indexes = values.stream().mapToInt(v -> places.getOrDefault(v, -1)).toArray();
  }

  private record RangeEnd(@Nullable Object[] values, boolean lower, int part) {}

  private void range() {
    List<RangeEnd> ends = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).bound() instanceof PartitionBound.Range range) {
        ends.add(new RangeEnd(edges(key, range.from()), true, i));
        ends.add(new RangeEnd(edges(key, range.to()), false, i));
      }
    }
    ends.sort((a, b) -> compareEnds(a.values, a.lower, b.values, b.lower));
    List<RangeEnd> distinct = new ArrayList<>();
    for (RangeEnd end : ends) {
      if (distinct.isEmpty() || compare(key, distinct.getLast().values, end.values) != 0) {
        distinct.add(end);
      }
    }
    bounds = distinct.stream().map(RangeEnd::values).toArray(Object[][]::new);
    indexes = new int[bounds.length + 1];
    for (int i = 0; i < bounds.length; i++) {
      indexes[i] = distinct.get(i).lower ? -1 : distinct.get(i).part;
    }
    indexes[bounds.length] = -1;
  }

  /** An end that is exclusive is less than a beginning of the same values. */
  private int compareEnds(
      @Nullable Object[] left, boolean leftLower, @Nullable Object[] right, boolean rightLower) {
    int order = compare(key, left, right);
    return order != 0 || leftLower == rightLower
        ? order
        : leftLower ? equalColumns(left) : -equalColumns(left);
  }

  /** So many columns were looked at of ends with the same values. */
  private static int equalColumns(@Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (kind(values[i]) != 0) {
        return i + 1;
      }
    }
    return values.length;
  }

  private void hash() {
    int greatest = 1;
    for (Part part : parts) {
      greatest = Math.max(greatest, ((PartitionBound.Hash) part.bound()).modulus());
    }
    indexes = new int[parts.isEmpty() ? 0 : greatest];
    Arrays.fill(indexes, -1);
    for (int i = 0; i < parts.size(); i++) {
      PartitionBound.Hash bound = (PartitionBound.Hash) parts.get(i).bound();
      for (int at = bound.remainder(); at < greatest; at += bound.modulus()) {
        indexes[at] = i;
      }
    }
  }

  public PartitionKey key() {
    return key;
  }

  public List<Part> parts() {
    return parts;
  }

  /** The default partition; null where there is none. */
  public @Nullable Part defaultPart() {
    return defaultPart < 0 ? null : parts.get(defaultPart);
  }

  int defaultIndex() {
    return defaultPart;
  }

  int nullIndex() {
    return nullPart;
  }

  @Nullable Object[][] bounds() {
    return bounds;
  }

  int[] indexes() {
    return indexes;
  }

  /** The partition of a key's values; -1 where none takes them. */
  public int find(@Nullable Object[] values) {
    int found =
        switch (key.strategy()) {
          case LIST -> values[0] == null ? nullPart : inList(values);
          case RANGE -> Arrays.asList(values).contains(null) ? -1 : inRange(values);
          case HASH -> indexes.length == 0 ? -1 : indexes[remainder(values)];
        };
    return found < 0 ? defaultPart : found;
  }

  private int inList(@Nullable Object[] values) {
    int at = floor(values);
    return at >= 0 && compare(key, bounds[at], values) == 0 ? indexes[at] : -1;
  }

  private int inRange(@Nullable Object[] values) {
    return indexes.length == 0 ? -1 : indexes[floor(values) + 1];
  }

  /** The greatest bound that is not above the values; -1 where all are. */
  int floor(@Nullable Object[] values) {
    int low = -1;
    int high = bounds.length - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (compare(key, bounds[middle], values) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Compares a bound, by its number, with values, which may be fewer than the key has. */
  int compareBound(int bound, @Nullable Object[] values) {
    return compare(key, bounds[bound], values);
  }

  private int remainder(@Nullable Object[] values) {
    return (int) Long.remainderUnsigned(hash(key, values), indexes.length);
  }

  /** The hash of a row by its key. */
  public static long hash(PartitionKey key, @Nullable Object[] values) {
    List<Type> types = key.keys().stream().map(PartitionKey.Key::type).toList();
    return hash(types, values);
  }

  /** The hash of values of these types; NULLs are left out. */
  public static long hash(List<Type> types, @Nullable Object[] values) {
    long hash = 0;
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        long one = ExtendedHash.of(types.get(i), value, SEED);
        hash ^= one + COMBINE + (hash << 54) + (hash >>> 7);
      }
    }
    return hash;
  }

  /** The same with one more. */
  public Partitions with(Part part) {
    List<Part> all = new ArrayList<>(parts);
    all.add(part);
    return of(key, all);
  }

  /** All partitions, by their numbers. */
  public BitSet all() {
    BitSet set = new BitSet();
    set.set(0, parts.size());
    return set;
  }

  // A new partition.

  /**
   * Why a bound cannot be that of one more partition.
   *
   * @param with the partition that it overlaps; null for an empty range
   * @param upper whether the end is at fault, not the beginning
   * @param column of the value at fault, from 0
   */
  public record Conflict(@Nullable Part with, boolean upper, int column) {}

  /** What stands in the way of one more partition with this bound; null for nothing. */
  public @Nullable Conflict conflict(PartitionBound bound) {
    return switch (bound) {
      case PartitionBound.Default _ -> {
        Part other = defaultPart();
        yield other == null ? null : new Conflict(other, false, 0);
      }
      case PartitionBound.In in -> listConflict(in);
      case PartitionBound.Range range -> rangeConflict(range);
      case PartitionBound.Hash hash -> hashConflict(hash);
    };
  }

  private @Nullable Conflict listConflict(PartitionBound.In in) {
    for (int i = 0; i < in.values().size(); i++) {
      String text = in.values().get(i);
      int found = text == null ? nullPart : inList(new @Nullable Object[] {value(key, 0, text)});
      if (found >= 0) {
        return new Conflict(parts.get(found), false, i);
      }
    }
    return null;
  }

  private @Nullable Conflict rangeConflict(PartitionBound.Range range) {
    @Nullable Object[] lower = edges(key, range.from());
    @Nullable Object[] upper = edges(key, range.to());
    int order = compareEnds(lower, true, upper, false);
    if (order > 0) {
      return new Conflict(null, false, order - 1);
    }
    int low = -1;
    int high = bounds.length - 1;
    int last = 0;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      last = compareEnds(bounds[middle], indexes[middle] < 0, lower, true);
      if (last <= 0) {
        low = middle;
        if (last == 0) {
          break;
        }
      } else {
        high = middle - 1;
      }
    }
    if (indexes.length == 0) {
      return null;
    }
    if (indexes[low + 1] >= 0) {
      return new Conflict(parts.get(indexes[low + 1]), false, last == 0 ? 0 : Math.abs(last) - 1);
    }
    if (low + 1 < bounds.length) {
      int next = compareEnds(bounds[low + 1], true, upper, false);
      if (next < 0) {
        return new Conflict(parts.get(indexes[low + 2]), true, -next - 1);
      }
    }
    return null;
  }

  private @Nullable Conflict hashConflict(PartitionBound.Hash hash) {
    if (indexes.length == 0) {
      return null;
    }
    int at = hash.remainder() % indexes.length;
    do {
      if (indexes[at] >= 0) {
        return new Conflict(parts.get(indexes[at]), false, 0);
      }
      at += hash.modulus();
    } while (at < indexes.length);
    return null;
  }

  /** The neighbour in the order of moduli of which this one is no factor or multiple; or null. */
  public @Nullable Part oddModulus(PartitionBound.Hash hash) {
    @Nullable Object[] own = {hash.modulus(), hash.remainder()};
    Part before = null;
    for (Part part : parts) {
      PartitionBound.Hash other = (PartitionBound.Hash) part.bound();
      if (compare(key, new @Nullable Object[] {other.modulus(), other.remainder()}, own) > 0) {
        if (before != null && hash.modulus() % modulus(before) != 0) {
          return before;
        }
        return other.modulus() % hash.modulus() == 0 ? null : part;
      }
      before = part;
    }
    return before == null || hash.modulus() % modulus(before) == 0 ? null : before;
  }

  private static int modulus(Part part) {
    return ((PartitionBound.Hash) part.bound()).modulus();
  }
}
