package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.sql.type.EnumType.Label;
import dev.tusk.sql.type.KeyWriter;
import dev.tusk.storage.IsolationLevel;
import dev.tusk.storage.KeyRange;
import dev.tusk.storage.NewRow;
import dev.tusk.storage.RelationSpec;
import dev.tusk.storage.Row;
import dev.tusk.storage.RowCursor;
import dev.tusk.storage.RowOutcome;
import dev.tusk.storage.SequenceSpec;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.StorageEngine;
import dev.tusk.storage.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of an engine: rows of one storage relation, and in memory what of them is committed.
 *
 * <p>Readers take {@link #state} without a lock. A transaction that changes the catalog collects
 * its changes in a {@link CatalogChanges} and writes them when it commits; the new state is
 * published before the transaction's locks are seen to be free by {@link #settledState}.
 */
public final class StoredCatalog {
  private static final long OBJECTS_RELATION = 1;
  private static final long OBJECTS_INDEX = 1;
  private static final long OID_SEQUENCE = 1;
  private static final int OIDS_AT_ONCE = 64;

  /** Before each key, as the keys of tables' indexes have it before a value. */
  private static final int KEY_MARK = 2;

  /** OIDs below are those of built-in objects. */
  public static final long FIRST_OID = 24_576;

  private static final long POSTGRES_OID = 5;
  private static final long TEMPLATE_OID = 1;
  private static final long TEMPLATE0_OID = 4;
  private static final long PUBLIC_OID = 2200;
  private static final long FIRST_PLPGSQL_OID = 14_000;

  private final StorageEngine storage;
  private final AtomicLong versions = new AtomicLong();
  private final Object commitLock = new Object();
  private volatile CatalogState state = CatalogState.empty(new TypePool());
  private long nextOid;
  private long oidLimit;

  public StoredCatalog(StorageEngine storage) {
    this.storage = storage;
    if (storage.created()) {
      bootstrap();
    }
    load();
  }

  private void bootstrap() {
    try (Transaction transaction = storage.begin(IsolationLevel.READ_COMMITTED)) {
      transaction.createRelation(RelationSpec.of(OBJECTS_RELATION));
      transaction.createIndex(OBJECTS_INDEX, OBJECTS_RELATION);
      transaction.createSequence(
          OID_SEQUENCE,
          new SequenceSpec(FIRST_OID, OIDS_AT_ONCE, FIRST_OID, Long.MAX_VALUE, false));
      insertDatabase(transaction, POSTGRES_OID, "postgres", PUBLIC_OID);
      insertDatabase(transaction, TEMPLATE_OID, "template1", PUBLIC_OID + 1);
      insertDatabase(transaction, TEMPLATE0_OID, "template0", PUBLIC_OID + 2);
      transaction.commit();
    }
  }

  private static void insertDatabase(
      Transaction transaction, long oid, String name, long schemaOid) {
    insert(transaction, new DatabaseObject(oid, name, DatabaseAttributes.initial(name)));
    insert(transaction, new SchemaObject(schemaOid, oid, "public"));
    insert(
        transaction,
        new ExtensionObject(FIRST_PLPGSQL_OID + oid, oid, "plpgsql", "1.0", "pg_catalog"));
  }

  private void load() {
    Map<Long, @Nullable CatalogObject> all = new LinkedHashMap<>();
    try (Transaction transaction = storage.begin(IsolationLevel.READ_COMMITTED);
        Snapshot snapshot = transaction.newStatementSnapshot()) {
      RowCursor rows = snapshot.relation(OBJECTS_RELATION).scan();
      for (Row row = rows.next(); row != null; row = rows.next()) {
        CatalogObject object = ObjectCodec.decode(row.array(), row.offset(), row.length());
        all.put(object.oid(), object);
      }
    }
    state = state.with(all, versions);
  }

  /** What is committed; may lag behind a commit that is being published. */
  public CatalogState state() {
    return state;
  }

  /** What is committed, after commits under way are published: for use under a relation's lock. */
  public CatalogState settledState() {
    synchronized (commitLock) {
      return state;
    }
  }

  AtomicLong versions() {
    return versions;
  }

  /** A number for a new object, never used before. */
  public synchronized long newOid() {
    if (nextOid == oidLimit) {
      try (Transaction transaction = storage.begin(IsolationLevel.READ_COMMITTED)) {
        nextOid = transaction.nextValue(OID_SEQUENCE);
        transaction.commit();
      }
      oidLimit = nextOid + OIDS_AT_ONCE;
    }
    return nextOid++;
  }

  /** Commits a transaction together with what it changed in the catalog. */
  void commit(Transaction transaction, Map<Long, @Nullable CatalogObject> changes) {
    changes.forEach((oid, object) -> write(transaction, oid, object));
    Map<Long, @Nullable CatalogObject> committed = new LinkedHashMap<>();
    changes.forEach((oid, object) -> committed.put(oid, committed(object)));
    synchronized (commitLock) {
      transaction.commit();
      state = state.with(committed, versions);
    }
  }

  /** What others see of an object: labels of an enum may be used once they are committed. */
  private static @Nullable CatalogObject committed(@Nullable CatalogObject object) {
    if (!(object instanceof TypeObject type)
        || !(type.definition() instanceof TypeDefinition.Enumeration(List<Label> labels))
        || labels.stream().noneMatch(Label::fresh)) {
      return object;
    }
    List<Label> usable =
        labels.stream().map(l -> new Label(l.oid(), l.text(), l.place(), false)).toList();
    return type.with(new TypeDefinition.Enumeration(usable));
  }

  private void write(Transaction transaction, long oid, @Nullable CatalogObject object) {
    byte[] key = key(oid);
    long rowId = 0;
    try (Snapshot snapshot = transaction.newStatementSnapshot()) {
      var cursor = snapshot.range(OBJECTS_INDEX, KeyRange.prefix(key), false);
      if (cursor.next()) {
        rowId = cursor.rowId();
      }
    }
    if (object == null) {
      if (rowId != 0) {
        check(transaction.delete(OBJECTS_RELATION, rowId));
      }
    } else if (rowId == 0) {
      insert(transaction, object);
    } else {
      NewRow row = new NewRow(ObjectCodec.encode(object)).entry(OBJECTS_INDEX, key);
      check(
          transaction.update(
              OBJECTS_RELATION, rowId, row, dev.tusk.storage.LockMode.NO_KEY_UPDATE));
    }
  }

  private static void check(RowOutcome outcome) {
    if (!outcome.done()) {
      throw dev.tusk.sql.error.SqlException.of(
          dev.tusk.sql.error.SqlState.SERIALIZATION_FAILURE, "tuple concurrently updated");
    }
  }

  private static void insert(Transaction transaction, CatalogObject object) {
    transaction.insert(
        OBJECTS_RELATION,
        new NewRow(ObjectCodec.encode(object)).entry(OBJECTS_INDEX, key(object.oid())));
  }

  private static byte[] key(long oid) {
    KeyWriter key = new KeyWriter();
    key.putByte(KEY_MARK);
    key.putLong(oid);
    return key.toBytes();
  }
}
