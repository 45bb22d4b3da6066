package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.inverted.InvertedCodec;
import dev.tusk.executor.search.IndexRange;
import dev.tusk.executor.table.TableRules.IndexRule;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.storage.IndexCursor;
import dev.tusk.storage.Transaction.KeyedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Fills a new B-tree index from the rows of its table. */
public final class IndexFill {
  /** About as many entries as PostgreSQL's maintenance_work_mem of 64 MB holds. */
  private static final int SORTED_IN_MEMORY = 1 << 20;

  private IndexFill() {}

  /** Adds an entry for each visible row. */
  public static void fill(
      StatementAccess access, TableObject object, Index index, LongConsumer progress) {
    TableLayout layout = access.store().layout(object);
    IndexRule rule = TableRules.indexRule(layout, index, access.host().rules());
    Execution execution = access.host().ruleExecution();
    try (RowSource rows = access.scan(object.table(), withRowId(layout), execution)) {
      access
          .transaction()
          .buildIndex(rule.storageId(), new Entries(rows, rule, execution, progress));
    }
  }

  static List<Integer> withRowId(TableLayout layout) {
    List<Integer> columns = new ArrayList<>();
    for (int number : layout.liveColumns()) {
      columns.add(number);
    }
    columns.add(PhysicalPlan.ROW_ID);
    return columns;
  }

  private static final class Entries implements Iterator<KeyedRow> {
    private final RowSource rows;
    private final IndexRule rule;
    private final Execution execution;
    private final LongConsumer progress;
    private @Nullable KeyedRow next;
    private Iterator<byte[]> contents = Collections.emptyIterator();
    private boolean looked;
    private long rowId;
    private long count;

    Entries(RowSource rows, IndexRule rule, Execution execution, LongConsumer progress) {
      this.rows = rows;
      this.rule = rule;
      this.execution = execution;
      this.progress = progress;
    }

    @Override
    public boolean hasNext() {
      if (!looked) {
        next = find();
        looked = true;
      }
      return next != null;
    }

    private @Nullable KeyedRow find() {
      if (contents.hasNext()) {
        return new KeyedRow(contents.next(), rowId);
      }
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if ((++count & 0xFFF) == 0) {
          progress.accept(count);
        }
        if (rule.covers(row, execution)) {
          rowId = (Long) Objects.requireNonNull(row[row.length - 1]);
          InvertedCodec inverted = rule.inverted();
          if (inverted == null) {
            return new KeyedRow(rule.codec().encode(rule.values(row, execution)), rowId);
          }
          contents = inverted.entries(rule.values(row, execution)).iterator();
          if (contents.hasNext()) {
            return new KeyedRow(contents.next(), rowId);
          }
        }
      }
      return null;
    }

    @Override
    public KeyedRow next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      looked = false;
      return next;
    }
  }

  /**
   * Looks for equal keys side by side.
   *
   * @throws SqlException 23505
   */
  public static void checkUnique(StatementAccess access, TableObject object, Index index) {
    TableLayout layout = access.store().layout(object);
    IndexRule rule = TableRules.indexRule(layout, index, access.host().rules());
    Execution execution = access.host().ruleExecution();
    IndexCursor cursor = access.cursor(object, index, IndexRange.ALL, false);
    byte[] before = null;
    while (cursor.next()) {
      byte[] key = cursor.key();
      if (before != null && Arrays.equals(before, key)) {
        @Nullable Object[] row = access.fetch(object.table(), cursor.rowId(), live(layout));
        if (row == null) {
          continue;
        }
        @Nullable Object[] values = rule.values(row, execution);
        if (!rule.hasNull(values)) {
          refuseAsSorted(access, object, index, rule);
          throw duplicate(object, index, values, access.host().rules(), execution);
        }
      }
      before = key;
    }
  }

  /**
   * Of several duplicates, PostgreSQL names the one that its sort of the table's rows meets first.
   * A build that is too large to be sorted in memory names the first in the index's order.
   */
  private static void refuseAsSorted(
      StatementAccess access, TableObject object, Index index, IndexRule rule) {
    List<KeyedRow> entries = new ArrayList<>();
    IndexCursor cursor = access.cursor(object, index, IndexRange.ALL, false);
    while (cursor.next()) {
      if (entries.size() == SORTED_IN_MEMORY) {
        return;
      }
      entries.add(new KeyedRow(cursor.key(), cursor.rowId()));
    }
    entries.sort(Comparator.comparingLong(KeyedRow::rowId));
    List<Integer> columns = live(access.store().layout(object));
    Execution execution = access.host().ruleExecution();
    ComparisonOrder.sort(
        entries.toArray(KeyedRow[]::new),
        (a, b) -> {
          int order = Arrays.compareUnsigned(a.key(), b.key());
          if (order != 0) {
            return order;
          }
          @Nullable Object[] row = access.fetch(object.table(), b.rowId(), columns);
          if (row != null) {
            @Nullable Object[] values = rule.values(row, execution);
            if (!rule.hasNull(values)) {
              throw duplicate(object, index, values, access.host().rules(), execution);
            }
          }
          return Long.compare(a.rowId(), b.rowId());
        });
  }

  private static List<Integer> live(TableLayout layout) {
    return Arrays.stream(layout.liveColumns()).boxed().toList();
  }

  private static SqlException duplicate(
      TableObject object,
      Index index,
      @Nullable Object[] values,
      RuleCompiler rules,
      Execution execution) {
    return SqlException.of(
            SqlState.UNIQUE_VIOLATION, "could not create unique index \"" + index.name() + "\"")
        .withDetail(
            "Key "
                + RowErrors.key(
                    object.table(), index, values, rules, execution.functions().format())
                + " is duplicated.")
        .about(object.table().schema(), object.table().name(), null, index.name());
  }
}
