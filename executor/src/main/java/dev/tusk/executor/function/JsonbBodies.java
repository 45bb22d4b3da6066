package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonNull;
import dev.tusk.sql.type.Jsonb.JsonObject;
import dev.tusk.sql.type.Jsonb.JsonString;
import dev.tusk.sql.type.JsonbPath;
import dev.tusk.sql.type.JsonbText;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parts of jsonb values, and whether they are there (utils/adt/jsonfuncs.c, jsonb_op.c). */
final class JsonbBodies {
  private static final List<Type> EACH = List.of(Types.TEXT, Types.JSONB);
  private static final List<Type> EACH_TEXT = List.of(Types.TEXT, Types.TEXT);

  private JsonbBodies() {}

  static void register(FunctionLibrary library) {
    accessors(library);
    questions(library);
    sets(library);
    library.one("jsonb_typeof(jsonb)", (a, _) -> ((Jsonb) a).typeName());
    library.one("jsonb_pretty(jsonb)", (a, _) -> JsonbText.pretty((Jsonb) a));
    library.one("jsonb_strip_nulls(jsonb)", (a, _) -> stripNulls((Jsonb) a));
    library.one(
        "jsonb_array_length(jsonb)",
        (a, _) -> {
          if (a instanceof JsonArray(var elements)) {
            return elements.size();
          }
          throw JsonBodies.invalid(
              "cannot get array length of a " + (a instanceof JsonObject ? "non-array" : "scalar"));
        });
  }

  private static void accessors(FunctionLibrary library) {
    library.two("jsonb_object_field(jsonb,text)", (a, b, _) -> ((Jsonb) a).member((String) b));
    library.two(
        "jsonb_object_field_text(jsonb,text)", (a, b, _) -> text(((Jsonb) a).member((String) b)));
    library.two("jsonb_array_element(jsonb,int4)", (a, b, _) -> element((Jsonb) a, (Integer) b));
    library.two(
        "jsonb_array_element_text(jsonb,int4)", (a, b, _) -> text(element((Jsonb) a, (Integer) b)));
    library.two("jsonb_extract_path(jsonb,_text)", (a, b, _) -> at((Jsonb) a, (ArrayValue) b));
    library.two(
        "jsonb_extract_path_text(jsonb,_text)", (a, b, _) -> text(at((Jsonb) a, (ArrayValue) b)));
  }

  /** A scalar counts as the array of itself, as it is stored in PostgreSQL. */
  private static @Nullable Jsonb element(Jsonb json, int index) {
    if (json.isScalar()) {
      return index == 0 || index == -1 ? json : null;
    }
    return json.element(index);
  }

  private static @Nullable String text(@Nullable Jsonb value) {
    return value == null ? null : value.text();
  }

  private static @Nullable Jsonb at(Jsonb root, ArrayValue path) {
    return new JsonbPath(path.elements()).get(root);
  }

  private static void questions(FunctionLibrary library) {
    library.two("jsonb_exists(jsonb,text)", (a, b, _) -> exists((Jsonb) a, b));
    library.two(
        "jsonb_exists_any(jsonb,_text)",
        (a, b, _) -> ((ArrayValue) b).elements().stream().anyMatch(key -> exists((Jsonb) a, key)));
    library.two(
        "jsonb_exists_all(jsonb,_text)",
        (a, b, _) ->
            ((ArrayValue) b)
                .elements().stream().allMatch(key -> key == null || exists((Jsonb) a, key)));
    library.two("jsonb_contains(jsonb,jsonb)", (a, b, _) -> contains((Jsonb) a, (Jsonb) b));
    library.two("jsonb_contained(jsonb,jsonb)", (a, b, _) -> contains((Jsonb) b, (Jsonb) a));
  }

  /** A member's name, a string among an array's elements, or the string itself. */
  private static boolean exists(Jsonb json, @Nullable Object key) {
    if (key == null) {
      return false;
    }
    String name = (String) key;
    return switch (json) {
      case JsonObject(var members) -> members.containsKey(name);
      case JsonArray(var elements) ->
          elements.stream().anyMatch(e -> e instanceof JsonString(var s) && s.equals(name));
      case JsonString(var string) -> string.equals(name);
      case JsonNull _, Jsonb.JsonBool _, Jsonb.JsonNumber _, Jsonb.JsonDatetime _ -> false;
    };
  }

  /** At the top, an array also contains its elements alone. */
  private static boolean contains(Jsonb whole, Jsonb part) {
    if (part.isScalar() && whole instanceof JsonArray(var elements)) {
      return elements.stream().anyMatch(element -> same(element, part));
    }
    return deepContains(whole, part);
  }

  private static boolean same(Jsonb a, Jsonb b) {
    return a.isScalar() && a.getClass() == b.getClass() && a.compareTo(b) == 0;
  }

  private static boolean deepContains(Jsonb whole, Jsonb part) {
    if (whole instanceof JsonObject(var members) && part instanceof JsonObject(var wanted)) {
      for (Map.Entry<String, Jsonb> member : wanted.entrySet()) {
        Jsonb value = members.get(member.getKey());
        if (value == null || !deepContains(value, member.getValue())) {
          return false;
        }
      }
      return true;
    }
    if (whole instanceof JsonArray(var elements) && part instanceof JsonArray(var wanted)) {
      return wanted.stream()
          .allMatch(want -> elements.stream().anyMatch(element -> deepContains(element, want)));
    }
    return same(whole, part);
  }

  private static void sets(FunctionLibrary library) {
    library.set(
        "jsonb_object_keys(jsonb)",
        (a, _) -> {
          if (a[0] instanceof JsonObject(var members)) {
            return List.<@Nullable Object>copyOf(members.keySet()).iterator();
          }
          throw JsonBodies.invalid(
              "cannot call jsonb_object_keys on "
                  + (a[0] instanceof JsonArray ? "an array" : "a scalar"));
        });
    library.set("jsonb_array_elements(jsonb)", (a, _) -> elements(a[0], false));
    library.set("jsonb_array_elements_text(jsonb)", (a, _) -> elements(a[0], true));
    library.set("jsonb_each(jsonb)", (a, _) -> each(a[0], "jsonb_each", false));
    library.set("jsonb_each_text(jsonb)", (a, _) -> each(a[0], "jsonb_each_text", true));
  }

  private static Iterator<@Nullable Object> elements(@Nullable Object json, boolean asText) {
    if (!(json instanceof JsonArray(var elements))) {
      throw JsonBodies.invalid(
          "cannot extract elements from "
              + (json instanceof JsonObject ? "an object" : "a scalar"));
    }
    List<@Nullable Object> rows = new ArrayList<>(elements.size());
    for (Jsonb element : elements) {
      rows.add(asText ? element.text() : element);
    }
    return rows.iterator();
  }

  private static Iterator<@Nullable Object> each(
      @Nullable Object json, String function, boolean asText) {
    if (!(json instanceof JsonObject(var members))) {
      throw JsonBodies.invalid("cannot call " + function + " on a non-object");
    }
    List<@Nullable Object> rows = new ArrayList<>(members.size());
    members.forEach((key, value) ->
        rows.add(
            asText
                ? JsonBodies.pair(key, value.text(), EACH_TEXT)
                : JsonBodies.pair(key, value, EACH)));
    return rows.iterator();
  }

  private static Jsonb stripNulls(Jsonb json) {
    return switch (json) {
      case JsonArray(var elements) ->
          new JsonArray(elements.stream().map(JsonbBodies::stripNulls).toList());
      case JsonObject(var members) -> {
        TreeMap<String, Jsonb> kept = Jsonb.members();
        members.forEach((key, value) -> {
          if (!(value instanceof JsonNull)) {
            kept.put(key, stripNulls(value));
          }
        });
        yield new JsonObject(kept);
      }
      case JsonNull _, Jsonb.JsonBool _, Jsonb.JsonNumber _, JsonString _, Jsonb.JsonDatetime _ ->
          json;
    };
  }
}
