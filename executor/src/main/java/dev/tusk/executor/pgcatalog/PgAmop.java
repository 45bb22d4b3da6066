package dev.tusk.executor.pgcatalog;

/** Operators of the operator families; all of them search, none orders. */
final class PgAmop {
  private PgAmop() {}

  static final SystemTable<FamilyMember> TABLE =
      SystemTable.<FamilyMember>named("pg_catalog", "pg_amop", 2602, FamilyMember::operators)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("amopfamily", "oid", (r, _) -> r.family())
          .column("amoplefttype", "oid", (r, _) -> r.left())
          .column("amoprighttype", "oid", (r, _) -> r.right())
          .column("amopstrategy", "int2", (r, _) -> r.number())
          .column("amoppurpose", "char", (_, _) -> "s")
          .column("amopopr", "oid", (r, _) -> r.member())
          .column("amopmethod", "oid", (r, view) -> r.method(view))
          .column("amopsortfamily", "oid", (_, _) -> 0L)
          .build();
}
