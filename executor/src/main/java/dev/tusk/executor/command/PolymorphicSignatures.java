package dev.tusk.executor.command;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a result's type can be told from the arguments' ({@code parse_coerce.c}: {@code
 * check_valid_polymorphic_signature}).
 */
final class PolymorphicSignatures {
  private static final Set<String> ELEMENT =
      Set.of("anyelement", "anyarray", "anynonarray", "anyenum", "anyrange", "anymultirange");
  private static final Set<String> COMPATIBLE =
      Set.of(
          "anycompatible",
          "anycompatiblearray",
          "anycompatiblenonarray",
          "anycompatiblerange",
          "anycompatiblemultirange");

  private PolymorphicSignatures() {}

  static boolean polymorphic(Type type) {
    return ELEMENT.contains(type.name()) || COMPATIBLE.contains(type.name());
  }

  static void check(Type result, List<Type> inputs) {
    String name = result.name();
    switch (name) {
      case "anyrange", "anymultirange" ->
          require(result, inputs, Set.of("anyrange", "anymultirange"), "anyrange or anymultirange");
      case "anycompatiblerange", "anycompatiblemultirange" ->
          require(
              result,
              inputs,
              Set.of("anycompatiblerange", "anycompatiblemultirange"),
              "anycompatiblerange or anycompatiblemultirange");
      default -> {
        if (ELEMENT.contains(name)) {
          require(
              result,
              inputs,
              ELEMENT,
              "anyelement, anyarray, anynonarray, anyenum, anyrange, or anymultirange");
        } else if (COMPATIBLE.contains(name)) {
          require(
              result,
              inputs,
              COMPATIBLE,
              "anycompatible, anycompatiblearray, anycompatiblenonarray, anycompatiblerange, or"
                  + " anycompatiblemultirange");
        }
      }
    }
    if (result == Types.INTERNAL && !inputs.contains(Types.INTERNAL)) {
      throw SqlException.of(
              SqlState.INVALID_FUNCTION_DEFINITION, "unsafe use of pseudo-type \"internal\"")
          .withDetail("A result of type internal requires at least one input of type internal.");
    }
  }

  private static void require(Type result, List<Type> inputs, Set<String> family, String names) {
    if (inputs.stream().noneMatch(input -> family.contains(input.name()))) {
      throw SqlException.of(
              SqlState.INVALID_FUNCTION_DEFINITION, "cannot determine result data type")
          .withDetail(
              String.format(
                  Locale.ROOT,
                  "A result of type %s requires at least one input of type %s.",
                  result.displayName(),
                  names));
    }
  }
}
