package dev.tusk.executor.stored;

import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.command.CatalogExpressions.KeptQuery;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.planner.AnalyzedQuery;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.planner.deparse.References;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.ObjectNames;
import dev.tusk.sql.type.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query resolved, which the catalog keeps as text.
 *
 * @param catalog the catalog of now, whenever it is asked
 */
public record StoredQuery(AnalyzedQuery query, Supplier<SessionCatalog> catalog)
    implements KeptQuery {
  @Override
  public List<OutputColumn> columns() {
    return query.columns();
  }

  @Override
  public List<Dependency> references() {
    return dependencies(query.references());
  }

  /** What needs them depends on them so. */
  static List<Dependency> dependencies(References references) {
    Set<ObjectAddress> found = new LinkedHashSet<>();
    references
        .relations()
        .forEach((oid, columns) -> {
          columns.forEach(number -> found.add(ObjectAddress.column(oid, number)));
          if (columns.isEmpty()) {
            found.add(ObjectAddress.relation(oid));
          }
        });
    for (FunctionSignature function : references.functions()) {
      found.add(ObjectAddress.function(function.oid()));
    }
    for (FunctionSignature operator : references.operators()) {
      found.add(ObjectAddress.function(operator.oid()));
    }
    for (Type type : references.types()) {
      found.add(ObjectAddress.type(type.oid()));
    }
    references
        .constraints()
        .forEach(oid -> found.add(ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, oid)));
    found.addAll(references.textSearch());
    return found.stream().filter(a -> !a.pinned()).map(Dependency::normal).toList();
  }

  @Override
  public String text(List<String> names) {
    ObjectNames others = ObjectNames.CURRENT.isBound() ? ObjectNames.CURRENT.get() : null;
    return ScopedValue.where(ObjectNames.CURRENT, new QualifiedNames(catalog.get(), others))
        .call(() -> shown(FormatSettings.DEFAULT, PrintStyle.STORED, names));
  }

  /** Its SQL for those who read it. */
  public String shown(FormatSettings format, PrintStyle style, @Nullable List<String> names) {
    return query.viewText(catalog.get(), format, style, names);
  }
}
