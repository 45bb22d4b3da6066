package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a rule is about, which its actions are done with: to these they are joined.
 *
 * @param items {@code old} and {@code new}, as far as there are such rows
 * @param ctes the queries of WITH that the rows are made of
 */
record RuleRows(
    RelNode rel, List<NamespaceItem> items, FromItem resolved, List<CommonTableEntry> ctes) {
  static final String OLD = "old";
  static final String NEW = "new";

  /** For actions that are only read: no rows, but everything that they could name. */
  static RuleRows named(Analysis analysis, Table table) {
    List<RelDataType> types = new ArrayList<>();
    NamespaceItem before = named(analysis, table, OLD, types);
    int width = types.size();
    NamespaceItem after = named(analysis, table, NEW, types);
    RelNode rel = new Rels.Rows(analysis.cluster, List.of(), analysis.types.row(types), "");
    FromItem resolved =
        listed(new FromItem.RuleRow(table, OLD), width, new FromItem.RuleRow(table, NEW));
    return new RuleRows(rel, List.of(before, after), resolved, List.of());
  }

  private static NamespaceItem named(
      Analysis analysis, Table table, String name, List<RelDataType> types) {
    List<ScopeColumn> columns = new ArrayList<>();
    for (Column column : table.liveColumns()) {
      RelDataType type = analysis.types.of(column);
      RexNode field = new RexInputRef(types.size(), type);
      columns.add(new ScopeColumn(column.name(), field, table.oid(), column.number()));
      types.add(type);
    }
    PhysicalPlan.SYSTEM_COLUMNS.forEach(
        number -> types.add(analysis.types.of(FromAnalyzer.systemType(number))));
    return item(analysis, table, name, columns);
  }

  /** A row as it is named: only by its name, never by those of its columns alone. */
  static NamespaceItem item(
      Analysis analysis, Table table, String name, List<ScopeColumn> columns) {
    RexNode present = analysis.constant(true, Types.BOOL, 0);
    return new NamespaceItem(name, table, null, columns, List.of(), false, true, false, present);
  }

  /** Whether a rule on that event may name a row. */
  static boolean has(RuleEvent event, String row) {
    return switch (event) {
      case SELECT -> false;
      case UPDATE -> true;
      case INSERT -> row.equals(NEW);
      case DELETE -> row.equals(OLD);
    };
  }

  /** Two items that are only listed. */
  static FromItem listed(FromItem left, int leftFields, FromItem right) {
    return new FromItem.Join(
        left,
        leftFields,
        right,
        JoinRelType.INNER,
        true,
        List.of(),
        null,
        null,
        null,
        List.of(),
        new Correlation());
  }

  /** What a modification is joined with, of which there is something. */
  static FromAnalyzer.Part joined(
      Analysis analysis,
      FromAnalyzer analyzer,
      @Nullable SqlNode from,
      @Nullable Scope around,
      @Nullable RuleRows rows) {
    if (from != null) {
      return joined(analysis, analyzer.part(from, around, null), rows);
    }
    RuleRows only = java.util.Objects.requireNonNull(rows);
    return new FromAnalyzer.Part(only.rel, only.items, only.resolved);
  }

  /** The rows behind those of an item of FROM. */
  static FromAnalyzer.Part joined(
      Analysis analysis, FromAnalyzer.Part from, @Nullable RuleRows rows) {
    if (rows == null) {
      return from;
    }
    int width = from.fields();
    List<NamespaceItem> items = new ArrayList<>(from.items());
    rows.items.forEach(item -> items.add(item.shifted(width)));
    RelNode rel =
        org.apache.calcite.rel.logical.LogicalJoin.create(
            from.rel(),
            rows.rel,
            List.of(),
            analysis.truth(true),
            java.util.Set.of(),
            JoinRelType.INNER);
    return new FromAnalyzer.Part(rel, items, listed(from.resolved(), width, rows.resolved));
  }
}
