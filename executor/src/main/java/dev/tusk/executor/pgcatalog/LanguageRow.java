package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import java.util.ArrayList;
import java.util.List;

/** A row of pg_language. */
record LanguageRow(long oid, String name) {
  static final long INTERNAL = 12;
  static final long C = 13;

  static List<LanguageRow> all(CatalogView view) {
    List<LanguageRow> rows = new ArrayList<>();
    rows.add(new LanguageRow(INTERNAL, "internal"));
    rows.add(new LanguageRow(C, "c"));
    rows.add(new LanguageRow(oid("sql"), "sql"));
    view.languages().stream()
        .filter(name -> !name.equals("sql") && !name.equals("c"))
        .forEach(name -> rows.add(new LanguageRow(oid(name), name)));
    return rows;
  }

  /** The number of a language; those of PostgreSQL's own are fixed, plpgsql's is initdb's. */
  static long oid(String name) {
    return switch (name) {
      case "internal" -> INTERNAL;
      case "c" -> C;
      case "sql" -> 14;
      case "plpgsql" -> 13_578;
      default -> throw new IllegalStateException("language " + name);
    };
  }
}
