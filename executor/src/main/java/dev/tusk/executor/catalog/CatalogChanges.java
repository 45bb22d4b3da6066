package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.Transaction;
import dev.tusk.storage.WaitPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * What one transaction changes in the catalog, over what is committed by others. Owned by the
 * session's thread.
 */
public final class CatalogChanges {
  /** Spaces of advisory locks that DDL uses; those of users are not negative. */
  private static final long OBJECT_LOCKS = -1;

  private static final long NAME_LOCKS = -2;

  private final StoredCatalog catalog;
  private final NewRights newRights;

  /** By OID; persistent, so that a savepoint keeps them for nothing. */
  private PMap<Long, Change> changes = TreePMap.empty();

  private CatalogState base;
  private CatalogState state;

  /** What becomes of an object; null for nothing. */
  private record Change(@Nullable CatalogObject object) {}

  private record Mark(PMap<Long, Change> changes, CatalogState base, CatalogState state) {}

  /** Says whom a new object belongs to and who may do what with it. */
  public interface NewRights {
    /** Null where nothing need be kept of it. */
    @Nullable ObjectRights of(CatalogState state, CatalogObject object, long oid);
  }

  public CatalogChanges(StoredCatalog catalog, NewRights newRights) {
    this.catalog = catalog;
    this.newRights = newRights;
    this.base = catalog.state();
    this.state = base;
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** What this transaction sees: the newest committed catalog and its own changes. */
  public CatalogState state() {
    return rebase(catalog.state());
  }

  /** The same after commits under way are published: for use under a lock. */
  public CatalogState settledState() {
    return rebase(catalog.settledState());
  }

  private CatalogState rebase(CatalogState committed) {
    if (committed != base) {
      base = committed;
      state = changes.isEmpty() ? base : base.with(all(), catalog.versions());
    }
    return state;
  }

  public long newOid() {
    return catalog.newOid();
  }

  /** Adds or replaces an object; a new one belongs to the current user. */
  public void put(CatalogObject object) {
    CatalogObject before = state().object(object.oid());
    change(object.oid(), object);
    if (before == null || before.getClass() != object.getClass()) {
      ObjectRights rights = newRights.of(state(), object, newOid());
      if (rights != null) {
        change(rights.oid(), rights);
      }
    }
  }

  /**
   * Takes an object out, and what was said of who may do what with it; what only tells more of
   * another object leaves that one's rights as they are.
   */
  public void remove(long oid) {
    CatalogObject object = state().object(oid);
    ObjectRights rights =
        object == null || object.address().objectOid() != oid
            ? null
            : state().rights(object.databaseOid(), object.address());
    change(oid, null);
    if (rights != null) {
      change(rights.oid(), null);
    }
  }

  private void change(long oid, @Nullable CatalogObject object) {
    changes = changes.plus(oid, new Change(object));
    Map<Long, @Nullable CatalogObject> one = new LinkedHashMap<>();
    one.put(oid, object);
    state = state().with(one, catalog.versions());
  }

  /** Waits for other transactions that change the object, then sees what they made of it. */
  public CatalogState lockObject(Transaction transaction, long oid) {
    transaction.xid(); // It is going to write: others see it by its number from here on.
    transaction.lockAdvisory(OBJECT_LOCKS, oid, LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    return settledState();
  }

  /** Waits for other transactions that create something of this name. */
  public CatalogState lockName(Transaction transaction, long database, String schema, String name) {
    long hash = (database * 31 + schema.hashCode()) * 1_000_003 + name.hashCode();
    transaction.lockAdvisory(NAME_LOCKS, hash, LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    return settledState();
  }

  private Map<Long, @Nullable CatalogObject> all() {
    Map<Long, @Nullable CatalogObject> all = new LinkedHashMap<>();
    changes.forEach((oid, change) -> all.put(oid, change.object()));
    return all;
  }

  /** For a savepoint. */
  public Object mark() {
    return new Mark(changes, base, state);
  }

  public void rollbackTo(Object mark) {
    Mark then = (Mark) mark;
    changes = then.changes();
    base = then.base();
    state = then.state();
    rebase(catalog.state());
  }

  /** Commits the transaction with these changes. */
  public void commit(Transaction transaction) {
    catalog.commit(transaction, all());
  }
}
