/** What operators apply to: PostgreSQL's c_expr. */
SqlNode Primary() :
{
    SqlNode e;
    final Token t = getToken(1);
    final SqlNode query;
}
{
    LOOKAHEAD({ Ahead.isConstant(t) })
    e = Constant() { return e; }
|
    LOOKAHEAD({ t.kind == DOLLAR_PARAMETER })
    <DOLLAR_PARAMETER> e = Indirection(Tree.parameter(token)) { return e; }
|
    LOOKAHEAD({ t.kind == LPAREN })
    e = Parenthesized() { return e; }
|
    LOOKAHEAD({ t.kind == CASE })
    e = CaseExpression() { return e; }
|
    LOOKAHEAD({ t.kind == EXISTS && getToken(2).kind == LPAREN })
    <EXISTS> <LPAREN> query = Query() <RPAREN>
    { return Tree.node(t, SqlStdOperatorTable.EXISTS, query); }
|
    LOOKAHEAD({ t.kind == ARRAY })
    <ARRAY>
    (
        <LPAREN> query = Query() <RPAREN>
        { return Tree.node(t, SqlStdOperatorTable.ARRAY_QUERY, query); }
    |
        e = ArrayElements(t) { return e; }
    )
|
    LOOKAHEAD({ t.kind == ROW && getToken(2).kind == LPAREN })
    e = RowConstructor() { return e; }
|
    LOOKAHEAD({ t.kind == DEFAULT_ })
    <DEFAULT_> { return Tree.node(t, SqlStdOperatorTable.DEFAULT); }
|
    LOOKAHEAD({ t.kind == UNIQUE })
    <UNIQUE> { throw GrammarException.unsupported("UNIQUE predicate", t); }
|
    LOOKAHEAD({ StartsIntervalLiteral() })
    e = IntervalConstant() { return e; }
|
    LOOKAHEAD({ StartsTypedLiteral() })
    e = TypedLiteral() { return e; }
|
    LOOKAHEAD({ StartsSpecialFunction() })
    e = SpecialFunction() { return e; }
|
    e = ColumnOrFunction() { return e; }
}

SqlNode Constant() :
{
}
{
    <UNSIGNED_INTEGER_LITERAL> { return number(); }
|
    <DECIMAL_NUMERIC_LITERAL> { return number(); }
|
    <QUOTED_STRING> { return string(); }
|
    <BIT_STRING> { return Tree.bits(token); }
|
    <BINARY_STRING_LITERAL> { return Tree.bits(token); }
|
    <TRUE> { return SqlLiteral.createBoolean(true, Tree.at(token)); }
|
    <FALSE> { return SqlLiteral.createBoolean(false, Tree.at(token)); }
|
    <NULL> { return SqlLiteral.createNull(Tree.at(token)); }
}

SqlNode ArrayElements(Token t) :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    SqlNode e;
}
{
    <LBRACKET>
    [
        LOOKAHEAD({ getToken(1).kind != RBRACKET })
        (
        LOOKAHEAD({ getToken(1).kind == LBRACKET })
        { Token inner = getToken(1); }
        e = ArrayElements(inner) { list.add(e); }
        ( LOOKAHEAD(1) <COMMA> { inner = getToken(1); } e = ArrayElements(inner) { list.add(e); } )*
    |
        e = Operation(0, false) { list.add(e); }
        ( LOOKAHEAD(1) <COMMA> e = Operation(0, false) { list.add(e); } )*
        )
    ]
    <RBRACKET>
    { return Tree.node(t, SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, list); }
}

SqlNode RowConstructor() :
{
    final Token t;
    final List<SqlNode> list = new ArrayList<SqlNode>();
    SqlNode e;
}
{
    <ROW> { t = token; }
    <LPAREN>
    [
        LOOKAHEAD({ getToken(1).kind != RPAREN })
        e = Operation(0, false) { list.add(e); }
        ( LOOKAHEAD(1) <COMMA> e = Operation(0, false) { list.add(e); } )*
    ]
    <RPAREN>
    { return Tree.node(t, SqlStdOperatorTable.ROW, list); }
}

SqlNode CaseExpression() :
{
    final Token t;
    SqlNode subject = null;
    SqlNode e;
    SqlNode otherwise = null;
    final List<SqlNode> when = new ArrayList<SqlNode>();
    final List<SqlNode> then = new ArrayList<SqlNode>();
}
{
    <CASE> { t = token; }
    [ LOOKAHEAD({ getToken(1).kind != WHEN }) subject = Operation(0, false) ]
    (
        <WHEN> e = Operation(0, false) { when.add(e); }
        <THEN> e = Operation(0, false) { then.add(e); }
    )+
    [ <ELSE> otherwise = Operation(0, false) ]
    <END>
    { return Tree.caseOf(t, subject, when, then, otherwise); }
}

/** {@code interval '1 day'}, {@code interval '1' day}, {@code interval(3) '1 second'}. */
SqlNode IntervalConstant() :
{
    final Token t;
    final List<SqlNode> modifiers = new ArrayList<SqlNode>();
    String fields = null;
    final SqlNode value;
}
{
    <INTERVAL> { t = token; }
    (
        <LPAREN> Integer(modifiers) <RPAREN> value = StringConstant()
    |
        value = StringConstant() fields = IntervalFields(modifiers)
    )
    { return Tree.cast(t, value, Tree.interval(t, modifiers, fields)); }
}

/** {@code timestamp '2024-01-01'} and all other types that have key words of their own. */
SqlNode TypedLiteral() :
{
    final Token t = getToken(1);
    final PgTypeName type;
    final SqlNode value;
    final boolean bare;
}
{
    type = KeywordType() { bare = getToken(0).kind != RPAREN; } value = StringConstant()
    { return Tree.cast(t, value, new SqlDataTypeSpec(bare ? type.ofLiteral() : type, Tree.at(t))); }
}

SqlNode StringConstant() :
{
}
{
    <QUOTED_STRING> { return string(); }
}

/** A column, a star of a table, a function call, or a literal after a type's name. */
SqlNode ColumnOrFunction() :
{
    final Token t = getToken(1);
    final SqlIdentifier name;
    SqlNode e;
}
{
    { } name = ReferenceName()
    (
        LOOKAHEAD({ getToken(1).kind == LPAREN && Ahead.mayBeFunction(name, t) })
        e = FunctionCall(name, t) { return e; }
    |
        LOOKAHEAD({ getToken(1).kind == QUOTED_STRING && Ahead.mayBeFunction(name, t) })
        e = StringConstant()
        { return Tree.cast(t, e, Tree.type(t, name, new ArrayList<SqlNode>())); }
    |
        {
            if (name.isSimple() && !((PgToken) t).isColumnName()) {
                throw generateParseException();
            }
        }
        e = Indirection(name) { return e; }
    )
}
