package dev.tusk.sql.planner;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.Signatures;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.planner.deparse.QueryText;
import dev.tusk.sql.planner.deparse.References;
import dev.tusk.sql.type.FormatSettings;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;

/**
 * A condition over a table's rows with every name resolved, kept as it was written: to be printed
 * by the names that its objects have at another time, and to tell what they are.
 */
public final class AnalyzedCondition {
  private final RexNode condition;
  private final Table table;
  private final Signatures functions;
  private final Set<Long> groupingKeys;

  AnalyzedCondition(RexNode condition, Table table, Signatures functions, Set<Long> groupingKeys) {
    this.condition = condition;
    this.table = table;
    this.functions = functions;
    this.groupingKeys = groupingKeys;
  }

  private FromItem.Relation rows() {
    return new FromItem.Relation(table, null, List.of());
  }

  /** The objects it names. */
  public References references() {
    return References.of(condition, rows(), functions, groupingKeys);
  }

  public String text(Catalog catalog, FormatSettings format, PrintStyle style) {
    return new QueryText(catalog, functions, format, style).condition(condition, rows());
  }
}
