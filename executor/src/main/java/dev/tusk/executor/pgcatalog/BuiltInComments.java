package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.CommentRow;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.function.FunctionCatalog;
import java.util.List;
import java.util.stream.Stream;

/** What PostgreSQL says of its own functions, operators and types, of those that are here. */
final class BuiltInComments {
  /** Read when pg_description is first looked at. */
  private static final class Known {
    static final List<CommentRow> ALL =
        FactTable.read(BuiltInComments.class, "descriptions.tsv").stream()
            .map(line ->
                new CommentRow(Long.parseLong(line[1]), Long.parseLong(line[0]), 0, line[2]))
            .filter(Known::isThere)
            .toList();

    private static boolean isThere(CommentRow row) {
      return row.classOid() != ObjectAddress.PG_PROC
          || FunctionCatalog.builtin().callableOrSupport((int) row.objectOid()) != null;
    }
  }

  private BuiltInComments() {}

  /** All comments, those of users first. */
  static List<CommentRow> with(CatalogView view) {
    return Stream.concat(view.comments().stream(), Known.ALL.stream()).toList();
  }
}
