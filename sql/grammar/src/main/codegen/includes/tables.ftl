/** FROM: a comma binds looser than any JOIN. */
SqlNode FromClause() :
{
    SqlNode e;
    SqlNode right;
    Token t;
}
{
    e = TableReference()
    (
        LOOKAHEAD(1) <COMMA> { t = token; }
        right = TableReference()
        { e = QueryTrees.join(t, e, false, JoinType.COMMA, right, null, null, null); }
    )*
    { return e; }
}

SqlNode TableReference() :
{
    SqlNode e;
}
{
    e = TablePrimary() e = Joins(e) { return e; }
}

SqlNode Joins(SqlNode left) :
{
    SqlNode e = left;
}
{
    ( LOOKAHEAD({ Ahead.startsJoin(getToken(1)) }) e = Join(e) )*
    { return e; }
}

/**
 * One join onto {@code left}. The right side of one with ON or USING may itself be a join, which
 * then ends with the first condition: {@code a JOIN b JOIN c ON x ON y}.
 */
SqlNode Join(SqlNode left) :
{
    final Token t;
    final SqlLiteral type;
    final SqlNode right;
    SqlNode condition = null;
    SqlNodeList using = null;
    SqlIdentifier alias = null;
}
{
    <NATURAL> { t = token; } type = JoinType() right = TablePrimary()
    { return QueryTrees.join(t, left, true, type.getValueAs(JoinType.class), right, null, null, null); }
|
    LOOKAHEAD(1) <CROSS> { t = token; } <JOIN> right = TablePrimary()
    { return QueryTrees.join(t, left, false, JoinType.CROSS, right, null, null, null); }
|
    { t = getToken(1); }
    type = JoinType()
    right = TableReference()
    (
        <ON> condition = Operation(0, false)
    |
        <USING> <LPAREN> using = Names() <RPAREN>
        [ <AS> alias = ColumnId() ]
    )
    { return QueryTrees.join(t, left, false, type.getValueAs(JoinType.class), right, condition,
        using, alias); }
}

SqlNode TablePrimary() :
{
    SqlNode e;
    final Token t = getToken(1);
    final SqlIdentifier name;
}
{
    LOOKAHEAD({ getToken(1).kind == LATERAL })
    <LATERAL>
    (
        LOOKAHEAD({ getToken(1).kind == LPAREN })
        { Token parenthesis = getToken(1); }
        e = ParenthesizedTable()
        { QueryTrees.requireQuery(e, this); e = Tree.node(t, SqlStdOperatorTable.LATERAL, e); }
        e = RequiredAlias(e, parenthesis)
        { return e; }
    |
        e = FunctionTable() { return e; }
    )
|
    LOOKAHEAD({ getToken(1).kind == LPAREN })
    e = ParenthesizedTable()
    (
        LOOKAHEAD({ Ahead.isQuery(e) }) e = RequiredAlias(e, t)
    |
        e = OptionalAlias(e)
    )
    { return e; }
|
    LOOKAHEAD({ getToken(1).kind == ROWS && getToken(2).kind == FROM || StartsFunctionTable() })
    e = FunctionTable() { return e; }
|
    name = Relation() e = OptionalAlias(name)
    [
        LOOKAHEAD({ getToken(1).kind == TABLESAMPLE })
        e = TableSample(e)
    ]
    { return e; }
}

SqlNode TableSample(SqlNode table) :
{
    final Token t;
    SqlIdentifier method;
    SqlNodeList arguments;
    SqlNode seed = null;
}
{
    <TABLESAMPLE> { t = token; }
    method = QualifiedName()
    <LPAREN> arguments = ExpressionCommaList(span(), ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
    [
        LOOKAHEAD({ getToken(1).kind == REPEATABLE })
        <REPEATABLE> <LPAREN> seed = Operation(0, false) <RPAREN>
    ]
    { return new TableSample(Tree.at(t), table, method, arguments, seed); }
}

/** A table's name, with ONLY, or with a star, which says what is meant without it. */
SqlIdentifier Relation() :
{
    final SqlIdentifier name;
}
{
    <ONLY>
    (
        <LPAREN> name = QualifiedName() <RPAREN>
    |
        { } name = QualifiedName()
    )
    { return QueryTrees.only(name); }
|
    { } name = QualifiedName() [ LOOKAHEAD({ getToken(1).kind == STAR }) <STAR> ] { return name; }
}

/** A query or a join in parentheses. */
SqlNode ParenthesizedTable() :
{
    SqlNode e;
}
{
    <LPAREN>
    (
        LOOKAHEAD({ getToken(1).kind != LPAREN && StartsQuery() })
        e = Query()
    |
        LOOKAHEAD({ getToken(1).kind == LPAREN && StartsQuery() })
        { Token t = getToken(1); }
        e = ParenthesizedTable()
        (
            LOOKAHEAD({ Ahead.isQuery(e) && ContinuesQuery() }) e = QueryRest(e)
        |
            LOOKAHEAD({ Ahead.isQuery(e) && getToken(1).kind != RPAREN })
            e = RequiredAlias(e, t) e = Joins(e) { QueryTrees.requireJoin(e, this); }
        |
            LOOKAHEAD({ !Ahead.isQuery(e) })
            e = OptionalAlias(e) e = Joins(e) { QueryTrees.requireJoin(e, this); }
        |
            { }
        )
    |
        e = TableReference() { QueryTrees.requireJoin(e, this); }
    )
    <RPAREN>
    { return e; }
}

/** An alias that a subquery cannot do without. */
SqlNode RequiredAlias(SqlNode e, Token start) :
{
    final SqlNode aliased;
}
{
    aliased = OptionalAlias(e) { return QueryTrees.requireAlias(e, aliased, start, this); }
}

SqlNode OptionalAlias(SqlNode e) :
{
    SqlIdentifier alias = null;
    SqlNodeList columns = null;
}
{
    [
        LOOKAHEAD({ getToken(1).kind == AS || peek(1).isColumnName() })
        { } alias = AliasId()
        [ LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> columns = Names() <RPAREN> ]
    ]
    { return QueryTrees.aliased(e, alias, columns); }
}

/** A function in FROM, with ORDINALITY, alias and column definitions. */
SqlNode FunctionTable() :
{
    final Token t = getToken(1);
    final List<FunctionTable.Item> items = new ArrayList<FunctionTable.Item>();
    SqlNode call;
    boolean ordinality = false;
    SqlIdentifier alias = null;
    SqlNodeList names = null;
    final List<FunctionTable.ColumnDefinition> columns =
        new ArrayList<FunctionTable.ColumnDefinition>();
}
{
    (
        LOOKAHEAD({ getToken(1).kind == ROWS && getToken(2).kind == FROM })
        <ROWS> <FROM> <LPAREN>
        FunctionItem(items) ( LOOKAHEAD(1) <COMMA> FunctionItem(items) )*
        <RPAREN>
    |
        call = FunctionWithoutWindow()
        {
            items.add(new FunctionTable.Item(call,
                new ArrayList<FunctionTable.ColumnDefinition>()));
        }
    )
    [
        LOOKAHEAD({ getToken(1).kind == WITH && getToken(2).kind == ORDINALITY })
        <WITH> <ORDINALITY> { ordinality = true; }
    ]
    [
        LOOKAHEAD({ getToken(1).kind == AS || peek(1).isColumnName() })
        (
            LOOKAHEAD({ getToken(1).kind == AS && getToken(2).kind == LPAREN })
            <AS> <LPAREN> ColumnDefinitions(columns) <RPAREN>
        |
            { } alias = AliasId()
            [
                LOOKAHEAD({ getToken(1).kind == LPAREN })
                <LPAREN>
                (
                    LOOKAHEAD({ getToken(2).kind == COMMA || getToken(2).kind == RPAREN })
                    names = Names()
                |
                    ColumnDefinitions(columns)
                )
                <RPAREN>
            ]
        )
    ]
    {
        return QueryTrees.aliased(new FunctionTable(Tree.at(t), items, ordinality, columns), alias,
            names);
    }
}

/** A function of ROWS FROM. */
void FunctionItem(List<FunctionTable.Item> items) :
{
    final SqlNode call;
    final List<FunctionTable.ColumnDefinition> columns =
        new ArrayList<FunctionTable.ColumnDefinition>();
}
{
    call = FunctionWithoutWindow()
    [ <AS> <LPAREN> ColumnDefinitions(columns) <RPAREN> ]
    { items.add(new FunctionTable.Item(call, columns)); }
}

void ColumnDefinitions(List<FunctionTable.ColumnDefinition> columns) :
{
    SqlIdentifier name;
    SqlDataTypeSpec type;
}
{
    { } name = ColumnId() type = DataType()
    { columns.add(QueryTrees.definition(name, type)); }
    (
        LOOKAHEAD(1) <COMMA> name = ColumnId() type = DataType()
        { columns.add(QueryTrees.definition(name, type)); }
    )*
}
