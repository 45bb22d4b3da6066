JAVACODE
PgToken peek(int n) {
    return (PgToken) getToken(n);
}

/** A column, table or alias: PostgreSQL's ColId. */
JAVACODE
SqlIdentifier ColumnId() {
    if (!peek(1).isColumnName()) {
        throw generateParseException();
    }
    return Tree.identifier((PgToken) getNextToken());
}

/** A table's alias, with or without AS. */
JAVACODE
SqlIdentifier AliasId() {
    if (getToken(1).kind == AS) {
        getNextToken();
    }
    return ColumnId();
}

/** A name of a function or an argument: PostgreSQL's type_function_name. */
JAVACODE
SqlIdentifier FunctionId() {
    if (!peek(1).isFunctionName()) {
        throw generateParseException();
    }
    return Tree.identifier((PgToken) getNextToken());
}

/** A name behind AS or a point: PostgreSQL's ColLabel. */
JAVACODE
SqlIdentifier Label() {
    if (!peek(1).isLabel()) {
        throw generateParseException();
    }
    return Tree.identifier((PgToken) getNextToken());
}

/** {@code [[database.]schema.]name}. */
JAVACODE
SqlIdentifier QualifiedName() {
    if (!peek(1).isColumnName()) {
        throw generateParseException();
    }
    return NameParts(false);
}

/** A type that is no key word: a type_function_name, perhaps with more parts behind. */
JAVACODE
SqlIdentifier TypeId() {
    if (!peek(1).isFunctionName()) {
        throw generateParseException();
    }
    return NameParts(false);
}

/** A column reference's name, which may end with a star, or a function's. */
JAVACODE
SqlIdentifier ReferenceName() {
    if (!peek(1).isColumnName()) {
        if (!peek(1).isFunctionName()) {
            throw generateParseException();
        }
        if (getToken(2).kind == DOT) {
            getNextToken();
            throw generateParseException();
        }
    }
    return NameParts(true);
}

JAVACODE
SqlIdentifier NameParts(boolean star) {
    final PgToken first = (PgToken) getNextToken();
    if (getToken(1).kind != DOT) {
        return Tree.identifier(first);
    }
    final List<String> names = new ArrayList<String>();
    names.add(first.value);
    while (getToken(1).kind == DOT) {
        if (star && getToken(2).kind == STAR) {
            getNextToken();
            getNextToken();
            names.add("");
            break;
        }
        getNextToken();
        if (!peek(1).isLabel()) {
            throw generateParseException();
        }
        names.add(((PgToken) getNextToken()).value);
    }
    return new SqlIdentifier(names, Tree.at(first));
}

SqlNodeList Names() :
{
    final List<SqlNode> names = new ArrayList<SqlNode>();
    final Token t = getToken(1);
    SqlIdentifier name;
}
{
    { } name = ColumnId() { names.add(name); }
    ( LOOKAHEAD(1) <COMMA> name = ColumnId() { names.add(name); } )*
    { return new SqlNodeList(names, Tree.at(t)); }
}

/**
 * An operator: a symbol, or {@code OPERATOR(schema.symbol)}. The token returned has the symbol as
 * its image, and stands where the whole does.
 */
JAVACODE
Token OperatorName() {
    final Token t = getToken(1);
    if (t.kind != OPERATOR) {
        if (!Ahead.isOperator(t)) {
            throw generateParseException();
        }
        return getNextToken();
    }
    getNextToken();
    jj_consume_token(LPAREN);
    while (peek(1).isColumnName()) {
        getNextToken();
        jj_consume_token(DOT);
    }
    if (!Ahead.isOperator(getToken(1))) {
        throw generateParseException();
    }
    final Token symbol = getNextToken();
    jj_consume_token(RPAREN);
    return Tree.operatorAt(symbol, t);
}

JAVACODE
void AnyToken() {
    getNextToken();
}

/** The field of EXTRACT: a word of any kind, or a string. */
JAVACODE
Token ExtractField() {
    if (!peek(1).isLabel() && getToken(1).kind != QUOTED_STRING) {
        throw generateParseException();
    }
    return getNextToken();
}

JAVACODE
SqlNode number() {
    return Tree.number((PgToken) token);
}

JAVACODE
SqlNode string() {
    return Tree.string((PgToken) token);
}

/** A prefix operator stands next. */
JAVACODE
boolean StartsOperator() {
    return getToken(1).kind == OPERATOR_SYMBOL
        || getToken(1).kind == OPERATOR && getToken(2).kind == LPAREN;
}

/** Behind any opening parentheses, a query stands next; told once for a run of parentheses. */
JAVACODE
boolean StartsQuery() {
    final PgToken first = peek(1);
    if (first.kind == LPAREN && first.leadsToQuery != null) {
        return first.leadsToQuery;
    }
    PgToken t = first;
    while (t.kind == LPAREN) {
        t = following(t);
    }
    final boolean query = t.kind == SELECT || t.kind == TABLE || t.kind == WITH
        || t.kind == VALUES && following(t).kind == LPAREN;
    for (PgToken u = first; u != t; u = following(u)) {
        u.leadsToQuery = query;
    }
    return query;
}

JAVACODE
PgToken following(PgToken t) {
    if (t.next == null) {
        t.next = token_source.getNextToken();
    }
    return (PgToken) t.next;
}

/** Behind a query in parentheses, something that makes it part of a larger one. */
JAVACODE
boolean ContinuesQuery() {
    switch (getToken(1).kind) {
    case UNION:
    case INTERSECT:
    case EXCEPT:
    case ORDER:
    case LIMIT:
    case OFFSET:
    case FETCH:
    case FOR:
        return true;
    default:
        return false;
    }
}

/** An item of a select list stands next, rather than what may follow an empty one. */
JAVACODE
boolean StartsItem() {
    switch (getToken(1).kind) {
    case EOF:
    case SEMICOLON:
    case RPAREN:
    case INTO:
    case FROM:
    case WHERE:
    case GROUP:
    case HAVING:
    case WINDOW:
    case UNION:
    case INTERSECT:
    case EXCEPT:
    case ORDER:
    case LIMIT:
    case OFFSET:
    case FETCH:
    case FOR:
    case ON:
    case RETURNING:
        return false;
    default:
        return true;
    }
}

/** A function call, rather than a table's name, stands next. */
JAVACODE
public boolean StartsFunctionTable() {
    if (StartsSpecialFunction()) {
        return true;
    }
    if (!peek(1).isColumnName()) {
        return peek(1).isFunctionName();
    }
    int i = 2;
    while (getToken(i).kind == DOT) {
        i += 2;
    }
    return getToken(i).kind == LPAREN;
}

JAVACODE
boolean StartsIntervalLiteral() {
    return getToken(1).kind == INTERVAL
        && (getToken(2).kind == QUOTED_STRING || getToken(2).kind == LPAREN);
}

/** A type's key word before a string. */
JAVACODE
boolean StartsTypedLiteral() {
    return getToken(1).kind != INTERVAL && Ahead.isTypeKeyword(getToken(1), getToken(2))
        && Ahead.continuesTypedLiteral(getToken(1), getToken(2));
}

JAVACODE
boolean StartsSpecialFunction() {
    return Ahead.isValueFunction(getToken(1)) && getToken(1).kind != CURRENT_SCHEMA
        || getToken(1).kind == CURRENT_SCHEMA && getToken(2).kind != LPAREN
        || Ahead.isSpecialFunction(getToken(1)) && getToken(2).kind == LPAREN
        || getToken(1).kind == COLLATION && getToken(2).kind == FOR;
}

/* TUSK GRAMMAR END */
