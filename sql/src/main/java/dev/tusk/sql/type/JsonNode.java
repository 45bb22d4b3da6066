package dev.tusk.sql.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@code json} text, as written: order, duplicates, spacing and number formats are
 * kept.
 *
 * <p>Children are nodes over the same text; strings are decoded when asked for, since {@code json}
 * accepts escapes that cannot be decoded.
 */
public final class JsonNode {
  /** What {@code json_typeof} tells apart, with true and false apart too. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  private final Kind kind;
  private final String source;
  private final int start;
  private final int end;
  private final List<JsonNode> keys;
  private final List<JsonNode> children;

  JsonNode(
      Kind kind, String source, int start, int end, List<JsonNode> keys, List<JsonNode> children) {
    this.kind = kind;
    this.source = source;
    this.start = start;
    this.end = end;
    this.keys = keys;
    this.children = children;
  }

  /**
   * Reads a JSON text.
   *
   * @throws dev.tusk.sql.error.SqlException 22P02 with PostgreSQL's detail
   */
  public static JsonNode parse(String text) {
    return new JsonReader(text, false).read();
  }

  /**
   * Reads a JSON text whose strings are wanted as characters, as {@code json}'s accessors do.
   *
   * @throws dev.tusk.sql.error.SqlException also for escapes that stand for no character
   */
  public static JsonNode parseDecoded(String text) {
    return new JsonReader(text, true).read();
  }

  public Kind kind() {
    return kind;
  }

  /** The text of this part. */
  public String raw() {
    return source.substring(start, end);
  }

  /** Members of an object or array. */
  public int size() {
    return children.size();
  }

  public JsonNode child(int index) {
    return children.get(index);
  }

  /** Name of an object's member. */
  public String key(int index) {
    return keys.get(index).string();
  }

  /** The last member of that name, which is the one that counts; null for none. */
  public @Nullable JsonNode member(String name) {
    for (int i = keys.size() - 1; i >= 0; i--) {
      if (key(i).equals(name)) {
        return children.get(i);
      }
    }
    return null;
  }

  /** The characters of a string. */
  public String string() {
    assert kind == Kind.STRING;
    return JsonReader.decode(source, start, end);
  }

  /** What {@code ->>} gives: a string without quotes, anything else as written, null for null. */
  public @Nullable String text() {
    return switch (kind) {
      case NULL -> null;
      case STRING -> string();
      case OBJECT, ARRAY, NUMBER, TRUE, FALSE -> raw();
    };
  }
}
