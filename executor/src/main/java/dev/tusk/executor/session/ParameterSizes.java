package dev.tusk.executor.session;

import dev.tusk.executor.expression.FunctionCost;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether values from the client are read in time proportional to their length, and become no
 * larger than they came: {@code 1e100000} is eight bytes, and a number of a hundred thousand
 * digits.
 */
final class ParameterSizes {
  /** Bytes of a number, and of what else is read by rules of its own. */
  private static final int FEW_BYTES = 100;

  private static final Set<String> ANY_LENGTH =
      Set.of(
          "text",
          "varchar",
          "bpchar",
          "name",
          "unknown",
          "bytea",
          "json",
          "vector",
          "halfvec",
          "sparsevec");

  private ParameterSizes() {}

  /** Of Bind's parameters; {@code formats} as in the message. */
  static boolean areSmall(List<Type> types, List<byte @Nullable []> values, short[] formats) {
    for (int i = 0; i < values.size() && i < types.size(); i++) {
      byte[] value = values.get(i);
      if (value != null && !isSmall(types.get(i), value, format(formats, i))) {
        return false;
      }
    }
    return true;
  }

  private static int format(short[] formats, int i) {
    return formats.length == 0 ? 0 : formats.length == 1 ? formats[0] : formats[i];
  }

  private static boolean isSmall(Type type, byte[] value, int format) {
    if (value.length <= 1 || isOfAnyLength(type)) {
      return true;
    }
    if (format != 0) {
      return value.length <= FEW_BYTES && !type.name().equals("numeric");
    }
    return isSmall(type, new String(value, StandardCharsets.ISO_8859_1));
  }

  /** Of the literals that were folded to parameters. */
  static boolean areSmall(NormalizedStatement statement, PlannedStatement planned) {
    int declared = planned.declaredParameters();
    for (int i = 0; i < planned.literals().size(); i++) {
      Type type = planned.parameterTypes().get(declared + i);
      if (!isOfAnyLength(type)
          && !isSmall(type, statement.literalValue(planned.literals().get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfAnyLength(Type type) {
    Type element = type.elementType();
    return isProportional(type) || type.isArray() && element != null && isProportional(element);
  }

  private static boolean isProportional(Type type) {
    return FunctionCost.isFixed(type) || ANY_LENGTH.contains(type.name());
  }

  private static boolean isSmall(Type type, String text) {
    return (text.length() <= FEW_BYTES || type.name().equals("jsonb")) && !hasLargeNumber(text);
  }

  /** Whether an exponent follows a digit, or very many digits do. */
  private static boolean hasLargeNumber(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' || c == '.') {
        digits++;
      } else if (digits > 0 && (c == 'e' || c == 'E')) {
        return true;
      } else {
        digits = 0;
      }
      if (digits > FEW_BYTES) {
        return true;
      }
    }
    return false;
  }
}
