package dev.tusk.executor.plancache;

import dev.tusk.sql.parser.PlanCacheKey;
import dev.tusk.sql.statement.AlterRole;
import dev.tusk.sql.statement.CreateRole;
import dev.tusk.sql.statement.Do;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The plans of an engine by statement, parameter types and environment. Bounded: when it is full
 * the quarter used longest ago goes. Reading takes no lock.
 */
public final class PlanCache {
  private record Key(
      PlanCacheKey statement, PlanEnvironment environment, List<Integer> parameterTypes) {}

  private static final class Entry<T> {
    final T value;
    volatile long used;

    Entry(T value) {
      this.value = value;
    }
  }

  private final int capacity;
  private final Map<Key, Entry<CachedPlan>> plans = new ConcurrentHashMap<>();

  /** Statements that are no queries, which depend on nothing but their text. */
  private final Map<PlanCacheKey, Entry<Statement>> utilities = new ConcurrentHashMap<>();

  /** Statements whose literals must not be folded. */
  private final Map<PlanCacheKey, Entry<Boolean>> exact = new ConcurrentHashMap<>();

  private final AtomicLong clock = new AtomicLong();

  public PlanCache(int capacity) {
    this.capacity = capacity;
  }

  public @Nullable CachedPlan find(
      PlanCacheKey statement, PlanEnvironment environment, List<Integer> parameterTypes) {
    return value(plans.get(new Key(statement, environment, parameterTypes)));
  }

  public void put(
      PlanCacheKey statement,
      PlanEnvironment environment,
      List<Integer> parameterTypes,
      CachedPlan plan) {
    add(plans, new Key(statement, environment, parameterTypes), plan);
  }

  public @Nullable Statement utility(PlanCacheKey statement) {
    return value(utilities.get(statement));
  }

  /** Keeps it, unless there may be a password in its text. */
  public void putUtility(PlanCacheKey key, Statement statement) {
    if (!(statement instanceof CreateRole
        || statement instanceof AlterRole
        || statement instanceof Do)) {
      add(utilities, key, statement);
    }
  }

  public boolean needsLiterals(PlanCacheKey statement) {
    return exact.containsKey(statement);
  }

  public void putNeedsLiterals(PlanCacheKey statement) {
    add(exact, statement, true);
  }

  private <T> @Nullable T value(@Nullable Entry<T> entry) {
    if (entry == null) {
      return null;
    }
    entry.used = clock.get();
    return entry.value;
  }

  private <K, T> void add(Map<K, Entry<T>> map, K key, T value) {
    Entry<T> entry = new Entry<>(value);
    entry.used = clock.incrementAndGet();
    map.put(key, entry);
    if (map.size() > capacity) {
      evict(map);
    }
  }

  private synchronized <K, T> void evict(Map<K, Entry<T>> map) {
    if (map.size() <= capacity) {
      return;
    }
    List<Map.Entry<K, Entry<T>>> entries = new ArrayList<>(map.entrySet());
    entries.sort(Comparator.comparingLong(e -> e.getValue().used));
    for (int i = 0; i < entries.size() / 4; i++) {
      map.remove(entries.get(i).getKey());
    }
  }
}
