package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.ArrayValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of pg_proc. */
record FunctionRow(FunctionSignature function, CatalogView view) {
  static List<FunctionRow> all(CatalogView view) {
    FunctionCatalog catalog = view.functions();
    Set<@Nullable String> present = new HashSet<>();
    present.add(null);
    view.extensions().forEach(extension -> present.add(extension.name()));
    return catalog.allFunctions().stream()
        .filter(function -> present.contains(catalog.extensionOf(function)))
        .map(function -> new FunctionRow(function, view))
        .toList();
  }

  String schema() {
    if (view.functions().ofInformationSchema(function)) {
      return "information_schema";
    }
    return ofExtension() ? "public" : "pg_catalog";
  }

  long schemaOid() {
    return view.schemaOid(schema());
  }

  /** Those of extensions are C functions, as in PostgreSQL. */
  boolean ofExtension() {
    return view.functions().extensionOf(function) != null;
  }

  long language() {
    return ofExtension() ? 13L : 12L;
  }

  @Nullable String library() {
    String extension = view.functions().extensionOf(function);
    return extension == null ? null : "$libdir/" + extension;
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
