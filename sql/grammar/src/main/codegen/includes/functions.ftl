/** Arguments, and the clauses behind them. */
SqlNode FunctionCall(SqlIdentifier name, Token t) :
{
    SqlNode e;
    final List<SqlNode> arguments = new ArrayList<SqlNode>();
    final SqlNode literal;
    SqlNodeList order;
    final SqlNode condition;
    final SqlNode window;
    SqlLiteral quantifier = null;
}
{
    e = Arguments(name, t, arguments)
    (
        LOOKAHEAD({ getToken(1).kind == QUOTED_STRING && Ahead.mayBeModifiers(e) })
        literal = StringConstant() { return Tree.cast(t, literal, Tree.type(t, name, arguments)); }
    |
        e = AggregateClauses(e) { return e; }
    )
}

SqlNode Arguments(SqlIdentifier name, Token t, List<SqlNode> arguments) :
{
    SqlLiteral quantifier = null;
    SqlNodeList order = null;
}
{
    <LPAREN>
    (
        LOOKAHEAD({ getToken(1).kind == STAR })
        <STAR> { arguments.add(SqlIdentifier.star(Tree.at(token))); }
    |
        LOOKAHEAD({ getToken(1).kind == RPAREN }) { }
    |
        [ LOOKAHEAD({ getToken(1).kind == ALL
            || getToken(1).kind == DISTINCT }) quantifier = AllOrDistinct() ]
        Argument(arguments) ( LOOKAHEAD(1) <COMMA> Argument(arguments) )*
        [ order = OrderBy(true) ]
    )
    <RPAREN>
    {
        SqlNode call = createCall(name, Tree.at(t), SqlFunctionCategory.USER_DEFINED_FUNCTION,
            Tree.onlyDistinct(quantifier), arguments);
        return order == null ? call : Tree.node(t, PgOperators.AGGREGATE_ORDER_BY, call, order);
    }
}

void Argument(List<SqlNode> arguments) :
{
    SqlNode e;
    final SqlIdentifier name;
    Token t = getToken(1);
}
{
    LOOKAHEAD({ t.kind == VARIADIC })
    <VARIADIC> e = Operation(0, false)
    {
        if (getToken(1).kind == COMMA) {
            throw generateParseException();
        }
        arguments.add(Tree.node(t, PgOperators.VARIADIC, e));
    }
|
    LOOKAHEAD({ getToken(2).kind == NAMED_ARGUMENT_ASSIGNMENT || getToken(2).kind == COLON_EQUALS })
    { } name = FunctionId() ( <NAMED_ARGUMENT_ASSIGNMENT> | <COLON_EQUALS> ) e = Operation(0, false)
    { arguments.add(Tree.node(t, SqlStdOperatorTable.ARGUMENT_ASSIGNMENT, e, name)); }
|
    e = Operation(0, false) { arguments.add(e); }
}

/** WITHIN GROUP, FILTER and OVER. */
SqlNode AggregateClauses(SqlNode call) :
{
    SqlNode e = call;
    final SqlNodeList order;
    final SqlNode condition;
    final SqlNode window;
    Token t;
}
{
    [
        LOOKAHEAD({ getToken(1).kind == WITHIN && getToken(2).kind == GROUP })
        <WITHIN> { t = token; } <GROUP> <LPAREN> order = OrderBy(true) <RPAREN>
        { e = SqlStdOperatorTable.WITHIN_GROUP.createCall(e.getParserPosition(),
            Tree.withoutOrder(e, t), order); }
    ]
    [
        LOOKAHEAD({ getToken(1).kind == FILTER && getToken(2).kind == LPAREN })
        <FILTER> <LPAREN> condition = Where() <RPAREN>
        { e = SqlStdOperatorTable.FILTER.createCall(e.getParserPosition(), e, condition); }
    ]
    [
        LOOKAHEAD({ getToken(1).kind == OVER })
        <OVER>
        (
            LOOKAHEAD({ getToken(1).kind == LPAREN }) window = WindowSpecification()
        |
            { } window = ColumnId()
        )
        { e = SqlStdOperatorTable.OVER.createCall(e.getParserPosition(), e, window); }
    ]
    { return e; }
}

/** A function in FROM or as an index key: no FILTER, no OVER. */
SqlNode FunctionWithoutWindow() :
{
    final Token t = getToken(1);
    final SqlIdentifier name;
    final SqlNode e;
}
{
    LOOKAHEAD({ StartsSpecialFunction() })
    e = SpecialFunction() { return e; }
|
    { } name = ReferenceName()
    { if (!Ahead.mayBeFunction(name, t)) { throw generateParseException(); } }
    e = Arguments(name, t, new ArrayList<SqlNode>()) { return e; }
}

/**
 * Functions with a syntax of their own, given as calls of what PostgreSQL makes of them: {@code
 * EXTRACT(year FROM x)} is {@code extract('year', x)}.
 */
SqlNode SpecialFunction() :
{
    final Token t = getToken(1);
    SqlNode a;
    SqlNode b;
    SqlNode c = null;
    SqlNode d = null;
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final SqlDataTypeSpec type;
    String name;
    Token field;
}
{
    <CAST> <LPAREN> a = Operation(0, false) <AS> type = DataType() <RPAREN>
    { return Tree.cast(t, a, type); }
|
    <EXTRACT> <LPAREN> field = ExtractField() <FROM> a = Operation(0, false) <RPAREN>
    { return Tree.systemCall(t, "extract", Tree.text(field), a); }
|
    <POSITION> <LPAREN> a = Operation(0, true) <IN> b = Operation(0, true) <RPAREN>
    { return Tree.systemCall(t, "position", b, a); }
|
    <OVERLAY> <LPAREN>
    (
        LOOKAHEAD({ getToken(1).kind == RPAREN }) { }
    |
        Argument(list)
        (
            <PLACING> b = Operation(0, false) { list.add(b); }
            <FROM> c = Operation(0, false) { list.add(c); }
            [ <FOR> d = Operation(0, false) { list.add(d); } ]
        |
            ( LOOKAHEAD(1) <COMMA> Argument(list) )* <RPAREN> { return Tree.call(t, "overlay", list); }
        )
    )
    <RPAREN> { return Tree.systemCall(t, "overlay", list); }
|
    <SUBSTRING> <LPAREN> a = SubstringArguments(t) <RPAREN> { return a; }
|
    <TRIM> <LPAREN> { name = "btrim"; }
    [ <BOTH> | <LEADING> { name = "ltrim"; } | <TRAILING> { name = "rtrim"; } ]
    (
        LOOKAHEAD({ getToken(1).kind == FROM })
        <FROM> TrimList(list)
    |
        a = Operation(0, false)
        (
            <FROM> TrimList(list) { list.add(a); }
        |
            { list.add(a); } ( LOOKAHEAD(1) <COMMA> a = Operation(0, false) { list.add(a); } )*
        )
    )
    <RPAREN> { return Tree.systemCall(t, name, list); }
|
    <COALESCE> TrimListInParentheses(list) { return Tree.call(t, "coalesce", list); }
|
    <GREATEST> TrimListInParentheses(list) { return Tree.call(t, "greatest", list); }
|
    <LEAST> TrimListInParentheses(list) { return Tree.call(t, "least", list); }
|
    <GROUPING> TrimListInParentheses(list)
    { return Tree.node(t, SqlStdOperatorTable.GROUPING, list); }
|
    <NULLIF> <LPAREN> a = Operation(0, false) <COMMA> b = Operation(0, false) <RPAREN>
    { return Tree.call(t, "nullif", a, b); }
|
    <COLLATION> <FOR> <LPAREN> a = Operation(0, false) <RPAREN>
    { return Tree.systemCall(t, "pg_collation_for", a); }
|
    <NORMALIZE> <LPAREN> a = Operation(0, false) { list.add(a); }
    [ <COMMA> field = ExtractField() { list.add(Tree.normalForm(field)); } ]
    <RPAREN> { return Tree.systemCall(t, "normalize", list); }
|
    <CURRENT_DATE> { return Tree.call(t, "current_date", list); }
|
    <CURRENT_TIME> Precision(list) { return Tree.call(t, "current_time", list); }
|
    <CURRENT_TIMESTAMP> Precision(list) { return Tree.call(t, "current_timestamp", list); }
|
    <LOCALTIME> Precision(list) { return Tree.call(t, "localtime", list); }
|
    <LOCALTIMESTAMP> Precision(list) { return Tree.call(t, "localtimestamp", list); }
|
    <CURRENT_ROLE> { return Tree.call(t, "current_role", list); }
|
    <CURRENT_USER> { return Tree.call(t, "current_user", list); }
|
    <SESSION_USER> { return Tree.call(t, "session_user", list); }
|
    <USER> { return Tree.call(t, "user", list); }
|
    <CURRENT_CATALOG> { return Tree.call(t, "current_catalog", list); }
|
    <CURRENT_SCHEMA> { return Tree.call(t, "current_schema", list); }
|
    { } AnyToken() { throw GrammarException.unsupported(t.image.toUpperCase(Locale.ROOT), t); }
}

void Precision(List<SqlNode> list) :
{
}
{
    [ LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> Integer(list) <RPAREN> ]
}

void TrimListInParentheses(List<SqlNode> list) :
{
}
{
    <LPAREN> TrimList(list) <RPAREN>
}

void TrimList(List<SqlNode> list) :
{
    SqlNode e;
}
{
    e = Operation(0, false) { list.add(e); }
    ( LOOKAHEAD(1) <COMMA> e = Operation(0, false) { list.add(e); } )*
}

/** {@code x FROM 2 FOR 3}, {@code x FOR 3}, {@code x SIMILAR y ESCAPE z}, or plain arguments. */
SqlNode SubstringArguments(Token t) :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    SqlNode start = null;
    SqlNode length = null;
}
{
    LOOKAHEAD({ getToken(1).kind == RPAREN }) { return Tree.call(t, "substring", list); }
|
    Argument(list)
    (
        <FROM> start = Operation(0, false) { list.add(start); }
        [ <FOR> length = Operation(0, false) { list.add(length); } ]
    |
        <FOR> length = Operation(0, false)
        [ <FROM> start = Operation(0, false) ]
        { list.add(start == null ? Tree.number("1", t) : start); list.add(length); }
    |
        <SIMILAR> start = Operation(0, false) <ESCAPE> length = Operation(0, false)
        { list.add(start); list.add(length); }
    |
        ( LOOKAHEAD(1) <COMMA> Argument(list) )* { return Tree.call(t, "substring", list); }
    )
    { return Tree.systemCall(t, "substring", list); }
}
