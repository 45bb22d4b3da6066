package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.JsonbText;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON made of SQL values: to_json, row_to_json, the build functions, json_object. */
final class JsonBuildBodies {
  private JsonBuildBodies() {}

  /** Arguments with their types. */
  private record Values(List<@Nullable Object> values, List<Type> types) {
    int size() {
      return values.size();
    }

    void write(int index, StringBuilder out, FormatSettings settings) {
      JsonTexts.write(values.get(index), types.get(index), out, settings);
    }

    Jsonb toJsonb(int index, FormatSettings settings) {
      return JsonTexts.toJsonb(values.get(index), types.get(index), settings);
    }
  }

  static void register(FunctionLibrary library) {
    conversions(library);
    library.none("json_build_array()", _ -> "[]");
    library.none("json_build_object()", _ -> "{}");
    library.none("jsonb_build_array()", _ -> new Jsonb.JsonArray(List.of()));
    library.none("jsonb_build_object()", _ -> new Jsonb.JsonObject(Jsonb.members()));
    build(library, "json_build_array(any)", JsonBuildBodies::array);
    build(library, "jsonb_build_array(any)", JsonBuildBodies::arrayb);
    build(library, "json_build_object(any)", JsonBuildBodies::object);
    build(library, "jsonb_build_object(any)", JsonBuildBodies::objectb);
    objects(library);
  }

  @FunctionalInterface
  private interface Builder {
    Object build(Values values, FormatSettings settings);
  }

  private static void build(FunctionLibrary library, String key, Builder builder) {
    library.typed(
        key,
        (types, _) ->
            (FunctionBody.AnyArguments)
                (a, context) ->
                    builder.build(new Values(java.util.Arrays.asList(a), types), context.format()));
  }

  private static void conversions(FunctionLibrary library) {
    library.typed(
        "to_json(anyelement)",
        (types, _) -> {
          Type type = types.getFirst();
          return (FunctionBody.OneArgument) (a, context) -> text(a, type, context.format(), false);
        });
    library.typed(
        "to_jsonb(anyelement)",
        (types, _) -> {
          Type type = types.getFirst();
          return (FunctionBody.OneArgument)
              (a, context) -> JsonTexts.toJsonb(a, type, context.format());
        });
    for (String key : List.of("row_to_json(record", "array_to_json(anyarray")) {
      library.one(key + ")", (a, context) -> text(a, Types.RECORD, context.format(), false));
      library.two(
          key + ",bool)", (a, b, context) -> text(a, Types.RECORD, context.format(), (Boolean) b));
    }
  }

  private static String text(
      @Nullable Object value, Type type, FormatSettings settings, boolean lineFeeds) {
    StringBuilder out = new StringBuilder();
    JsonTexts.write(value, type, out, settings, lineFeeds);
    return out.toString();
  }

  private static Object array(Values values, FormatSettings settings) {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < values.size(); i++) {
      out.append(i > 0 ? ", " : "");
      values.write(i, out, settings);
    }
    return out.append(']').toString();
  }

  private static Object arrayb(Values values, FormatSettings settings) {
    List<Jsonb> elements = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      elements.add(values.toJsonb(i, settings));
    }
    return new Jsonb.JsonArray(elements);
  }

  private static Object object(Values values, FormatSettings settings) {
    checkPairs(values, "json_build_object");
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < values.size(); i += 2) {
      if (values.values.get(i) == null) {
        throw SqlException.of(
                SqlState.INVALID_PARAMETER_VALUE, "argument " + (i + 1) + " cannot be null")
            .withHint("Object keys should be text.");
      }
      out.append(i > 0 ? ", " : "");
      JsonbText.quote(JsonTexts.key(values.values.get(i), values.types.get(i), settings), out);
      out.append(" : ");
      values.write(i + 1, out, settings);
    }
    return out.append('}').toString();
  }

  private static Object objectb(Values values, FormatSettings settings) {
    checkPairs(values, "jsonb_build_object");
    TreeMap<String, Jsonb> members = Jsonb.members();
    for (int i = 0; i < values.size(); i += 2) {
      if (values.values.get(i) == null) {
        throw SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE, "argument " + (i + 1) + ": key must not be null");
      }
      members.put(
          JsonTexts.key(values.values.get(i), values.types.get(i), settings),
          values.toJsonb(i + 1, settings));
    }
    return new Jsonb.JsonObject(members);
  }

  private static void checkPairs(Values values, String function) {
    if (values.size() % 2 != 0) {
      throw SqlException.of(
              SqlState.INVALID_PARAMETER_VALUE, "argument list must have even number of elements")
          .withHint(
              String.format(
                  Locale.ROOT,
                  "The arguments of %s() must consist of alternating keys and values.",
                  function));
    }
  }

  /** json_object of texts: an array of pairs, or an array of keys and one of values. */
  private static void objects(FunctionLibrary library) {
    library.one("json_object(_text)", (a, _) -> pairsText(pairs((ArrayValue) a)));
    library.one("jsonb_object(_text)", (a, _) -> pairsJsonb(pairs((ArrayValue) a)));
    library.two(
        "json_object(_text,_text)", (a, b, _) -> pairsText(pairs((ArrayValue) a, (ArrayValue) b)));
    library.two(
        "jsonb_object(_text,_text)",
        (a, b, _) -> pairsJsonb(pairs((ArrayValue) a, (ArrayValue) b)));
  }

  private record Pair(String key, @Nullable String value) {
    static Pair of(@Nullable Object key, @Nullable Object value) {
      if (key == null) {
        throw SqlException.of(
            SqlState.NULL_VALUE_NOT_ALLOWED, "null value not allowed for object key");
      }
      return new Pair((String) key, (String) value);
    }
  }

  private static List<Pair> pairs(ArrayValue array) {
    switch (array.dimensions()) {
      case 0 -> {
        return List.of();
      }
      case 1 -> {
        if (array.size() % 2 != 0) {
          throw wrongShape("array must have even number of elements");
        }
      }
      case 2 -> {
        if (array.length(1) != 2) {
          throw wrongShape("array must have two columns");
        }
      }
      default -> throw wrongShape("wrong number of array subscripts");
    }
    List<Pair> pairs = new ArrayList<>(array.size() / 2);
    for (int i = 0; i < array.size(); i += 2) {
      pairs.add(Pair.of(array.get(i), array.get(i + 1)));
    }
    return pairs;
  }

  private static List<Pair> pairs(ArrayValue keys, ArrayValue values) {
    if (keys.dimensions() > 1 || keys.dimensions() != values.dimensions()) {
      throw wrongShape("wrong number of array subscripts");
    }
    if (keys.size() != values.size()) {
      throw wrongShape("mismatched array dimensions");
    }
    List<Pair> pairs = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      pairs.add(Pair.of(keys.get(i), values.get(i)));
    }
    return pairs;
  }

  private static SqlException wrongShape(String message) {
    return SqlException.of(SqlState.ARRAY_SUBSCRIPT_ERROR, message);
  }

  private static String pairsText(List<Pair> pairs) {
    StringBuilder out = new StringBuilder("{");
    String separator = "";
    for (Pair pair : pairs) {
      out.append(separator);
      JsonbText.quote(pair.key, out);
      out.append(" : ");
      if (pair.value == null) {
        out.append("null");
      } else {
        JsonbText.quote(pair.value, out);
      }
      separator = ", ";
    }
    return out.append('}').toString();
  }

  private static Jsonb pairsJsonb(List<Pair> pairs) {
    TreeMap<String, Jsonb> members = Jsonb.members();
    for (Pair pair : pairs) {
      members.put(pair.key, pair.value == null ? Jsonb.NULL : Jsonb.of(pair.value));
    }
    return new Jsonb.JsonObject(members);
  }
}
