package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalog of functions as the planner asks it: only what the database's extensions bring. */
public final class Signatures {
  private final FunctionCatalog catalog;
  private final Map<Integer, OperatorSignature> operatorsByFunction = new HashMap<>();

  public Signatures(FunctionCatalog catalog) {
    this.catalog = catalog;
    for (OperatorSignature operator : catalog.allOperators()) {
      operatorsByFunction.putIfAbsent(operator.function().oid(), operator);
    }
  }

  /** The parameters of a function, outputs included. */
  public List<Parameter> parameters(FunctionSignature function) {
    return catalog.parameters(function);
  }

  public List<OperatorSignature> operators(String name, boolean prefix, Catalog database) {
    List<OperatorSignature> all = builtin(name, prefix, database);
    List<OperatorSignature> own = database.operators(name, prefix);
    return own.isEmpty() ? all : Stream.concat(all.stream(), own.stream()).toList();
  }

  private List<OperatorSignature> builtin(String name, boolean prefix, Catalog database) {
    List<OperatorSignature> all = catalog.operators(name, prefix);
    for (OperatorSignature operator : all) {
      if (!available(operator.function(), database)) {
        return all.stream().filter(o -> available(o.function(), database)).toList();
      }
    }
    return all;
  }

  private boolean available(FunctionSignature function, Catalog database) {
    String extension = catalog.extensionOf(function);
    return extension == null || database.extensionExists(extension);
  }

  public @Nullable CastSignature cast(Type source, Type target, Catalog database) {
    CastSignature builtin = catalog.cast(source, target);
    return builtin != null ? builtin : database.cast(source, target).orElse(null);
  }

  /** The spelling of the operator that a function stands behind; null when there is none. */
  public @Nullable String operatorName(FunctionSignature function) {
    OperatorSignature operator = operatorsByFunction.get(function.oid());
    return operator == null ? null : operator.name();
  }
}
