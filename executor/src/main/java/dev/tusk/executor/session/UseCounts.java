package dev.tusk.executor.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often tables and indexes were used since the engine started. */
final class UseCounts {
  private final Map<Long, LongAdder> scans = new ConcurrentHashMap<>();
  private final Map<Long, LongAdder> indexScans = new ConcurrentHashMap<>();
  private final Map<Long, LongAdder[]> rows = new ConcurrentHashMap<>();

  void scan(long tableOid) {
    scans.computeIfAbsent(tableOid, _ -> new LongAdder()).increment();
  }

  void indexScan(long indexOid) {
    LongAdder known = indexScans.get(indexOid);
    if (known == null) {
      known = indexScans.computeIfAbsent(indexOid, _ -> new LongAdder());
    }
    known.increment();
  }

  void rows(long tableOid, int kind, long count) {
    rows
        .computeIfAbsent(
            tableOid, _ -> new LongAdder[] {new LongAdder(), new LongAdder(), new LongAdder()})[
        kind]
        .add(count);
  }

  long scans(long tableOid) {
    LongAdder count = scans.get(tableOid);
    return count == null ? 0 : count.sum();
  }

  long indexScans(long indexOid) {
    LongAdder count = indexScans.get(indexOid);
    return count == null ? 0 : count.sum();
  }
}
