package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionParameter;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of the SQL standard's form and defaults of parameters that name an object, read while it
 * has its old name and written with its new one.
 */
final class RoutineTexts {
  private final CommandHost host;
  private final Map<Long, Texts> read = new HashMap<>();

  /** One of each parameter; null where there is no default, or one without a type. */
  private record Texts(
      CatalogExpressions.@Nullable KeptBody body,
      List<CatalogExpressions.@Nullable Kept> defaults) {}

  RoutineTexts(CommandHost host) {
    this.host = host;
  }

  void read(FunctionObject function) {
    if (!read.containsKey(function.oid())) {
      List<CatalogExpressions.@Nullable Kept> defaults = new ArrayList<>();
      function.parameters().forEach(parameter -> defaults.add(kept(parameter)));
      read.put(function.oid(), new Texts(host.expressions().storedBody(function), defaults));
    }
  }

  private CatalogExpressions.@Nullable Kept kept(FunctionParameter parameter) {
    String text = parameter.defaultText();
    Type type = host.catalog().type(parameter.typeOid()).orElseThrow();
    return text == null || type.category() == 'P' ? null : host.expressions().kept(null, text);
  }

  /** Writes them by the names of now. */
  void write() {
    read.forEach((oid, texts) -> {
      FunctionObject function = host.changes().state().function(oid);
      if (function != null) {
        host.changes().put(written(function, texts));
      }
    });
  }

  private static FunctionObject written(FunctionObject function, Texts texts) {
    List<FunctionParameter> parameters = new ArrayList<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      FunctionParameter parameter = function.parameters().get(i);
      CatalogExpressions.Kept kept = texts.defaults.get(i);
      parameters.add(
          kept == null
              ? parameter
              : new FunctionParameter(
                  parameter.name(), parameter.mode(), parameter.typeOid(), kept.text(null)));
    }
    CatalogExpressions.KeptBody body = texts.body;
    List<Dependency> references = function.references();
    if (body == null) {
      return function.withTexts(parameters, null, references);
    }
    return function.withTexts(
        parameters, body.text(), references == null ? body.references() : references);
  }
}
