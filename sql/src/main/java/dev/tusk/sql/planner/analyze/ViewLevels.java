package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.View;
import dev.tusk.sql.catalog.View.CheckOption;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A view and the views below it down to the table that is written when something is written through
 * it ({@code rewriteTargetView}).
 */
final class ViewLevels {
  private final Analysis analysis;
  private final List<Level> levels = new ArrayList<>();
  private final Table base;
  private final long role;

  /** Whether the last view reads its table without those below it. */
  private boolean only;

  /** How the levels are come to, and the table. */
  private final List<Touched.Place> places = new ArrayList<>();

  /**
   * One view.
   *
   * @param values its columns over the rows of what it selects from
   * @param condition of its WHERE, over the same; null for none
   */
  private record Level(Table table, View view, List<RexNode> values, @Nullable RexNode condition) {
    Column column(int index) {
      return table.liveColumns().get(index);
    }
  }

  /** What is done to a view. */
  enum Event {
    INSERT("insert into", "inserting into", RuleEvent.INSERT),
    UPDATE("update", "updating", RuleEvent.UPDATE),
    DELETE("delete from", "deleting from", RuleEvent.DELETE);

    private final String verb;
    private final String gerund;
    final RuleEvent done;

    Event(String verb, String gerund, RuleEvent done) {
      this.done = done;
      this.verb = verb;
      this.gerund = gerund;
    }
  }

  /**
   * The levels of a view, or why nothing can be written through it.
   *
   * @param stop OID of the view at which it ends because rules do the rest; 0 for none
   */
  ViewLevels(Analysis analysis, Table view, Event event, long stop) {
    this.analysis = analysis;
    places.add(analysis.place(view.oid()));
    Table table = view;
    long reader = analysis.checkAs;
    while (written(analysis, table, event, stop)) {
      table = addLevel(table, event);
      reader = levels.getLast().view().owner();
    }
    this.base = table;
    this.role = reader;
  }

  /** Adds the level of a view; gives the relation below. */
  private Table addLevel(Table view, Event event) {
    analysis.requireReadable(view);
    Touched.Place place = places.getLast();
    Touched.Aside<Table> below =
        analysis.touched.aside(() -> {
          levels.add(level(analysis, view, event));
          FromItem.Relation relation = (FromItem.Relation) select(analysis, view).from();
          only = relation.only();
          return relation.table();
        });
    Touched.Place next = new Touched.Place(levels.getLast().view().owner(), below.result().oid());
    analysis.touched.writtenThrough(place, next, below);
    places.add(next);
    return below.result();
  }

  /** Notes that a column of the view is written, and with it one of each relation below. */
  void touch(int column, boolean inserted) {
    int index = column;
    for (int i = 0; i <= levels.size(); i++) {
      Table table = i < levels.size() ? levels.get(i).table() : base;
      if (index >= table.liveColumns().size()) {
        return; // A column of the system's, which the view may not be written through.
      }
      int number = table.liveColumns().get(index).number();
      analysis.touched.write(places.get(i), number, inserted);
      RexNode value = i < levels.size() ? levels.get(i).values().get(index) : null;
      if (!(value instanceof RexInputRef field)) {
        return;
      }
      index = field.getIndex();
    }
  }

  /** Whether what is done to a relation is done to another below it: a view without triggers. */
  static boolean written(Analysis analysis, Table table, Event event, long stop) {
    return table.kind() == Table.Kind.VIEW
        && table.oid() != stop
        && !analysis.asWritten
        && !analysis.catalog.insteadOf(table, event.done);
  }

  /** The relation below a view to which what is done to the view is done. */
  static Table below(Analysis analysis, Table view, Event event) {
    level(analysis, view, event);
    return ((FromItem.Relation) select(analysis, view).from()).table();
  }

  /** Why nothing can be written through a view. */
  static SqlException refusal(Table view, Event event, String problem) {
    return SqlException.of(
            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
            String.format(Locale.ROOT, "cannot %s view \"%s\"", event.verb, view.name()))
        .withDetail(problem)
        .withHint(
            String.format(
                Locale.ROOT,
                "To enable %s the view, provide an INSTEAD OF %s trigger or an unconditional ON"
                    + " %s DO INSTEAD rule.",
                event.gerund,
                event,
                event));
  }

  private static ResolvedQuery.Select select(Analysis analysis, Table view) {
    return (ResolvedQuery.Select) analysis.viewQuery(view).resolved();
  }

  private static Level level(Analysis analysis, Table table, Event event) {
    ResolvedQuery query = analysis.viewQuery(table).resolved();
    String problem = UpdatableViews.problem(query, event != Event.DELETE);
    if (problem != null) {
      throw refusal(table, event, problem);
    }
    ResolvedQuery.Select select = (ResolvedQuery.Select) query;
    List<RexNode> values =
        select.targets().subList(0, select.visible()).stream()
            .map(OutputField::expression)
            .toList();
    return new Level(table, analysis.catalog.view(table).orElseThrow(), values, select.where());
  }

  /** Whether the tables below that table are not meant. */
  boolean only() {
    return only;
  }

  /** The table that is written. */
  Table base() {
    return base;
  }

  /** By whose rights the table is written. */
  long role() {
    return role;
  }

  /** The view's columns over the rows of the table. */
  List<RexNode> columns() {
    return levels.getFirst().values().stream().map(v -> over(v, 0)).toList();
  }

  /** A node over the rows below a level as one over the rows of the table. */
  private RexNode over(RexNode node, int level) {
    RexNode result = node;
    for (int i = level + 1; i < levels.size(); i++) {
      result = Rex.substitute(result, levels.get(i).values());
    }
    return result;
  }

  /** What a row must be to be seen through the view: from the table upwards. */
  List<RexNode> conditions() {
    List<RexNode> conditions = new ArrayList<>();
    for (int i = levels.size() - 1; i >= 0; i--) {
      RexNode condition = levels.get(i).condition();
      if (condition != null) {
        conditions.add(over(condition, i));
      }
    }
    return conditions;
  }

  /** What a row that is written must be, the lowest view first. */
  List<BoundDml.ViewCheck> checks() {
    List<BoundDml.ViewCheck> checks = new ArrayList<>();
    boolean cascaded = false;
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      boolean checked = cascaded || level.view().checkOption() != CheckOption.NONE;
      cascaded |= level.view().checkOption() == CheckOption.CASCADED;
      RexNode condition = level.condition();
      if (checked && condition != null) {
        checks.addFirst(new BoundDml.ViewCheck(level.table().name(), over(condition, i)));
      }
    }
    return checks;
  }

  /** Whether conditions of the views come before all others. */
  boolean securityBarrier() {
    return levels.stream().anyMatch(l -> l.view().securityBarrier());
  }

  /** The table's column that a column of the view is, as it is called there; else the error. */
  Column written(int column, Event event) {
    int index = column;
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      boolean stored = i < levels.size() - 1;
      int columns = stored ? levels.get(i + 1).values().size() : base.liveColumns().size();
      RexNode value = level.values().get(index);
      String problem = UpdatableViews.problem(value, columns);
      if (problem != null) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                String.format(
                    Locale.ROOT,
                    "cannot %s column \"%s\" of view \"%s\"",
                    event.verb,
                    level.column(index).name(),
                    level.table().name()))
            .withDetail(problem);
      }
      index = ((RexInputRef) value).getIndex();
    }
    Column target = base.liveColumns().get(index);
    Column named = levels.getFirst().column(column);
    return new Column(
        target.number(),
        named.name(),
        target.type(),
        target.typmod(),
        target.notNull(),
        target.defaultText(),
        target.identity(),
        false);
  }

  /**
   * The default of a column of the table: the uppermost view's that has one for it, else the
   * table's. The column of the view has the name.
   */
  @Nullable String defaultText(int number) {
    for (int i = 0; i < levels.size(); i++) {
      List<Column> columns = levels.get(i).table().liveColumns();
      for (int c = 0; c < columns.size(); c++) {
        if (columns.get(c).defaultText() != null && number(i, c) == number) {
          return columns.get(c).defaultText();
        }
      }
    }
    return base.column(number).defaultText();
  }

  /** The number of the table's column that a view's column is; 0 for another value. */
  private int number(int level, int column) {
    RexNode value = over(levels.get(level).values().get(column), level);
    return value instanceof RexInputRef field && field.getIndex() < base.liveColumns().size()
        ? base.liveColumns().get(field.getIndex()).number()
        : 0;
  }
}
