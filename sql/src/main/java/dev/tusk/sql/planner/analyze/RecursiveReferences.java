package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.grammar.PgDelete;
import dev.tusk.sql.grammar.PgInsert;
import dev.tusk.sql.grammar.PgMerge;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.grammar.PgUpdate;
import dev.tusk.sql.grammar.PgWithItem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/**
 * Where the queries of a WITH RECURSIVE mention one another, and whether a query that mentions
 * itself does so once and in a place where each round's rows can be added (checkWellFormedRecursion
 * in parse_cte.c).
 */
final class RecursiveReferences {
  /** What a mention inside of such a place is called. */
  private enum Place {
    FREE(""),
    NON_RECURSIVE_TERM("within its non-recursive term"),
    SUBQUERY("within a subquery"),
    OUTER_JOIN("within an outer join"),
    INTERSECT("within INTERSECT"),
    EXCEPT("within EXCEPT");

    final String words;

    Place(String words) {
      this.words = words;
    }
  }

  private final String name;
  private final boolean checking;
  private final Set<String> shadows = new HashSet<>();
  private int count;

  private RecursiveReferences(String name, boolean checking) {
    this.name = name;
    this.checking = checking;
  }

  /** Whether a query reads that name as a table, other than one of an inner WITH. */
  static boolean mentions(SqlNode query, String name) {
    RecursiveReferences references = new RecursiveReferences(name, false);
    references.query(query, Place.FREE);
    return references.count > 0;
  }

  /** Refuses a recursive query that is not {@code start UNION [ALL] step}. */
  static SqlCall checked(PgWithItem item, String name) {
    SqlNode query = item.query;
    SqlOrderBy tail = null;
    if (query instanceof SqlOrderBy ordered) {
      tail = ordered;
      query = ordered.query;
    }
    if (query.getKind() != SqlKind.UNION) {
      throw error(
              "recursive query \"%s\" does not have the form non-recursive-term UNION [ALL] recursive-term",
              name)
          .at(ExpressionAnalyzer.position(item));
    }
    SqlCall union = (SqlCall) query;
    RecursiveReferences references = new RecursiveReferences(name, true);
    references.query(union.operand(0), Place.NON_RECURSIVE_TERM);
    references.query(union.operand(1), Place.FREE);
    if (tail != null) {
      refuse(tail.orderList.isEmpty() ? null : tail.orderList.get(0), "ORDER BY");
      refuse(tail.offset, "OFFSET");
      refuse(tail.fetch, "LIMIT");
    }
    return union;
  }

  private static void refuse(@Nullable SqlNode node, String clause) {
    if (node != null) {
      SqlNode expression = clause.equals("ORDER BY") ? SortItem.of(node).expression() : node;
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, clause + " in a recursive query is not implemented")
          .at(ExpressionAnalyzer.start(expression));
    }
  }

  private static SqlException error(String format, Object... arguments) {
    return SqlException.of(
        SqlState.INVALID_RECURSION, String.format(Locale.ROOT, format, arguments));
  }

  private void query(@Nullable SqlNode node, Place place) {
    switch (node) {
      case null -> {}
      case SqlOrderBy ordered -> {
        query(ordered.query, place);
        expressions(ordered.orderList, place);
        expressions(ordered.offset, place);
        expressions(ordered.fetch, place);
      }
      case SqlWith with -> with(with, place);
      case PgSelect select -> {
        from(select.getFrom(), place);
        for (SqlNode part : select.getOperandList()) {
          if (part != select.getFrom()) {
            expressions(part, place);
          }
        }
        expressions(select.distinctOn(), place);
      }
      case Modification modification -> modification(modification, place);
      case SqlCall call -> setOperation(call, place);
      default -> expressions(node, place);
    }
  }

  private void setOperation(SqlCall call, Place place) {
    boolean all = call.getOperator() instanceof SqlSetOperator set && set.isAll();
    switch (call.getKind()) {
      case UNION -> {
        query(call.operand(0), place);
        query(call.operand(1), place);
      }
      case INTERSECT -> {
        Place inside = all ? Place.INTERSECT : place;
        query(call.operand(0), inside);
        query(call.operand(1), inside);
      }
      case EXCEPT -> {
        query(call.operand(0), all ? Place.EXCEPT : place);
        query(call.operand(1), Place.EXCEPT);
      }
      default -> all(call.getOperandList(), place);
    }
  }

  private void all(List<? extends @Nullable SqlNode> nodes, Place place) {
    nodes.forEach(n -> expressions(n, place));
  }

  /** Names of an inner WITH hide the outer one. */
  private void with(SqlWith with, Place place) {
    Set<String> before = new HashSet<>(shadows);
    for (SqlNode node : with.withList) {
      PgWithItem item = (PgWithItem) node;
      boolean recursive = item.recursive != null && item.recursive.booleanValue();
      if (recursive) {
        shadows.add(item.name.names.getLast());
      }
      query(item.query, place);
      shadows.add(item.name.names.getLast());
    }
    query(with.body, place);
    shadows.clear();
    shadows.addAll(before);
  }

  private void modification(Modification modification, Place place) {
    switch (modification) {
      case PgInsert insert -> query(insert.source(), place);
      case PgUpdate update -> {
        from(update.from(), place);
        expressions(update.where(), place);
      }
      case PgDelete delete -> {
        from(delete.using(), place);
        expressions(delete.where(), place);
      }
      case PgMerge merge -> {
        from(merge.source(), place);
        expressions(merge.condition(), place);
      }
    }
    expressions(modification.returning(), place);
  }

  private void from(@Nullable SqlNode node, Place place) {
    switch (node) {
      case null -> {}
      case SqlIdentifier table -> reference(table, place);
      case SqlJoin join -> {
        boolean outer = place == Place.FREE;
        JoinType type = join.getJoinType();
        boolean leftFree = type != JoinType.RIGHT && type != JoinType.FULL;
        boolean rightFree = type != JoinType.LEFT && type != JoinType.FULL;
        from(join.getLeft(), outer && !leftFree ? Place.OUTER_JOIN : place);
        from(join.getRight(), outer && !rightFree ? Place.OUTER_JOIN : place);
        expressions(join.getCondition(), place);
      }
      case SqlCall call when call.getKind() == SqlKind.AS || call.getKind() == SqlKind.LATERAL ->
          from(call.operand(0), place);
      case SqlNode query when SubqueryAnalyzer.isQuery(query) -> query(query, place);
      default -> expressions(node, place);
    }
  }

  /** Queries inside of expressions are subqueries. */
  private void expressions(@Nullable SqlNode node, Place place) {
    switch (node) {
      case null -> {}
      case SqlNodeList list -> all(list.getList(), place);
      case SqlNode query when SubqueryAnalyzer.isQuery(query) -> query(query, Place.SUBQUERY);
      case SqlCall call -> all(call.getOperandList(), place);
      default -> {}
    }
  }

  private void reference(SqlIdentifier table, Place place) {
    if (!table.isSimple() || !table.getSimple().equals(name) || shadows.contains(name)) {
      return;
    }
    count++;
    if (!checking) {
      return;
    }
    if (place != Place.FREE) {
      throw error("recursive reference to query \"%s\" must not appear %s", name, place.words)
          .at(ExpressionAnalyzer.position(table));
    }
    if (count > 1) {
      throw error("recursive reference to query \"%s\" must not appear more than once", name)
          .at(ExpressionAnalyzer.position(table));
    }
  }
}
