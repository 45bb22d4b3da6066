package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** information_schema's routines and parameters, from the same rows as pg_proc. */
final class RoutineTables {
  private RoutineTables() {}

  private static final String ROUTINE_COLUMNS =
      "specific_catalog name, specific_schema name, specific_name name, "
          + "routine_catalog name, routine_schema name, routine_name name, routine_type "
          + "varchar, module_catalog name, module_schema name, module_name name, "
          + "udt_catalog name, udt_schema name, udt_name name, data_type varchar, "
          + "character_maximum_length int4, character_octet_length int4, "
          + "character_set_catalog name, character_set_schema name, character_set_name "
          + "name, collation_catalog name, collation_schema name, collation_name name, "
          + "numeric_precision int4, numeric_precision_radix int4, numeric_scale int4, "
          + "datetime_precision int4, interval_type varchar, interval_precision int4, "
          + "type_udt_catalog name, type_udt_schema name, type_udt_name name, "
          + "scope_catalog name, scope_schema name, scope_name name, maximum_cardinality "
          + "int4, dtd_identifier name, routine_body varchar, routine_definition varchar, "
          + "external_name varchar, external_language varchar, parameter_style varchar, "
          + "is_deterministic yes_or_no, sql_data_access varchar, is_null_call yes_or_no, "
          + "sql_path varchar, schema_level_routine yes_or_no, max_dynamic_result_sets "
          + "int4, is_user_defined_cast yes_or_no, is_implicitly_invocable yes_or_no, "
          + "security_type varchar, to_sql_specific_catalog name, to_sql_specific_schema "
          + "name, to_sql_specific_name name, as_locator yes_or_no, created timestamptz, "
          + "last_altered timestamptz, new_savepoint_level yes_or_no, is_udt_dependent "
          + "varchar, result_cast_from_data_type varchar, result_cast_as_locator "
          + "yes_or_no, result_cast_char_max_length int4, result_cast_char_octet_length "
          + "int4, result_cast_char_set_catalog name, result_cast_char_set_schema name, "
          + "result_cast_char_set_name name, result_cast_collation_catalog name, "
          + "result_cast_collation_schema name, result_cast_collation_name name, "
          + "result_cast_numeric_precision int4, result_cast_numeric_precision_radix int4, "
          + "result_cast_numeric_scale int4, result_cast_datetime_precision int4, "
          + "result_cast_interval_type varchar, result_cast_interval_precision int4, "
          + "result_cast_type_udt_catalog name, result_cast_type_udt_schema name, "
          + "result_cast_type_udt_name name, result_cast_scope_catalog name, "
          + "result_cast_scope_schema name, result_cast_scope_name name, "
          + "result_cast_maximum_cardinality int4, result_cast_dtd_identifier name";

  private static final String PARAMETER_COLUMNS =
      "specific_catalog name, specific_schema name, specific_name name, "
          + "ordinal_position int4, parameter_mode varchar, is_result yes_or_no, "
          + "as_locator varchar, parameter_name name, data_type varchar, "
          + "character_maximum_length int4, character_octet_length int4, "
          + "character_set_catalog name, character_set_schema name, character_set_name "
          + "name, collation_catalog name, collation_schema name, collation_name name, "
          + "numeric_precision int4, numeric_precision_radix int4, numeric_scale int4, "
          + "datetime_precision int4, interval_type varchar, interval_precision int4, "
          + "udt_catalog name, udt_schema name, udt_name name, scope_catalog name, "
          + "scope_schema name, scope_name name, maximum_cardinality int4, dtd_identifier "
          + "name, parameter_default varchar";

  /** A parameter of a function, by its place from 1. */
  private record ParameterRow(FunctionRow function, Parameter parameter, int place) {
    static List<ParameterRow> all(CatalogView view) {
      List<ParameterRow> rows = new ArrayList<>();
      for (FunctionRow row : FunctionRow.all(view)) {
        int place = 0;
        for (Parameter parameter : FunctionCatalog.builtin().parameters(row.function())) {
          rows.add(new ParameterRow(row, parameter, ++place));
        }
      }
      return rows;
    }
  }

  private static final Map<String, BiFunction<FunctionRow, CatalogView, @Nullable Object>>
      ROUTINE_VALUES =
          Map.ofEntries(
              Map.entry("specific_catalog", (_, v) -> v.databaseName()),
              Map.entry("specific_schema", (r, _) -> r.schema()),
              Map.entry("specific_name", (r, _) -> specificName(r)),
              Map.entry("routine_catalog", (_, v) -> v.databaseName()),
              Map.entry("routine_schema", (r, _) -> r.schema()),
              Map.entry("routine_name", (r, _) -> r.function().name()),
              Map.entry("routine_type", (r, _) -> type(r.function())),
              Map.entry("data_type", (r, _) -> result(r, dataType(r.function().result()))),
              Map.entry("type_udt_catalog", (r, v) -> result(r, v.databaseName())),
              Map.entry("type_udt_schema", (r, v) -> result(r, schema(r.function().result(), v))),
              Map.entry("type_udt_name", (r, _) -> result(r, r.function().result().name())),
              Map.entry("dtd_identifier", (r, _) -> result(r, "0")),
              Map.entry("routine_body", (r, _) -> r.language() == 14 ? "SQL" : "EXTERNAL"),
              Map.entry("routine_definition", (r, _) -> r.details().source()),
              Map.entry("external_language", (r, _) -> language(r)),
              Map.entry("parameter_style", (_, _) -> "GENERAL"),
              Map.entry("is_deterministic", (r, _) -> yes(immutable(r))),
              Map.entry("sql_data_access", (_, _) -> "MODIFIES"),
              Map.entry("is_null_call", (r, _) -> result(r, yes(r.function().strict()))),
              Map.entry("schema_level_routine", (_, _) -> "YES"),
              Map.entry("max_dynamic_result_sets", (_, _) -> 0),
              Map.entry("security_type", (r, _) -> r.securityDefiner() ? "DEFINER" : "INVOKER"),
              Map.entry("as_locator", (_, _) -> "NO"),
              Map.entry("is_udt_dependent", (_, _) -> "NO"));

  private static final Map<String, BiFunction<ParameterRow, CatalogView, @Nullable Object>>
      PARAMETER_VALUES =
          Map.ofEntries(
              Map.entry("specific_catalog", (_, v) -> v.databaseName()),
              Map.entry("specific_schema", (r, _) -> r.function().schema()),
              Map.entry("specific_name", (r, _) -> specificName(r.function())),
              Map.entry("ordinal_position", (r, _) -> r.place()),
              Map.entry("parameter_mode", (r, _) -> mode(r.parameter())),
              Map.entry("is_result", (_, _) -> "NO"),
              Map.entry("as_locator", (_, _) -> "NO"),
              Map.entry("parameter_name", (r, _) -> r.parameter().name()),
              Map.entry("data_type", (r, _) -> dataType(r.parameter().type())),
              Map.entry("udt_catalog", (_, v) -> v.databaseName()),
              Map.entry("udt_schema", (r, v) -> schema(r.parameter().type(), v)),
              Map.entry("udt_name", (r, _) -> r.parameter().type().name()),
              Map.entry("dtd_identifier", (r, _) -> Integer.toString(r.place())),
              Map.entry("parameter_default", (r, _) -> r.parameter().defaultText()));

  static final List<SystemTable<?>> ALL =
      List.of(
          table("routines", 13377, FunctionRow::all, ROUTINE_COLUMNS, ROUTINE_VALUES),
          table("parameters", 13334, ParameterRow::all, PARAMETER_COLUMNS, PARAMETER_VALUES));

  private static <R> SystemTable<R> table(
      String name,
      long oid,
      java.util.function.Function<CatalogView, List<R>> rows,
      String columns,
      Map<String, BiFunction<R, CatalogView, @Nullable Object>> values) {
    SystemTable<R> table = SystemTable.named("information_schema", name, oid, rows);
    for (String column : columns.split(", ")) {
      String[] parts = column.split(" ");
      BiFunction<R, CatalogView, @Nullable Object> value = values.get(parts[0]);
      table.column(parts[0], parts[1], value == null ? (_, _) -> null : value);
    }
    return table.build();
  }

  static String specificName(FunctionRow row) {
    return row.function().name() + "_" + row.function().oid();
  }

  private static @Nullable String type(FunctionSignature function) {
    return switch (function.kind()) {
      case SCALAR, SET -> "FUNCTION";
      case PROCEDURE -> "PROCEDURE";
      case AGGREGATE, WINDOW -> null;
    };
  }

  /** What is said of a result, which a procedure has not. */
  private static @Nullable String result(FunctionRow row, String value) {
    return row.function().kind() == Kind.PROCEDURE ? null : value;
  }

  private static String dataType(Type type) {
    if (type.isArray()) {
      return "ARRAY";
    }
    boolean own = type instanceof UserType || type.extension() != null;
    return own ? "USER-DEFINED" : type.displayName();
  }

  private static String schema(Type type, CatalogView view) {
    if (type instanceof UserType own) {
      return own.schema();
    }
    return view.schemaOf(type.extension());
  }

  private static String language(FunctionRow row) {
    return LanguageRow.all(row.view()).stream()
        .filter(language -> language.oid() == row.language())
        .map(language -> language.name().toUpperCase(Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  private static boolean immutable(FunctionRow row) {
    return row.function().volatility() == Volatility.IMMUTABLE;
  }

  private static String yes(boolean value) {
    return value ? "YES" : "NO";
  }

  private static String mode(Parameter parameter) {
    return switch (parameter.mode()) {
      case IN, VARIADIC -> "IN";
      case OUT, TABLE -> "OUT";
      case INOUT -> "INOUT";
    };
  }
}
