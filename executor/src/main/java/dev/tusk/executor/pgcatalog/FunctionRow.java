package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.ArrayValue;
import java.util.List;

/** A row of pg_proc. */
record FunctionRow(FunctionSignature function, CatalogView view) {
  static List<FunctionRow> all(CatalogView view) {
    FunctionCatalog catalog = view.functions();
    boolean vector = view.vectorExists();
    return catalog.allFunctions().stream()
        .filter(function -> vector || catalog.extensionOf(function) == null)
        .map(function -> new FunctionRow(function, view))
        .toList();
  }

  long schemaOid() {
    return view.functions().extensionOf(function) == null ? 11L : view.schemaOid("public");
  }

  boolean returnsSet() {
    return function.kind() == FunctionSignature.Kind.SET;
  }

  String kind() {
    return switch (function.kind()) {
      case SCALAR, SET -> "f";
      case AGGREGATE -> "a";
      case WINDOW -> "w";
    };
  }

  String volatility() {
    return switch (function.volatility()) {
      case IMMUTABLE -> "i";
      case STABLE -> "s";
      case VOLATILE -> "v";
    };
  }

  long variadicType() {
    return function.variadic() ? function.arguments().getLast().oid() : 0L;
  }

  ArrayValue argumentTypes() {
    return CatalogArrays.oidvector(
        function.arguments().stream().map(type -> (Object) (long) type.oid()).toList());
  }
}
