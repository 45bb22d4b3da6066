package dev.tusk.executor.pgcatalog;

/** Operators. */
final class PgOperator {
  private PgOperator() {}

  static final SystemTable<OperatorRow> TABLE =
      SystemTable.<OperatorRow>named("pg_catalog", "pg_operator", 2617, OperatorRow::all)
          .column("oid", "oid", (r, _) -> (long) r.operator().oid())
          .column("oprname", "name", (r, _) -> r.operator().name())
          .column("oprnamespace", "oid", (r, _) -> r.schemaOid())
          .column("oprowner", "oid", (_, _) -> SystemTable.OWNER)
          .column("oprkind", "char", (r, _) -> r.kind())
          .column("oprcanmerge", "bool", (_, _) -> false)
          .column("oprcanhash", "bool", (_, _) -> false)
          .column("oprleft", "oid", (r, _) -> r.leftOid())
          .column("oprright", "oid", (r, _) -> (long) r.operator().right().oid())
          .column("oprresult", "oid", (r, _) -> (long) r.operator().result().oid())
          .column("oprcom", "oid", (_, _) -> 0L)
          .column("oprnegate", "oid", (_, _) -> 0L)
          .column("oprcode", "regproc", (r, _) -> (long) r.operator().function().oid())
          .column("oprrest", "regproc", (_, _) -> 0L)
          .column("oprjoin", "regproc", (_, _) -> 0L)
          .build();
}
