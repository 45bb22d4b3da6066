package dev.tusk.sql.type;

import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonBool;
import dev.tusk.sql.type.Jsonb.JsonNull;
import dev.tusk.sql.type.Jsonb.JsonNumber;
import dev.tusk.sql.type.Jsonb.JsonObject;
import dev.tusk.sql.type.Jsonb.JsonString;
import java.util.Map;

/**
 * The key form of jsonb: a class, then what orders the values within it.
 *
 * <pre>
 *  empty array at the top 1 | null 2 | string 3 bytes | number 4 decimal | boolean 5 byte
 *  array 6 count elements | object 7 count (key bytes, value)…
 * </pre>
 */
final class JsonbKey {
  /**
   * PostgreSQL takes a scalar at the top for an array of one, and compares arrays by their length
   * first: an array of none is below all scalars, but only there.
   */
  private static final int EMPTY_ARRAY = 1;

  private static final int NULL = 2;
  private static final int STRING = 3;
  private static final int NUMBER = 4;
  private static final int BOOLEAN = 5;
  private static final int ARRAY = 6;
  private static final int OBJECT = 7;

  private JsonbKey() {}

  static void write(Jsonb value, KeyWriter out) {
    if (value instanceof JsonArray(var elements) && elements.isEmpty()) {
      out.putByte(EMPTY_ARRAY);
    } else {
      writeInner(value, out);
    }
  }

  private static void writeInner(Jsonb value, KeyWriter out) {
    switch (value) {
      case JsonNull() -> out.putByte(NULL);
      case JsonString(var string) -> {
        out.putByte(STRING);
        out.putText(string);
      }
      case Jsonb.JsonDatetime datetime -> writeInner(datetime.string(), out);
      case JsonNumber(var number) -> {
        out.putByte(NUMBER);
        out.putNumeric(number);
      }
      case JsonBool(var bool) -> {
        out.putByte(BOOLEAN);
        out.putBoolean(bool);
      }
      case JsonArray(var elements) -> {
        out.putByte(ARRAY);
        out.putInt(elements.size());
        elements.forEach(element -> writeInner(element, out));
      }
      case JsonObject(var members) -> {
        out.putByte(OBJECT);
        out.putInt(members.size());
        for (Map.Entry<String, Jsonb> member : members.entrySet()) {
          out.putText(member.getKey());
          writeInner(member.getValue(), out);
        }
      }
    }
  }
}
