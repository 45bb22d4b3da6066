package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.LockRow;

/**
 * Locks of relations, transactions' locks on themselves, advisory locks, and waits. Reading takes
 * no lock here, so that there is no AccessShareLock of a query. A virtual transaction is named by
 * its session alone, which is what monitoring tools join by. What SERIALIZABLE watches for is told
 * by SIReadLock, of rows, whole tables and whole indexes: there are no pages to lock.
 */
final class PgLocks {
  private PgLocks() {}

  static final SystemTable<LockRow> TABLE =
      SystemTable.<LockRow>named("pg_catalog", "pg_locks", 12073, CatalogView::locks)
          .column("locktype", "text", (r, _) -> r.type())
          .column("database", "oid", (r, _) -> r.database())
          .column("relation", "oid", (r, _) -> r.relation())
          .column("page", "int4", (r, _) -> r.page())
          .column("tuple", "int2", (r, _) -> r.tuple())
          .column("virtualxid", "text", (r, _) -> r.virtualTransaction())
          .column("transactionid", "xid", (r, _) -> r.transaction())
          .column("classid", "oid", (r, _) -> r.classId())
          .column("objid", "oid", (r, _) -> r.objectId())
          .column("objsubid", "int2", (r, _) -> r.objectSub())
          .column("virtualtransaction", "text", (r, _) -> LockRow.virtual(r.processId()))
          .column("pid", "int4", (r, _) -> r.processId())
          .column("mode", "text", (r, _) -> r.mode())
          .column("granted", "bool", (r, _) -> r.granted())
          .column("fastpath", "bool", (_, _) -> false)
          .column("waitstart", "timestamptz", (_, _) -> null)
          .build();
}
