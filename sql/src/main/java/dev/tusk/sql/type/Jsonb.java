package dev.tusk.sql.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value of {@code jsonb}: a tree in which of equal keys the last one counts, keys stand in
 * PostgreSQL's order (shorter first, then by bytes), and numbers are numeric.
 */
public sealed interface Jsonb extends Comparable<Jsonb> {
  /** The order of keys in an object. */
  Comparator<String> KEY_ORDER =
      Comparator.comparingInt(JsonbText::utf8Length).thenComparing(Texts::compare);

  JsonNull NULL = new JsonNull();

  /** {@code null}. */
  record JsonNull() implements Jsonb {}

  /** {@code true} or {@code false}. */
  record JsonBool(boolean value) implements Jsonb {}

  /** A number; never NaN or infinite. */
  record JsonNumber(Numeric value) implements Jsonb {}

  /** A string. */
  record JsonString(String value) implements Jsonb {}

  /**
   * A date or a time that a path has read; outside of the path it is a string.
   *
   * @param text in ISO 8601, as the string has it
   * @param type date, time, timetz, timestamp or timestamptz
   * @param value as the type has it
   */
  record JsonDatetime(String text, Type type, Object value) implements Jsonb {
    /** What it is to others. */
    public JsonString string() {
      return new JsonString(text);
    }
  }

  /** An array. */
  record JsonArray(List<Jsonb> elements) implements Jsonb {
    public JsonArray {
      elements = List.copyOf(elements);
    }
  }

  /** An object; its entries are in {@link #KEY_ORDER}. */
  record JsonObject(SortedMap<String, Jsonb> members) implements Jsonb {
    public JsonObject {
      members = Collections.unmodifiableSortedMap(members);
    }
  }

  /** A map to fill and pass to {@link JsonObject}. */
  static TreeMap<String, Jsonb> members() {
    return new TreeMap<>(KEY_ORDER);
  }

  static Jsonb of(String string) {
    return new JsonString(string);
  }

  static Jsonb of(boolean value) {
    return new JsonBool(value);
  }

  static Jsonb of(Numeric number) {
    return new JsonNumber(number);
  }

  /** Reads a JSON text. */
  static Jsonb parse(String text) {
    return of(JsonNode.parseDecoded(text));
  }

  static Jsonb of(JsonNode node) {
    return switch (node.kind()) {
      case NULL -> NULL;
      case TRUE -> new JsonBool(true);
      case FALSE -> new JsonBool(false);
      case STRING -> new JsonString(node.string());
      case NUMBER ->
          new JsonNumber((Numeric) Types.NUMERIC.parse(node.raw(), FormatSettings.DEFAULT));
      case ARRAY -> {
        List<Jsonb> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
          elements.add(of(node.child(i)));
        }
        yield new JsonArray(elements);
      }
      case OBJECT -> {
        TreeMap<String, Jsonb> members = members();
        for (int i = 0; i < node.size(); i++) {
          members.put(node.key(i), of(node.child(i)));
        }
        yield new JsonObject(members);
      }
    };
  }

  /** Neither array nor object. */
  default boolean isScalar() {
    return !(this instanceof JsonArray) && !(this instanceof JsonObject);
  }

  /** {@code jsonb_typeof}. */
  default String typeName() {
    return switch (this) {
      case JsonNull() -> "null";
      case JsonBool(_) -> "boolean";
      case JsonNumber(_) -> "number";
      case JsonString(_) -> "string";
      case JsonDatetime(_, var type, _) -> type.displayName();
      case JsonArray(_) -> "array";
      case JsonObject(_) -> "object";
    };
  }

  /** What {@code ->>} gives: strings without quotes, null for null, else the text. */
  default @Nullable String text() {
    return switch (this) {
      case JsonNull() -> null;
      case JsonString(var value) -> value;
      case JsonDatetime datetime -> datetime.text();
      case JsonBool _, JsonNumber _, JsonArray _, JsonObject _ -> JsonbText.of(this);
    };
  }

  /** The member of an object, the element of an array, null for none or a scalar. */
  default @Nullable Jsonb member(String key) {
    return this instanceof JsonObject(var members) ? members.get(key) : null;
  }

  /** The element of an array, counted from the end when negative; null for none. */
  default @Nullable Jsonb element(int index) {
    if (!(this instanceof JsonArray(var elements))) {
      return null;
    }
    int at = index < 0 ? index + elements.size() : index;
    return at < 0 || at >= elements.size() ? null : elements.get(at);
  }

  /** compareJsonbContainers in utils/adt/jsonb_util.c, with its old quirk for empty arrays. */
  @Override
  default int compareTo(Jsonb other) {
    if (this instanceof JsonArray(var elements) && elements.isEmpty() && other.isScalar()) {
      return -1;
    }
    if (other instanceof JsonArray(var elements) && elements.isEmpty() && isScalar()) {
      return 1;
    }
    return JsonbText.compare(this, other);
  }
}
