package dev.tusk.executor.function;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The patterns used last, compiled. The very last one, which a scan asks for row after row, is
 * found without a lock.
 */
final class PatternCache<K, P> {
  private static final int MAX_ENTRIES = 64;
  private static final float LOAD = 0.75f;

  private record Entry<K, P>(K key, P pattern) {}

  private final Function<K, P> compiler;
  private final Map<K, P> patterns =
      new LinkedHashMap<>(MAX_ENTRIES, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, P> eldest) {
          return size() > MAX_ENTRIES;
        }
      };
  private volatile @Nullable Entry<K, P> last;

  PatternCache(Function<K, P> compiler) {
    this.compiler = compiler;
  }

  P get(K key) {
    Entry<K, P> recent = last;
    if (recent != null && recent.key.equals(key)) {
      return recent.pattern;
    }
    P pattern = find(key);
    last = new Entry<>(key, pattern);
    return pattern;
  }

  private P find(K key) {
    synchronized (patterns) {
      P found = patterns.get(key);
      if (found != null) {
        return found;
      }
    }
    P made = compiler.apply(key);
    synchronized (patterns) {
      patterns.put(key, made);
    }
    return made;
  }
}
