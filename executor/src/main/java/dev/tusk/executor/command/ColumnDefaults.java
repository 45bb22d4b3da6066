package dev.tusk.executor.command;

import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Defaults that name relations, usually sequences, as pg_get_expr shows them. */
public final class ColumnDefaults {
  private static final Pattern RELATION =
      Pattern.compile("'((?:\"[^\"]+\")|[^.\"']+)\\.((?:\"[^\"]+\")|[^.\"']+)'::regclass\\b");

  private ColumnDefaults() {}

  /** The table with its defaults as shown: schemas on the search path are left out. */
  public static Table shown(Table table, SessionCatalog catalog) {
    boolean changes = false;
    List<Column> columns = new ArrayList<>(table.columns().size());
    for (Column c : table.columns()) {
      String text = shown(c.defaultText(), catalog);
      if (text == null || text.equals(c.defaultText())) {
        columns.add(c);
        continue;
      }
      changes = true;
      columns.add(c.withDefault(text));
    }
    return changes
        ? new Table(
            table.oid(),
            table.schema(),
            table.name(),
            table.kind(),
            columns,
            table.indexes(),
            table.constraints())
        : table;
  }

  private static @Nullable String shown(@Nullable String text, SessionCatalog catalog) {
    if (text == null || !text.contains("'::regclass")) {
      return text;
    }
    return RELATION
        .matcher(text)
        .replaceAll(match -> {
          boolean visible = catalog.visible(unquoted(match.group(1)), unquoted(match.group(2)));
          return Matcher.quoteReplacement(
              visible ? "'" + match.group(2) + "'::regclass" : match.group());
        });
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
