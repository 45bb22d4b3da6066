package dev.tusk.executor.inverted;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.inverted.InvertedQuery.Between;
import dev.tusk.executor.inverted.InvertedQuery.Everything;
import dev.tusk.executor.inverted.InvertedQuery.Has;
import dev.tusk.executor.inverted.InvertedQuery.HasPrefix;
import dev.tusk.sql.type.KeyWriter;
import dev.tusk.sql.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Classes whose values are in an order: of hash, BRIN's minmax and bloom, SP-GiST's text, and those
 * of btree_gist and btree_gin.
 *
 * <pre>
 *  key := value            the type's key form
 * </pre>
 */
final class ScalarKeys implements KeyClass {
  private final Type type;

  ScalarKeys(Type type) {
    this.type = type;
  }

  @Override
  public List<byte[]> keys(Object value) {
    return List.of(key(value));
  }

  private byte[] key(Object value) {
    KeyWriter out = new KeyWriter();
    type.writeKey(value, out);
    return out.toBytes();
  }

  @Override
  public InvertedQuery query(String operator, Object sought, FunctionContext context) {
    return switch (operator) {
      case "=" -> new Has(key(sought));
      case "<", "~<~" -> new Between(null, true, key(sought), false);
      case "<=", "~<=~" -> new Between(null, true, key(sought), true);
      case ">", "~>~" -> new Between(key(sought), false, null, true);
      case ">=", "~>=~" -> new Between(key(sought), true, null, true);
      case "^@" -> new HasPrefix(((String) sought).getBytes(StandardCharsets.UTF_8));
      case "<>" -> new Everything();
      default -> throw new IllegalStateException(operator);
    };
  }
}
