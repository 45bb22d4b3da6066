package dev.tusk.executor.command;

import dev.tusk.executor.catalog.StatisticsObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The expressions over a table's rows, read while its columns have their old names and written with
 * their new ones.
 */
final class Rewording {
  private final Map<String, CatalogExpressions.Kept> kept = new HashMap<>();

  private final CommandHost host;

  Rewording(CommandHost host, TableDraft before) {
    this.host = host;
    Table table = before.table();
    for (Column column : table.columns()) {
      if (column.generated()) {
        keep(host, table, column.defaultText());
      }
    }
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof Constraint.Check check) {
        keep(host, table, check.expressionText());
      }
    }
    for (Index index : table.indexes()) {
      keep(host, table, index.predicateText());
      index.keys().forEach(key -> keep(host, table, key.expressionText()));
    }
    keepStatistics(host, table);
  }

  /** Also what statistics are of. */
  private void keepStatistics(CommandHost host, Table table) {
    for (StatisticsObject object : statistics(host, table)) {
      object.expressions().forEach(text -> keep(host, table, text));
    }
  }

  private static List<StatisticsObject> statistics(CommandHost host, Table table) {
    return host
        .changes()
        .state()
        .defined()
        .of(StatisticsObject.class, host.catalog().databaseOid())
        .stream()
        .filter(object -> object.tableOid() == table.oid() && !object.expressions().isEmpty())
        .toList();
  }

  private void keep(CommandHost host, Table table, @Nullable String text) {
    if (text != null) {
      kept.computeIfAbsent(text, t -> host.expressions().kept(table, t));
    }
  }

  void write(TableDraft draft) {
    Table table = draft.table();
    draft.columns.replaceAll(column -> {
      String text = column.defaultText();
      return text != null && column.generated() ? column.withDefault(written(text, table)) : column;
    });
    draft.constraints.replaceAll(constraint ->
        constraint instanceof Constraint.Check check
            ? check.withText(written(check.expressionText(), table))
            : constraint);
    draft.indexes.replaceAll(index ->
        index.withKeys(
            index.keys().stream().map(key -> written(key, table)).toList(),
            index.predicateText() == null ? null : written(index.predicateText(), table)));
    for (StatisticsObject object : statistics(host, table)) {
      host.changes()
          .put(
              object.withExpressions(
                  object.expressions().stream().map(text -> written(text, table)).toList()));
    }
  }

  private Index.Key written(Index.Key key, Table table) {
    String text = key.expressionText();
    return text == null ? key : key.withText(written(text, table));
  }

  private String written(String text, Table table) {
    CatalogExpressions.Kept before = kept.get(text);
    String now = before == null ? null : before.text(table);
    return now == null ? text : now;
  }
}
