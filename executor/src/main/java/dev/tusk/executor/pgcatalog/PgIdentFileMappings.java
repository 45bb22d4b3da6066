package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.access.AccessRules.Mistake;
import dev.tusk.executor.access.UserMaps;
import dev.tusk.executor.access.UserMaps.Mapping;
import dev.tusk.executor.catalogview.CatalogView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of {@code pg_ident.conf} as it is now, mistakes included. */
final class PgIdentFileMappings {
  private PgIdentFileMappings() {}

  private record Line(int number, @Nullable Mapping mapping, @Nullable String error) {
    static List<Line> all(CatalogView view) {
      UserMaps maps = view.userMaps();
      List<Line> lines = new ArrayList<>();
      maps.mappings().forEach(m -> lines.add(new Line(m.line(), m, null)));
      for (Mistake mistake : maps.mistakes()) {
        lines.add(new Line(mistake.line(), null, mistake.reason()));
      }
      lines.sort(Comparator.comparingInt(Line::number));
      return lines;
    }
  }

  static final SystemTable<?> TABLE =
      SystemTable.<Line>named("pg_catalog", "pg_ident_file_mappings", 12118, Line::all)
          .column("line_number", "int4", (l, _) -> l.number())
          .column("map_name", "text", (l, _) -> l.mapping() == null ? null : l.mapping().map())
          .column(
              "sys_name", "text", (l, _) -> l.mapping() == null ? null : l.mapping().systemName())
          .column("pg_username", "text", (l, _) -> l.mapping() == null ? null : l.mapping().role())
          .column("error", "text", (l, _) -> l.error())
          .build();
}
