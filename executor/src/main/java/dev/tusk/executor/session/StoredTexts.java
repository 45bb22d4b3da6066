package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.executor.stored.StoredBody;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.planner.deparse.PrintStyle;
import org.jspecify.annotations.Nullable;

/** Queries and bodies of the catalog as who asks for them is shown them. */
final class StoredTexts {
  private final Session session;

  StoredTexts(Session session) {
    this.session = session;
  }

  /** The query of a view or materialized view; null for anything else. */
  @Nullable String view(@Nullable CatalogObject object, PrintStyle style) {
    return switch (object) {
      case ViewObject view -> view(view.text(), view.table(), style);
      case TableObject table when table.materialized() != null ->
          view(table.materialized().text(), table.table(), style);
      case null, default -> null;
    };
  }

  /** The query of a view of these columns. */
  String view(String text, Table table, PrintStyle style) {
    return session
            .host()
            .expressions()
            .storedQuery(text)
            .shown(session.settings().format(), style, table.columnNames())
        + ";";
  }

  /** A function's body of the SQL standard's form; null for anything else. */
  @Nullable String body(@Nullable CatalogObject object) {
    if (!(object instanceof FunctionObject function)) {
      return null;
    }
    StoredBody body = session.host().expressions().storedBody(function);
    return body == null ? null : body.shown(session.settings().format(), function);
  }
}
