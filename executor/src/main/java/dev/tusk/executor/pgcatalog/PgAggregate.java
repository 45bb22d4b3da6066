package dev.tusk.executor.pgcatalog;

/** Aggregate functions. */
final class PgAggregate {
  private PgAggregate() {}

  static final SystemTable<AggregateRow> TABLE =
      SystemTable.<AggregateRow>named("pg_catalog", "pg_aggregate", 2600, AggregateRow::all)
          .column("aggfnoid", "regproc", (r, _) -> r.oid(0))
          .column("aggkind", "char", (r, _) -> r.text(1))
          .column("aggnumdirectargs", "int2", (r, _) -> (short) r.number(2))
          .column("aggtransfn", "regproc", (r, _) -> r.oid(3))
          .column("aggfinalfn", "regproc", (r, _) -> r.oid(4))
          .column("aggcombinefn", "regproc", (r, _) -> r.oid(5))
          .column("aggserialfn", "regproc", (r, _) -> r.oid(6))
          .column("aggdeserialfn", "regproc", (r, _) -> r.oid(7))
          .column("aggmtransfn", "regproc", (r, _) -> r.oid(8))
          .column("aggminvtransfn", "regproc", (r, _) -> r.oid(9))
          .column("aggmfinalfn", "regproc", (r, _) -> r.oid(10))
          .column("aggfinalextra", "bool", (r, _) -> r.flag(11))
          .column("aggmfinalextra", "bool", (r, _) -> r.flag(12))
          .column("aggfinalmodify", "char", (r, _) -> r.text(13))
          .column("aggmfinalmodify", "char", (r, _) -> r.text(14))
          .column("aggsortop", "oid", (r, _) -> r.oid(15))
          .column("aggtranstype", "oid", (r, _) -> r.oid(16))
          .column("aggtransspace", "int4", (r, _) -> r.number(17))
          .column("aggmtranstype", "oid", (r, _) -> r.oid(18))
          .column("aggmtransspace", "int4", (r, _) -> r.number(19))
          .column("agginitval", "text", (r, _) -> r.textOrNull(20))
          .column("aggminitval", "text", (r, _) -> r.textOrNull(21))
          .build();
}
