package dev.tusk.executor.expression;

import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.BitString;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.SparseVector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large a value is: bytes that a function has to look at, roughly, for {@link
 * FunctionCost#LINEAR}.
 */
public final class Extent {
  /** Larger than anything that work in place is given. */
  public static final long IMMENSE = Long.MAX_VALUE;

  /** Not worth a look at the clock. */
  static final long SMALL = 256;

  /** Digits from which on arithmetic, reading and printing are no longer proportional to them. */
  private static final int MOST_DIGITS = 1000;

  private static final long BITS_PER_DIGIT = 3;

  private Extent() {}

  public static long of(@Nullable Object value) {
    return switch (value) {
      case null -> 1;
      case String text -> text.length();
      case byte[] bytes -> bytes.length;
      case float[] vector -> 4L * vector.length;
      case short[] vector -> 2L * vector.length;
      case SparseVector vector -> 8L * vector.count();
      case Numeric number -> digits(number);
      case BitString bits -> bits.length() / 8;
      case ArrayValue array -> sum(array.elements());
      case RecordValue row -> fields(row);
      case Jsonb document -> document(document);
      default -> 1;
    };
  }

  private static long digits(Numeric number) {
    if (!number.isFinite()) {
      return 1;
    }
    long digits = number.decimal().unscaledValue().bitLength() / BITS_PER_DIGIT + number.scale();
    return digits > MOST_DIGITS ? IMMENSE : digits;
  }

  private static long sum(Iterable<? extends @Nullable Object> values) {
    long sum = 1;
    for (Object value : values) {
      long extent = of(value);
      if (extent == IMMENSE) {
        return IMMENSE;
      }
      sum += extent;
    }
    return sum;
  }

  private static long fields(RecordValue row) {
    long sum = 1;
    for (int i = 0; i < row.size(); i++) {
      long extent = of(row.get(i));
      if (extent == IMMENSE) {
        return IMMENSE;
      }
      sum += extent;
    }
    return sum;
  }

  private static long document(Jsonb document) {
    return switch (document) {
      case Jsonb.JsonNull _, Jsonb.JsonBool _ -> 1;
      case Jsonb.JsonNumber(var number) -> digits(number);
      case Jsonb.JsonString(var text) -> text.length();
      case Jsonb.JsonDatetime datetime -> datetime.text().length();
      case Jsonb.JsonArray(var elements) -> sum(elements);
      case Jsonb.JsonObject(var members) -> {
        long sum = 1;
        for (Map.Entry<String, Jsonb> member : members.entrySet()) {
          long extent = document(member.getValue());
          if (extent == IMMENSE) {
            yield IMMENSE;
          }
          sum += member.getKey().length() + extent;
        }
        yield sum;
      }
    };
  }
}
