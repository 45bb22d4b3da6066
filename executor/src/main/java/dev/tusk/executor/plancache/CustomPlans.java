package dev.tusk.executor.plancache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans of one statement for values of its parameters. Only those parameters are constants to them
 * whose values decide something ({@code PlannedStatement.deciding}); where there is none, the plan
 * for any values is the plan for all. The latest few are kept.
 */
public final class CustomPlans {
  private static final int MOST_KEPT = 16;

  private final List<Integer> deciding;

  private final Map<List<@Nullable Object>, CachedPlan> latest =
      new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<@Nullable Object>, CachedPlan> eldest) {
          return size() > MOST_KEPT;
        }
      };

  CustomPlans(List<Integer> deciding) {
    this.deciding = deciding;
  }

  /** Whether values decide nothing. */
  public boolean isEmpty() {
    return deciding.isEmpty();
  }

  /** The plan for these values, if it is kept. */
  public synchronized @Nullable CachedPlan find(@Nullable Object[] values) {
    return latest.get(key(values));
  }

  /** The plan for these values. */
  public CachedPlan find(
      @Nullable Object[] values, Function<Map<Integer, @Nullable Object>, CachedPlan> planned) {
    CachedPlan known = find(values);
    if (known != null) {
      return known;
    }
    Map<Integer, @Nullable Object> constants = new LinkedHashMap<>();
    for (int number : deciding) {
      constants.put(number, values[number]);
    }
    CachedPlan made = planned.apply(constants);
    synchronized (this) {
      latest.put(key(values), made);
    }
    return made;
  }

  private List<@Nullable Object> key(@Nullable Object[] values) {
    List<@Nullable Object> key = new ArrayList<>(deciding.size());
    for (int number : deciding) {
      key.add(values[number]);
    }
    return key;
  }
}
