package dev.tusk.executor.stored;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionParameter;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.command.CatalogExpressions.KeptBody;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.RoutineVariables;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.AnalyzedBody;
import dev.tusk.sql.planner.Planner;
import dev.tusk.sql.statement.RoutineBody;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.ObjectNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function's body of the SQL standard's form resolved, which the catalog keeps as text.
 *
 * @param catalog the catalog of now, whenever it is asked
 */
public record StoredBody(AnalyzedBody body, Supplier<SessionCatalog> catalog) implements KeptBody {
  static StoredBody written(
      Planner planner,
      FunctionSignature function,
      RoutineBody body,
      Supplier<SessionCatalog> catalog) {
    return of(planner, function, body, catalog, false);
  }

  static @Nullable StoredBody kept(
      Planner planner, FunctionObject function, Supplier<SessionCatalog> catalog) {
    String text = function.sqlBody();
    return text == null
        ? null
        : of(
            planner,
            catalog.get().signature(function),
            SqlParser.parseBody(text),
            catalog,
            function.references() != null);
  }

  private static StoredBody of(
      Planner planner,
      FunctionSignature function,
      RoutineBody body,
      Supplier<SessionCatalog> catalog,
      boolean stored) {
    RoutineVariables variables = new RoutineVariables(function, function.arguments());
    return new StoredBody(planner.analyzeBody(body, variables, catalog.get(), stored), catalog);
  }

  @Override
  public List<Dependency> references() {
    return StoredQuery.dependencies(body.references());
  }

  @Override
  public String text() {
    ObjectNames others = ObjectNames.CURRENT.isBound() ? ObjectNames.CURRENT.get() : null;
    return ScopedValue.where(ObjectNames.CURRENT, new QualifiedNames(catalog.get(), others))
        .call(() -> body.stored(catalog.get()));
  }

  /** Its SQL for those who read it. */
  public String shown(FormatSettings format, FunctionObject function) {
    List<@Nullable String> names = new ArrayList<>();
    for (FunctionParameter parameter : function.parameters()) {
      String name = parameter.name();
      if (parameter.mode().input()) {
        names.add(name == null || name.isEmpty() ? null : name);
      }
    }
    return body.shown(catalog.get(), format, function.name(), names);
  }
}
