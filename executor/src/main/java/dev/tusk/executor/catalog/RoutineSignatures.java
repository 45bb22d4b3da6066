package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionParameter;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.function.AggregateParts;
import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.function.Parameter.Mode;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
            parts(object.aggregate(), catalog)));
  }

  private static @Nullable AggregateParts parts(@Nullable AggregateSpec spec, Catalog catalog) {
    if (spec == null) {
      return null;
    }
    AggregateStep moving = spec.moving();
    return new AggregateParts(
        spec.kind(),
        spec.direct(),
        state(spec.step(), catalog),
        function(spec.combine(), catalog),
        function(spec.serialize(), catalog),
        function(spec.deserialize(), catalog),
        moving == null ? null : state(moving, catalog),
        function(spec.inverse(), catalog),
        spec.sortOperator());
  }

  private static AggregateParts.State state(AggregateStep step, Catalog catalog) {
    return new AggregateParts.State(
        type(step.typeOid(), catalog),
        Objects.requireNonNull(function(step.transition(), catalog)),
        function(step.finish(), catalog),
        step.extra(),
        step.modify(),
        step.space(),
        step.initial());
  }

  private static @Nullable FunctionSignature function(int oid, Catalog catalog) {
    return oid == 0
        ? null
        : catalog
            .function(oid)
            .orElseThrow(() -> new IllegalStateException("an object names function " + oid));
  }

  static OperatorSignature signature(OperatorObject object, Catalog catalog) {
    return new OperatorSignature(
        (int) object.oid(),
        object.name(),
        object.leftOid() == 0 ? null : type(object.leftOid(), catalog),
        type(object.rightOid(), catalog),
        type(object.resultOid(), catalog),
        Objects.requireNonNull(function(object.functionOid(), catalog)),
        object.commutator(),
        object.negator());
  }

  static CastSignature signature(CastObject object, Catalog catalog) {
    return new CastSignature(
        type(object.sourceOid(), catalog),
        type(object.targetOid(), catalog),
        object.context(),
        object.method(),
        function(object.functionOid(), catalog));
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
