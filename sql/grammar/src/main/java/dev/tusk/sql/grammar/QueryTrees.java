package dev.tusk.sql.grammar;

import static dev.tusk.sql.grammar.Tree.at;
import static dev.tusk.sql.grammar.Tree.withoutDirection;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the grammar's actions build of queries, tables and modifications. */
final class QueryTrees {
  private QueryTrees() {}

  static SqlNode with(SqlNodeList items, SqlNode body) {
    if (items == null) {
      return body;
    }
    if (body instanceof Modification modification) {
      modification.with(items);
      return body;
    }
    return new SqlWith(items.getParserPosition(), items, body);
  }

  static SqlNode setOperation(SqlOperator operator, SqlParserPos position, SqlNode a, SqlNode b) {
    return new SqlBasicCall(operator, List.of(a, b), position);
  }

  static SqlNode values(Token token, List<SqlNode> rows) {
    int width = ((SqlCall) rows.get(0)).operandCount();
    boolean stars = rows.stream().anyMatch(QueryTrees::hasStar);
    for (SqlNode row : rows) {
      if (!stars && ((SqlCall) row).operandCount() != width) {
        throw GrammarException.syntax(
            "VALUES lists must all be the same length",
            ((SqlCall) row).operand(0).getParserPosition().getColumnNum());
      }
    }
    return Tree.node(token, SqlStdOperatorTable.VALUES, rows);
  }

  /** Whether the row's width is known only when its names are. */
  private static boolean hasStar(SqlNode row) {
    return ((SqlCall) row)
        .getOperandList().stream()
            .anyMatch(item ->
                item instanceof SqlIdentifier name && name.isStar()
                    || item instanceof SqlCall call && call.getOperator() == PgOperators.ROW_STAR);
  }

  /** {@code TABLE t} is {@code SELECT * FROM t}. */
  static SqlNode selectAll(Token token, SqlIdentifier table) {
    var star = new SqlNodeList(List.of(SqlIdentifier.star(at(token))), at(token));
    return new PgSelect(
        at(token), SqlNodeList.EMPTY, null, star, null, table, null, null, null, null);
  }

  static SqlIdentifier only(SqlIdentifier table) {
    return new OnlyTable(table);
  }

  static SqlNodeList distinct(Token token) {
    return new SqlNodeList(List.of(SqlSelectKeyword.DISTINCT.symbol(at(token))), at(token));
  }

  static SqlNode labelled(SqlNode e, SqlIdentifier label) {
    return label == null ? e : SqlStdOperatorTable.AS.createCall(e.getParserPosition(), e, label);
  }

  static SqlNode orderUsing(Token operator, SqlNode e) {
    return switch (operator.image) {
      case "<" -> e;
      case ">" -> Tree.node(operator, SqlStdOperatorTable.DESC, e);
      default -> throw GrammarException.unsupported("ORDER BY USING " + operator.image, operator);
    };
  }

  static SqlNode queryOptions(
      SqlNode query,
      Token first,
      SqlNodeList orderBy,
      SqlNode offset,
      PgOrderBy.Fetch fetch,
      List<RowLock> locks) {
    if (!locks.isEmpty()) {
      lock(query, locks);
    }
    if (orderBy == null && offset == null && fetch.count() == null) {
      return query;
    }
    if (orderBy != null) {
      orderBy.forEach(Tree::unfolded);
    }
    if (query instanceof PgOrderBy inner) {
      return reordered(inner, first, orderBy, offset, fetch);
    }
    SqlNodeList order = orderBy == null ? SqlNodeList.EMPTY : orderBy;
    checkTies(query, order, fetch);
    return new PgOrderBy(at(first), query, order, offset, fetch);
  }

  private static void checkTies(SqlNode query, SqlNodeList order, PgOrderBy.Fetch fetch) {
    if (!fetch.withTies()) {
      return;
    }
    if (order.isEmpty()) {
      throw GrammarException.syntax("WITH TIES cannot be specified without ORDER BY clause", 0);
    }
    if (unwrapped(query) instanceof PgSelect select
        && select.locks().stream().anyMatch(l -> l.waiting() == RowLock.Wait.SKIP_LOCKED)) {
      throw GrammarException.syntax("SKIP LOCKED and WITH TIES options cannot be used together", 0);
    }
  }

  /** {@code (SELECT ... ORDER BY a) LIMIT 1}: one query, whose clauses may not be given twice. */
  private static SqlNode reordered(
      PgOrderBy inner, Token first, SqlNodeList orderBy, SqlNode offset, PgOrderBy.Fetch fetch) {
    if (orderBy != null && !inner.orderList.isEmpty()) {
      throw GrammarException.syntax(
          "multiple ORDER BY clauses not allowed",
          withoutDirection(orderBy.get(0)).getParserPosition().getColumnNum());
    }
    if (offset != null && inner.offset != null) {
      throw GrammarException.syntax(
          "multiple OFFSET clauses not allowed", offset.getParserPosition().getColumnNum());
    }
    if (fetch.count() != null && inner.fetch != null) {
      throw GrammarException.syntax(
          "multiple LIMIT clauses not allowed", fetch.count().getParserPosition().getColumnNum());
    }
    if (inner.withTies() && (offset != null || fetch.count() != null)) {
      throw GrammarException.syntax("multiple limit options not allowed", 0);
    }
    SqlNodeList order = orderBy == null ? inner.orderList : orderBy;
    checkTies(inner.query, order, fetch);
    return new PgOrderBy(
        at(first),
        inner.query,
        order,
        offset == null ? inner.offset : offset,
        fetch.count() == null ? inner.limit() : fetch);
  }

  private static void lock(SqlNode query, List<RowLock> locks) {
    SqlNode body = unwrapped(query);
    String clause = "FOR " + locks.get(0).strength().name().replace('_', ' ');
    if (!(body instanceof PgSelect select)) {
      String what =
          body.getKind() == SqlKind.VALUES
              ? clause + " cannot be applied to VALUES"
              : clause + " is not allowed with UNION/INTERSECT/EXCEPT";
      throw new GrammarException("0A000", what, null, 0);
    }
    select.lock(locks);
  }

  /** The SELECT, VALUES or set operation inside of WITH and ORDER BY. */
  private static SqlNode unwrapped(SqlNode query) {
    SqlNode body = query;
    while (true) {
      if (body instanceof SqlWith with) {
        body = with.body;
      } else if (body instanceof SqlOrderBy ordered) {
        body = ordered.query;
      } else {
        return body;
      }
    }
  }

  /** Where a frame ends that tells only where it starts. */
  static SqlNode frameEnd(SqlNode lower, Token token) {
    if (lower.getKind() == SqlKind.FOLLOWING) {
      throw wrongFrame("frame starting from following row cannot end with current row", lower);
    }
    return SqlWindow.createCurrentRow(at(token));
  }

  static void checkFrame(SqlNode lower, SqlNode upper) {
    String from = lower.toString();
    String to = upper.toString();
    boolean toPreceding = upper.getKind() == SqlKind.PRECEDING;
    if (from.equals("UNBOUNDED FOLLOWING")) {
      throw wrongFrame("frame start cannot be UNBOUNDED FOLLOWING", lower);
    }
    if (to.equals("UNBOUNDED PRECEDING")) {
      throw wrongFrame("frame end cannot be UNBOUNDED PRECEDING", upper);
    }
    if (from.equals("CURRENT ROW") && toPreceding) {
      throw wrongFrame("frame starting from current row cannot have preceding rows", upper);
    }
    if (lower.getKind() == SqlKind.FOLLOWING && (toPreceding || to.equals("CURRENT ROW"))) {
      throw wrongFrame("frame starting from following row cannot have preceding rows", upper);
    }
  }

  private static GrammarException wrongFrame(String message, SqlNode bound) {
    return new GrammarException("42P20", message, null, bound.getParserPosition().getColumnNum());
  }

  static SqlNode join(
      Token token,
      SqlNode left,
      boolean natural,
      JoinType type,
      SqlNode right,
      SqlNode condition,
      SqlNodeList using,
      SqlIdentifier usingAlias) {
    SqlParserPos position = at(token);
    JoinConditionType conditionType =
        using != null
            ? JoinConditionType.USING
            : condition != null ? JoinConditionType.ON : JoinConditionType.NONE;
    return new PgJoin(
        position,
        left,
        SqlLiteral.createBoolean(natural, position),
        type.symbol(position),
        right,
        conditionType.symbol(position),
        using != null ? using : condition,
        usingAlias);
  }

  static SqlNode aliased(SqlNode table, SqlIdentifier alias, SqlNodeList columns) {
    if (alias == null) {
      return table;
    }
    List<SqlNode> operands = new ArrayList<>();
    operands.add(table);
    operands.add(alias);
    if (columns != null) {
      operands.addAll(columns.getList());
    }
    return SqlStdOperatorTable.AS.createCall(table.getParserPosition(), operands);
  }

  static FunctionTable.ColumnDefinition definition(SqlIdentifier name, SqlDataTypeSpec type) {
    return new FunctionTable.ColumnDefinition(
        name.getSimple(), type, name.getParserPosition().getColumnNum());
  }

  static SqlNode requireAlias(SqlNode query, SqlNode aliased, Token start, PgParser parser)
      throws ParseException {
    if (aliased == query) {
      if (!Ahead.mayFollowTable((PgToken) parser.getToken(1))) {
        throw unexpected(parser);
      }
      boolean values = query.getKind() == SqlKind.VALUES;
      throw new GrammarException(
          "42601",
          (values ? "VALUES" : "subquery") + " in FROM must have an alias",
          "For example, FROM (" + (values ? "VALUES" : "SELECT") + " ...) [AS] foo.",
          start.beginColumn);
    }
    return aliased;
  }

  static void requireQuery(SqlNode node, PgParser parser) throws ParseException {
    if (!Ahead.isQuery(node)) {
      throw unexpected(parser);
    }
  }

  static void requireJoin(SqlNode node, PgParser parser) throws ParseException {
    if (!(node instanceof SqlJoin)) {
      throw unexpected(parser);
    }
  }

  /** Only rows overlap. */
  static void requireRow(SqlNode node, PgParser parser) throws ParseException {
    if (node.getKind() != SqlKind.ROW) {
      throw unexpected(parser);
    }
  }

  private static ParseException unexpected(PgParser parser) {
    parser.getToken(1);
    return parser.generateParseException();
  }

  static Assignment assignment(SqlNodeList columns, SqlNode source) {
    if (source.getKind() == SqlKind.ROW && ((SqlCall) source).operandCount() != columns.size()) {
      throw GrammarException.syntax(
          "number of columns does not match number of values",
          source.getParserPosition().getColumnNum());
    }
    return new Assignment(List.copyOf(columns), source, true);
  }

  /** Notes where a query's parenthesis stands: there PostgreSQL places its errors. */
  static void parenthesized(SqlNode node, Token token) {
    SqlNode query = node instanceof SqlOrderBy ordered ? ordered.query : node;
    if (query instanceof PgSelect select) {
      select.parenthesis(token.beginColumn);
    }
  }

  /** What a first subscript is put behind. */
  static SqlNode subscripted(SqlNode base) {
    return base.getKind() == SqlKind.ITEM || base instanceof ArraySlice
        ? PgOperators.PARENTHESES.createCall(base.getParserPosition(), base)
        : base;
  }

  /** Refuses a row's star, and takes away the parentheses that only keep subscripts apart. */
  static SqlNode assignable(SqlNode target) {
    SqlNode node = target;
    while (node instanceof SqlCall call) {
      if (call.getOperator() == PgOperators.ROW_STAR) {
        throw GrammarException.syntax(
            "row expansion via \"*\" is not supported here",
            Assignment.column(target).getParserPosition().getColumnNum());
      }
      node = call.operand(0);
    }
    return target;
  }
}
