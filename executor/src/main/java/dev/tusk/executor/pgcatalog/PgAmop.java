package dev.tusk.executor.pgcatalog;

/** Operators of the operator families: those that search, and distances, which order. */
final class PgAmop {
  private PgAmop() {}

  static final SystemTable<FamilyMember> TABLE =
      SystemTable.<FamilyMember>named("pg_catalog", "pg_amop", 2602, FamilyMember::operators)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("amopfamily", "oid", (r, _) -> r.family())
          .column("amoplefttype", "oid", (r, _) -> r.left())
          .column("amoprighttype", "oid", (r, _) -> r.right())
          .column("amopstrategy", "int2", (r, _) -> r.number())
          .column("amoppurpose", "char", (r, _) -> r.purpose())
          .column("amopopr", "oid", (r, _) -> r.member())
          .column("amopmethod", "oid", (r, _) -> r.method())
          .column("amopsortfamily", "oid", (r, _) -> r.sortFamily())
          .build();
}
