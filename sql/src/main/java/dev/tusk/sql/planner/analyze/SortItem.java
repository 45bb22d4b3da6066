package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.planner.algebra.Shape.SortDirection;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** An item of ORDER BY: NULLS_FIRST(DESC(x)) taken apart. */
record SortItem(SqlNode expression, SortDirection direction) {
  static SortItem of(SqlNode item) {
    SqlNode node = item;
    Boolean nullsFirst = null;
    boolean descending = false;
    if (node.getKind() == SqlKind.NULLS_FIRST || node.getKind() == SqlKind.NULLS_LAST) {
      nullsFirst = node.getKind() == SqlKind.NULLS_FIRST;
      node = ((SqlCall) node).operand(0);
    }
    if (node.getKind() == SqlKind.DESCENDING) {
      descending = true;
      node = ((SqlCall) node).operand(0);
    }
    return new SortItem(
        node, new SortDirection(descending, nullsFirst == null ? descending : nullsFirst));
  }
}
