package dev.tusk.executor.inverted;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.inverted.InvertedQuery.Everything;
import dev.tusk.executor.inverted.InvertedQuery.Has;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonBool;
import dev.tusk.sql.type.Jsonb.JsonNull;
import dev.tusk.sql.type.Jsonb.JsonNumber;
import dev.tusk.sql.type.Jsonb.JsonObject;
import dev.tusk.sql.type.Jsonb.JsonString;
import dev.tusk.sql.type.KeyWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code jsonb_ops}: keys of objects and scalar values, each by itself, as jsonb_gin.c has them.
 * Strings that are elements of arrays count as keys, which is how {@code ?} finds both.
 *
 * <pre>
 *  key := 01 text       an object's key, or a string in an array
 *       | 02            null
 *       | 03 00|01      false, true
 *       | 04 decimal    a number
 *       | 05 text       any other string
 *       | 11|15 hash    a text that is long: eight bytes stand for it
 * </pre>
 */
final class JsonbKeys implements KeyClass {
  static final int KEY = 1;
  static final int STRING = 5;
  private static final int NULL = 2;
  private static final int BOOLEAN = 3;
  private static final int NUMBER = 4;
  private static final int HASHED = 0x10;

  /** JGIN_MAXLENGTH. */
  private static final int MOST_BYTES = 125;

  @Override
  public List<byte[]> keys(Object value) {
    List<byte[]> keys = new ArrayList<>();
    boolean scalar = ((Jsonb) value).isScalar();
    collect((Jsonb) value, scalar, keys);
    return keys;
  }

  private static void collect(Jsonb value, boolean inArray, List<byte[]> into) {
    switch (value) {
      case JsonArray(var elements) -> elements.forEach(e -> collect(e, true, into));
      case JsonObject(var members) -> {
        for (Map.Entry<String, Jsonb> member : members.entrySet()) {
          into.add(text(KEY, member.getKey()));
          collect(member.getValue(), false, into);
        }
      }
      case JsonNull _, JsonBool _, JsonNumber _, JsonString _, Jsonb.JsonDatetime _ ->
          into.add(scalar(value, inArray));
    }
  }

  /**
   * The key of a scalar.
   *
   * @param inArray whether a string counts as a key
   */
  static byte[] scalar(Jsonb value, boolean inArray) {
    KeyWriter out = new KeyWriter();
    switch (value) {
      case JsonNull _ -> out.putByte(NULL);
      case JsonBool(var bool) -> {
        out.putByte(BOOLEAN);
        out.putBoolean(bool);
      }
      case JsonNumber(var number) -> {
        out.putByte(NUMBER);
        out.putNumeric(number);
      }
      case JsonString(var string) -> {
        return text(inArray ? KEY : STRING, string);
      }
      case JsonArray _, JsonObject _, Jsonb.JsonDatetime _ ->
          throw new IllegalArgumentException(value.typeName());
    }
    return out.toBytes();
  }

  static byte[] text(int kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    KeyWriter out = new KeyWriter();
    if (bytes.length > MOST_BYTES) {
      out.putByte(HASHED | kind);
      out.putLong(PathHash.of(bytes));
    } else {
      out.putByte(kind);
      out.putBytes(bytes);
    }
    return out.toBytes();
  }

  @Override
  public InvertedQuery query(String operator, Object sought, FunctionContext context) {
    return switch (operator) {
      case "@>" -> all(keys(sought));
      case "?" -> new Has(text(KEY, (String) sought));
      case "?|" -> InvertedQuery.any(names((ArrayValue) sought));
      case "?&" -> InvertedQuery.all(names((ArrayValue) sought));
      case "@?", "@@" -> new PathQuery(false).of((String) sought, operator.equals("@@"));
      default -> throw new IllegalStateException(operator);
    };
  }

  static InvertedQuery all(List<byte[]> keys) {
    return keys.isEmpty()
        ? new Everything()
        : InvertedQuery.all(keys.stream().map(Has::new).toList());
  }

  private static List<InvertedQuery> names(ArrayValue names) {
    List<InvertedQuery> has = new ArrayList<>();
    for (Object name : names.elements()) {
      if (name != null) {
        has.add(new Has(text(KEY, (String) name)));
      }
    }
    return has;
  }
}
