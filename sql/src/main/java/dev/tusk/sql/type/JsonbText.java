package dev.tusk.sql.type;

import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonBool;
import dev.tusk.sql.type.Jsonb.JsonNull;
import dev.tusk.sql.type.Jsonb.JsonNumber;
import dev.tusk.sql.type.Jsonb.JsonObject;
import dev.tusk.sql.type.Jsonb.JsonString;
import java.util.Iterator;
import java.util.Map;

/** The text and the order of jsonb values. */
public final class JsonbText {
  private JsonbText() {}

  /** {@code {"a": 1, "b": [true, null]}}. */
  public static String of(Jsonb value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Jsonb value, StringBuilder out) {
    switch (value) {
      case JsonNull() -> out.append("null");
      case JsonBool(var bool) -> out.append(bool);
      case JsonNumber(var number) -> out.append(number);
      case JsonString(var string) -> quote(string, out);
      case Jsonb.JsonDatetime datetime -> quote(datetime.text(), out);
      case JsonArray(var elements) -> {
        out.append('[');
        String separator = "";
        for (Jsonb element : elements) {
          out.append(separator);
          write(element, out);
          separator = ", ";
        }
        out.append(']');
      }
      case JsonObject(var members) -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Jsonb> member : members.entrySet()) {
          out.append(separator);
          quote(member.getKey(), out);
          out.append(": ");
          write(member.getValue(), out);
          separator = ", ";
        }
        out.append('}');
      }
    }
  }

  /** {@code jsonb_pretty}: four spaces a level. */
  public static String pretty(Jsonb value) {
    StringBuilder out = new StringBuilder();
    pretty(value, 0, out);
    return out.toString();
  }

  private static void pretty(Jsonb value, int level, StringBuilder out) {
    if (value instanceof JsonArray(var elements)) {
      out.append('[');
      String separator = "\n";
      for (Jsonb element : elements) {
        out.append(separator).append("    ".repeat(level + 1));
        pretty(element, level + 1, out);
        separator = ",\n";
      }
      out.append('\n').append("    ".repeat(level)).append(']');
    } else if (value instanceof JsonObject(var members)) {
      out.append('{');
      String separator = "\n";
      for (Map.Entry<String, Jsonb> member : members.entrySet()) {
        out.append(separator).append("    ".repeat(level + 1));
        quote(member.getKey(), out);
        out.append(": ");
        pretty(member.getValue(), level + 1, out);
        separator = ",\n";
      }
      out.append('\n').append("    ".repeat(level)).append('}');
    } else {
      write(value, out);
    }
  }

  /** Appends a JSON string: escape_json of utils/adt/json.c. */
  public static void quote(String string, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** Null, string, number, boolean, array, object; containers by size before content. */
  static int compare(Jsonb left, Jsonb right) {
    int order = Integer.compare(rank(left), rank(right));
    if (order != 0) {
      return order;
    }
    return switch (left) {
      case JsonNull() -> 0;
      case JsonBool(var value) -> Boolean.compare(value, ((JsonBool) right).value());
      case JsonNumber(var value) -> value.compareTo(((JsonNumber) right).value());
      case JsonString(var value) -> Texts.compare(value, ((JsonString) right).value());
      case Jsonb.JsonDatetime(var text, _, _) ->
          Texts.compare(text, ((Jsonb.JsonDatetime) right).text());
      case JsonArray(var elements) -> {
        var others = ((JsonArray) right).elements();
        int result = Integer.compare(elements.size(), others.size());
        for (int i = 0; result == 0 && i < elements.size(); i++) {
          result = compare(elements.get(i), others.get(i));
        }
        yield result;
      }
      case JsonObject(var members) -> compareMembers(members, ((JsonObject) right).members());
    };
  }

  private static int compareMembers(Map<String, Jsonb> left, Map<String, Jsonb> right) {
    int result = Integer.compare(left.size(), right.size());
    Iterator<Map.Entry<String, Jsonb>> others = right.entrySet().iterator();
    for (Map.Entry<String, Jsonb> member : left.entrySet()) {
      if (result != 0) {
        return result;
      }
      Map.Entry<String, Jsonb> other = others.next();
      result = Texts.compare(member.getKey(), other.getKey());
      if (result == 0) {
        result = compare(member.getValue(), other.getValue());
      }
    }
    return result;
  }

  private static int rank(Jsonb value) {
    return switch (value) {
      case JsonNull() -> 0;
      case JsonString(_) -> 1;
      case JsonNumber(_) -> 2;
      case JsonBool(_) -> 3;
      case JsonArray(_) -> 4;
      case JsonObject(_) -> 5;
      case Jsonb.JsonDatetime _ -> 6;
    };
  }

  static int utf8Length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair counts two of the four bytes.
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }
}
