package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import java.util.ArrayList;
import java.util.List;

/** A row of pg_am. */
record AccessMethod(long oid, String name, String kind) {
  static final long BTREE = 403;
  static final long HNSW = 16_500;

  static List<AccessMethod> all(CatalogView view) {
    List<AccessMethod> rows = new ArrayList<>();
    rows.add(new AccessMethod(2, "heap", "t"));
    rows.add(new AccessMethod(BTREE, "btree", "i"));
    if (view.vectorExists()) {
      rows.add(new AccessMethod(HNSW, "hnsw", "i"));
    }
    return rows;
  }

  static long oid(String name) {
    return name.equals("hnsw") ? HNSW : BTREE;
  }

  /** {@code amhandler}: PostgreSQL's functions of its own methods, none of an extension's. */
  long handler() {
    return switch (name) {
      case "heap" -> 3L;
      case "btree" -> 330L;
      default -> 0L;
    };
  }
}
