/*
 * Expressions, by climbing PostgreSQL's table of precedences (gram.y):
 *
 *  1 OR    2 AND    3 NOT    4 IS ISNULL NOTNULL    5 < > = <= >= <>
 *  6 BETWEEN IN LIKE ILIKE SIMILAR    8 any other operator    9 + -    10 * / %    11 ^
 *  12 AT TIME ZONE    13 COLLATE    14 unary + -    15 ::
 *
 * Levels 4, 5 and 6 do not associate: a = b = c is an error. "Restricted" is PostgreSQL's b_expr,
 * the operand of BETWEEN and POSITION and a column's default: no AND, OR, NOT, IN, LIKE, IS NULL.
 */

SqlNode Expression(ExprContext exprContext) :
{
    final SqlNode e;
}
{
    e = Operation(0, false) { return e; }
}

SqlNode Operation(int least, boolean restricted) :
{
    SqlNode e;
}
{
    e = Operand(restricted) e = OperationRest(e, least, restricted) { return e; }
}

SqlNode OperationRest(SqlNode left, int least, boolean restricted) :
{
    SqlNode e = left;
}
{
    ( LOOKAHEAD({ InfixLevel(restricted) >= least }) e = Infix(e, restricted) )*
    { return e; }
}

/** An operand with its prefix operators. */
SqlNode Operand(boolean restricted) :
{
    SqlNode e;
    final Token t;
}
{
    LOOKAHEAD({ getToken(1).kind == PLUS || getToken(1).kind == MINUS })
    ( <PLUS> | <MINUS> ) { t = token; } e = Operation(15, restricted)
    { return Tree.sign(t, e); }
|
    LOOKAHEAD({ StartsOperator() })
    { } t = OperatorName() e = Operation(9, restricted) { return Tree.prefix(t, e); }
|
    LOOKAHEAD({ !restricted && getToken(1).kind == NOT })
    <NOT> { t = token; } e = Operation(4, false)
    { return Tree.node(t, SqlStdOperatorTable.NOT, e); }
|
    e = Primary() { return e; }
}

/** What stands behind {@code left}: an operator with its right operands. */
SqlNode Infix(SqlNode left, boolean restricted) :
{
    final int level = InfixLevel(restricted);
    final Token t = getToken(1);
    SqlNode right;
    final SqlDataTypeSpec type;
    final SqlIdentifier name;
    final Token op;
    final SqlNode e;
}
{
    <OR> right = Operation(level + 1, restricted)
    { return Tree.node(t, SqlStdOperatorTable.OR, left, right); }
|
    <AND> right = Operation(level + 1, restricted)
    { return Tree.node(t, SqlStdOperatorTable.AND, left, right); }
|
    <ISNULL> { return Tree.node(t, SqlStdOperatorTable.IS_NULL, left); }
|
    <NOTNULL> { return Tree.node(t, SqlStdOperatorTable.IS_NOT_NULL, left); }
|
    e = IsTest(left, restricted) { return e; }
|
    <INFIX_CAST> type = DataType() { return Tree.cast(t, left, type); }
|
    <AT> <TIME> <ZONE> right = Operation(level + 1, restricted)
    { return Tree.systemCall(t, "timezone", right, left); }
|
    <COLLATE> name = QualifiedName() { return Tree.node(t, PgOperators.COLLATE, left, name); }
|
    { QueryTrees.requireRow(left, this); } <OVERLAPS>
    {
        if (getToken(1).kind != LPAREN && getToken(1).kind != ROW) {
            throw generateParseException();
        }
    }
    right = Operation(level + 1, restricted) { return Tree.overlaps(t, left, right); }
|
    LOOKAHEAD({ Ahead.isPredicate(t, getToken(2)) })
    e = Predicate(left) { return e; }
|
    { } op = OperatorName()
    (
        LOOKAHEAD({ !restricted && Ahead.isQuantifier(getToken(1)) })
        right = Quantified(left, op) { return right; }
    |
        right = Operation(level + 1, restricted)
        { CheckNonAssociative(level, 5, restricted); return Tree.binary(op, left, right); }
    )
}

SqlNode IsTest(SqlNode left, boolean restricted) :
{
    final Token t;
    final Token form;
    boolean not = false;
    final SqlNode right;
}
{
    <IS> { t = token; }
    [ <NOT> { not = true; } ]
    (
        <NULL> { return Tree.is(t, not
            ? SqlStdOperatorTable.IS_NOT_NULL : SqlStdOperatorTable.IS_NULL, left); }
    |
        <TRUE> { return Tree.is(t, not
            ? SqlStdOperatorTable.IS_NOT_TRUE : SqlStdOperatorTable.IS_TRUE, left); }
    |
        <FALSE> { return Tree.is(t, not
            ? SqlStdOperatorTable.IS_NOT_FALSE : SqlStdOperatorTable.IS_FALSE, left); }
    |
        <UNKNOWN>
        { return Tree.is(t, not
            ? SqlStdOperatorTable.IS_NOT_UNKNOWN : SqlStdOperatorTable.IS_UNKNOWN, left); }
    |
        <DISTINCT> <FROM> right = Operation(5, restricted)
        {
            CheckNonAssociative(4, 4, restricted);
            return Tree.node(t, not
                ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM : SqlStdOperatorTable.IS_DISTINCT_FROM,
                left, right);
        }
    |
        LOOKAHEAD({ peek(1).is("normalized") })
        { } AnyToken() { return Tree.normalized(t, not, left); }
    |
        LOOKAHEAD({ (peek(1).is("nfc") || peek(1).is("nfd") || peek(1).is("nfkc")
            || peek(1).is("nfkd")) && peek(2).is("normalized") })
        { } AnyToken() { form = token; } AnyToken()
        { return Tree.normalized(t, not, left, form); }
    |
        LOOKAHEAD({ peek(1).is("document") })
        { } AnyToken()
        { throw GrammarException.unsupported("IS " + token.image.toUpperCase(Locale.ROOT), t); }
    )
}

/** [NOT] BETWEEN, IN, LIKE, ILIKE, SIMILAR TO. */
SqlNode Predicate(SqlNode left) :
{
    Token t = getToken(1);
    boolean not = false;
    boolean symmetric = false;
    SqlNode a;
    SqlNode b = null;
}
{
    [ <NOT> { not = true; } ]
    (
        <BETWEEN> { if (!not) { t = token; } }
        [ <SYMMETRIC> { symmetric = true; } | <ASYMMETRIC> ]
        a = Operation(0, true) <AND> b = Operation(7, false)
        { CheckNonAssociative(6, 6, false); return Tree.between(t, not, symmetric, left, a, b); }
    |
        <IN> a = QueryOrList() { return Tree.in(t, not, left, a); }
    |
        LOOKAHEAD({ (getToken(1).kind == LIKE || getToken(1).kind == ILIKE)
            && Ahead.isQuantifier(getToken(2)) })
        ( <LIKE> | <ILIKE> ) a = Quantified(left, Tree.like(token, not)) { return a; }
    |
        <LIKE> a = Operation(7, false) [ LOOKAHEAD(1) <ESCAPE> b = Operation(7, false) ]
        {
            CheckNonAssociative(6, 6, false);
            return Tree.match(t, not
                ? SqlStdOperatorTable.NOT_LIKE : SqlStdOperatorTable.LIKE, left, a, b);
        }
    |
        <ILIKE> a = Operation(7, false) [ LOOKAHEAD(1) <ESCAPE> b = Operation(7, false) ]
        {
            CheckNonAssociative(6, 6, false);
            return Tree.match(t, not
                ? SqlLibraryOperators.NOT_ILIKE : SqlLibraryOperators.ILIKE, left, a, b);
        }
    |
        <SIMILAR> <TO> a = Operation(7, false) [ LOOKAHEAD(1) <ESCAPE> b = Operation(7, false) ]
        {
            CheckNonAssociative(6, 6, false);
            return Tree.match(t, not
                ? SqlStdOperatorTable.NOT_SIMILAR_TO : SqlStdOperatorTable.SIMILAR_TO,
                left, a, b);
        }
    )
}

/** ANY, SOME or ALL over an array or a query. */
SqlNode Quantified(SqlNode left, Token op) :
{
    boolean all = false;
    SqlNode right;
}
{
    ( <ANY> | <SOME> | <ALL> { all = true; } )
    <LPAREN> right = QueryOrExpression() <RPAREN>
    { return Tree.quantified(op, all, left, right); }
}

/** What IN takes: a query, or a list. */
SqlNode QueryOrList() :
{
    final Token t;
    final List<SqlNode> list = new ArrayList<SqlNode>();
    SqlNode e;
}
{
    <LPAREN> { t = token; }
    e = QueryOrExpression() { list.add(e); }
    ( LOOKAHEAD(1) <COMMA> e = Operation(0, false) { list.add(e); } )*
    <RPAREN>
    { return list.size() == 1 && Ahead.isQuery(list.get(0))
        ? list.get(0) : new SqlNodeList(list, Tree.at(t)); }
}

/** The inside of parentheses: a query, or an expression, which may begin with one in its own. */
SqlNode QueryOrExpression() :
{
    SqlNode e;
}
{
    LOOKAHEAD({ !StartsQuery() })
    e = Operation(0, false) { return e; }
|
    LOOKAHEAD({ getToken(1).kind != LPAREN })
    e = Query() { return e; }
|
    e = Parenthesized()
    (
        LOOKAHEAD({ Ahead.isQuery(e) && ContinuesQuery() }) e = QueryRest(e)
    |
        e = OperationRest(e, 0, false)
    )
    { return e; }
}

/** A query, a row, or an expression, in parentheses, with subscripts and fields behind. */
SqlNode Parenthesized() :
{
    final Token t;
    final List<SqlNode> list = new ArrayList<SqlNode>();
    SqlNode e;
}
{
    <LPAREN> { t = token; }
    e = QueryOrExpression() { list.add(e); }
    ( LOOKAHEAD(1) <COMMA> e = Operation(0, false) { list.add(e); } )*
    <RPAREN>
    {
        if (list.size() > 1) {
            return Tree.row(t, new SqlNodeList(list, Tree.at(t)));
        }
        QueryTrees.parenthesized(e, t);
        e = ParenthesizedCondition.of(e);
    }
    e = Indirection(e) { return e; }
}

/** Subscripts, slices, fields and stars behind an operand. */
SqlNode Indirection(SqlNode base) :
{
    SqlNode e = base;
    SqlNode lower;
    SqlNode upper;
    boolean slice;
    SqlIdentifier field;
    Token t;
}
{
    (
        LOOKAHEAD({ getToken(1).kind == LBRACKET || getToken(1).kind == DOT })
        (
            <LBRACKET>
            {
                t = token;
                lower = null;
                upper = null;
                slice = false;
                if (e == base) {
                    e = QueryTrees.subscripted(base);
                }
            }
            [ LOOKAHEAD({ getToken(1).kind != COLON
                && getToken(1).kind != RBRACKET }) lower = Operation(0, false) ]
            [
                <COLON> { slice = true; }
                [ LOOKAHEAD({ getToken(1).kind != RBRACKET }) upper = Operation(0, false) ]
            ]
            {
                if (!slice && lower == null) {
                    throw generateParseException();
                }
            }
            <RBRACKET>
            { e = slice ? new ArraySlice(Tree.at(t), e, lower, upper) : Tree.item(t, e, lower); }
        |
            <DOT> { t = token; }
            (
                <STAR> { e = Tree.node(t, PgOperators.ROW_STAR, e); }
            |
                { } field = Label() { e = Tree.node(t, SqlStdOperatorTable.DOT, e, field); }
            )
        )
    )*
    { return e; }
}

JAVACODE
int InfixLevel(boolean restricted) {
    final int next = getToken(1).kind;
    switch (next) {
    case OR:
        return restricted ? -1 : 1;
    case AND:
        return restricted ? -1 : 2;
    case ISNULL:
    case NOTNULL:
        return restricted ? -1 : 4;
    case IS:
        if (!restricted) {
            return 4;
        }
        return getToken(getToken(2).kind == NOT ? 3 : 2).kind == DISTINCT ? 4 : -1;
    case EQ:
    case NE:
    case LT:
    case GT:
    case LE:
    case GE:
        return 5;
    case BETWEEN:
    case IN:
    case LIKE:
    case ILIKE:
        return restricted ? -1 : 6;
    case SIMILAR:
        return !restricted && getToken(2).kind == TO ? 6 : -1;
    case NOT:
        return !restricted && Ahead.isPredicate(getToken(1), getToken(2)) ? 6 : -1;
    case OPERATOR_SYMBOL:
        return 8;
    case OPERATOR:
        return getToken(2).kind == LPAREN ? 8 : -1;
    case OVERLAPS:
        return restricted ? -1 : 8;
    case PLUS:
    case MINUS:
        return 9;
    case STAR:
    case SLASH:
    case PERCENT_REMAINDER:
        return 10;
    case CARET:
        return 11;
    case AT:
        return !restricted && getToken(2).kind == TIME ? 12 : -1;
    case COLLATE:
        return restricted ? -1 : 13;
    case INFIX_CAST:
        return 15;
    default:
        return -1;
    }
}

/** Behind an operation of a level that does not associate, no other of that level may follow. */
JAVACODE
void CheckNonAssociative(int level, int last, boolean restricted) {
    if (level >= 4 && level <= 6 && level <= last && InfixLevel(restricted) == level) {
        throw generateParseException();
    }
}
