package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.StatisticsObject;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Statistics objects written as the SQL that makes them (ruleutils.c). */
final class StatisticsFunctions {
  private StatisticsFunctions() {}

  static void register(FunctionLibrary library) {
    library.one("pg_get_statisticsobjdef(oid)", (oid, context) -> definition((Long) oid, context));
    library.one(
        "pg_get_statisticsobjdef_columns(oid)", (oid, context) -> columns((Long) oid, context));
    library.one(
        "pg_get_statisticsobjdef_expressions(oid)",
        (oid, context) -> expressions((Long) oid, context));
    library.one(
        "pg_statistics_obj_is_visible(oid)", (oid, context) -> visible((Long) oid, context));
  }

  private static @Nullable StatisticsObject find(long oid, FunctionContext context) {
    return StatisticsTables.objects(context.session().view()).stream()
        .filter(object -> object.oid() == oid)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Table table(StatisticsObject object, FunctionContext context) {
    return context.session().catalog().table(object.tableOid()).orElse(null);
  }

  private static @Nullable String definition(long oid, FunctionContext context) {
    StatisticsObject object = find(oid, context);
    Table table = object == null ? null : table(object, context);
    if (object == null || table == null) {
      return null;
    }
    List<String> kinds = new ArrayList<>();
    if (object.has(StatisticsObject.DISTINCT)) {
      kinds.add("ndistinct");
    }
    if (object.has(StatisticsObject.DEPENDENCIES)) {
      kinds.add("dependencies");
    }
    if (object.has(StatisticsObject.COMMON)) {
      kinds.add("mcv");
    }
    int all = object.columns().size() + object.expressions().size();
    boolean list = kinds.size() < 3 && all > 1;
    return "CREATE STATISTICS "
        + Definitions.quoted(Objects.toString(object.schema()))
        + "."
        + Definitions.quoted(object.name())
        + (list ? " (" + String.join(", ", kinds) + ")" : "")
        + " ON "
        + parts(object, table, context.session().view())
        + " FROM "
        + relation(table, context);
  }

  private static String relation(Table table, FunctionContext context) {
    boolean visible = context.session().catalog().searchPath().contains(table.schema());
    return (visible ? "" : Definitions.quoted(table.schema()) + ".")
        + Definitions.quoted(table.name());
  }

  private static @Nullable String columns(long oid, FunctionContext context) {
    StatisticsObject object = find(oid, context);
    Table table = object == null ? null : table(object, context);
    return object == null || table == null ? null : parts(object, table, context.session().view());
  }

  private static String parts(StatisticsObject object, Table table, CatalogView view) {
    UnaryOperator<String> pretty = text -> view.pretty(text, table);
    List<String> parts = new ArrayList<>();
    object.columns().forEach(number -> parts.add(Definitions.quoted(table.column(number).name())));
    for (String text : object.expressions()) {
      String shown = pretty.apply(text);
      parts.add(Definitions.isCall(text) ? shown : "(" + shown + ")");
    }
    return String.join(", ", parts);
  }

  private static @Nullable ArrayValue expressions(long oid, FunctionContext context) {
    StatisticsObject object = find(oid, context);
    return object == null || object.expressions().isEmpty()
        ? null
        : CatalogArrays.texts(object.expressions());
  }

  /** Whether its name alone finds it. */
  private static @Nullable Boolean visible(long oid, FunctionContext context) {
    StatisticsObject object = find(oid, context);
    if (object == null) {
      return null;
    }
    CatalogView view = context.session().view();
    // What is in the schema of temporary objects is only found with its schema.
    for (String schema : context.session().catalog().searchPath()) {
      for (StatisticsObject other : StatisticsTables.objects(view)) {
        if (schema.equals(other.schema())
            && !view.isOwnTemporary(schema)
            && other.name().equals(object.name())) {
          return other.oid() == oid;
        }
      }
    }
    return false;
  }
}
