package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import java.util.ArrayList;
import java.util.List;

/** Pages of large objects. */
final class PgLargeobject {
  private PgLargeobject() {}

  private record Page(long object, int number, byte[] data) {
    static List<Page> all(CatalogView view) {
      List<Page> pages = new ArrayList<>();
      view.largeObjects()
          .forEachPage((object, number, data) -> pages.add(new Page(object, number, data)));
      return pages;
    }
  }

  static final SystemTable<?> TABLE =
      SystemTable.<Page>named("pg_catalog", "pg_largeobject", 2613, Page::all)
          .column("loid", "oid", (p, _) -> p.object())
          .column("pageno", "int4", (p, _) -> p.number())
          .column("data", "bytea", (p, _) -> p.data())
          .build();
}
