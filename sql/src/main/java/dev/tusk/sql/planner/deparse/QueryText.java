package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Signatures;
import dev.tusk.sql.type.FormatSettings;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Prints queries.
 *
 * @param catalog tells the names of now
 */
public record QueryText(
    Catalog catalog, Signatures functions, FormatSettings format, PrintStyle style) {
  /** What a rule's query calls the rows it is about; no item of a view has these names. */
  static final Set<String> RULE_ROWS = Set.of("old", "new");

  /** An expression over the row of what stands in FROM. */
  public String expression(RexNode node, FromItem from) {
    return expression(node, from, true);
  }

  /** A condition over the row of a table alone, whose columns need no name before them. */
  public String condition(RexNode node, FromItem.Relation table) {
    return expression(node, table, false);
  }

  private String expression(RexNode node, FromItem from, boolean qualified) {
    Deparser deparser = new Deparser(catalog, functions, format, style);
    Namespace names = new Namespace(catalog, from, Set.of());
    deparser.in(
        new Deparser.Place(names, 0, qualified, List.of()),
        () -> deparser.expressions.print(node, false));
    return deparser.out.toString();
  }

  /** The condition of a rule. */
  public String ruleCondition(RexNode node, FromItem rows) {
    Deparser deparser = new Deparser(catalog, functions, format, style);
    Namespace names = new Namespace(catalog, rows, Set.of());
    deparser.out.indent(style.indented() ? Printout.STEP : 0);
    deparser.in(
        new Deparser.Place(names, 0, true, List.of()),
        () -> deparser.expressions.print(node, false));
    return deparser.out.toString();
  }

  /** A statement of a rule. */
  public String ruleAction(ResolvedQuery action) {
    Deparser deparser = new Deparser(catalog, functions, format, style);
    deparser.queries.query(action, null, true, RULE_ROWS, true);
    return deparser.out.toString();
  }

  /**
   * A statement of a function's body.
   *
   * @param returned whether it is RETURN
   * @param parameters null where they are written as {@code $n}
   * @param indent where its lines begin
   */
  public String statement(
      ResolvedQuery statement, boolean returned, @Nullable ParameterNames parameters, int indent) {
    Deparser deparser = new Deparser(catalog, functions, format, style);
    deparser.parameters = parameters;
    deparser.out.indent(indent);
    if (returned && statement instanceof ResolvedQuery.Select select) {
      deparser.queries.returned(select);
    } else {
      deparser.queries.query(statement, null, false, Set.of(), true);
    }
    return deparser.out.toString();
  }

  /**
   * A view's query.
   *
   * @param columns the view's names for its columns; null for the query's own
   */
  public String view(ResolvedQuery query, @Nullable List<String> columns) {
    Deparser deparser = new Deparser(catalog, functions, format, style);
    deparser.queries.query(
        query, columns == null ? query.columns() : columns, true, RULE_ROWS, true);
    return deparser.out.toString();
  }
}
