package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalogview.CommentRow;
import dev.tusk.executor.command.Extensions;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.ArrayList;
import java.util.List;

/** Comments: those that were said, and those that objects come with. */
final class StoredComments {
  private static final long PG_CATALOG = 11;
  private static final long PG_NAMESPACE = 2615;
  private static final long PG_EXTENSION = 3079;

  private StoredComments() {}

  static List<CommentRow> shared(CatalogState state) {
    List<CommentRow> rows = new ArrayList<>();
    state
        .sharedComments()
        .forEach(c ->
            rows.add(new CommentRow(c.objectOid(), c.classOid(), 0, String.valueOf(c.text()))));
    for (DatabaseObject database : state.databases()) {
      String initial =
          switch (database.name()) {
            case "postgres" -> "default administrative connection database";
            case "template0" -> "unmodifiable empty database";
            case "template1" -> "default template for new databases";
            default -> "";
          };
      boolean said = rows.stream().anyMatch(row -> row.objectOid() == database.oid());
      if (!initial.isEmpty() && !said) {
        rows.add(new CommentRow(database.oid(), ObjectAddress.PG_DATABASE, 0, initial));
      }
    }
    return rows;
  }

  /** Those of what one database has. */
  static List<CommentRow> ofDatabase(CatalogState state, long oid) {
    List<CommentRow> rows = new ArrayList<>();
    rows.add(new CommentRow(PG_CATALOG, PG_NAMESPACE, 0, "system catalog schema"));
    for (SchemaObject schema : state.schemas(oid)) {
      if (schema.name().equals("public")) {
        rows.add(new CommentRow(schema.oid(), PG_NAMESPACE, 0, "standard public schema"));
      }
    }
    for (ExtensionObject extension : state.extensions(oid)) {
      for (Extensions known : Extensions.ALL) {
        if (known.name().equals(extension.name())) {
          rows.add(new CommentRow(extension.oid(), PG_EXTENSION, 0, known.comment()));
        }
      }
    }
    for (CommentObject comment : state.comments(oid)) {
      String text = comment.text();
      if (text != null) {
        rows.add(new CommentRow(comment.objectOid(), comment.classOid(), comment.column(), text));
      }
    }
    return rows;
  }
}
