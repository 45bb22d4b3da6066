package dev.tusk.executor.largeobject;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.KeyWriter;
import dev.tusk.storage.IndexCursor;
import dev.tusk.storage.IsolationLevel;
import dev.tusk.storage.KeyRange;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.NewRow;
import dev.tusk.storage.RelationSpec;
import dev.tusk.storage.Row;
import dev.tusk.storage.RowOutcome;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.StorageEngine;
import dev.tusk.storage.Transaction;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one database's large objects: rows of a relation of the engine's own, under the
 * caller's transaction.
 *
 * <pre>
 *  key   byte 2, int64 database, int64 object, int64 page       page -1 says that the object exists
 *  row   the page's bytes, at most 2048; behind them and in pages that are missing there are zeros;
 *        of page -1 whose the object is, see {@link LargeObjectRights}
 * </pre>
 */
final class LargeObjectStore {
  /** PostgreSQL's LOBLKSIZE. */
  static final int PAGE_BYTES = 2048;

  private static final long RELATION = 2;
  private static final long INDEX = 2;
  private static final long EXISTENCE = -1;

  /** Before each key, as the keys of tables' indexes have it before a value. */
  private static final int KEY_MARK = 2;

  private final long database;

  LargeObjectStore(long database) {
    this.database = database;
  }

  /** Makes the relation where there is none yet: in a new directory, or one of an older version. */
  static void prepare(StorageEngine storage) {
    if (storage.hasRelation(RELATION)) {
      return;
    }
    try (Transaction transaction = storage.begin(IsolationLevel.READ_COMMITTED)) {
      transaction.createRelation(RelationSpec.of(RELATION));
      transaction.createIndex(INDEX, RELATION);
      transaction.commit();
    }
  }

  private KeyWriter objectKey(long object) {
    KeyWriter key = databaseKey();
    key.putLong(object);
    return key;
  }

  private KeyWriter databaseKey() {
    KeyWriter key = new KeyWriter();
    key.putByte(KEY_MARK);
    key.putLong(database);
    return key;
  }

  private byte[] pageKey(long object, long page) {
    KeyWriter key = objectKey(object);
    key.putLong(page);
    return key.toBytes();
  }

  boolean exists(Snapshot snapshot, long object) {
    return snapshot.range(INDEX, KeyRange.prefix(pageKey(object, EXISTENCE)), false).next();
  }

  /** Whose an object is; null when there is none. */
  @Nullable LargeObjectRights rights(Snapshot snapshot, long object) {
    IndexCursor found = snapshot.range(INDEX, KeyRange.prefix(pageKey(object, EXISTENCE)), false);
    return found.next() ? rights(row(snapshot, found.rowId())) : null;
  }

  private static LargeObjectRights rights(Row row) {
    return LargeObjectRights.read(ByteBuffer.wrap(row.array(), row.offset(), row.length()));
  }

  /** Changes whose an object is that exists. */
  void setRights(Transaction transaction, long object, LargeObjectRights rights) {
    put(transaction, object, EXISTENCE, _ -> rights.bytes());
  }

  /** Makes an object without a byte. */
  void create(Transaction transaction, long object, LargeObjectRights rights) {
    byte[] key = pageKey(object, EXISTENCE);
    if (transaction.lockUnique(INDEX, key) != 0) {
      throw SqlException.of(
              SqlState.UNIQUE_VIOLATION,
              "duplicate key value violates unique constraint"
                  + " \"pg_largeobject_metadata_oid_index\"")
          .withDetail("Key (oid)=(" + object + ") already exists.")
          .about(
              "pg_catalog", "pg_largeobject_metadata", null, "pg_largeobject_metadata_oid_index");
    }
    transaction.insert(RELATION, new NewRow(rights.bytes()).entry(INDEX, key));
  }

  /** Removes an object that exists. */
  void remove(Transaction transaction, long object) {
    deleteFrom(transaction, object, EXISTENCE);
  }

  /** Removes all objects of the database. */
  void removeAll(Transaction transaction) {
    try (Snapshot snapshot = transaction.newStatementSnapshot()) {
      IndexCursor all = snapshot.range(INDEX, KeyRange.prefix(databaseKey().toBytes()), false);
      while (all.next()) {
        check(transaction.delete(RELATION, all.rowId()));
      }
    }
  }

  /** Deletes a page and all behind it. */
  private void deleteFrom(Transaction transaction, long object, long page) {
    try (Snapshot snapshot = transaction.newStatementSnapshot()) {
      IndexCursor pages = snapshot.range(INDEX, fromPage(object, page), false);
      while (pages.next()) {
        check(transaction.delete(RELATION, pages.rowId()));
      }
    }
  }

  private KeyRange fromPage(long object, long page) {
    return new KeyRange(pageKey(object, page), true, objectKey(object).toBytes(), true);
  }

  /** How many bytes an object has. */
  long size(Snapshot snapshot, long object) {
    IndexCursor last = snapshot.range(INDEX, fromPage(object, 0), true);
    if (!last.next()) {
      return 0;
    }
    return page(last.key()) * PAGE_BYTES + row(snapshot, last.rowId()).length();
  }

  private static long page(byte[] key) {
    return number(key, 17);
  }

  /** A number of a key, as {@link KeyWriter#putLong} wrote it: with its sign turned. */
  private static long number(byte[] key, int at) {
    long value = 0;
    for (int i = at; i < at + Long.BYTES; i++) {
      value = value << 8 | key[i] & 0xff;
    }
    return value ^ Long.MIN_VALUE;
  }

  private static Row row(Snapshot snapshot, long rowId) {
    Row row = snapshot.relation(RELATION).get(rowId);
    if (row == null) {
      throw new IllegalStateException("an index leads to a page that is not there");
    }
    return row;
  }

  /** Reads up to {@code length} bytes from a place; fewer at the end. */
  byte[] read(Snapshot snapshot, long object, long offset, int length) {
    long end = Math.min(size(snapshot, object), offset + length);
    if (end <= offset) {
      return new byte[0];
    }
    byte[] bytes = new byte[(int) (end - offset)];
    IndexCursor pages = snapshot.range(INDEX, fromPage(object, offset / PAGE_BYTES), false);
    while (pages.next()) {
      long start = page(pages.key()) * PAGE_BYTES;
      if (start >= end) {
        break;
      }
      Row row = row(snapshot, pages.rowId());
      int skipped = (int) Math.max(0, offset - start);
      long from = start + skipped;
      int count = (int) Math.min(row.length() - (long) skipped, end - from);
      if (count > 0) {
        System.arraycopy(row.array(), row.offset() + skipped, bytes, (int) (from - offset), count);
      }
    }
    return bytes;
  }

  /** Writes bytes to a place; what lies between the end and it is zeros then. */
  void write(Transaction transaction, long object, long offset, byte[] bytes) {
    long end = offset + bytes.length;
    for (long page = offset / PAGE_BYTES; page * PAGE_BYTES < end; page++) {
      long start = page * PAGE_BYTES;
      int from = (int) Math.max(0, offset - start);
      int to = (int) Math.min(PAGE_BYTES, end - start);
      put(
          transaction,
          object,
          page,
          before -> {
            byte[] after = Arrays.copyOf(before, Math.max(before.length, to));
            System.arraycopy(bytes, (int) (start + from - offset), after, from, to - from);
            return after;
          });
    }
  }

  /** Cuts an object off, or lengthens it by zeros. */
  void truncate(Transaction transaction, long object, long length) {
    long page = length / PAGE_BYTES;
    int kept = (int) (length % PAGE_BYTES);
    deleteFrom(transaction, object, kept == 0 ? page : page + 1);
    if (kept > 0) {
      put(transaction, object, page, before -> Arrays.copyOf(before, kept));
    } else if (page > 0) {
      put(transaction, object, page - 1, before -> Arrays.copyOf(before, PAGE_BYTES));
    }
  }

  /** What becomes of a page. */
  private interface Change {
    byte[] of(byte[] before);
  }

  private void put(Transaction transaction, long object, long page, Change change) {
    byte[] key = pageKey(object, page);
    try (Snapshot snapshot = transaction.newStatementSnapshot()) {
      IndexCursor found = snapshot.range(INDEX, KeyRange.prefix(key), false);
      if (!found.next()) {
        NewRow row = new NewRow(change.of(new byte[0])).entry(INDEX, key);
        check(transaction.insert(RELATION, row));
        return;
      }
      Row before = row(snapshot, found.rowId());
      byte[] bytes =
          Arrays.copyOfRange(before.array(), before.offset(), before.offset() + before.length());
      NewRow row = new NewRow(change.of(bytes)).entry(INDEX, key);
      check(transaction.update(RELATION, found.rowId(), row, LockMode.NO_KEY_UPDATE));
    }
  }

  private static void check(RowOutcome outcome) {
    if (!outcome.done()) {
      throw SqlException.of(SqlState.SERIALIZATION_FAILURE, "tuple concurrently updated");
    }
  }

  /** Takes an object. */
  interface ObjectConsumer {
    void accept(long database, long object, LargeObjectRights rights);
  }

  /** All objects of this database, by number. */
  void forEachObject(Snapshot snapshot, ObjectConsumer consumer) {
    forEachObject(snapshot, databaseKey().toBytes(), consumer);
  }

  /** All objects of all databases. */
  static void forEachObjectAnywhere(Snapshot snapshot, ObjectConsumer consumer) {
    KeyWriter mark = new KeyWriter();
    mark.putByte(KEY_MARK);
    forEachObject(snapshot, mark.toBytes(), consumer);
  }

  /** Goes from object to object: pages of bytes are passed over. */
  private static void forEachObject(Snapshot snapshot, byte[] within, ObjectConsumer consumer) {
    IndexCursor all = snapshot.range(INDEX, KeyRange.prefix(within), false);
    while (all.next()) {
      byte[] key = all.key();
      if (page(key) == EXISTENCE) {
        consumer.accept(number(key, 1), number(key, 9), rights(row(snapshot, all.rowId())));
      } else {
        byte[] objectKey = Arrays.copyOf(key, key.length - Long.BYTES);
        all = snapshot.range(INDEX, new KeyRange(objectKey, false, within, true), false);
      }
    }
  }

  /** Takes a page. */
  interface PageConsumer {
    void accept(long object, long page, byte[] bytes);
  }

  /** All pages that are kept, in order. */
  void forEachPage(Snapshot snapshot, PageConsumer consumer) {
    forEach(
        snapshot,
        (object, page, bytes) -> {
          if (page != EXISTENCE) {
            consumer.accept(object, page, bytes);
          }
        });
  }

  private void forEach(Snapshot snapshot, PageConsumer consumer) {
    IndexCursor all = snapshot.range(INDEX, KeyRange.prefix(databaseKey().toBytes()), false);
    while (all.next()) {
      byte[] key = all.key();
      Row row = row(snapshot, all.rowId());
      consumer.accept(
          number(key, 9),
          page(key),
          Arrays.copyOfRange(row.array(), row.offset(), row.offset() + row.length()));
    }
  }
}
