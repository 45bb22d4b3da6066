package dev.tusk.executor.operator;

import dev.tusk.sql.explain.Measurements.Fact;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** How a node that keeps rows kept them, as EXPLAIN ANALYZE tells it. */
final class MemoryAccount implements PlanActuals.Account {
  /** A table of the heap is filled to three quarters before it doubles. */
  private static final double FILLED = 0.75;

  private static final int LEAST_BUCKETS = 16;

  private @Nullable Fact fact;
  private long most = -1;

  /** The node's account; null where nothing is measured. */
  static @Nullable MemoryAccount of(PhysicalPlan node, PlanExecution execution) {
    PlanActuals actuals = execution.actuals(node);
    return actuals == null ? null : actuals.account(MemoryAccount.class, MemoryAccount::new);
  }

  @Override
  public List<Fact> facts(long loops) {
    return fact == null ? List.of() : List.of(fact);
  }

  /** A sort, of the last loop. */
  void sorted(String method, Iterable<RowOrder.Keyed> rows) {
    long bytes = 0;
    for (RowOrder.Keyed keyed : rows) {
      bytes += HeapUse.ofRow(keyed.row());
    }
    long kilobytes = HeapUse.kilobytes(bytes);
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    values.put("Sort Method", method);
    values.put("Sort Space Used", kilobytes);
    values.put("Sort Space Type", "Memory");
    fact = new Fact("Sort Method: " + method + "  Memory: " + kilobytes + "kB", values);
  }

  /** The table of a join, the largest of all loops. */
  void hashed(long keys, long bytes) {
    if (bytes <= most) {
      return;
    }
    most = bytes;
    long buckets =
        Long.highestOneBit(Math.max(LEAST_BUCKETS, (long) Math.ceil(keys / FILLED) * 2 - 1));
    long kilobytes = HeapUse.kilobytes(bytes);
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    values.put("Hash Buckets", buckets);
    values.put("Original Hash Buckets", buckets);
    values.put("Hash Batches", 1);
    values.put("Original Hash Batches", 1);
    values.put("Peak Memory Usage", kilobytes);
    fact =
        new Fact("Buckets: " + buckets + "  Batches: 1  Memory Usage: " + kilobytes + "kB", values);
  }

  /** Groups in a table, the most of all loops. */
  void grouped(long bytes) {
    if (bytes <= most) {
      return;
    }
    most = bytes;
    long kilobytes = HeapUse.kilobytes(bytes);
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    values.put("HashAgg Batches", 1);
    values.put("Peak Memory Usage", kilobytes);
    values.put("Disk Usage", 0);
    fact = new Fact("Batches: 1  Memory Usage: " + kilobytes + "kB", values);
  }
}
