package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.search.IndexRange;
import dev.tusk.executor.search.RowCondition;
import dev.tusk.sql.catalog.Index;
import dev.tusk.storage.IndexCursor;
import java.util.List;

/** Rows that meet conditions, by the indexes that answer them or by reading. */
public final class RowSets {
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
      List<RowCondition> conditions,
      Execution execution) {
    long[] all = rows(access, object, conditions.getFirst(), execution);
    for (RowCondition condition : conditions.subList(1, conditions.size())) {
      all = intersection(all, rows(access, object, condition, execution));
    }
    return all;
  }

  /** Ids, ascending, of the rows seen that indexes find for a condition. */
  static long[] rows(
      StatementAccess access, TableObject object, RowCondition condition, Execution execution) {
    return switch (condition) {
      case RowCondition.None _ -> new long[0];
      case RowCondition.Ranges(var index, var ranges) ->
          rows(access, object, index, ranges, execution);
      case RowCondition.Contained contained ->
          new InvertedSearch(access, object, contained.index(), execution).rows(contained.sought());
      case RowCondition.All(var parts) -> rows(access, object, parts, execution);
      case RowCondition.Any(var parts) -> {
        long[] any = new long[0];
        for (RowCondition part : parts) {
          any = union(any, rows(access, object, part, execution));
        }
        yield any;
      }
    };
  }

  private static long[] rows(
      StatementAccess access,
      TableObject object,
      Index index,
      List<IndexRange> ranges,
      Execution execution) {
    RowIds rows = new RowIds();
    for (IndexRange range : ranges) {
      access.host().countIndexScan(index.oid());
      IndexCursor cursor = access.cursor(object, index, range, false);
      while (cursor.next()) {
        if ((rows.count() & ROWS_PER_CHECK - 1) == 0) {
          execution.checkCancelled();
        }
        rows.add(cursor.rowId());
      }
    }
    access.host().countIndexed(index.oid(), rows.count());
    return rows.sorted();
  }

  /** Rows in either, ascending. */
  public static long[] union(long[] a, long[] b) {
    if (a.length == 0 || b.length == 0) {
      return a.length == 0 ? b : a;
    }
    RowIds all = new RowIds();
    for (int i = 0, j = 0; i < a.length || j < b.length; ) {
      long next = j == b.length || i < a.length && a[i] <= b[j] ? a[i] : b[j];
      all.add(next);
      i += i < a.length && a[i] == next ? 1 : 0;
      j += j < b.length && b[j] == next ? 1 : 0;
    }
    return all.inOrder();
  }

  /** Rows in both, ascending. */
  public static long[] intersection(long[] a, long[] b) {
    RowIds both = new RowIds();
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        both.add(a[i++]);
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return both.inOrder();
  }
}
