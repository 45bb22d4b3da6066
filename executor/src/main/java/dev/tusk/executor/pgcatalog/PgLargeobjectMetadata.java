package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import java.util.ArrayList;
import java.util.List;

/** Large objects. */
final class PgLargeobjectMetadata {
  private PgLargeobjectMetadata() {}

  static final SystemTable<?> TABLE =
      SystemTable.<Long>named("pg_catalog", "pg_largeobject_metadata", 2995, all())
          .column("oid", "oid", (object, _) -> object)
          .column("lomowner", "oid", (_, _) -> SystemTable.OWNER)
          .column("lomacl", "_aclitem", (_, _) -> null)
          .build();

  private static java.util.function.Function<CatalogView, List<Long>> all() {
    return view -> {
      List<Long> objects = new ArrayList<>();
      view.largeObjects().forEachObject(objects::add);
      return objects;
    };
  }
}
