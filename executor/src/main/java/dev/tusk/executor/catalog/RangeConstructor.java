package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionParameter;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Set;

/** The functions that make ranges and multiranges of a type of a user's; they come with it. */
public final class RangeConstructor {
  private static final Set<String> SOURCES =
      Set.of(
          "range_constructor2",
          "range_constructor3",
          "multirange_constructor0",
          "multirange_constructor1",
          "multirange_constructor2");

  private RangeConstructor() {}

  static boolean is(FunctionObject function) {
    return function.language().equals("internal") && SOURCES.contains(function.source());
  }

  /** Of two bounds; of two and what is inside them. */
  public static FunctionObject ofRange(
      long oid, CatalogObject.TypeObject type, String owner, int subtypeOid, boolean ends) {
    List<Integer> bounds = List.of(subtypeOid, subtypeOid, Types.TEXT.oid());
    return made(
        oid,
        type,
        owner,
        bounds.subList(0, ends ? 3 : 2),
        ends ? "range_constructor3" : "range_constructor2",
        false);
  }

  /** Of nothing, of one range, of all that are given. */
  public static FunctionObject ofMultirange(
      long oid, CatalogObject.TypeObject type, String owner, List<Integer> arguments, int number) {
    return made(oid, type, owner, arguments, "multirange_constructor" + number, true);
  }

  private static FunctionObject made(
      long oid,
      CatalogObject.TypeObject type,
      String owner,
      List<Integer> arguments,
      String source,
      boolean strict) {
    Parameter.Mode mode =
        source.equals("multirange_constructor2") ? Parameter.Mode.VARIADIC : Parameter.Mode.IN;
    return new FunctionObject(
        oid,
        type.databaseOid(),
        type.schema(),
        type.name(),
        owner,
        'f',
        arguments.stream()
            .map(argument -> new FunctionParameter(null, mode, argument, null))
            .toList(),
        (int) type.oid(),
        false,
        "internal",
        FunctionSignature.Volatility.IMMUTABLE,
        strict,
        false,
        false,
        's',
        1f,
        0f,
        null,
        List.of(),
        source,
        null,
        null,
        null);
  }
}
