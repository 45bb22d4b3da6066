package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.storage.IndexCursor;
import dev.tusk.storage.Row;
import dev.tusk.storage.RowCursor;
import java.util.Arrays;
import java.util.List;

/** Rows that meet conditions, by the B-tree indexes that answer them or by reading. */
final class RowSets {
  private static final int ROWS_PER_CHECK = 1024;

  private RowSets() {}

  /**
   * Ids, ascending, of the rows seen that meet all conditions.
   *
   * @param conditions not empty
   */
  static long[] rows(
      StatementAccess access,
      TableObject object,
      List<IndexCondition> conditions,
      Execution execution) {
    long[] all = rows(access, object, conditions.getFirst(), execution);
    for (IndexCondition condition : conditions.subList(1, conditions.size())) {
      all = intersection(all, rows(access, object, condition, execution));
    }
    return all;
  }

  private static long[] rows(
      StatementAccess access, TableObject object, IndexCondition condition, Execution execution) {
    long[] rows = new long[64];
    int count = 0;
    for (IndexRange range : condition.ranges()) {
      access.host().countIndexScan(condition.index().oid());
      IndexCursor cursor = access.cursor(object, condition.index(), range, false);
      while (cursor.next()) {
        if (count == rows.length) {
          rows = Arrays.copyOf(rows, 2 * count);
        }
        if ((count & ROWS_PER_CHECK - 1) == 0) {
          execution.checkCancelled();
        }
        rows[count++] = cursor.rowId();
      }
    }
    long[] sorted = Arrays.copyOf(rows, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static long[] intersection(long[] a, long[] b) {
    long[] both = new long[Math.min(a.length, b.length)];
    int count = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        both[count++] = a[i++];
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return Arrays.copyOf(both, count);
  }

  /** Adds those of some rows that pass. */
  static void passing(long[] rows, RowDecisions.Decider decider, RowCollector into) {
    for (long rowId : rows) {
      Row row = into.view().get(rowId);
      if (row != null && decider.passes(row)) {
        into.add(rowId, into.vectors().slot(row));
      }
    }
  }

  /** Adds all rows that pass, by reading them. */
  static void passing(RowDecisions.Decider decider, RowCollector into) {
    RowCursor rows = into.view().scan();
    for (Row row = rows.next(); row != null; row = rows.next()) {
      if (decider.passes(row)) {
        into.add(row.rowId(), into.vectors().slot(row));
      }
    }
  }
}
