package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.contrib.LibraryFunction;
import dev.tusk.executor.contrib.LibraryLanguage;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of pg_proc. */
record FunctionRow(FunctionSignature function, FunctionDetails details, CatalogView view) {
  FunctionRow(FunctionSignature function, CatalogView view) {
    this(function, FunctionDetails.of(function), view);
  }

  static List<FunctionRow> all(CatalogView view) {
    FunctionCatalog catalog = view.functions();
    Set<@Nullable String> present = new HashSet<>();
    present.add(null);
    view.extensions().forEach(extension -> present.add(extension.name()));
    return Stream.of(
            catalog.allFunctions().stream(),
            catalog.supportFunctions().stream(),
            view.routines().stream())
        .flatMap(functions -> functions)
        .filter(function -> present.contains(catalog.extensionOf(function)))
        .filter(function -> !castWithoutFunction(function.oid()))
        .map(function -> new FunctionRow(function, view))
        .toList();
  }

  /** Casts between numbers of objects and int4 cost PostgreSQL nothing, and have no function. */
  private static boolean castWithoutFunction(int oid) {
    return oid > 60_000 && oid < 60_100;
  }

  String schema() {
    Routine routine = function.routine();
    if (routine != null) {
      return routine.schema();
    }
    if (view.functions().ofInformationSchema(function)) {
      return "information_schema";
    }
    return view.schemaOf(view.functions().extensionOf(function));
  }

  long schemaOid() {
    return view.schemaOid(schema());
  }

  /** Those of extensions are C functions, as in PostgreSQL. */
  boolean ofExtension() {
    return view.functions().extensionOf(function) != null;
  }

  long language() {
    Routine routine = function.routine();
    if (routine != null) {
      return LanguageRow.oid(routine.language());
    }
    return ofExtension() && !aggregate() ? 13L : 12L;
  }

  @Nullable String library() {
    Routine routine = function.routine();
    if (routine != null && routine.language().equals(LibraryLanguage.NAME)) {
      return LibraryFunction.of(routine.source()).file();
    }
    String extension = view.functions().extensionOf(function);
    return extension == null || aggregate() ? null : "$libdir/" + extension;
  }

  /** Aggregates have no code of their own, wherever they come from. */
  private boolean aggregate() {
    return function.kind() == FunctionSignature.Kind.AGGREGATE && function.routine() == null;
  }

  /** Aggregates are called for NULLs; what they make of them is their transition's affair. */
  boolean strict() {
    return function.strict() && !aggregate();
  }

  boolean returnsSet() {
    return function.kind() == FunctionSignature.Kind.SET;
  }

  boolean securityDefiner() {
    return function.routine() != null && function.routine().securityDefiner();
  }

  @Nullable String sqlBody() {
    return function.routine() == null ? null : function.routine().sqlBody();
  }

  @Nullable ArrayValue settings() {
    Routine routine = function.routine();
    return routine == null || routine.settings().isEmpty()
        ? null
        : CatalogArrays.texts(routine.settings());
  }

  String kind() {
    return switch (function.kind()) {
      case SCALAR, SET -> "f";
      case AGGREGATE -> "a";
      case WINDOW -> "w";
      case PROCEDURE -> "p";
    };
  }

  String volatility() {
    return switch (function.volatility()) {
      case IMMUTABLE -> "i";
      case STABLE -> "s";
      case VOLATILE -> "v";
    };
  }

  /** {@code provariadic}: the type of one of the arguments that make the last one. */
  long variadicType() {
    if (!function.variadic()) {
      return 0L;
    }
    Type last = function.arguments().getLast();
    Type element = last.elementType();
    if (last.equals(Types.ANYARRAY)) {
      return Types.ANYELEMENT.oid();
    }
    if (last.equals(Types.ANYCOMPATIBLEARRAY)) {
      return Types.ANYCOMPATIBLE.oid();
    }
    return element == null ? last.oid() : element.oid();
  }

  ArrayValue argumentTypes() {
    return CatalogArrays.oidvector(
        function.arguments().stream().map(type -> (Object) (long) type.oid()).toList());
  }
}
