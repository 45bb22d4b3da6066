package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.WriteAbilities;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Which views can be written through ({@code view_query_is_auto_updatable}). */
public final class UpdatableViews {
  private static final String NOT_SINGLE =
      "Views that do not select from a single table or view are not automatically updatable.";

  private UpdatableViews() {}

  /**
   * Why a query, as a view, cannot be written through; null when it can.
   *
   * @param columns whether one of its columns must be writable
   */
  static @Nullable String problem(ResolvedQuery query, boolean columns) {
    return switch (query) {
      case ResolvedQuery.With _ -> "Views containing WITH are not automatically updatable.";
      case ResolvedQuery.Modification _ -> NOT_SINGLE;
      case ResolvedQuery.SetOperation _ ->
          "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable.";
      case ResolvedQuery.Values values ->
          values.tail().limit() != null || values.tail().offset() != null
              ? "Views containing LIMIT or OFFSET are not automatically updatable."
              : NOT_SINGLE;
      case ResolvedQuery.Select select -> problem(select, columns);
    };
  }

  private static @Nullable String problem(ResolvedQuery.Select select, boolean columns) {
    String clause =
        select.distinct() || select.distinctOn() != null
            ? "containing DISTINCT"
            : !select.groupBy().isEmpty()
                ? "containing GROUP BY"
                : select.having() != null
                    ? "containing HAVING"
                    : select.tail().limit() != null || select.tail().offset() != null
                        ? "containing LIMIT or OFFSET"
                        : any(select, Grouping::hasAggregate)
                            ? "that return aggregate functions"
                            : any(select, UpdatableViews::hasWindow)
                                ? "that return window functions"
                                : any(select, SetReturning::in)
                                    ? "that return set-returning functions"
                                    : null;
    if (clause != null) {
      return "Views " + clause + " are not automatically updatable.";
    }
    if (!(select.from() instanceof FromItem.Relation relation)
        || switch (relation.table().kind()) {
          case TABLE, PARTITIONED, VIEW -> false;
          case SYSTEM, SEQUENCE, COMPOSITE, MATERIALIZED_VIEW -> true;
        }) {
      return NOT_SINGLE;
    }
    if (relation.sample() != null) {
      return "Views containing TABLESAMPLE are not automatically updatable.";
    }
    int width = relation.table().liveColumns().size();
    boolean writable =
        select.targets().subList(0, select.visible()).stream()
            .anyMatch(t -> problem(t.expression(), width) == null);
    return columns && !writable
        ? "Views that have no updatable columns are not automatically updatable."
        : null;
  }

  private static boolean any(ResolvedQuery.Select select, Predicate<RexNode> test) {
    return select.targets().stream().map(OutputField::expression).anyMatch(test);
  }

  private static boolean hasWindow(RexNode node) {
    return Rex.any(node, n -> PgCall.shapeOf(n) instanceof Shape.Window);
  }

  /**
   * Why a column of a view cannot be written; null when it can.
   *
   * @param value over the rows of the relation below
   * @param columns how many columns that has, before those of the system
   */
  static @Nullable String problem(RexNode value, int columns) {
    if (value instanceof RexInputRef field) {
      return field.getIndex() < columns
          ? null
          : "View columns that refer to system columns are not updatable.";
    }
    if (value instanceof PgCall call
        && call.shape() instanceof Shape.Relabel
        && call.operands.getFirst() instanceof RexInputRef field
        && field.getIndex() >= columns) {
      return "View columns that refer to system columns are not updatable.";
    }
    return value instanceof PgCall call && call.form() == PgCall.Form.WHOLE_ROW
        ? "View columns that return whole-row references are not updatable."
        : "View columns that are not columns of their base relation are not updatable.";
  }

  /**
   * What can be done to a relation ({@code relation_is_updatable}).
   *
   * @param triggers whether what triggers INSTEAD OF do counts
   */
  public static WriteAbilities abilities(Analysis analysis, Table table, boolean triggers) {
    WriteAbilities through = through(analysis, table, triggers);
    if (table.kind() != Table.Kind.VIEW) {
      return through;
    }
    boolean update = instead(analysis, table, RuleEvent.UPDATE, triggers);
    boolean delete = instead(analysis, table, RuleEvent.DELETE, triggers);
    Set<Integer> all = new TreeSet<>(through.columns());
    if (update && delete) {
      table.liveColumns().forEach(c -> all.add(c.number()));
    }
    return new WriteAbilities(
        through.insert() || instead(analysis, table, RuleEvent.INSERT, triggers),
        through.update() || update,
        through.delete() || delete,
        all);
  }

  /** Whether a rule without a condition, or a trigger, does something in the place of that. */
  private static boolean instead(Analysis analysis, Table view, RuleEvent event, boolean triggers) {
    return triggers && analysis.catalog.insteadOf(view, event)
        || analysis.catalog.rules(view).stream()
            .anyMatch(r -> r.event() == event && r.instead() && r.condition() == null);
  }

  private static WriteAbilities through(Analysis analysis, Table table, boolean triggers) {
    if (table.kind().writable()) {
      Set<Integer> all = new TreeSet<>();
      table.liveColumns().forEach(c -> all.add(c.number()));
      return new WriteAbilities(true, true, true, all);
    }
    if (table.kind() != Table.Kind.VIEW
        || !(analysis.viewQuery(table).resolved() instanceof ResolvedQuery.Select select)
        || problem(select, false) != null) {
      return WriteAbilities.NONE;
    }
    Table below = ((FromItem.Relation) select.from()).table();
    WriteAbilities lower = abilities(analysis, below, triggers);
    List<Column> live = table.liveColumns();
    Set<Integer> columns = new TreeSet<>();
    boolean any = false;
    for (int i = 0; i < live.size(); i++) {
      RexNode value = select.targets().get(i).expression();
      if (problem(value, below.liveColumns().size()) == null
          && value instanceof RexInputRef field) {
        any = true;
        if (lower.columns().contains(below.liveColumns().get(field.getIndex()).number())) {
          columns.add(live.get(i).number());
        }
      }
    }
    boolean reached = !columns.isEmpty();
    return new WriteAbilities(
        any && lower.insert() && (reached || instead(analysis, below, RuleEvent.INSERT, triggers)),
        any && lower.update() && (reached || instead(analysis, below, RuleEvent.UPDATE, triggers)),
        lower.delete(),
        columns);
  }
}
