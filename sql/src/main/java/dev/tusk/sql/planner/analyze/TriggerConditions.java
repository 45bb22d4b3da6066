package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TriggerKind;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.ColumnRef;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.statement.ParsedExpression;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** WHEN of a trigger: a condition over two rows of its table, OLD and NEW (CreateTrigger). */
public final class TriggerConditions {
  private final Table table;
  private final int fields;

  public TriggerConditions(Table table) {
    this.table = table;
    this.fields = table.liveColumns().size() + PhysicalPlan.SYSTEM_COLUMNS.size();
  }

  /** Fields of the row that a condition is evaluated over: the old row's, then the new one's. */
  public int fields() {
    return 2 * fields;
  }

  /** The two rows as they would stand in FROM. */
  public FromItem rows(Table named) {
    return new FromItem.Join(
        new FromItem.Relation(named, "old", List.of()),
        fields,
        new FromItem.Relation(named, "new", List.of()),
        JoinRelType.INNER,
        true,
        List.of(),
        null,
        null,
        null,
        List.of(),
        new Correlation());
  }

  public RexNode analyze(
      Analysis analysis, ParsedExpression condition, @Nullable TriggerKind kind) {
    Scope scope = new Scope(analysis, null, null);
    FromAnalyzer from = new FromAnalyzer(analysis, scope);
    Part old = from.scan(table, "old", List.of());
    Part now = from.scan(table, "new", List.of());
    scope.add(old.items().stream().map(NamespaceItem::onItsWay).toList());
    scope.add(now.items().stream().map(item -> item.onItsWay().shifted(fields)).toList());
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(analysis, scope, Clause.TRIGGER_WHEN);
    RexNode node = expressions.analyze(((CalciteTree) condition.tree()).node());
    if (kind != null) {
      check(node, kind);
    }
    return node;
  }

  private void check(RexNode node, TriggerKind kind) {
    if (node instanceof RexInputRef field) {
      check(field, kind);
    } else if (node instanceof RexCall call) {
      call.operands.forEach(operand -> check(operand, kind));
    }
  }

  private void check(RexInputRef field, TriggerKind kind) {
    boolean now = field.getIndex() >= fields;
    if (!kind.perRow()) {
      throw wrong(field, "statement trigger's WHEN condition cannot reference column values");
    }
    if (!now && kind.insert()) {
      throw wrong(field, "INSERT trigger's WHEN condition cannot reference OLD values");
    }
    if (now && kind.delete()) {
      throw wrong(field, "DELETE trigger's WHEN condition cannot reference NEW values");
    }
    boolean system = field.getIndex() - fields >= table.liveColumns().size();
    if (now && system && kind.before()) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "BEFORE trigger's WHEN condition cannot reference NEW system columns")
          .at(position(field));
    }
  }

  private static SqlException wrong(RexInputRef field, String message) {
    return SqlException.of(SqlState.INVALID_OBJECT_DEFINITION, message).at(position(field));
  }

  private static int position(RexInputRef field) {
    return field instanceof ColumnRef column ? column.position() : 0;
  }
}
