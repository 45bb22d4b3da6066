package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.ExtendedHash;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Equi-join: the right side in a hash table by its keys, probed with each left row. NULL keys match
 * nothing.
 */
final class HashJoin implements RowSource {
  private final PhysicalPlan.HashJoin plan;
  private final boolean keepsTable;
  private final PhysicalPlan.JoinType type;
  private final RowSource left;
  private final Operator rightOperator;
  private final Evaluator[] leftKeys;
  private final Evaluator[] rightKeys;
  private final Type[] types;
  private final boolean hashes;
  private final @Nullable Evaluator residual;
  private final int leftWidth;
  private final int rightWidth;
  private final PlanExecution execution;

  private @Nullable Map<RowKey, List<Entry>> table;
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Object @Nullable [] leftRow;
  private @Nullable Iterator<Entry> candidates;
  private boolean leftMatched;
  private int unmatchedRight = -1;

  /** A row of the right side, and whether it has found a partner. */
  private static final class Entry {
    final @Nullable Object[] row;
    final int hash;
    boolean matched;

    Entry(@Nullable Object[] row, int hash) {
      this.row = row;
      this.hash = hash;
    }
  }

  /**
   * @param keepsTable whether the right side is the same each time the join is opened in an
   *     execution, so that its table is made once
   */
  HashJoin(
      PhysicalPlan.HashJoin plan,
      boolean keepsTable,
      Operator left,
      Operator right,
      Evaluator[] leftKeys,
      Evaluator[] rightKeys,
      @Nullable Evaluator residual,
      PlanExecution execution) {
    this.plan = plan;
    this.keepsTable = keepsTable;
    this.type = plan.joinType();
    this.left = left.open(execution);
    this.rightOperator = right;
    this.leftKeys = leftKeys;
    this.rightKeys = rightKeys;
    this.types = plan.leftKeys().stream().map(Expression::type).toArray(Type[]::new);
    this.hashes = Arrays.stream(types).allMatch(ExtendedHash::supports);
    this.residual = residual;
    this.leftWidth = plan.left().types().size();
    this.rightWidth = plan.right().types().size();
    this.execution = execution;
  }

  private Map<RowKey, List<Entry>> table() {
    Map<RowKey, List<Entry>> known = table;
    if (known == null) {
      known = keepsTable ? execution.memo(plan, this::build) : build();
      table = known;
    }
    return known;
  }

  private Map<RowKey, List<Entry>> build() {
    Map<RowKey, List<Entry>> built = new HashMap<>();
    boolean keepAll = type == PhysicalPlan.JoinType.RIGHT || type == PhysicalPlan.JoinType.FULL;
    try (RowSource rows = rightOperator.open(execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        execution.checkCancelled();
        RowKey key = new RowKey(Rows.evaluate(rightKeys, row, execution), types);
        Entry entry = new Entry(row, keepAll && hashes ? hash(key.values()) : 0);
        if (keepAll) {
          entries.add(entry);
        }
        if (!key.hasNull()) {
          built.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(entry);
        }
      }
    }
    note(built);
    Collections.reverse(entries);
    entries.sort(this::compareBuckets);
    return built;
  }

  private void note(Map<RowKey, List<Entry>> built) {
    MemoryAccount account = MemoryAccount.of(plan, execution);
    if (account != null) {
      long bytes = 0;
      for (List<Entry> bucket : built.values()) {
        bytes += HeapUse.ENTRY;
        for (Entry entry : bucket) {
          bytes += HeapUse.ofRow(entry.row);
        }
      }
      account.hashed(built.size(), bytes);
    }
  }

  /** Rows without a partner come bucket by bucket, in each the last first, as it was put before. */
  private int compareBuckets(Entry one, Entry other) {
    return Integer.compare(one.hash & (plan.buckets() - 1), other.hash & (plan.buckets() - 1));
  }

  /** As PostgreSQL combines the hashes of the keys; NULL has none. */
  private int hash(@Nullable Object[] keys) {
    int hash = 0;
    for (int i = 0; i < keys.length; i++) {
      Object key = keys[i];
      hash = Integer.rotateLeft(hash, 1);
      hash ^= key == null ? 0 : (int) ExtendedHash.of(types[i], key, 0);
    }
    return hash;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (unmatchedRight < 0) {
      if (leftRow == null && !nextLeft()) {
        unmatchedRight = 0;
        break;
      }
      @Nullable Object[] row = nextForLeft();
      if (row != null) {
        return row;
      }
    }
    return nextUnmatchedRight();
  }

  private boolean nextLeft() {
    boolean allRight = type == PhysicalPlan.JoinType.RIGHT || type == PhysicalPlan.JoinType.FULL;
    if (allRight) {
      table();
    }
    // Where nothing is on the left, the right side is not even read.
    leftRow = left.next();
    if (leftRow == null) {
      return false;
    }
    Map<RowKey, List<Entry>> built = table();
    if (built.isEmpty()
        && (type == PhysicalPlan.JoinType.INNER || type == PhysicalPlan.JoinType.SEMI)) {
      leftRow = null;
      return false;
    }
    execution.checkCancelled();
    leftMatched = false;
    RowKey key = new RowKey(Rows.evaluate(leftKeys, leftRow, execution), types);
    // A bucket of PostgreSQL's table begins with the row that came last.
    List<Entry> found = key.hasNull() ? List.of() : built.getOrDefault(key, List.of());
    candidates = found.reversed().iterator();
    return true;
  }

  private @Nullable Object @Nullable [] nextForLeft() {
    @Nullable Object[] l = leftRow;
    Iterator<Entry> found = candidates;
    if (l == null || found == null) {
      throw new IllegalStateException("no left row");
    }
    while (found.hasNext()) {
      Entry entry = found.next();
      @Nullable Object[] both = Rows.join(l, entry.row);
      if (residual != null && !residual.holds(both, execution)) {
        continue;
      }
      leftMatched = true;
      entry.matched = true;
      switch (type) {
        case SEMI -> {
          leftRow = null;
          return l;
        }
        case ANTI -> {
          leftRow = null;
          return null;
        }
        case INNER, LEFT, RIGHT, FULL -> {
          return both;
        }
      }
    }
    leftRow = null;
    if (leftMatched) {
      return null;
    }
    return switch (type) {
      case LEFT, FULL -> Rows.join(l, new Object[rightWidth]);
      case ANTI -> l;
      case INNER, RIGHT, SEMI -> null;
    };
  }

  private @Nullable Object @Nullable [] nextUnmatchedRight() {
    if (type != PhysicalPlan.JoinType.RIGHT && type != PhysicalPlan.JoinType.FULL) {
      return null;
    }
    table();
    while (unmatchedRight < entries.size()) {
      Entry entry = entries.get(unmatchedRight++);
      if (!entry.matched) {
        return Rows.join(new Object[leftWidth], entry.row);
      }
    }
    return null;
  }

  @Override
  public void close() {
    left.close();
    table = null;
    entries.clear();
  }
}
