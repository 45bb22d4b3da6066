package dev.tusk.sql.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Grouping sets put into chains of which each set holds the next: one sort finds the groups of a
 * whole chain, as for ROLLUP. Which sets go together, and in which order they come, is as in
 * PostgreSQL ({@code extract_rollup_sets}, {@code reorder_grouping_sets}).
 */
public final class GroupingChains {
  /**
   * A chain.
   *
   * @param keys in the order in which they are sorted by: each set is a beginning of it
   * @param sets numbers of the sets, the largest first
   */
  public record Chain(List<Integer> keys, List<Integer> sets) {}

  private final List<List<Integer>> sets;

  /** The numbers of the sets that have keys, those with fewer first. */
  private final List<Integer> bySize;

  /** For each of these, the one with fewer keys that follows in its chain; -1 for none. */
  private final int[] smaller;

  /** And the one with more keys before it. */
  private final int[] larger;

  private GroupingChains(List<List<Integer>> sets) {
    this.sets = sets;
    this.bySize =
        IntStream.range(0, sets.size())
            .filter(i -> !sets.get(i).isEmpty())
            .boxed()
            .sorted(Comparator.comparingInt(i -> sets.get(i).size()))
            .toList();
    this.smaller = IntStream.range(0, bySize.size()).map(_ -> -1).toArray();
    this.larger = smaller.clone();
  }

  /** The chains of some sets; those without keys are at the end of the first. */
  public static List<Chain> of(List<List<Integer>> sets) {
    GroupingChains chains = new GroupingChains(sets);
    chains.match();
    return chains.chains();
  }

  /** As many sets as can be are put behind a larger one: the largest matching. */
  private void match() {
    for (int i = 0; i < smaller.length; i++) {
      for (int j = 0; j < i && smaller[i] < 0; j++) {
        if (larger[j] < 0 && holds(i, j)) {
          smaller[i] = j;
          larger[j] = i;
        }
      }
    }
    for (int i = 0; i < smaller.length; i++) {
      if (smaller[i] < 0) {
        augment(i, new HashSet<>());
      }
    }
  }

  private boolean augment(int i, Set<Integer> seen) {
    for (int j = 0; j < i; j++) {
      if (holds(i, j)
          && smaller[i] != j
          && seen.add(j)
          && (larger[j] < 0 || augment(larger[j], seen))) {
        smaller[i] = j;
        larger[j] = i;
        return true;
      }
    }
    return false;
  }

  private boolean holds(int i, int j) {
    List<Integer> of = sets.get(bySize.get(i));
    List<Integer> other = sets.get(bySize.get(j));
    return of.containsAll(other) && (of.size() > other.size() || i > j);
  }

  private List<Chain> chains() {
    List<List<Integer>> members = new ArrayList<>();
    int[] chain = new int[smaller.length];
    for (int i = 0; i < smaller.length; i++) {
      if (smaller[i] >= 0) {
        chain[i] = chain[smaller[i]];
      } else {
        chain[i] = members.size();
        members.add(new ArrayList<>());
      }
      members.get(chain[i]).addFirst(bySize.get(i));
    }
    if (members.isEmpty()) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i).isEmpty()) {
        members.getFirst().add(i);
      }
    }
    return members.stream().map(sets -> new Chain(keys(sets), List.copyOf(sets))).toList();
  }

  private List<Integer> keys(List<Integer> chain) {
    List<Integer> keys = new ArrayList<>();
    for (int set : chain.reversed()) {
      for (int key : sets.get(set)) {
        if (!keys.contains(key)) {
          keys.add(key);
        }
      }
    }
    return List.copyOf(keys);
  }
}
