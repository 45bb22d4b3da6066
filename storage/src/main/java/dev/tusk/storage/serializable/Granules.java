package dev.tusk.storage.serializable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Parts of one relation that a transaction has read, or has written. */
final class Granules {
  private Granules() {}

  /**
   * Read: the whole relation, or some rows and stretches of indexes, gaps between rows included.
   * Many small parts become the whole, which costs memory no more, and now and then a retry.
   */
  static final class Reads {
    private static final int MOST_ROWS = 4096;
    private static final int MOST_RANGES = 256;

    private boolean whole;
    private Set<Long> rows = new HashSet<>();
    private Map<Long, List<Range>> ranges = new HashMap<>();
    private int rangeCount;

    boolean isWhole() {
      return whole;
    }

    void addWhole() {
      whole = true;
      rows = Set.of();
      ranges = Map.of();
    }

    boolean addRow(long row) {
      if (whole || !rows.add(row)) {
        return false;
      }
      if (rows.size() > MOST_ROWS) {
        addWhole();
      }
      return true;
    }

    boolean addRange(long index, Range range) {
      if (whole || ranges.getOrDefault(index, List.of()).contains(range)) {
        return false;
      }
      ranges.computeIfAbsent(index, _ -> new ArrayList<>(2)).add(range);
      if (++rangeCount > MOST_RANGES) {
        addWhole();
      }
      return true;
    }

    /** The rows that were read one by one. */
    Set<Long> rows() {
      return rows;
    }

    /** The indexes in which keys were looked for. */
    Set<Long> indexes() {
      return ranges.keySet();
    }

    /** Whether a change meets what was read. */
    boolean meets(long endedRow, List<Key> newKeys) {
      if (whole || endedRow != 0 && rows.contains(endedRow)) {
        return true;
      }
      for (Key key : ranges.isEmpty() ? List.<Key>of() : newKeys) {
        for (Range range : ranges.getOrDefault(key.index(), List.of())) {
          if (range.contains(key.bytes())) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** Written: the whole relation, or versions that were ended and keys that came into indexes. */
  static final class Writes {
    private boolean whole;
    private final Set<Long> ended = new HashSet<>();
    private final Map<Long, NavigableSet<byte[]>> keys = new HashMap<>();

    void addWhole() {
      whole = true;
    }

    void add(long endedRow, List<Key> newKeys) {
      if (endedRow != 0) {
        ended.add(endedRow);
      }
      for (Key key : newKeys) {
        keys.computeIfAbsent(key.index(), _ -> new TreeSet<>(Arrays::compareUnsigned))
            .add(key.bytes());
      }
    }

    boolean endedRow(long row) {
      return whole || ended.contains(row);
    }

    boolean meets(long index, Range range) {
      NavigableSet<byte[]> all = keys.get(index);
      if (whole || all == null) {
        return whole;
      }
      byte[] first = range.from() == null ? all.first() : all.ceiling(range.from());
      return first != null && range.contains(first);
    }
  }

  /** A key that an index got. */
  record Key(long index, byte[] bytes) {}

  /**
   * Keys of an index from one on and below another, as unsigned bytes; null where there is no end.
   */
  record Range(byte @Nullable [] from, byte @Nullable [] to) {
    boolean contains(byte[] key) {
      return (from == null || Arrays.compareUnsigned(key, from) >= 0)
          && (to == null || Arrays.compareUnsigned(key, to) < 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Range range
          && Arrays.equals(from, range.from)
          && Arrays.equals(to, range.to);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
    }
  }
}
