package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.catalog.ObjectAddress;

/** Operators. */
final class PgOperator {
  private PgOperator() {}

  static final SystemTable<OperatorRow> TABLE =
      SystemTable.<OperatorRow>named("pg_catalog", "pg_operator", 2617, OperatorRow::all)
          .column("oid", "oid", (r, _) -> (long) r.operator().oid())
          .column("oprname", "name", (r, _) -> r.operator().name())
          .column("oprnamespace", "oid", (r, _) -> r.schemaOid())
          .column(
              "oprowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_OPERATOR, r.operator().oid()))
          .column("oprkind", "char", (r, _) -> r.kind())
          .column("oprcanmerge", "bool", (r, _) -> r.details().merges())
          .column("oprcanhash", "bool", (r, _) -> r.details().hashes())
          .column("oprleft", "oid", (r, _) -> r.leftOid())
          .column("oprright", "oid", (r, _) -> (long) r.operator().right().oid())
          .column("oprresult", "oid", (r, _) -> (long) r.operator().result().oid())
          .column("oprcom", "oid", (r, _) -> r.commutatorOid())
          .column("oprnegate", "oid", (r, _) -> r.negatorOid())
          .column("oprcode", "regproc", (r, _) -> (long) r.operator().function().oid())
          .column("oprrest", "regproc", (r, _) -> r.details().restriction())
          .column("oprjoin", "regproc", (r, _) -> r.details().join())
          .build();
}
