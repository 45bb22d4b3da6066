package dev.tusk.executor.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Values that share a key, in an order of theirs. Immutable: a change copies the values of one key,
 * and shares all others.
 */
final class Groups<K, V> {
  private final PMap<K, List<V>> groups;
  private final Comparator<? super V> order;

  private Groups(PMap<K, List<V>> groups, Comparator<? super V> order) {
    this.groups = groups;
    this.order = order;
  }

  static <K, V> Groups<K, V> by(Comparator<? super V> order) {
    return new Groups<>(HashTreePMap.empty(), order);
  }

  /** All groups. */
  PMap<K, List<V>> all() {
    return groups;
  }

  boolean contains(K key) {
    return groups.containsKey(key);
  }

  List<V> of(K key) {
    List<V> group = groups.get(key);
    return group == null ? List.of() : group;
  }

  Groups<K, V> plus(K key, V value) {
    List<V> group = new ArrayList<>(of(key));
    int place = group.size();
    while (place > 0 && order.compare(group.get(place - 1), value) > 0) {
      place--;
    }
    group.add(place, value);
    return new Groups<>(groups.plus(key, Collections.unmodifiableList(group)), order);
  }

  Groups<K, V> minus(K key, Predicate<? super V> out) {
    @Nullable List<V> group = groups.get(key);
    if (group == null) {
      return this;
    }
    List<V> rest = new ArrayList<>(group);
    rest.removeIf(out);
    return new Groups<>(
        rest.isEmpty() ? groups.minus(key) : groups.plus(key, Collections.unmodifiableList(rest)),
        order);
  }
}
