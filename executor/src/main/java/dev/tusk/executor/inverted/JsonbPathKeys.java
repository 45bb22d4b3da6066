package dev.tusk.executor.inverted;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonBool;
import dev.tusk.sql.type.Jsonb.JsonNull;
import dev.tusk.sql.type.Jsonb.JsonNumber;
import dev.tusk.sql.type.Jsonb.JsonObject;
import dev.tusk.sql.type.Jsonb.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code jsonb_path_ops}: for each scalar a hash of it and of the keys that lead to it, as
 * jsonb_gin.c has them; arrays are no steps. A document without scalars has no keys.
 *
 * <pre>
 *  key := hash, four bytes
 * </pre>
 */
final class JsonbPathKeys implements KeyClass {
  @Override
  public List<byte[]> keys(Object value) {
    List<byte[]> keys = new ArrayList<>();
    collect((Jsonb) value, PathHash.START, keys);
    return keys;
  }

  private static void collect(Jsonb value, long path, List<byte[]> into) {
    switch (value) {
      case JsonArray(var elements) -> elements.forEach(e -> collect(e, path, into));
      case JsonObject(var members) -> {
        for (Map.Entry<String, Jsonb> member : members.entrySet()) {
          collect(member.getValue(), PathHash.step(path, member.getKey()), into);
        }
      }
      case JsonNull _, JsonBool _, JsonNumber _, JsonString _, Jsonb.JsonDatetime _ ->
          into.add(key(path, value));
    }
  }

  /** The key of a scalar at the end of a path. */
  static byte[] key(long path, Jsonb scalar) {
    long hash = PathHash.mixed(PathHash.with(path, JsonbKeys.scalar(scalar, false)));
    return new byte[] {
      (byte) (hash >>> 24), (byte) (hash >>> 16), (byte) (hash >>> 8), (byte) hash
    };
  }

  @Override
  public InvertedQuery query(String operator, Object sought, FunctionContext context) {
    return switch (operator) {
      case "@>" -> JsonbKeys.all(keys(sought));
      case "@?", "@@" -> new PathQuery(true).of((String) sought, operator.equals("@@"));
      default -> throw new IllegalStateException(operator);
    };
  }
}
