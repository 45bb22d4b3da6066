package dev.tusk.executor.search;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the filters of vector searches: for the last ones used, which rows pass.
 * The same filter with other vectors then costs nothing but its bits, as in Lucene's query cache.
 *
 * <p>Bounded by bytes and number; the filter that was not used for longest goes first.
 */
public final class FilterMemory {
  /** Share of the heap that may be taken. */
  private static final int HEAP_SHARE = 32;

  private static final int MOST_FILTERS = 1024;

  private final long mostBytes;
  private final Map<Key, RowDecisions> filters = new LinkedHashMap<>(16, 0.75f, true);

  /** A filter of a table as one descriptor of it has the columns. */
  private record Key(Object layout, RowFilter.Identity filter) {}

  public FilterMemory() {
    this(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
  }

  FilterMemory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** What is known of a filter; null when it was not met lately. */
  synchronized @Nullable RowDecisions find(Object layout, RowFilter.Identity filter) {
    return filters.get(new Key(layout, filter));
  }

  synchronized RowDecisions findOrAdd(Object layout, RowFilter.Identity filter) {
    Key key = new Key(layout, filter);
    RowDecisions known = filters.get(key);
    if (known == null) {
      known = new RowDecisions();
      filters.put(key, known);
      trim();
    }
    return known;
  }

  /** Keeps to the bound; to be called when a filter's rows were decided. */
  synchronized void trim() {
    long bytes = 0;
    for (RowDecisions decisions : filters.values()) {
      bytes += decisions.bytes();
    }
    Iterator<RowDecisions> oldest = filters.values().iterator();
    while (oldest.hasNext() && (bytes > mostBytes || filters.size() > MOST_FILTERS)) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  /** Forgets the filters of a table as one descriptor of it has the columns. */
  public synchronized void forget(Object layout) {
    filters.keySet().removeIf(key -> key.layout() == layout);
  }

  synchronized int size() {
    return filters.size();
  }
}
