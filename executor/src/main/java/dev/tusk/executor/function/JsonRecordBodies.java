package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.JsonNode;
import dev.tusk.sql.type.JsonNode.Kind;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.JsonbText;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows made of JSON's objects: json_populate_record, json_to_recordset and their kin
 * (utils/adt/jsonfuncs.c). The type of the rows is that of the call.
 */
final class JsonRecordBodies {
  private JsonRecordBodies() {}

  static void register(FunctionLibrary library) {
    for (String json : List.of("json", "jsonb")) {
      String more = json.equals("json") ? ",bool" : "";
      library.typed(
          json + "_populate_record(anyelement," + json + more + ")",
          (types, result) ->
              populate(json + "_populate_record", result, types.getFirst() == Types.RECORD));
      library.typed(
          json + "_populate_recordset(anyelement," + json + more + ")",
          (types, result) ->
              populateSet(json + "_populate_recordset", result, types.getFirst() == Types.RECORD));
      library.typed(
          json + "_to_record(" + json + ")",
          (_, result) ->
              (FunctionBody.OneArgument)
                  (a, context) -> row(json + "_to_record", result, null, a, context.format()));
      library.typed(
          json + "_to_recordset(" + json + ")",
          (_, result) ->
              (FunctionBody.SetOfRows)
                  (a, context) ->
                      rows(json + "_to_recordset", result, null, a[0], context.format()));
    }
  }

  private static FunctionBody populate(String name, Type result, boolean record) {
    return (FunctionBody.AnyArguments)
        (a, context) ->
            a[1] == null
                ? a[0]
                : row(name, filled(result, a[0], record), base(a[0]), a[1], context.format());
  }

  private static FunctionBody populateSet(String name, Type result, boolean record) {
    return (FunctionBody.SetOfRows)
        (a, context) ->
            rows(name, filled(result, a[0], record), base(a[0]), a[1], context.format());
  }

  /**
   * A record without a name is filled as it is; who asked for the rows described otherwise finds
   * that they are not.
   */
  private static Type filled(Type result, @Nullable Object base, boolean record) {
    return record && base instanceof RecordValue row ? CompositeType.anonymous(row) : result;
  }

  /** What is no row has been said to be none by its type. */
  private static @Nullable RecordValue base(@Nullable Object value) {
    return value instanceof RecordValue row ? row : null;
  }

  private static CompositeType composite(String name, Type result, @Nullable RecordValue base) {
    if (result instanceof CompositeType type) {
      return type;
    }
    if (result.category() != 'P') {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "first argument of " + name + " must be a row type");
    }
    if (base != null) {
      return CompositeType.anonymous(base);
    }
    throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, "could not determine row type for result of " + name)
        .withHint(
            "Provide a non-null record argument, or call the function in the FROM clause using a"
                + " column definition list.");
  }

  private static JsonNode read(Object json) {
    return json instanceof Jsonb jsonb
        ? JsonNode.parseDecoded(JsonbText.of(jsonb))
        : JsonNode.parseDecoded((String) json);
  }

  private static @Nullable Object row(
      String name, Type result, @Nullable RecordValue base, Object json, FormatSettings settings) {
    CompositeType type = composite(name, result, base);
    JsonNode node = read(json);
    if (node.kind() != Kind.OBJECT) {
      throw noObject(name, node);
    }
    return new JsonPopulation(settings).row(type, base, node);
  }

  static SqlException noObject(String name, JsonNode node) {
    return JsonBodies.invalid(
        String.format(
            Locale.ROOT,
            "cannot call %s on %s",
            name,
            node.kind() == Kind.ARRAY ? "an array" : "a scalar"));
  }

  private static Iterator<@Nullable Object> rows(
      String name,
      Type result,
      @Nullable RecordValue base,
      @Nullable Object json,
      FormatSettings settings) {
    CompositeType type = composite(name, result, base);
    List<@Nullable Object> rows = new ArrayList<>();
    if (json == null) {
      return rows.iterator();
    }
    JsonNode node = read(json);
    if (node.kind() != Kind.ARRAY) {
      throw JsonBodies.invalid(
          String.format(
              Locale.ROOT,
              "cannot call %s on %s",
              name,
              node.kind() == Kind.OBJECT ? "an object" : "a scalar"));
    }
    JsonPopulation population = new JsonPopulation(settings);
    for (int i = 0; i < node.size(); i++) {
      JsonNode element = node.child(i);
      if (element.kind() != Kind.OBJECT) {
        throw JsonBodies.invalid("argument of " + name + " must be an array of objects");
      }
      rows.add(population.row(type, base, element));
    }
    return rows.iterator();
  }
}
