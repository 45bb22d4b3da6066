package dev.tusk.executor.inverted;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.inverted.InvertedQuery.Everything;
import dev.tusk.executor.inverted.InvertedQuery.Has;
import dev.tusk.executor.inverted.InvertedQuery.Nothing;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.KeyWriter;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code array_ops}: the elements of arrays, as ginarrayproc.c has them.
 *
 * <pre>
 *  key := 00            of an array without elements
 *       | 01 value      an element's key form
 *       | 02            an element that is NULL
 * </pre>
 */
final class ArrayKeys implements KeyClass {
  private static final int EMPTY = 0;
  private static final int ELEMENT = 1;
  private static final int NULL_ELEMENT = 2;

  private final Type element;

  ArrayKeys(Type array) {
    this.element = Objects.requireNonNull(array.elementType());
  }

  @Override
  public List<byte[]> keys(Object value) {
    List<@Nullable Object> elements = ((ArrayValue) value).elements();
    if (elements.isEmpty()) {
      return List.of(new byte[] {EMPTY});
    }
    List<byte[]> keys = new ArrayList<>(elements.size());
    for (Object e : elements) {
      keys.add(key(e));
    }
    return keys;
  }

  private byte[] key(@Nullable Object value) {
    if (value == null) {
      return new byte[] {NULL_ELEMENT};
    }
    KeyWriter out = new KeyWriter();
    out.putByte(ELEMENT);
    element.writeKey(value, out);
    return out.toBytes();
  }

  @Override
  public InvertedQuery query(String operator, Object sought, FunctionContext context) {
    List<@Nullable Object> elements = ((ArrayValue) sought).elements();
    List<InvertedQuery> has = new ArrayList<>(elements.size());
    for (Object e : elements) {
      if (e != null || operator.equals("=")) {
        has.add(new Has(key(e)));
      }
    }
    InvertedQuery empty = new Has(new byte[] {EMPTY});
    return switch (operator) {
      case "&&" -> InvertedQuery.any(has);
      case "@>" ->
          elements.isEmpty()
              ? new Everything()
              : elements.contains(null) ? new Nothing() : InvertedQuery.all(has);
      case "<@" -> {
        has.add(empty);
        yield InvertedQuery.any(has);
      }
      case "=" -> has.isEmpty() ? empty : InvertedQuery.all(has);
      default -> throw new IllegalStateException(operator);
    };
  }
}
