package dev.tusk.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is written upon the row versions of a relation after they were made, by transactions that
 * locked them, or whose changes came to nothing: what xmax, cmin and cmax show. The last ones are
 * kept, while the engine runs; nothing is decided by them.
 */
final class RowMarks {
  private static final int MOST = 1 << 16;
  private static final int UNTOUCHED = -1;

  /** Who, and the number of the command, or {@link #UNTOUCHED}. */
  record Mark(long xid, int command) {}

  private final Map<Long, Mark> marks =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Mark> eldest) {
          return size() > MOST;
        }
      };

  private volatile boolean any;

  synchronized void locked(long rowId, long xid) {
    Mark before = marks.get(rowId);
    marks.put(rowId, new Mark(xid, before == null ? UNTOUCHED : before.command));
    any = true;
  }

  synchronized void ended(long rowId, long xid, int command) {
    marks.put(rowId, new Mark(xid, command));
    any = true;
  }

  synchronized void forget(long rowId) {
    marks.remove(rowId);
  }

  boolean any() {
    return any;
  }

  synchronized @Nullable Mark of(long rowId) {
    return marks.get(rowId);
  }
}
