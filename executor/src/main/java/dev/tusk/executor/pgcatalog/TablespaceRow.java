package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.Tablespace;
import dev.tusk.executor.catalogview.CatalogView;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of pg_tablespace. */
record TablespaceRow(Tablespace space) {
  static List<TablespaceRow> all(CatalogView view) {
    return Stream.concat(
            Stream.of(Tablespace.DEFAULT, Tablespace.GLOBAL),
            view.state().defined().tablespaces().stream())
        .map(TablespaceRow::new)
        .toList();
  }

  /** Null for none. */
  @Nullable Object options() {
    return space.options().isEmpty() ? null : CatalogArrays.texts(space.options());
  }

  /** Where it is: of one inside the data directory the place there (pg_tablespace_location). */
  static @Nullable String location(CatalogView view, long oid) {
    for (TablespaceRow row : all(view)) {
      if (row.space.oid() == oid) {
        boolean always = oid == Tablespace.DEFAULT.oid() || oid == Tablespace.GLOBAL.oid();
        String said = row.space.location();
        return always || !said.isEmpty() ? said : "pg_tblspc/" + oid;
      }
    }
    return null;
  }
}
