package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** The conditions that values of domains must meet, resolved. */
public final class DomainRules {
  private final Analysis analysis;

  public DomainRules(Analysis analysis) {
    this.analysis = analysis;
  }

  /** A condition over the value as field 0. */
  public record Condition(String name, RexNode test) {}

  /** A row whose one column is what VALUE means in a domain's CHECK. */
  public static Table valueRow(Type type, int typmod) {
    Column value = new Column(1, "value", type, typmod, false, null, Column.Identity.NONE, false);
    return new Table(0, "", "", Table.Kind.TABLE, List.of(value), List.of(), List.of());
  }

  /** Those of one domain alone, not of what it stands over. */
  public List<Condition> of(DomainType domain) {
    Table row = valueRow(domain.base(), domain.typmod());
    List<Condition> conditions = new ArrayList<>();
    for (DomainType.Check check : domain.definition().checks()) {
      RexNode test =
          new StoredExpressions(analysis)
              .analyze(SqlParser.parseExpression(check.text()), row, Clause.CHECK);
      conditions.add(new Condition(check.name(), analysis.coercion.toBoolean(test, "CHECK")));
    }
    return conditions;
  }

  /**
   * A value of a type, the domains within it checked.
   *
   * @param position where an error points, 0 for nowhere
   */
  static RexNode checked(Analysis analysis, RexNode value, Type type, int position) {
    return analysis.call(new Shape.DomainCheck(), type, List.of(value), position);
  }

  /** The same of field 0. */
  public static RexNode checked(Analysis analysis, Type type) {
    return checked(analysis, new RexInputRef(0, analysis.type(type)), type, 0);
  }
}
