package dev.tusk.executor.command;

import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.type.PolymorphicType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Functions that aggregates and operators are made of: of a name and just these arguments, or of
 * such as hold the same values ({@code pg_aggregate.c}: {@code lookup_agg_function}).
 */
final class PartLookup {
  private final CommandHost host;

  PartLookup(CommandHost host) {
    this.host = host;
  }

  /**
   * The function.
   *
   * @throws SqlException 42883 when there is none
   */
  FunctionSignature find(List<String> names, List<Type> arguments) {
    QualifiedName name =
        names.size() > 1
            ? new QualifiedName(names.get(0), names.get(1))
            : new QualifiedName(null, names.getFirst());
    FunctionSignature near = null;
    for (FoundFunction found : host.catalog().functions(name)) {
      FunctionSignature function = found.signature();
      if (function.kind() == Kind.PROCEDURE) {
        continue;
      }
      if (function.arguments().equals(arguments)) {
        return called(function);
      }
      if (near == null && fits(function.arguments(), arguments)) {
        near = function;
      }
    }
    if (near == null) {
      near = support(name, arguments);
    }
    if (near == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_FUNCTION,
          "function " + signature(names, arguments) + " does not exist");
    }
    return called(near);
  }

  private FunctionSignature called(FunctionSignature function) {
    UseRights.call(host, function.oid());
    return function;
  }

  private static @Nullable FunctionSignature support(QualifiedName name, List<Type> arguments) {
    for (FunctionSignature function : FunctionCatalog.builtin().supportFunctions(name.name())) {
      if (fits(function.arguments(), arguments)) {
        return function;
      }
    }
    return null;
  }

  /** As errors show it. */
  static String signature(List<String> names, List<Type> arguments) {
    return String.join(".", names)
        + arguments.stream().map(Type::displayName).collect(Collectors.joining(", ", "(", ")"));
  }

  private static boolean fits(List<Type> declared, List<Type> actual) {
    if (declared.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < declared.size(); i++) {
      Type wanted = declared.get(i);
      Type given = actual.get(i);
      boolean array = wanted.name().endsWith("array") && !wanted.name().endsWith("nonarray");
      boolean polymorphic =
          wanted == Types.ANY
              || PolymorphicSignatures.polymorphic(wanted)
                  && (!array || given.isArray() || PolymorphicSignatures.polymorphic(given));
      if (!wanted.equals(given) && !polymorphic && !sameValues(given, wanted)) {
        return false;
      }
    }
    return consistent(declared, actual);
  }

  /** Whether {@code anyelement} and its kin stand for one type in all places. */
  private static boolean consistent(List<Type> declared, List<Type> actual) {
    Type element = null;
    for (int i = 0; i < declared.size(); i++) {
      PolymorphicType wanted = PolymorphicType.of(declared.get(i));
      Type given = actual.get(i);
      if (wanted == null || wanted.compatible()) {
        continue;
      }
      Type part = wanted.element(given);
      Type one = given == declared.get(i) ? Types.ANYELEMENT : part == null ? given : part;
      if (element != null && !element.equals(one)) {
        return false;
      }
      element = one;
    }
    return true;
  }

  /** Whether values of one type are values of the other as they are. */
  static boolean sameValues(Type from, Type to) {
    CastSignature cast = FunctionCatalog.builtin().cast(from, to);
    return from.equals(to)
        || cast != null
            && cast.method() == CastSignature.Method.RELABEL
            && cast.context() == CastSignature.Context.IMPLICIT;
  }

  /** What a function gives for such arguments, where its result is polymorphic. */
  static Type result(FunctionSignature function, List<Type> actual) {
    Type found = PolymorphicType.resolve(function.result(), function.arguments(), actual);
    return Objects.requireNonNullElse(found, function.result());
  }
}
