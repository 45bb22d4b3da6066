/** A whole query. */
SqlNode Query() :
{
    SqlNodeList with = null;
    SqlNode e;
}
{
    [ LOOKAHEAD({ getToken(1).kind == WITH }) with = WithList() ]
    e = QueryBody()
    e = QueryOptions(QueryTrees.with(with, e))
    { return e; }
}

/** What may follow a query in parentheses to make a larger one. */
SqlNode QueryRest(SqlNode first) :
{
    SqlNode e;
}
{
    e = IntersectRest(first) e = UnionRest(e) e = QueryOptions(e) { return e; }
}

SqlNode QueryBody() :
{
    SqlNode e;
}
{
    e = QueryTerm() e = UnionRest(e) { return e; }
}

SqlNode QueryTerm() :
{
    SqlNode e;
}
{
    e = QueryPrimary() e = IntersectRest(e) { return e; }
}

SqlNode UnionRest(SqlNode first) :
{
    SqlNode e = first;
    SqlNode right;
    SqlOperator op;
    SqlParserPos pos;
}
{
    (
        LOOKAHEAD({ getToken(1).kind == UNION || getToken(1).kind == EXCEPT })
        { pos = Tree.at(getToken(1)); }
        op = BinaryQueryOperator() right = QueryTerm()
        { e = QueryTrees.setOperation(op, pos, e, right); }
    )*
    { return e; }
}

SqlNode IntersectRest(SqlNode first) :
{
    SqlNode e = first;
    SqlNode right;
    SqlOperator op;
    SqlParserPos pos;
}
{
    (
        LOOKAHEAD({ getToken(1).kind == INTERSECT })
        { pos = Tree.at(getToken(1)); }
        op = BinaryQueryOperator() right = QueryPrimary()
        { e = QueryTrees.setOperation(op, pos, e, right); }
    )*
    { return e; }
}

SqlNode QueryPrimary() :
{
    SqlNode e;
    final SqlIdentifier name;
    final Token t;
}
{
    e = SqlSelect() { return e; }
|
    e = ValuesClause() { return e; }
|
    <TABLE> { t = token; } name = Relation() { return QueryTrees.selectAll(t, name); }
|
    <LPAREN> e = Query() <RPAREN> { return e; }
}

SqlNode ValuesClause() :
{
    final List<SqlNode> rows = new ArrayList<SqlNode>();
    final Token t;
    SqlNode row;
}
{
    <VALUES> { t = token; }
    row = ValuesRow() { rows.add(row); }
    ( LOOKAHEAD(1) <COMMA> row = ValuesRow() { rows.add(row); } )*
    { return QueryTrees.values(t, rows); }
}

SqlNode ValuesRow() :
{
    final Token t;
    final SqlNodeList list;
}
{
    <LPAREN> { t = token; }
    list = ExpressionCommaList(span(), ExprContext.ACCEPT_SUB_QUERY)
    <RPAREN>
    { return Tree.row(t, list); }
}

SqlSelect SqlSelect() :
{
    final Token t;
    SqlNodeList keywords = SqlNodeList.EMPTY;
    SqlNodeList on = null;
    final List<SqlNode> items = new ArrayList<SqlNode>();
    IntoTable into = null;
    SqlNode from = null;
    SqlNode where = null;
    SqlNodeList groupBy = null;
    SqlNode having = null;
    SqlNodeList windows = null;
}
{
    <SELECT> { t = token; }
    (
        <ALL> [ LOOKAHEAD({ StartsItem() }) SelectItems(items) ]
    |
        <DISTINCT> { keywords = QueryTrees.distinct(token); }
        [ <ON> <LPAREN> on = ExpressionCommaList(span(), ExprContext.ACCEPT_SUB_QUERY) <RPAREN> ]
        SelectItems(items)
    |
        [ LOOKAHEAD({ StartsItem() }) SelectItems(items) ]
    )
    [ <INTO> into = IntoTable() ]
    [ <FROM> from = FromClause() ]
    [ where = Where() ]
    [ groupBy = GroupBy() ]
    [ having = Having() ]
    [ windows = Window() ]
    {
        return new PgSelect(Tree.at(t), keywords, on, new SqlNodeList(items, Tree.at(t)), into,
            from,
            where, groupBy, having, windows);
    }
}

IntoTable IntoTable() :
{
    boolean temporary = false;
    boolean unlogged = false;
    final SqlIdentifier name;
}
{
    [
        LOOKAHEAD({ (getToken(1).kind == TEMPORARY || getToken(1).kind == TEMP
            || getToken(1).kind == UNLOGGED)
            && (getToken(2).kind == TABLE || peek(2).isColumnName()) })
        (
            ( <TEMPORARY> | <TEMP> ) { temporary = true; }
        |
            <UNLOGGED> { unlogged = true; }
        )
    ]
    [ LOOKAHEAD({ getToken(1).kind == TABLE }) <TABLE> ]
    name = QualifiedName()
    { return new IntoTable(name, temporary, unlogged); }
}

void SelectItems(List<SqlNode> items) :
{
}
{
    SelectItem(items) ( LOOKAHEAD(1) <COMMA> SelectItem(items) )*
}

void SelectItem(List<SqlNode> items) :
{
    final SqlNode e;
    SqlIdentifier label = null;
}
{
    LOOKAHEAD({ getToken(1).kind == STAR })
    <STAR> { items.add(SqlIdentifier.star(Tree.at(token))); }
|
    e = Operation(0, false)
    [
        LOOKAHEAD({ getToken(1).kind == AS || peek(1).isBareLabel() })
        [ <AS> ] label = Label()
    ]
    { items.add(QueryTrees.labelled(e, label)); }
}

/** ORDER BY, LIMIT, OFFSET, FETCH and row locks, the last four in any order. */
SqlNode QueryOptions(SqlNode query) :
{
    final Token first = getToken(1);
    Token limit = null;
    SqlNodeList orderBy = null;
    PgOrderBy.Fetch fetch = PgOrderBy.Fetch.ALL;
    SqlNode offset = null;
    boolean limited = false;
    boolean skipped = false;
    final List<RowLock> locks = new ArrayList<RowLock>();
}
{
    [ orderBy = OrderBy(true) ]
    (
        LOOKAHEAD({ !limited && (getToken(1).kind == LIMIT || getToken(1).kind == FETCH)
            || !skipped && getToken(1).kind == OFFSET || locks.isEmpty()
                && getToken(1).kind == FOR })
        (
        <LIMIT> { limit = token; } fetch = LimitCount() { limited = true; }
        [
            LOOKAHEAD(1) <COMMA>
            {
                throw new GrammarException("42601", "LIMIT #,# syntax is not supported",
                    "Use separate LIMIT and OFFSET clauses.", limit.beginColumn);
            }
        ]
    |
        <FETCH> fetch = FetchCount() { limited = true; }
    |
        <OFFSET> offset = Operation(0, false) { skipped = true; }
        [ LOOKAHEAD({ getToken(1).kind == ROW || getToken(1).kind == ROWS }) ( <ROW> | <ROWS> ) ]
    |
        LOOKAHEAD({ getToken(1).kind == FOR }) Locks(locks)
        )
    )*
    { return QueryTrees.queryOptions(query, first, orderBy, offset, fetch, locks); }
}

PgOrderBy.Fetch LimitCount() :
{
    final SqlNode e;
}
{
    <ALL> { return PgOrderBy.Fetch.ALL; }
|
    e = Operation(0, false) { return new PgOrderBy.Fetch(e, false); }
}

PgOrderBy.Fetch FetchCount() :
{
    SqlNode e = null;
    boolean ties = false;
    final Token t = getToken(1);
}
{
    ( <FIRST> | <NEXT> )
    [
        LOOKAHEAD({ getToken(1).kind != ROW && getToken(1).kind != ROWS })
        (
            LOOKAHEAD({ getToken(1).kind == PLUS || getToken(1).kind == MINUS })
            e = Operand(true)
        |
            e = Primary()
        )
    ]
    ( <ROW> | <ROWS> )
    (
        <ONLY>
    |
        <WITH> <TIES> { ties = true; }
    )
    { return new PgOrderBy.Fetch(e == null ? Tree.number("1", t) : e, ties); }
}

void Locks(List<RowLock> locks) :
{
}
{
    LOOKAHEAD({ getToken(2).kind == READ }) <FOR> <READ> <ONLY>
|
    Lock(locks) ( LOOKAHEAD({ getToken(1).kind == FOR }) Lock(locks) )*
}

void Lock(List<RowLock> locks) :
{
    final Token t;
    RowLock.Strength strength;
    RowLock.Wait wait = RowLock.Wait.BLOCK;
    final List<SqlIdentifier> tables = new ArrayList<SqlIdentifier>();
    SqlIdentifier table;
}
{
    <FOR> { t = token; }
    (
        <UPDATE> { strength = RowLock.Strength.UPDATE; }
    |
        <NO> <KEY> <UPDATE> { strength = RowLock.Strength.NO_KEY_UPDATE; }
    |
        <SHARE> { strength = RowLock.Strength.SHARE; }
    |
        <KEY> <SHARE> { strength = RowLock.Strength.KEY_SHARE; }
    )
    [
        <OF> table = QualifiedName() { tables.add(table); }
        ( LOOKAHEAD(1) <COMMA> table = QualifiedName() { tables.add(table); } )*
    ]
    [
        <NOWAIT> { wait = RowLock.Wait.NOWAIT; }
    |
        <SKIP_> <LOCKED> { wait = RowLock.Wait.SKIP_LOCKED; }
    ]
    { locks.add(new RowLock(strength, tables, wait, t.beginColumn)); }
}

SqlNodeList WithList() :
{
    final Token t;
    final List<SqlNode> items = new ArrayList<SqlNode>();
    boolean recursive = false;
}
{
    <WITH> { t = token; }
    [ LOOKAHEAD({ getToken(1).kind == RECURSIVE }) <RECURSIVE> { recursive = true; } ]
    WithItem(items, recursive) ( LOOKAHEAD(1) <COMMA> WithItem(items, recursive) )*
    { return new SqlNodeList(items, Tree.at(t)); }
}

void WithItem(List<SqlNode> items, boolean recursive) :
{
    final SqlIdentifier name;
    SqlNodeList columns = null;
    Boolean materialized = null;
    final SqlNode query;
    SearchClause search = null;
    CycleClause cycle = null;
}
{
    { } name = ColumnId()
    [ <LPAREN> columns = Names() <RPAREN> ]
    <AS>
    [ <MATERIALIZED> { materialized = true; } | <NOT> <MATERIALIZED> { materialized = false; } ]
    <LPAREN> query = SqlStmt() <RPAREN>
    [ search = Search() ]
    [ cycle = Cycle() ]
    {
        items.add(new PgWithItem(name.getParserPosition(), name, columns, query,
            SqlLiteral.createBoolean(recursive, name.getParserPosition()), materialized, search,
            cycle));
    }
}

SearchClause Search() :
{
    final Token t;
    final boolean breadth;
    final SqlNodeList columns;
    final SqlIdentifier sequence;
}
{
    <SEARCH> { t = token; }
    (
        LOOKAHEAD({ peek(1).is("breadth") }) ColumnId() { breadth = true; }
    |
        LOOKAHEAD({ peek(1).is("depth") }) ColumnId() { breadth = false; }
    )
    <FIRST> <BY> columns = Names() <SET> sequence = ColumnId()
    { return new SearchClause(breadth, columns, sequence, t.beginColumn); }
}

CycleClause Cycle() :
{
    final Token t;
    final SqlNodeList columns;
    final SqlIdentifier mark;
    final SqlIdentifier path;
    SqlNode value = null;
    SqlNode otherwise = null;
}
{
    <CYCLE> { t = token; } columns = Names() <SET> mark = ColumnId()
    [ <TO> value = Operation(0, false) <DEFAULT_> otherwise = Operation(0, false) ]
    <USING> path = ColumnId()
    { return new CycleClause(columns, mark, value, otherwise, path, t.beginColumn); }
}

void AddOrderItem(List<SqlNode> list) :
{
    SqlNode e;
    Token op;
}
{
    e = Operation(0, false)
    [
        <ASC>
    |
        <DESC> { e = Tree.node(token, SqlStdOperatorTable.DESC, e); }
    |
        <USING> op = OperatorName() { e = QueryTrees.orderUsing(op, e); }
    ]
    [
        LOOKAHEAD({ getToken(1).kind == NULLS })
        <NULLS>
        (
            <FIRST> { e = Tree.node(token, SqlStdOperatorTable.NULLS_FIRST, e); }
        |
            <LAST> { e = Tree.node(token, SqlStdOperatorTable.NULLS_LAST, e); }
        )
    ]
    { list.add(e); }
}

SqlNodeList Window() :
{
    final Token t;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <WINDOW> { t = token; }
    WindowDefinition(list) ( LOOKAHEAD(1) <COMMA> WindowDefinition(list) )*
    { return new SqlNodeList(list, Tree.at(t)); }
}

void WindowDefinition(List<SqlNode> list) :
{
    final SqlIdentifier name;
    final SqlWindow window;
}
{
    { } name = ColumnId() <AS> window = WindowSpecification()
    { window.setDeclName(name); list.add(window); }
}

PgWindow WindowSpecification() :
{
    final Token t;
    SqlIdentifier base = null;
    SqlNodeList partitions = SqlNodeList.EMPTY;
    SqlNodeList order = SqlNodeList.EMPTY;
    PgWindow.Mode mode = PgWindow.Mode.RANGE;
    boolean between = false;
    SqlNode lower = null;
    SqlNode upper = null;
    SqlLiteral exclude = SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO);
}
{
    <LPAREN> { t = token; }
    [ LOOKAHEAD({ Ahead.isWindowName(peek(1)) }) { } base = ColumnId() ]
    [ <PARTITION> <BY> partitions = ExpressionCommaList(span(), ExprContext.ACCEPT_NON_QUERY) ]
    [ order = OrderBy(true) ]
    [
        (
            <ROWS> { mode = PgWindow.Mode.ROWS; }
        |
            <RANGE>
        |
            <GROUPS> { mode = PgWindow.Mode.GROUPS; }
        )
        (
            <BETWEEN> { between = true; } lower = WindowRange() <AND> upper = WindowRange()
        |
            lower = WindowRange() { upper = QueryTrees.frameEnd(lower, token); }
        )
        exclude = WindowExclusion()
        { QueryTrees.checkFrame(lower, upper); }
    ]
    <RPAREN>
    {
        return new PgWindow(
            Tree.at(t), base, partitions, order, mode, between, lower, upper, exclude);
    }
}

SqlNode WindowRange() :
{
    final SqlNode e;
    final Token t = getToken(1);
}
{
    LOOKAHEAD({ getToken(1).kind == UNBOUNDED && getToken(2).kind == PRECEDING })
    <UNBOUNDED> <PRECEDING> { return SqlWindow.createUnboundedPreceding(Tree.at(t)); }
|
    LOOKAHEAD({ getToken(1).kind == UNBOUNDED && getToken(2).kind == FOLLOWING })
    <UNBOUNDED> <FOLLOWING> { return SqlWindow.createUnboundedFollowing(Tree.at(t)); }
|
    LOOKAHEAD({ getToken(1).kind == CURRENT && getToken(2).kind == ROW })
    <CURRENT> <ROW> { return SqlWindow.createCurrentRow(Tree.at(t)); }
|
    e = Operation(0, false)
    (
        <PRECEDING> { return SqlWindow.createPreceding(e, Tree.at(t)); }
    |
        <FOLLOWING> { return SqlWindow.createFollowing(e, Tree.at(t)); }
    )
}

void AddExpressions(List<SqlNode> list, ExprContext exprContext) :
{
}
{
    AddExpression(list, exprContext) ( LOOKAHEAD(1) <COMMA> AddExpression(list, exprContext) )*
}

void OrderItemList(List<SqlNode> list) :
{
}
{
    AddOrderItem(list) ( LOOKAHEAD(1) <COMMA> AddOrderItem(list) )*
}

List<SqlNode> GroupingElementList() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    AddGroupingElement(list) ( LOOKAHEAD(1) <COMMA> AddGroupingElement(list) )*
    { return list; }
}
