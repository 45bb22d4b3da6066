package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.EnumType;
import dev.tusk.sql.type.EnumType.Label;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of enums (utils/adt/enum.c). */
final class EnumBodies {
  private EnumBodies() {}

  static void register(FunctionLibrary library) {
    library.typed(
        "enum_first(anyenum)",
        (_, result) ->
            (FunctionBody.AnyArguments)
                (_, _) -> {
                  EnumType type = enumeration(result);
                  return edge(type, type.labels());
                });
    library.typed(
        "enum_last(anyenum)",
        (_, result) ->
            (FunctionBody.AnyArguments)
                (_, _) -> {
                  EnumType type = enumeration(result);
                  return edge(type, type.labels().reversed());
                });
    library.typed(
        "enum_range(anyenum)",
        (arguments, _) ->
            (FunctionBody.AnyArguments)
                (_, _) -> range(enumeration(arguments.getFirst()), null, null));
    library.typed(
        "enum_range(anyenum,anyenum)",
        (arguments, _) ->
            (FunctionBody.AnyArguments)
                (a, _) -> range(enumeration(arguments.getFirst()), (Label) a[0], (Label) a[1]));
    library.two(
        "enum_cmp(anyenum,anyenum)",
        (a, b, _) -> Double.compare(((Label) a).place(), ((Label) b).place()));
    library.two("enum_smaller(anyenum,anyenum)", (a, b, _) -> less(a, b) ? a : b);
    library.two("enum_larger(anyenum,anyenum)", (a, b, _) -> less(b, a) ? a : b);
    library.one(
        "enum_send(anyenum)",
        (a, _) -> {
          ByteWriter out = new ByteWriter(16);
          out.putText(((Label) a).text());
          return out.toByteArray();
        });
  }

  private static boolean less(Object a, Object b) {
    return ((Label) a).place() < ((Label) b).place();
  }

  private static EnumType enumeration(Type type) {
    if (type instanceof EnumType own) {
      return own;
    }
    throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "could not determine actual enum type");
  }

  private static Object edge(EnumType type, List<Label> labels) {
    if (labels.isEmpty()) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "enum " + type.displayName() + " contains no values");
    }
    return type.usable(labels.getFirst());
  }

  private static ArrayValue range(EnumType type, @Nullable Label from, @Nullable Label to) {
    List<Object> labels = new ArrayList<>();
    for (Label label : type.labels()) {
      if ((from == null || label.place() >= from.place())
          && (to == null || label.place() <= to.place())) {
        labels.add(type.usable(label));
      }
    }
    return ArrayValue.of(type, labels);
  }
}
