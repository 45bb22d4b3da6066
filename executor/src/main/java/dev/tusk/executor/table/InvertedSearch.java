package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.inverted.Area;
import dev.tusk.executor.inverted.InvertedCodec;
import dev.tusk.executor.inverted.InvertedQuery;
import dev.tusk.executor.search.RowCondition;
import dev.tusk.sql.catalog.Index;
import dev.tusk.storage.IndexCursor;
import dev.tusk.storage.KeyRange;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * One search of an inverted index under a statement's snapshot. Keys that must all be there are
 * followed together, each passing over what the others do not have; alternatives are collected.
 */
final class InvertedSearch {
  private static final int ROWS_PER_CHECK = 1024;

  private final Snapshot snapshot;
  private final RelationView view;
  private final InvertedCodec codec;
  private final long storageId;
  private final Execution execution;

  InvertedSearch(StatementAccess access, TableObject object, Index index, Execution execution) {
    access.host().countIndexScan(index.oid());
    this.snapshot = access.snapshot();
    this.view = access.view(object);
    this.codec = new InvertedCodec(index);
    Long stored = object.indexIds().get(index.oid());
    this.storageId = stored == null ? index.oid() : stored;
    this.execution = execution;
  }

  /** Ids, ascending, of the rows found for all of the conditions. */
  long[] rows(List<RowCondition.Sought> sought) {
    List<InvertedQuery> queries = new ArrayList<>(sought.size());
    for (RowCondition.Sought one : sought) {
      queries.add(codec.query(one.column(), one.operator(), one.value(), execution.functions()));
    }
    return rows(InvertedQuery.all(queries));
  }

  private long[] rows(InvertedQuery query) {
    Postings found = postings(query);
    RowIds rows = new RowIds();
    for (long row = found.next(); row != Postings.END; row = found.next()) {
      rows.add(row);
    }
    return rows.inOrder();
  }

  private Postings postings(InvertedQuery query) {
    return switch (query) {
      case InvertedQuery.Nothing _ -> new Listed(new long[0]);
      case InvertedQuery.Everything _ -> new Listed(everything());
      case InvertedQuery.Has(var key) -> new KeyPostings(snapshot, storageId, key, execution);
      case InvertedQuery.HasPrefix(var prefix) -> new Listed(beginning(prefix));
      case InvertedQuery.Between between ->
          new Listed(
              range(
                  new KeyRange(
                      between.from(),
                      between.fromInclusive(),
                      between.to(),
                      between.toInclusive())));
      case InvertedQuery.Near(var prefix, var area) -> new Listed(near(prefix, area));
      case InvertedQuery.All(var parts) -> new Common(parts.stream().map(this::postings).toList());
      case InvertedQuery.Any(var parts) -> {
        RowIds rows = new RowIds();
        for (InvertedQuery part : parts) {
          Postings found = postings(part);
          for (long row = found.next(); row != Postings.END; row = found.next()) {
            rows.add(row);
          }
        }
        yield new Listed(rows.sorted());
      }
      case InvertedQuery.AtLeast(var count, var keys) -> new Listed(atLeast(count, keys));
    };
  }

  /** Rows in the table: an index without an entry for each of them cannot tell. */
  private long[] everything() {
    RowIds rows = new RowIds();
    long end = view.endRowId();
    for (long row = view.nextVisible(1, end); row < end; row = view.nextVisible(row + 1, end)) {
      rows.add(row);
      check(rows);
    }
    return rows.inOrder();
  }

  private void check(RowIds rows) {
    if ((rows.count() & ROWS_PER_CHECK - 1) == 0) {
      execution.checkCancelled();
    }
  }

  /** Rows whose bounds meet an area: level by level, of those that there are. */
  private long[] near(byte[] prefix, Area area) {
    RowIds rows = new RowIds();
    int level = 0;
    while (Area.isLevel(level)) {
      byte[] from = joined(prefix, area.edge(level, true));
      IndexCursor next = snapshot.range(storageId, new KeyRange(from, true, prefix, true), false);
      if (!next.next()) {
        break;
      }
      int there = next.key()[prefix.length] & 0xFF;
      if (there != level) {
        level = there;
        continue;
      }
      byte[] to = joined(prefix, area.edge(level, false));
      IndexCursor cursor = snapshot.range(storageId, new KeyRange(from, true, to, true), false);
      while (cursor.next()) {
        if (area.meets(cursor.key(), prefix.length)) {
          rows.add(cursor.rowId());
          check(rows);
        }
      }
      level++;
    }
    return rows.sorted();
  }

  private static byte[] joined(byte[] prefix, byte[] edge) {
    byte[] all = java.util.Arrays.copyOf(prefix, prefix.length + edge.length);
    System.arraycopy(edge, 0, all, prefix.length, edge.length);
    return all;
  }

  private long[] beginning(byte[] prefix) {
    return range(KeyRange.prefix(prefix));
  }

  private long[] range(KeyRange range) {
    RowIds rows = new RowIds();
    IndexCursor cursor = snapshot.range(storageId, range, false);
    while (cursor.next()) {
      rows.add(cursor.rowId());
      check(rows);
    }
    return rows.sorted();
  }

  /** Rows that have so many of the keys: each key's rows are read, and those counted. */
  private long[] atLeast(int count, List<byte[]> keys) {
    RowIds all = new RowIds();
    for (byte[] key : keys) {
      Postings found = new KeyPostings(snapshot, storageId, key, execution);
      for (long row = found.next(); row != Postings.END; row = found.next()) {
        all.add(row);
      }
    }
    long[] rows = all.inOrder();
    java.util.Arrays.sort(rows);
    RowIds enough = new RowIds();
    for (int i = 0; i < rows.length; ) {
      int next = i;
      while (next < rows.length && rows[next] == rows[i]) {
        next++;
      }
      if (next - i >= count) {
        enough.add(rows[i]);
      }
      i = next;
    }
    return enough.inOrder();
  }

  /** Rows that are known. */
  private static final class Listed implements Postings {
    private final long[] rows;
    private int at = -1;

    Listed(long[] rows) {
      this.rows = rows;
    }

    @Override
    public long next() {
      at = Math.min(at + 1, rows.length);
      return at < rows.length ? rows[at] : END;
    }

    @Override
    public long seek(long rowId) {
      if (at >= 0 && at < rows.length && rows[at] >= rowId) {
        return rows[at];
      }
      int found = java.util.Arrays.binarySearch(rows, Math.max(0, at), rows.length, rowId);
      at = found < 0 ? -found - 1 : found;
      return at < rows.length ? rows[at] : END;
    }
  }

  /** Rows that all have. */
  private static final class Common implements Postings {
    private final List<Postings> parts;
    private long current;

    Common(List<Postings> parts) {
      this.parts = parts;
    }

    @Override
    public long next() {
      return current == END ? END : agree(parts.getFirst().next());
    }

    @Override
    public long seek(long rowId) {
      return current >= rowId ? current : agree(parts.getFirst().seek(rowId));
    }

    private long agree(long first) {
      long row = first;
      int agreed = 1;
      for (int i = 1; row != END && agreed < parts.size(); i++) {
        long found = parts.get(i % parts.size()).seek(row);
        agreed = found == row ? agreed + 1 : 1;
        row = found;
      }
      current = row;
      return row;
    }
  }
}
