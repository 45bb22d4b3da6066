package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.DependencyRow;

/** Which objects need others. */
final class PgDepend {
  private PgDepend() {}

  static final SystemTable<DependencyRow> TABLE =
      SystemTable.<DependencyRow>named("pg_catalog", "pg_depend", 2608, CatalogView::dependencies)
          .column("classid", "oid", (r, _) -> r.dependent().classOid())
          .column("objid", "oid", (r, _) -> r.dependent().objectOid())
          .column("objsubid", "int4", (r, _) -> r.dependent().sub())
          .column("refclassid", "oid", (r, _) -> r.dependency().on().classOid())
          .column("refobjid", "oid", (r, _) -> r.dependency().on().objectOid())
          .column("refobjsubid", "int4", (r, _) -> r.dependency().on().sub())
          .column("deptype", "char", (r, _) -> String.valueOf(r.dependency().kind().code()))
          .build();
}
