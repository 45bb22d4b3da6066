package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.largeobject.LargeObjectRights;
import java.util.ArrayList;
import java.util.List;

/** Large objects. */
final class PgLargeobjectMetadata {
  private PgLargeobjectMetadata() {}

  private record Entry(long object, LargeObjectRights rights) {
    static List<Entry> all(CatalogView view) {
      List<Entry> entries = new ArrayList<>();
      view.largeObjects().forEachObject((object, rights) -> entries.add(new Entry(object, rights)));
      return entries;
    }
  }

  static final SystemTable<?> TABLE =
      SystemTable.<Entry>named("pg_catalog", "pg_largeobject_metadata", 2995, Entry::all)
          .column("oid", "oid", (e, _) -> e.object())
          .column("lomowner", "oid", (e, _) -> e.rights().owner())
          .column("lomacl", "_aclitem", (e, v) -> v.acl(e.rights().acl()))
          .build();
}
