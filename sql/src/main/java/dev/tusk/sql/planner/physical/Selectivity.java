package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.plan.Expression.SubqueryKind;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Which share of rows passes a condition; PostgreSQL's defaults ({@code selfuncs.h}). */
final class Selectivity {
  static final double EQUAL = 0.005;
  static final double RANGE = 1.0 / 3;
  static final double BETWEEN = 0.005;
  private static final double MATCH = 0.01;
  private static final double UNKNOWN = 0.25;
  private static final double BOOLEAN = 0.5;
  private static final double NOT_NULL = 0.995;

  /** Functions of operators whose estimator is matchingsel. */
  private static final Set<String> MATCHED =
      Set.of(
          "jsonb_contains",
          "jsonb_contained",
          "jsonb_exists",
          "jsonb_exists_any",
          "jsonb_exists_all",
          "jsonb_path_exists_opr",
          "jsonb_path_match_opr",
          "arrayoverlap",
          "ts_match_vq",
          "ts_match_qv");

  /** Functions of operators whose estimator is arraycontsel. */
  private static final Set<String> CONTAINED = Set.of("arraycontains", "arraycontained");

  private Selectivity() {}

  /** Without knowing the table. */
  static double guess(List<RexNode> conjuncts) {
    double share = 1;
    for (RexNode conjunct : conjuncts) {
      share *= guess(conjunct);
    }
    return share;
  }

  private static double guess(RexNode node) {
    if (node instanceof RexCall call && call.getKind() == SqlKind.AND) {
      return guess(call.operands);
    }
    if (node instanceof RexCall call && call.getKind() == SqlKind.OR) {
      double none = 1;
      for (RexNode operand : call.operands) {
        none *= 1 - guess(operand);
      }
      return 1 - none;
    }
    if (node instanceof RexCall call && call.getKind() == SqlKind.NOT) {
      return 1 - guess(call.operands.getFirst());
    }
    if (node instanceof RexInputRef) {
      return BOOLEAN;
    }
    return switch (PgCall.shapeOf(node)) {
      case Shape.Function f -> function(f.signature().name());
      case Shape.IsNull n -> n.negated() ? NOT_NULL : 1 - NOT_NULL;
      case Shape.InList in ->
          in.negated() ? 1 - EQUAL : Math.min(1, EQUAL * (((RexCall) node).operands.size() - 1));
      case Shape.Quantified q -> q.all() ? UNKNOWN : Math.min(1, EQUAL * 10);
      case Shape.Subquery s -> s.kind() == SubqueryKind.EXISTS ? BOOLEAN : UNKNOWN;
      case null, default -> UNKNOWN;
    };
  }

  private static double function(String name) {
    if (name.endsWith("eq")) {
      return EQUAL;
    }
    if (name.endsWith("ne")) {
      return 1 - EQUAL;
    }
    if (name.endsWith("lt") || name.endsWith("le") || name.endsWith("gt") || name.endsWith("ge")) {
      return RANGE;
    }
    return name.contains("like") || name.contains("regex") || MATCHED.contains(name)
        ? MATCH
        : CONTAINED.contains(name) ? EQUAL : UNKNOWN;
  }

  /** Distinct values of a table's field, about. */
  static double distinct(Analysis analysis, Rels.Scan scan, int field) {
    int column = scan.columns.get(field);
    double rows = tableRows(analysis, scan);
    if (column <= 0) {
      return rows;
    }
    for (Index index : scan.table.indexes()) {
      if (scan.members.isEmpty()
          && index.unique()
          && index.keys().size() == 1
          && index.keys().getFirst().column() == column
          && index.predicateText() == null) {
        return rows;
      }
    }
    long known = analysis.catalog.distinctCount(scan.table, column);
    return known > 0 ? known : Math.min(rows, 1 / EQUAL);
  }

  static double tableRows(Analysis analysis, Rels.Scan scan) {
    if (!scan.members.isEmpty()) {
      return scan.members.stream().mapToDouble(member -> tableRows(analysis, member)).sum();
    }
    long rows = analysis.catalog.rowCount(scan.table);
    return rows <= 0 ? Costs.UNKNOWN_ROWS : rows;
  }
}
