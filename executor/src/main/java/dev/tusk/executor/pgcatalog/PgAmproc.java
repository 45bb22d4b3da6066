package dev.tusk.executor.pgcatalog;

/** Support functions of the operator families. */
final class PgAmproc {
  private PgAmproc() {}

  static final SystemTable<FamilyMember> TABLE =
      SystemTable.<FamilyMember>named("pg_catalog", "pg_amproc", 2603, FamilyMember::functions)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("amprocfamily", "oid", (r, _) -> r.family())
          .column("amproclefttype", "oid", (r, _) -> r.left())
          .column("amprocrighttype", "oid", (r, _) -> r.right())
          .column("amprocnum", "int2", (r, _) -> r.number())
          .column("amproc", "regproc", (r, _) -> r.member())
          .build();
}
