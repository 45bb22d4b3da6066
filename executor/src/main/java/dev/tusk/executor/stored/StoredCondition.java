package dev.tusk.executor.stored;

import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.command.CatalogExpressions.KeptCondition;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.planner.AnalyzedCondition;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.ObjectNames;
import java.util.List;
import java.util.function.Supplier;

/**
 * A policy's condition resolved, which the catalog keeps as text.
 *
 * @param catalog the catalog of now, whenever it is asked
 */
public record StoredCondition(AnalyzedCondition condition, Supplier<SessionCatalog> catalog)
    implements KeptCondition {
  @Override
  public List<Dependency> references() {
    return StoredQuery.dependencies(condition.references());
  }

  @Override
  public String text() {
    ObjectNames others = ObjectNames.CURRENT.isBound() ? ObjectNames.CURRENT.get() : null;
    return ScopedValue.where(ObjectNames.CURRENT, new QualifiedNames(catalog.get(), others))
        .call(() -> shown(FormatSettings.DEFAULT, PrintStyle.STORED));
  }

  /** Its SQL for those who read it. */
  public String shown(FormatSettings format, PrintStyle style) {
    return condition.text(catalog.get(), format, style);
  }
}
