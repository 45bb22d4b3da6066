package dev.tusk.executor.command;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.RoutineType;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Locale;

/** The types that CREATE FUNCTION names, {@code table.column%TYPE} among them. */
final class RoutineTypes {
  private RoutineTypes() {}

  static Type parameter(CommandHost host, RoutineType type) {
    return used(host, resolve(host, type, "type %s does not exist"));
  }

  static Type result(CommandHost host, RoutineType type) {
    return used(host, resolve(host, type, "type \"%s\" does not exist"));
  }

  private static Type used(CommandHost host, Type type) {
    UseRights.type(host, type);
    return type;
  }

  /** A type by which a function is named. */
  static Type named(CommandHost host, RoutineType type) {
    return resolve(host, type, "type \"%s\" does not exist");
  }

  /** As it is written, or as PostgreSQL's grammar reads it: {@code pg_catalog.int4}. */
  static String written(RoutineType type) {
    if (!type.column().isEmpty()) {
      return String.join(".", type.column()) + "%TYPE";
    }
    String schema = type.type().schema();
    return (schema == null ? "" : schema + ".")
        + type.type().name()
        + "[]".repeat(type.type().arrayDimensions());
  }

  private static Type resolve(CommandHost host, RoutineType type, String missing) {
    if (!type.column().isEmpty()) {
      return ofColumn(host, type.column());
    }
    try {
      return host.expressions().type(type.type()).type();
    } catch (SqlException e) {
      if (e.state() != SqlState.UNDEFINED_OBJECT) {
        throw e;
      }
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, String.format(Locale.ROOT, missing, written(type)));
    }
  }

  private static Type ofColumn(CommandHost host, List<String> names) {
    String written = String.join(".", names);
    if (names.size() > 3) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "improper %TYPE reference (too many dotted names): " + written);
    }
    QualifiedName name =
        names.size() == 2
            ? new QualifiedName(null, names.get(0))
            : new QualifiedName(names.get(0), names.get(1));
    Table table = host.catalog().table(name).orElseThrow(() -> Names.noRelation(name));
    Column column =
        table
            .column(names.getLast())
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.UNDEFINED_COLUMN,
                    String.format(
                        Locale.ROOT,
                        "column \"%s\" of relation \"%s\" does not exist",
                        names.getLast(),
                        table.name())));
    host.notice(
        String.format(
            Locale.ROOT,
            "type reference %s%%TYPE converted to %s",
            written,
            column.type().displayName()));
    return column.type();
  }
}
