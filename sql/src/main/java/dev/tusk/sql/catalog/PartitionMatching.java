package dev.tusk.sql.catalog;

import dev.tusk.sql.catalog.PartitionBound.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of a table may have rows that meet conditions on the key
 * (partitioning/partprune.c). Each method gives numbers of partitions, rather too many than too
 * few.
 */
public final class PartitionMatching {
  /** So many combinations of alternatives are looked at one by one. */
  private static final int MOST_CHOICES = 256;

  /** How a part of the key is compared. */
  public enum Operator {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    NOT_EQUAL,
    IS_NULL,
    IS_NOT_NULL
  }

  /**
   * A condition.
   *
   * @param key the part's number, from 0
   * @param values one value; several of which one is to be equal; none for tests of NULL
   */
  public record Condition(int key, Operator operator, List<@Nullable Object> values) {}

  private final Partitions partitions;
  private final int defaultPart;

  public PartitionMatching(Partitions partitions) {
    this.partitions = partitions;
    this.defaultPart = partitions.defaultIndex();
  }

  /** The partitions of rows that meet all conditions. */
  public BitSet all(List<Condition> conditions) {
    BitSet found = partitions.all();
    for (Condition condition : conditions) {
      found.and(one(condition));
    }
    if (partitions.key().strategy() == PartitionKey.Strategy.RANGE) {
      found.and(between(conditions, new @Nullable Object[0]));
    }
    int keys = partitions.key().keys().size();
    if (keys > 1 || partitions.key().strategy() == PartitionKey.Strategy.HASH) {
      found.and(together(conditions));
    }
    return found;
  }

  private BitSet one(Condition condition) {
    if (partitions.key().strategy() == PartitionKey.Strategy.HASH) {
      return partitions.all();
    }
    return switch (condition.operator()) {
      case IS_NULL -> isNull();
      case IS_NOT_NULL -> isNotNull();
      case NOT_EQUAL -> notEqual(condition.values());
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        if (partitions.key().strategy() == PartitionKey.Strategy.RANGE && condition.key() > 0) {
          yield partitions.all();
        }
        BitSet found = new BitSet();
        for (Object value : condition.values()) {
          if (value != null) {
            found.or(compared(condition.operator(), value));
          }
        }
        yield found;
      }
    };
  }

  private void addDefault(BitSet found) {
    if (defaultPart >= 0) {
      found.set(defaultPart);
    }
  }

  private BitSet isNull() {
    BitSet found = new BitSet();
    if (partitions.nullIndex() >= 0) {
      found.set(partitions.nullIndex());
    } else {
      addDefault(found);
    }
    return found;
  }

  private BitSet isNotNull() {
    BitSet found = partitions.all();
    for (int i = 0; i < partitions.parts().size(); i++) {
      if (partitions.parts().get(i).bound() instanceof PartitionBound.In in
          && in.values().stream().allMatch(v -> v == null)) {
        found.clear(i);
      }
    }
    return found;
  }

  /** A partition of a list all of whose values are refused has none of the rows. */
  private BitSet notEqual(List<@Nullable Object> values) {
    BitSet found = isNotNull();
    if (partitions.key().strategy() != PartitionKey.Strategy.LIST || values.contains(null)) {
      return found;
    }
    BitSet kept = new BitSet();
    for (int i = 0; i < partitions.bounds().length; i++) {
      int bound = i;
      if (values.stream()
          .noneMatch(v -> partitions.compareBound(bound, new @Nullable Object[] {v}) == 0)) {
        kept.set(partitions.indexes()[i]);
      }
    }
    addDefault(kept);
    found.and(kept);
    return found;
  }

  private BitSet compared(Operator operator, Object value) {
    @Nullable Object[] values = {value};
    if (partitions.key().strategy() == PartitionKey.Strategy.RANGE) {
      return operator == Operator.EQUAL
          ? ranges(new Region(new @Nullable Object[0], values, true, values, true))
          : partitions.all(); // See between.
    }
    BitSet found = new BitSet();
    for (int i = 0; i < partitions.bounds().length; i++) {
      if (holds(operator, partitions.compareBound(i, values))) {
        found.set(partitions.indexes()[i]);
      }
    }
    if (operator != Operator.EQUAL || found.isEmpty()) {
      addDefault(found);
    }
    return found;
  }

  private static boolean holds(Operator operator, int order) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case NOT_EQUAL -> order != 0;
      case IS_NULL, IS_NOT_NULL -> true;
    };
  }

  /**
   * Keys between two ends.
   *
   * @param prefix what their first parts are equal to
   * @param lower the prefix and the least value of the next part; null where that has no end
   */
  private record Region(
      @Nullable Object[] prefix,
      @Nullable Object @Nullable [] lower,
      boolean lowerInclusive,
      @Nullable Object @Nullable [] upper,
      boolean upperInclusive) {
    int parts() {
      return lower == null && upper == null ? prefix.length : prefix.length + 1;
    }
  }

  /** What comparisons with the part behind a prefix that is known leave, pair by pair. */
  private BitSet between(List<Condition> conditions, @Nullable Object[] prefix) {
    BitSet found = partitions.all();
    List<Condition> lower = ends(conditions, prefix.length, true);
    List<Condition> upper = ends(conditions, prefix.length, false);
    for (Condition low : lower) {
      for (Condition high : upper) {
        found.and(region(prefix, low, high));
      }
    }
    if (lower.isEmpty()) {
      upper.forEach(high -> found.and(region(prefix, null, high)));
    } else if (upper.isEmpty()) {
      lower.forEach(low -> found.and(region(prefix, low, null)));
    }
    return found;
  }

  private static List<Condition> ends(List<Condition> conditions, int key, boolean lower) {
    return conditions.stream()
        .filter(condition -> condition.key() == key)
        .filter(condition ->
            switch (condition.operator()) {
              case GREATER, GREATER_OR_EQUAL -> lower;
              case LESS, LESS_OR_EQUAL -> !lower;
              case EQUAL, NOT_EQUAL, IS_NULL, IS_NOT_NULL -> false;
            })
        .toList();
  }

  private BitSet region(
      @Nullable Object[] prefix, @Nullable Condition low, @Nullable Condition high) {
    @Nullable Object[] lower = low == null ? null : longer(prefix, low.values().getFirst());
    @Nullable Object[] upper = high == null ? null : longer(prefix, high.values().getFirst());
    boolean never =
        lower != null && lower[prefix.length] == null
            || upper != null && upper[prefix.length] == null;
    return never
        ? new BitSet()
        : ranges(
            new Region(
                prefix,
                lower,
                low != null && low.operator() == Operator.GREATER_OR_EQUAL,
                upper,
                high != null && high.operator() == Operator.LESS_OR_EQUAL));
  }

  private static @Nullable Object[] longer(@Nullable Object[] prefix, @Nullable Object value) {
    @Nullable Object[] all = Arrays.copyOf(prefix, prefix.length + 1);
    all[prefix.length] = value;
    return all;
  }

  /** The ranges that have keys of a region; the default partition has those between ranges. */
  private BitSet ranges(Region region) {
    BitSet found = new BitSet();
    int[] indexes = partitions.indexes();
    for (int i = 0; i < indexes.length; i++) {
      boolean below = i < partitions.bounds().length && !reachesBelow(i, region);
      boolean above = i > 0 && !reachesAbove(i - 1, region);
      if (below || above) {
        continue;
      }
      if (indexes[i] >= 0) {
        found.set(indexes[i]);
      } else {
        addDefault(found);
      }
    }
    if (region.parts() < partitions.key().keys().size() || indexes.length == 0) {
      addDefault(found); // Rows whose other keys are NULL.
    }
    return found;
  }

  /** Whether some key of the region is less than a bound. */
  private boolean reachesBelow(int bound, Region region) {
    @Nullable Object[] lower = region.lower;
    if (lower == null) {
      return prefixReaches(bound, region, true);
    }
    int order = partitions.compareBound(bound, lower);
    if (order != 0) {
      return order > 0;
    }
    Object rest = rest(bound, lower);
    return region.lowerInclusive && rest != null && !(rest instanceof Edge.Minimum);
  }

  /** Whether some key of the region is not less than a bound. */
  private boolean reachesAbove(int bound, Region region) {
    @Nullable Object[] upper = region.upper;
    if (upper == null) {
      return prefixReaches(bound, region, false);
    }
    int order = partitions.compareBound(bound, upper);
    if (order != 0) {
      return order < 0;
    }
    return region.upperInclusive && !(rest(bound, upper) instanceof Edge.Maximum);
  }

  /** The same where the region is open at that end: only what comes before its last part counts. */
  private boolean prefixReaches(int bound, Region region, boolean below) {
    @Nullable Object[] prefix = region.prefix;
    int order = prefix.length == 0 ? 0 : partitions.compareBound(bound, prefix);
    if (order != 0) {
      return below ? order > 0 : order < 0;
    }
    Object edge = partitions.bounds()[bound][prefix.length];
    return below ? !(edge instanceof Edge.Minimum) : !(edge instanceof Edge.Maximum);
  }

  /** What a bound has behind so many parts; null where it has no more. */
  private @Nullable Object rest(int bound, @Nullable Object[] parts) {
    @Nullable Object[] values = partitions.bounds()[bound];
    return values.length > parts.length ? values[parts.length] : null;
  }

  /** What several parts of the key say together. */
  private BitSet together(List<Condition> conditions) {
    List<@Nullable Object[]> choices = new ArrayList<>();
    choices.add(new @Nullable Object[0]);
    int keys = partitions.key().keys().size();
    boolean hash = partitions.key().strategy() == PartitionKey.Strategy.HASH;
    for (int key = 0; key < keys; key++) {
      List<@Nullable Object> values = equal(conditions, key, hash);
      if (values == null || (long) choices.size() * values.size() > MOST_CHOICES) {
        return hash ? partitions.all() : openEnded(conditions, choices, key);
      }
      List<@Nullable Object[]> longer = new ArrayList<>();
      for (@Nullable Object[] choice : choices) {
        for (Object value : values) {
          @Nullable Object[] next = Arrays.copyOf(choice, key + 1);
          next[key] = value;
          longer.add(next);
        }
      }
      choices = longer;
    }
    BitSet found = new BitSet();
    for (@Nullable Object[] choice : choices) {
      int part = partitions.find(choice);
      if (part >= 0) {
        found.set(part);
      }
    }
    return found;
  }

  /** What a part of the key is equal to; null where no condition says so. */
  private static @Nullable List<@Nullable Object> equal(
      List<Condition> conditions, int key, boolean withNull) {
    for (Condition condition : conditions) {
      if (condition.key() != key) {
        continue;
      }
      if (condition.operator() == Operator.EQUAL) {
        return condition.values().stream().filter(v -> v != null).toList();
      }
      if (withNull && condition.operator() == Operator.IS_NULL) {
        List<@Nullable Object> none = new ArrayList<>();
        none.add(null);
        return none;
      }
    }
    return null;
  }

  /** The first parts are known, and of the next one at most an end. */
  private BitSet openEnded(List<Condition> conditions, List<@Nullable Object[]> choices, int key) {
    if (key == 0) {
      return partitions.all();
    }
    BitSet found = new BitSet();
    for (@Nullable Object[] choice : choices) {
      BitSet ofChoice =
          ranges(new Region(Arrays.copyOf(choice, key - 1), choice, true, choice, true));
      ofChoice.and(between(conditions, choice));
      found.or(ofChoice);
    }
    return found;
  }
}
