package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.JsonNode;
import dev.tusk.sql.type.JsonNode.Kind;
import dev.tusk.sql.type.JsonbPath;
import dev.tusk.sql.type.JsonbText;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Functions of json, whose text is read at each call (utils/adt/jsonfuncs.c). */
final class JsonBodies {
  private static final List<Type> EACH = List.of(Types.TEXT, Types.JSON);
  private static final List<Type> EACH_TEXT = List.of(Types.TEXT, Types.TEXT);
  private static final List<String> EACH_NAMES = List.of("key", "value");

  private JsonBodies() {}

  static void register(FunctionLibrary library) {
    JsonBuildBodies.register(library);
    JsonAggregateBodies.register(library);
    JsonbBodies.register(library);
    JsonbEditBodies.register(library);
    JsonPathBodies.register(library);
    JsonRecordBodies.register(library);
    accessors(library);
    sets(library);
    library.one(
        "json_typeof(json)",
        (a, _) ->
            switch (parse(a).kind()) {
              case TRUE, FALSE -> "boolean";
              case OBJECT, ARRAY, STRING, NUMBER, NULL ->
                  parse(a).kind().name().toLowerCase(Locale.ROOT);
            });
    library.one("json_array_length(json)", (a, _) -> arrayLength(parse(a)));
    library.one("json_strip_nulls(json)", (a, _) -> stripNulls(decoded(a)));
  }

  private static JsonNode parse(@Nullable Object json) {
    return JsonNode.parse((String) java.util.Objects.requireNonNull(json));
  }

  /** Read by a function that wants strings as characters: all of them must be. */
  private static JsonNode decoded(@Nullable Object json) {
    return JsonNode.parseDecoded((String) java.util.Objects.requireNonNull(json));
  }

  private static void accessors(FunctionLibrary library) {
    library.two("json_object_field(json,text)", (a, b, _) -> raw(field(decoded(a), (String) b)));
    library.two(
        "json_object_field_text(json,text)", (a, b, _) -> text(field(decoded(a), (String) b)));
    library.two(
        "json_array_element(json,int4)", (a, b, _) -> raw(element(decoded(a), (Integer) b)));
    library.two(
        "json_array_element_text(json,int4)", (a, b, _) -> text(element(decoded(a), (Integer) b)));
    library.two("json_extract_path(json,_text)", (a, b, _) -> raw(at(decoded(a), (ArrayValue) b)));
    library.two(
        "json_extract_path_text(json,_text)", (a, b, _) -> text(at(decoded(a), (ArrayValue) b)));
  }

  private static @Nullable String raw(@Nullable JsonNode node) {
    return node == null ? null : node.raw();
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node == null ? null : node.text();
  }

  private static @Nullable JsonNode field(JsonNode node, String name) {
    return node.kind() == Kind.OBJECT ? node.member(name) : null;
  }

  private static @Nullable JsonNode element(JsonNode node, int index) {
    if (node.kind() != Kind.ARRAY) {
      return null;
    }
    int at = index < 0 ? index + node.size() : index;
    return at < 0 || at >= node.size() ? null : node.child(at);
  }

  private static @Nullable JsonNode at(JsonNode root, ArrayValue path) {
    JsonNode node = root;
    for (Object step : path.elements()) {
      if (step == null || node == null) {
        return null;
      }
      Integer index = JsonbPath.index((String) step);
      node =
          node.kind() == Kind.OBJECT
              ? node.member((String) step)
              : index == null ? null : element(node, index);
    }
    return node;
  }

  private static void sets(FunctionLibrary library) {
    library.set(
        "json_object_keys(json)",
        (a, _) -> {
          JsonNode node = decoded(a[0]);
          if (node.kind() != Kind.OBJECT) {
            throw invalid(
                "cannot call json_object_keys on "
                    + (node.kind() == Kind.ARRAY ? "an array" : "a scalar"));
          }
          return IntStream.range(0, node.size()).<@Nullable Object>mapToObj(node::key).iterator();
        });
    library.set(
        "json_array_elements(json)", (a, _) -> elements(parse(a[0]), "json_array_elements", false));
    library.set(
        "json_array_elements_text(json)",
        (a, _) -> elements(decoded(a[0]), "json_array_elements_text", true));
    library.set("json_each(json)", (a, _) -> each(decoded(a[0]), false));
    library.set("json_each_text(json)", (a, _) -> each(decoded(a[0]), true));
  }

  private static Iterator<@Nullable Object> elements(
      JsonNode node, String function, boolean asText) {
    if (node.kind() != Kind.ARRAY) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "cannot call %s on a %s",
              function,
              node.kind() == Kind.OBJECT ? "non-array" : "scalar"));
    }
    List<@Nullable Object> rows = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      rows.add(asText ? node.child(i).text() : node.child(i).raw());
    }
    return rows.iterator();
  }

  private static Iterator<@Nullable Object> each(JsonNode node, boolean asText) {
    if (node.kind() != Kind.OBJECT) {
      throw invalid(
          node.kind() == Kind.ARRAY
              ? "cannot deconstruct an array as an object"
              : "cannot deconstruct a scalar");
    }
    List<@Nullable Object> rows = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      String value = asText ? node.child(i).text() : node.child(i).raw();
      rows.add(pair(node.key(i), value, asText ? EACH_TEXT : EACH));
    }
    return rows.iterator();
  }

  static RecordValue pair(String key, @Nullable Object value, List<Type> types) {
    return new RecordValue(types, EACH_NAMES, new @Nullable Object[] {key, value});
  }

  static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  private static Integer arrayLength(JsonNode node) {
    return switch (node.kind()) {
      case ARRAY -> node.size();
      case OBJECT -> throw invalid("cannot get array length of a non-array");
      case STRING, NUMBER, TRUE, FALSE, NULL ->
          throw invalid("cannot get array length of a scalar");
    };
  }

  private static String stripNulls(JsonNode node) {
    StringBuilder out = new StringBuilder();
    stripNulls(node, out);
    return out.toString();
  }

  private static void stripNulls(JsonNode node, StringBuilder out) {
    switch (node.kind()) {
      case OBJECT -> {
        String separator = "{";
        for (int i = 0; i < node.size(); i++) {
          if (node.child(i).kind() != Kind.NULL) {
            out.append(separator);
            JsonbText.quote(node.key(i), out);
            out.append(':');
            stripNulls(node.child(i), out);
            separator = ",";
          }
        }
        out.append(separator.equals("{") ? "{}" : "}");
      }
      case ARRAY -> {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
          out.append(i > 0 ? "," : "");
          stripNulls(node.child(i), out);
        }
        out.append(']');
      }
      case STRING -> JsonbText.quote(node.string(), out);
      case NUMBER, TRUE, FALSE, NULL -> out.append(node.raw());
    }
  }
}
