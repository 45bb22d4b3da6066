package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.textsearch.Configuration;
import dev.tusk.executor.textsearch.WordReader;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.textsearch.TextVector;
import dev.tusk.sql.type.JsonNode;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonBool;
import dev.tusk.sql.type.Jsonb.JsonNull;
import dev.tusk.sql.type.Jsonb.JsonNumber;
import dev.tusk.sql.type.Jsonb.JsonObject;
import dev.tusk.sql.type.Jsonb.JsonString;
import dev.tusk.sql.type.JsonbText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The texts in JSON, for text search: which of them are read, and in which order. */
final class JsonWords {
  private static final String HINT =
      "Possible values are: \"string\", \"numeric\", \"boolean\", \"key\", and \"all\".";

  private JsonWords() {}

  /** Which values are read. */
  private record Wanted(boolean strings, boolean numbers, boolean truths, boolean keys) {
    static final Wanted STRINGS = new Wanted(true, false, false, false);
  }

  /**
   * The words of the values; phrases do not reach from one into the next.
   *
   * @param json a jsonb, or the text of a json
   * @param flags a jsonb that names what is read; null for strings
   */
  static TextVector vector(
      Configuration configuration, Object json, @Nullable Object flags, FunctionContext context) {
    Wanted wanted = flags == null ? Wanted.STRINGS : wanted((Jsonb) flags);
    List<String> texts = new ArrayList<>();
    if (json instanceof Jsonb value) {
      collect(value, wanted, texts);
    } else {
      collect(JsonNode.parseDecoded((String) json), wanted, texts);
    }
    WordReader reader = new WordReader(configuration, context);
    for (String text : texts) {
      int before = reader.count();
      reader.read(text).separate(before);
    }
    return reader.vector();
  }

  private static Wanted wanted(Jsonb flags) {
    List<Jsonb> names =
        switch (flags) {
          case JsonArray(var elements) -> elements;
          case JsonObject _, Jsonb.JsonDatetime _ ->
              throw SqlException.of(
                  SqlState.INVALID_PARAMETER_VALUE,
                  "wrong flag type, only arrays and scalars are allowed");
          case JsonNull _, JsonBool _, JsonNumber _, JsonString _ -> List.of(flags);
        };
    List<String> given = new ArrayList<>();
    for (Jsonb name : names) {
      if (!(name instanceof JsonString(var text))) {
        throw SqlException.of(
                SqlState.INVALID_PARAMETER_VALUE, "flag array element is not a string")
            .withHint(HINT);
      }
      String flag = text.toLowerCase(Locale.ROOT);
      if (!List.of("all", "key", "string", "numeric", "boolean").contains(flag)) {
        throw SqlException.of(
                SqlState.INVALID_PARAMETER_VALUE, "wrong flag in flag array: \"" + text + "\"")
            .withHint(HINT);
      }
      given.add(flag);
    }
    boolean all = given.contains("all");
    return new Wanted(
        all || given.contains("string"),
        all || given.contains("numeric"),
        all || given.contains("boolean"),
        all || given.contains("key"));
  }

  private static void collect(Jsonb value, Wanted wanted, List<String> into) {
    switch (value) {
      case JsonNull _ -> {}
      case JsonBool(var bool) -> add(wanted.truths, String.valueOf(bool), into);
      case JsonNumber _ -> add(wanted.numbers, JsonbText.of(value), into);
      case JsonString(var text) -> add(wanted.strings, text, into);
      case Jsonb.JsonDatetime datetime -> add(wanted.strings, datetime.text(), into);
      case JsonArray(var elements) -> elements.forEach(e -> collect(e, wanted, into));
      case JsonObject(var members) -> {
        for (Map.Entry<String, Jsonb> member : members.entrySet()) {
          add(wanted.keys, member.getKey(), into);
          collect(member.getValue(), wanted, into);
        }
      }
    }
  }

  private static void collect(JsonNode node, Wanted wanted, List<String> into) {
    switch (node.kind()) {
      case NULL -> {}
      case TRUE, FALSE -> add(wanted.truths, node.raw(), into);
      case NUMBER -> add(wanted.numbers, node.raw(), into);
      case STRING -> add(wanted.strings, node.string(), into);
      case ARRAY -> {
        for (int i = 0; i < node.size(); i++) {
          collect(node.child(i), wanted, into);
        }
      }
      case OBJECT -> {
        for (int i = 0; i < node.size(); i++) {
          add(wanted.keys, node.key(i), into);
          collect(node.child(i), wanted, into);
        }
      }
    }
  }

  private static void add(boolean wanted, String text, List<String> into) {
    if (wanted) {
      into.add(text);
    }
  }

  /** The same with other strings: a jsonb, or the text of a json. */
  static Object mapped(Object json, UnaryOperator<String> map) {
    if (json instanceof Jsonb value) {
      return mappedValue(value, map);
    }
    StringBuilder out = new StringBuilder();
    write(JsonNode.parseDecoded((String) json), map, out);
    return out.toString();
  }

  private static Jsonb mappedValue(Jsonb value, UnaryOperator<String> map) {
    return switch (value) {
      case JsonString(var text) -> Jsonb.of(map.apply(text));
      case JsonArray(var elements) ->
          new JsonArray(elements.stream().map(e -> mappedValue(e, map)).toList());
      case JsonObject(var members) -> {
        TreeMap<String, Jsonb> mapped = Jsonb.members();
        members.forEach((key, member) -> mapped.put(key, mappedValue(member, map)));
        yield new JsonObject(mapped);
      }
      case JsonNull _, JsonBool _, JsonNumber _, Jsonb.JsonDatetime _ -> value;
    };
  }

  private static void write(JsonNode node, UnaryOperator<String> map, StringBuilder out) {
    switch (node.kind()) {
      case NULL, TRUE, FALSE, NUMBER -> out.append(node.raw());
      case STRING -> JsonbText.quote(map.apply(node.string()), out);
      case ARRAY -> {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
          out.append(i == 0 ? "" : ",");
          write(node.child(i), map, out);
        }
        out.append(']');
      }
      case OBJECT -> {
        out.append('{');
        for (int i = 0; i < node.size(); i++) {
          out.append(i == 0 ? "" : ",");
          JsonbText.quote(node.key(i), out);
          out.append(':');
          write(node.child(i), map, out);
        }
        out.append('}');
      }
    }
  }
}
