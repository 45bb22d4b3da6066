package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Policy;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.FunctionTable;
import dev.tusk.sql.grammar.OnlyTable;
import dev.tusk.sql.grammar.TableSample;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.AclItem;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** FROM: tables, subqueries, functions, joins; what they are called and what rows they give. */
final class FromAnalyzer {
  private final Analysis analysis;
  private final Scope query;
  private final JoinAnalyzer joins;

  /**
   * For one query.
   *
   * @param query its scope; items without LATERAL see only what is around it
   */
  FromAnalyzer(Analysis analysis, Scope query) {
    this.analysis = analysis;
    this.query = query;
    this.joins = new JoinAnalyzer(analysis, query, this);
  }

  /** An item: its rows, names over them, and how it was written. */
  record Part(RelNode rel, List<NamespaceItem> items, FromItem resolved) {
    int fields() {
      return rel.getRowType().getFieldCount();
    }

    /** The same with its rows found otherwise. */
    Part over(RelNode rows) {
      return rows == rel ? this : new Part(rows, items, resolved);
    }
  }

  /**
   * The whole of FROM; a single row without fields when there is none.
   *
   * @param rows of a rule, which are joined to it; null for none
   */
  Part from(@Nullable SqlNode node, @Nullable RuleRows rows) {
    Part written = node == null ? null : part(node, query.parent(), query.correlation());
    if (written == null && rows != null) {
      query.add(rows.items());
      return new Part(rows.rel(), rows.items(), rows.resolved());
    }
    if (written == null) {
      RelNode row =
          new Rels.Rows(analysis.cluster, List.of(List.of()), analysis.types.row(List.of()), "");
      return new Part(row, List.of(), new FromItem.Nothing());
    }
    Part part = RuleRows.joined(analysis, written, rows);
    query.add(part.items());
    return part;
  }

  /**
   * One item.
   *
   * @param lateral what a LATERAL item or a function sees: the items to its left, and around them
   */
  Part part(SqlNode node, @Nullable Scope lateral, @Nullable Correlation correlation) {
    return switch (node) {
      case SqlJoin join -> joins.join(join, lateral, correlation);
      case SqlIdentifier table -> table(table, null, List.of());
      case FunctionTable function ->
          new FunctionItems(analysis).function(function, null, List.of(), lateral, correlation);
      case TableSample sample ->
          new SampleAnalyzer(analysis, query)
              .sampled(sample, part(sample.table(), lateral, correlation));
      case SqlCall as when as.getKind() == SqlKind.AS -> aliased(as, lateral, correlation);
      default -> throw SqlException.notSupported(node.getKind().lowerName + " in FROM");
    };
  }

  private Part aliased(SqlCall as, @Nullable Scope lateral, @Nullable Correlation correlation) {
    SqlNode inner = as.operand(0);
    SqlIdentifier name = as.operand(1);
    String alias = name.names.getLast();
    List<String> columns = new ArrayList<>();
    for (SqlNode column : as.getOperandList().subList(2, as.operandCount())) {
      columns.add(((SqlIdentifier) column).names.getLast());
    }
    return switch (inner) {
      case SqlIdentifier table -> table(table, alias, columns);
      case FunctionTable function ->
          new FunctionItems(analysis).function(function, alias, columns, lateral, correlation);
      case SqlJoin join -> joins.aliased(joins.join(join, lateral, correlation), alias, columns);
      case SqlCall call when call.getKind() == SqlKind.LATERAL ->
          subquery(call.operand(0), alias, columns, lateral, correlation, true);
      default -> subquery(inner, alias, columns, query.parent(), query.correlation(), false);
    };
  }

  private Part subquery(
      SqlNode node,
      String alias,
      List<String> columns,
      @Nullable Scope around,
      @Nullable Correlation correlation,
      boolean lateral) {
    BoundQuery bound = new QueryAnalyzer(analysis).query(node, around, correlation, true);
    List<ScopeColumn> scopeColumns = new ArrayList<>();
    for (OutputField field : bound.fields()) {
      scopeColumns.add(
          new ScopeColumn(
              field.name(), field.expression(), field.tableOid(), field.columnNumber()));
    }
    FromItem resolved = new FromItem.Derived(bound.resolved(), alias, columns, lateral);
    return item(analysis, bound.rel(), alias, renamed(scopeColumns, columns, alias), resolved);
  }

  /** Rows that are no table's. */
  static Part item(
      Analysis analysis, RelNode rel, String alias, List<ScopeColumn> columns, FromItem resolved) {
    RexNode present = analysis.constant(true, Types.BOOL, 0);
    return new Part(
        rel,
        List.of(
            new NamespaceItem(alias, null, null, columns, List.of(), true, true, false, present)),
        resolved);
  }

  /** The first columns under the names that an alias gives. */
  static List<ScopeColumn> renamed(List<ScopeColumn> columns, List<String> names, String alias) {
    if (names.size() > columns.size()) {
      throw SqlException.of(
          SqlState.INVALID_COLUMN_REFERENCE,
          String.format(
              Locale.ROOT,
              "table \"%s\" has %d columns available but %d columns specified",
              alias,
              columns.size(),
              names.size()));
    }
    List<ScopeColumn> renamed = new ArrayList<>(columns);
    for (int i = 0; i < names.size(); i++) {
      renamed.set(i, columns.get(i).named(names.get(i)));
    }
    return renamed;
  }

  private Part table(SqlIdentifier name, @Nullable String alias, List<String> columns) {
    List<String> names = name.names;
    String relation = names.getLast();
    if (names.size() == 1) {
      CommonTableEntry cte = query.cte(relation);
      if (cte != null) {
        if (cte.dml() != null && cte.columns().isEmpty()) {
          throw SqlException.of(
                  SqlState.FEATURE_NOT_SUPPORTED,
                  String.format(
                      Locale.ROOT, "WITH query \"%s\" does not have a RETURNING clause", relation))
              .at(ExpressionAnalyzer.position(name));
        }
        return cte(cte, alias, columns);
      }
    }
    Table table = table(analysis, name);
    analysis.touched.relation(analysis.place(table.oid()), AclItem.SELECT);
    Part part =
        name instanceof OnlyTable
            ? scan(table, alias, columns, true)
            : family(table, alias, columns);
    return part.rel() instanceof Rels.Scan rows
        ? part.over(new RowPolicies(analysis, table).secured(rows, Policy.Command.SELECT))
        : part;
  }

  /** The relation of that name, or the error that there is none. */
  static Table table(Analysis analysis, SqlIdentifier name) {
    List<String> names = name.names;
    String schema = names.size() > 1 ? names.get(names.size() - 2) : null;
    if (names.size() > 2 && !names.getFirst().equals(analysis.catalog.database())) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "cross-database references are not implemented: \"" + String.join(".", names) + "\"")
          .at(ExpressionAnalyzer.position(name));
    }
    QualifiedName qualified = new QualifiedName(schema, names.getLast());
    if (schema != null) {
      analysis.names(schema, ExpressionAnalyzer.position(name));
    }
    return analysis
        .catalog
        .table(qualified)
        .orElseThrow(() ->
            SqlException.of(
                    SqlState.UNDEFINED_TABLE,
                    String.format(Locale.ROOT, "relation \"%s\" does not exist", qualified))
                .at(ExpressionAnalyzer.position(name)));
  }

  private Part cte(CommonTableEntry cte, @Nullable String given, List<String> columns) {
    String alias = given == null ? cte.name() : given;
    cte.referenced();
    if (cte.isOpen()) {
      query.readRecursion();
    }
    List<RelDataType> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<ScopeColumn> scopeColumns = new ArrayList<>();
    for (OutputField field : cte.columns()) {
      RelDataType type = field.expression().getType();
      scopeColumns.add(
          new ScopeColumn(
              field.name(),
              new RexInputRef(types.size(), type),
              field.tableOid(),
              field.columnNumber()));
      types.add(type);
      names.add(field.name());
    }
    RelNode rel =
        new Rels.CteRows(
            analysis.cluster,
            cte.workingId(),
            cte.isOpen() ? null : cte,
            cte.name(),
            alias,
            names,
            analysis.types.row(types));
    int shown = names.size() - cte.hidden();
    Part part =
        item(
            analysis,
            rel,
            alias,
            renamed(scopeColumns.subList(0, shown), columns, alias),
            new FromItem.Common(cte.name(), given, columns, List.copyOf(names.subList(0, shown))));
    return cte.hidden() == 0
        ? part
        : new Part(
            rel,
            List.of(part.items().getFirst().hiding(scopeColumns.subList(shown, names.size()))),
            part.resolved());
  }

  /** A stored table alone, a view, or a relation of pg_catalog. */
  Part scan(Table table, @Nullable String given, List<String> columns) {
    return scan(table, given, columns, false);
  }

  /** A relation with the tables below it. */
  Part family(Table table, @Nullable String given, List<String> columns) {
    Part part = scan(table, given, columns, false);
    return part.rel() instanceof Rels.Scan scan
        ? new Part(MemberScans.family(analysis, scan), part.items(), part.resolved())
        : part;
  }

  private Part scan(Table table, @Nullable String given, List<String> columns, boolean only) {
    String alias = given == null ? table.name() : given;
    if (table.kind() == Table.Kind.VIEW) {
      return view(table, alias, new FromItem.Relation(table, given, columns, only));
    }
    List<Integer> numbers = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    List<ScopeColumn> scopeColumns = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.dropped()) {
        continue;
      }
      RelDataType type = analysis.types.of(column);
      scopeColumns.add(
          new ScopeColumn(
              column.name(), new RexInputRef(types.size(), type), table.oid(), column.number()));
      numbers.add(column.number());
      types.add(type);
    }
    int rowIdField = types.size();
    for (int number : PhysicalPlan.SYSTEM_COLUMNS) {
      numbers.add(number);
      types.add(analysis.types.of(systemType(number)));
    }
    Rels.Scan scan =
        new Rels.Scan(
            analysis.cluster, table, alias, List.copyOf(numbers), analysis.types.row(types));
    boolean stored = table.kind().stored();
    RexNode rowId = new RexInputRef(rowIdField, types.get(rowIdField));
    return new Part(
        scan,
        List.of(
            new NamespaceItem(
                alias,
                table,
                stored ? rowId : null,
                renamed(scopeColumns, columns, alias),
                hidden(rowIdField, types, stored),
                true,
                true,
                false,
                stored ? rowId : new RexInputRef(rowIdField + 1, types.get(rowIdField + 1)))),
        new FromItem.Relation(table, given, columns, only));
  }

  /** A view: the rows of its query, unless they are not asked for. */
  private Part view(Table view, String alias, FromItem.Relation resolved) {
    List<ScopeColumn> columns = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (Column column : view.liveColumns()) {
      RelDataType type = analysis.types.of(column);
      columns.add(
          new ScopeColumn(
              column.name(), new RexInputRef(types.size(), type), view.oid(), column.number()));
      types.add(type);
    }
    analysis.requireReadable(view);
    RelNode rows =
        analysis.asWritten
            ? new Rels.Rows(analysis.cluster, List.of(), analysis.types.row(types), alias)
            : analysis.viewRows(view);
    NamespaceItem item =
        new NamespaceItem(
            alias,
            view,
            null,
            renamed(columns, resolved.columnAliases(), alias),
            List.of(),
            true,
            true,
            false,
            analysis.constant(true, Types.BOOL, 0));
    return new Part(rows, List.of(item), resolved);
  }

  static Type systemType(int number) {
    return switch (number) {
      case PhysicalPlan.ROW_ID -> Types.INT8;
      case PhysicalPlan.TABLE_OID -> Types.OID;
      case PhysicalPlan.XMIN, PhysicalPlan.XMAX -> Types.XID;
      case PhysicalPlan.CMIN -> Types.CID;
      case PhysicalPlan.CTID -> Types.TID;
      default -> throw new IllegalArgumentException("no system column " + number);
    };
  }

  /** System columns: found by name, no part of {@code *}. */
  private List<ScopeColumn> hidden(int rowIdField, List<RelDataType> types, boolean stored) {
    List<ScopeColumn> hidden = new ArrayList<>();
    List<Integer> numbers = PhysicalPlan.SYSTEM_COLUMNS;
    for (int i = 0; i < numbers.size(); i++) {
      RexNode field = new RexInputRef(rowIdField + i, types.get(rowIdField + i));
      switch (numbers.get(i)) {
        case PhysicalPlan.ROW_ID -> {} // Not for users.
        case PhysicalPlan.CTID -> {
          if (stored) {
            hidden.add(new ScopeColumn("ctid", field, 0, 0));
          }
        }
        case PhysicalPlan.TABLE_OID -> hidden.add(new ScopeColumn("tableoid", field, 0, 0));
        case PhysicalPlan.XMIN -> hidden.add(new ScopeColumn("xmin", field, 0, 0));
        case PhysicalPlan.XMAX -> hidden.add(new ScopeColumn("xmax", field, 0, 0));
        case PhysicalPlan.CMIN -> {
          hidden.add(new ScopeColumn("cmin", field, 0, 0));
          hidden.add(new ScopeColumn("cmax", field, 0, 0)); // One number for both, there too.
        }
        default -> throw new IllegalStateException();
      }
    }
    return hidden;
  }
}
