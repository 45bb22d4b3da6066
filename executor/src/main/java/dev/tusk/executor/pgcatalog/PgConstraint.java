package dev.tusk.executor.pgcatalog;

/** Constraints of tables and domains. */
final class PgConstraint {
  private PgConstraint() {}

  static final SystemTable<ConstraintRow> TABLE =
      SystemTable.<ConstraintRow>named(
              "pg_catalog", "pg_constraint", 2606, ConstraintRow::everywhere)
          .column("oid", "oid", (r, _) -> r.constraint().oid())
          .column("conname", "name", (r, _) -> r.constraint().name())
          .column("connamespace", "oid", (r, _) -> r.schemaOid())
          .column("contype", "char", (r, _) -> r.kind())
          .column("condeferrable", "bool", (r, _) -> r.constraint().timing().deferrable())
          .column("condeferred", "bool", (r, _) -> r.initiallyDeferred())
          .column("convalidated", "bool", (r, _) -> r.validated())
          .column("conrelid", "oid", (r, _) -> r.table().oid())
          .column("contypid", "oid", (r, _) -> r.typeOid())
          .column("conindid", "oid", (r, _) -> r.indexOid())
          .column("conparentid", "oid", (r, _) -> r.parent())
          .column("confrelid", "oid", (r, _) -> r.referencedOid())
          .column("confupdtype", "char", (r, _) -> r.onUpdate())
          .column("confdeltype", "char", (r, _) -> r.onDelete())
          .column("confmatchtype", "char", (r, _) -> r.match())
          .column("conislocal", "bool", (r, _) -> r.descent().local())
          .column("coninhcount", "int4", (r, _) -> r.descent().parents())
          .column("connoinherit", "bool", (r, _) -> r.noInherit())
          .column("conkey", "_int2", (r, _) -> r.columns())
          .column("confkey", "_int2", (r, _) -> r.referencedColumns())
          .column("conpfeqop", "_oid", (_, _) -> null)
          .column("conppeqop", "_oid", (_, _) -> null)
          .column("conffeqop", "_oid", (_, _) -> null)
          .column("confdelsetcols", "_int2", (r, _) -> r.setColumns())
          .column("conexclop", "_oid", (r, _) -> r.exclusionOperators())
          .column("conbin", "pg_node_tree", (r, _) -> r.expression())
          .build();
}
