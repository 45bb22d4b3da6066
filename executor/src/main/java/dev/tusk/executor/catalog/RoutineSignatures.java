package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionParameter;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.function.Parameter.Mode;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Functions of the catalog as the planner and calls see them. */
final class RoutineSignatures {
  private RoutineSignatures() {}

  /** The types that it names are those of the catalog. */
  static FunctionSignature signature(FunctionObject object, Catalog catalog) {
    List<Parameter> parameters = new ArrayList<>();
    for (FunctionParameter p : object.parameters()) {
      parameters.add(
          new Parameter(p.name(), p.mode(), type(p.typeOid(), catalog), p.defaultText()));
    }
    List<Parameter> inputs = parameters.stream().filter(p -> p.mode().input()).toList();
    boolean variadic = !inputs.isEmpty() && inputs.getLast().mode() == Mode.VARIADIC;
    long defaults = inputs.stream().filter(p -> p.defaultText() != null).count();
    return new FunctionSignature(
        (int) object.oid(),
        object.name(),
        inputs.stream().map(Parameter::type).toList(),
        variadic,
        inputs.size() - (int) defaults,
        type(object.resultOid(), catalog),
        kind(object),
        object.strict(),
        object.volatility(),
        new Routine(
            object.schema(),
            List.copyOf(parameters),
            object.returnsSet(),
            object.language(),
            object.source(),
            object.sqlBody(),
            object.cost(),
            object.rows(),
            object.securityDefiner(),
            object.leakproof(),
            object.parallel(),
            object.settings(),
            null));
  }

  private static Type type(int oid, Catalog catalog) {
    return catalog
        .type(oid)
        .orElseThrow(() -> new IllegalStateException("a function names unknown type " + oid));
  }

  private static Kind kind(FunctionObject object) {
    return switch (object.kind()) {
      case 'f' -> object.returnsSet() ? Kind.SET : Kind.SCALAR;
      case 'p' -> Kind.PROCEDURE;
      case 'a' -> Kind.AGGREGATE;
      case 'w' -> Kind.WINDOW;
      default -> throw new IllegalStateException("function of kind " + object.kind());
    };
  }
}
