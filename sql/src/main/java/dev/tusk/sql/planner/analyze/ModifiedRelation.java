package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.planner.analyze.ViewLevels.Event;
import dev.tusk.sql.type.AclItem;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** What INSERT, UPDATE or DELETE names: a table, or a view through which one is written. */
final class ModifiedRelation {
  private final Analysis analysis;
  private final Table named;
  private final Event event;
  private final boolean only;
  private final @Nullable ViewLevels view;

  /**
   * For a statement that means the tables below the one that it names, too.
   *
   * @param stop OID of the view at which writing through views ends; 0 for none
   */
  ModifiedRelation(Analysis analysis, Table named, Event event, long stop) {
    this(analysis, named, event, stop, false);
  }

  /**
   * For a statement.
   *
   * @param only the tables below it are not meant
   */
  ModifiedRelation(Analysis analysis, Table named, Event event, long stop, boolean only) {
    this.only = only;
    this.analysis = analysis;
    this.named = named;
    this.event = event;
    this.view =
        ViewLevels.written(analysis, named, event, stop)
            ? new ViewLevels(analysis, named, event, stop)
            : null;
  }

  /** A table that is written itself. */
  static ModifiedRelation of(Analysis analysis, Table table) {
    return new ModifiedRelation(analysis, table, Event.UPDATE, 0);
  }

  /** What the statement names. */
  Table named() {
    return named;
  }

  /** The table that is written. */
  Table table() {
    return view == null ? named : view.base();
  }

  /** The rows of the table, by the names of what the statement names. */
  Part rows(Scope scope, @Nullable String alias) {
    FromAnalyzer from = new FromAnalyzer(analysis, scope);
    if (view == null) {
      return stored(from, named, alias);
    }
    Part table = stored(from, view.base(), null);
    NamespaceItem stored = table.items().getFirst();
    NamespaceItem item =
        new NamespaceItem(
            alias == null ? named.name() : alias,
            named,
            stored.rowId(),
            named(view.columns()),
            List.of(),
            true,
            true,
            false,
            stored.present());
    List<RexNode> conditions = view.conditions();
    boolean barrier = event != Event.INSERT && view.securityBarrier() && !conditions.isEmpty();
    RelNode rows =
        barrier
            ? new Rels.Barrier(
                LogicalFilter.create(
                    table.rel(), Rex.and(analysis.cluster.getRexBuilder(), conditions)),
                analysis.functions)
            : table.rel();
    return new Part(rows, List.of(item), table.resolved());
  }

  /** A table's rows, or those of a view that has triggers for it, with as many fields behind. */
  private Part stored(FromAnalyzer from, Table table, @Nullable String alias) {
    boolean alone = event == Event.INSERT || (view == null ? only : view.only());
    Part part = alone ? from.scan(table, alias, List.of()) : from.family(table, alias, List.of());
    if (table.kind() != Table.Kind.VIEW) {
      return part;
    }
    List<RexNode> fields = new ArrayList<>(Rels.fieldsOf(part.rel()));
    for (int number : PhysicalPlan.SYSTEM_COLUMNS) {
      Type type = FromAnalyzer.systemType(number);
      fields.add(analysis.constant(number == PhysicalPlan.TABLE_OID ? table.oid() : 0L, type, 0));
    }
    RelNode rows =
        LogicalProject.create(
            part.rel(), List.of(), fields, analysis.types.names(fields.size()), Set.of());
    return new Part(rows, part.items(), part.resolved());
  }

  /**
   * The names of what the statement names over values that a rule's action returns for the columns
   * of what is written.
   */
  NamespaceItem returned(@Nullable String alias, List<RexNode> values) {
    List<RexNode> columns = values().stream().map(value -> Rex.substitute(value, values)).toList();
    return new NamespaceItem(
        alias == null ? named.name() : alias,
        named,
        null,
        named(columns),
        List.of(),
        true,
        true,
        false,
        analysis.constant(true, Types.BOOL, 0));
  }

  private List<ScopeColumn> named(List<RexNode> values) {
    List<ScopeColumn> columns = new ArrayList<>();
    List<Column> live = named.liveColumns();
    for (int i = 0; i < live.size(); i++) {
      columns.add(
          new ScopeColumn(live.get(i).name(), values.get(i), named.oid(), live.get(i).number()));
    }
    return columns;
  }

  /** The columns by name over a row that has just the table's live columns, from a field on. */
  List<ScopeColumn> columnsAt(int start, List<RexNode> fields) {
    if (view == null) {
      List<ScopeColumn> columns = new ArrayList<>();
      List<Column> live = named.liveColumns();
      for (int i = 0; i < live.size(); i++) {
        columns.add(
            new ScopeColumn(live.get(i).name(), fields.get(i), named.oid(), live.get(i).number()));
      }
      return columns;
    }
    return named(view.columns().stream().map(v -> excluded(v, start, fields.size())).toList());
  }

  /** A value over the row that is not inserted, which has no system columns yet. */
  private RexNode excluded(RexNode value, int start, int columns) {
    RexNode own =
        Rex.replace(
            value,
            n ->
                n instanceof RexInputRef field && field.getIndex() >= columns
                    ? analysis.call(
                        new Shape.Constant(0L, RelTypes.typeOf(n)), n.getType(), List.of(), 0)
                    : null);
    return Rex.shift(own, start);
  }

  /** The column of that name as UPDATE writes it, which may be called otherwise in the table. */
  Column column(SqlIdentifier name) {
    Column column = Assignments.column(named, name);
    touch(column, false);
    return written(column);
  }

  /** Notes that a column of those that are named is written. */
  void touch(Column column, boolean inserted) {
    if (view == null) {
      analysis.touched.write(analysis.place(named.oid()), column.number(), inserted);
    } else {
      view.touch(named.liveColumns().indexOf(column), inserted);
    }
  }

  /** Notes that a column is looked at. */
  void touchRead(ScopeColumn column) {
    if (column.tableOid() != 0) {
      analysis.touched.read(analysis.place(column.tableOid()), column.number());
    }
  }

  /** The same of a column of the relation that is named. */
  void touchRead(int column) {
    analysis.touched.read(analysis.place(named.oid()), column);
  }

  /** Notes what is done to it by the statement. */
  void touch() {
    touch(
        switch (event) {
          case INSERT -> AclItem.INSERT;
          case UPDATE -> AclItem.UPDATE;
          case DELETE -> AclItem.DELETE;
        });
  }

  /** Notes what is done to it as a whole. */
  void touch(long privilege) {
    analysis.touched.relation(analysis.place(named.oid()), privilege);
  }

  /** The table's column behind one of those that are named; the error where there is none. */
  Column written(Column column) {
    return view == null ? column : view.written(named.liveColumns().indexOf(column), event);
  }

  /** The value of a table's column that is not given. */
  RexNode defaultOf(Column column) {
    if (view == null) {
      return Assignments.defaultOf(analysis, column, column.defaultText());
    }
    return Assignments.defaultOf(analysis, column, view.defaultText(column.number()));
  }

  /** Refuses defaults of a view's columns that are not given and cannot be written. */
  void checkDefaults(List<Column> given) {
    if (view == null) {
      return;
    }
    for (Column column : named.liveColumns()) {
      if (column.defaultText() != null && !given.contains(column)) {
        written(column);
      }
    }
  }

  /** The conditions of the views, which rows must meet to be seen through them. */
  List<RexNode> conditions() {
    return view == null ? List.of() : view.conditions();
  }

  /** The policies of the table that is written. */
  RowPolicies policies() {
    return new RowPolicies(analysis, table(), view == null ? analysis.checkAs : view.role());
  }

  /** The columns that are named over the row of the table. */
  List<RexNode> values() {
    if (view != null) {
      return view.columns();
    }
    List<RexNode> fields = new ArrayList<>();
    for (Column column : named.liveColumns()) {
      fields.add(new RexInputRef(fields.size(), analysis.types.of(column)));
    }
    return fields;
  }

  List<BoundDml.ViewCheck> checks() {
    return view == null ? List.of() : view.checks();
  }
}
