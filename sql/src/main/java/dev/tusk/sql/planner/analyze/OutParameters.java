package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and types of the OUT parameters of functions that return a record. */
final class OutParameters {
  private record Out(List<String> names, List<Type> types) {}

  private static final Map<String, Out> KNOWN =
      Map.of(
          "json_each", new Out(List.of("key", "value"), List.of(Types.TEXT, Types.JSON)),
          "json_each_text", new Out(List.of("key", "value"), List.of(Types.TEXT, Types.TEXT)),
          "jsonb_each", new Out(List.of("key", "value"), List.of(Types.TEXT, Types.JSONB)),
          "jsonb_each_text", new Out(List.of("key", "value"), List.of(Types.TEXT, Types.TEXT)),
          "pg_get_keywords",
              new Out(
                  List.of("word", "catcode", "barelabel", "catdesc", "baredesc"),
                  List.of(Types.TEXT, Types.CHAR, Types.BOOL, Types.TEXT, Types.TEXT)),
          "_pg_expandarray", new Out(List.of("x", "n"), List.of(Types.ANYELEMENT, Types.INT4)),
          "aclexplode",
              new Out(
                  List.of("grantor", "grantee", "privilege_type", "is_grantable"),
                  List.of(Types.OID, Types.OID, Types.TEXT, Types.BOOL)));

  private OutParameters() {}

  /**
   * @param arguments the call's types, of which an element is a polymorphic column's
   */
  static RelTypes.@Nullable Composite of(
      FunctionSignature function, List<Type> arguments, RelTypes types) {
    Out out = KNOWN.get(function.name());
    if (out == null) {
      return null;
    }
    return new RelTypes.Composite(
        out.names(), out.types().stream().map(type -> types.of(of(type, arguments))).toList());
  }

  /** The name of a function's only OUT parameter, which its column in FROM is called after. */
  static @Nullable String single(FunctionSignature function) {
    return switch (function.name()) {
      case "json_array_elements",
          "json_array_elements_text",
          "jsonb_array_elements",
          "jsonb_array_elements_text" ->
          "value";
      case "pg_partition_ancestors" -> "relid";
      default -> null;
    };
  }

  private static Type of(Type declared, List<Type> arguments) {
    Type element = declared == Types.ANYELEMENT ? arguments.getFirst().elementType() : null;
    return element == null ? declared : element;
  }
}
