package dev.tusk.sql.planner;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.Signatures;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.planner.deparse.QueryText;
import dev.tusk.sql.planner.deparse.References;
import dev.tusk.sql.type.FormatSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query with every name resolved, kept as it was written: to be printed by the names that its
 * objects have at another time, and to tell what they are.
 */
public final class AnalyzedQuery {
  private final BoundQuery query;
  private final Signatures functions;
  private final Set<Long> groupingKeys;

  AnalyzedQuery(BoundQuery query, Signatures functions, Set<Long> groupingKeys) {
    this.groupingKeys = groupingKeys;
    this.query = query;
    this.functions = functions;
  }

  /** What it gives. */
  public List<OutputColumn> columns() {
    return query.fields().stream().map(OutputField::column).toList();
  }

  /** The objects it names. */
  public References references() {
    return References.of(query.resolved(), functions, groupingKeys);
  }

  /**
   * The text of a view that is this query.
   *
   * @param columns what the view calls its columns; null for the query's own names
   */
  public String viewText(
      Catalog catalog, FormatSettings format, PrintStyle style, @Nullable List<String> columns) {
    return new QueryText(catalog, functions, format, style).view(query.resolved(), columns);
  }
}
