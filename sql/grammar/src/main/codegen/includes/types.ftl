/** A type's name with modifiers and array brackets. */
SqlDataTypeSpec DataType() :
{
    final Token t = getToken(1);
    PgTypeName type;
    int dimensions = 0;
}
{
    [ LOOKAHEAD({ getToken(1).kind == SETOF }) <SETOF>
    { throw GrammarException.unsupported("SETOF", t); } ]
    (
        LOOKAHEAD({ getToken(1).kind == INTERVAL })
        type = IntervalType()
    |
        LOOKAHEAD({ Ahead.isTypeKeyword(getToken(1), getToken(2)) })
        type = KeywordType()
    |
        type = GenericType()
    )
    (
        LOOKAHEAD({ getToken(1).kind == ARRAY })
        <ARRAY> { dimensions = 1; }
        [
            LOOKAHEAD({ getToken(1).kind == LBRACKET })
            <LBRACKET> <UNSIGNED_INTEGER_LITERAL> <RBRACKET>
        ]
    |
        (
            LOOKAHEAD({ getToken(1).kind == LBRACKET })
            <LBRACKET> [ <UNSIGNED_INTEGER_LITERAL> ] <RBRACKET> { dimensions++; }
        )*
    )
    { return new SqlDataTypeSpec(type.array(dimensions), Tree.at(t)); }
}

PgTypeName IntervalType() :
{
    final Token t;
    final List<SqlNode> modifiers = new ArrayList<SqlNode>();
    String fields = null;
}
{
    <INTERVAL> { t = token; }
    (
        LOOKAHEAD({ getToken(1).kind == LPAREN })
        <LPAREN> Integer(modifiers) <RPAREN>
    |
        fields = IntervalFields(modifiers)
    )
    { return (PgTypeName) Tree.interval(t, modifiers, fields).getTypeNameSpec(); }
}

/** {@code year to month}, {@code day to second(3)}; nothing gives null. */
String IntervalFields(List<SqlNode> modifiers) :
{
    String start;
    String end = null;
}
{
    LOOKAHEAD({ Ahead.isIntervalField(getToken(1)) })
    start = IntervalField(modifiers)
    [
        LOOKAHEAD({ getToken(1).kind == TO && !start.equals("month") && !start.equals("second") })
        <TO>
        {
            if (!Ahead.isIntervalRange(start, peek(1))) {
                throw generateParseException();
            }
        }
        end = IntervalField(modifiers)
    ]
    { return end == null ? start : start + " to " + end; }
|
    { return null; }
}

String IntervalField(List<SqlNode> modifiers) :
{
}
{
    <YEAR> { return "year"; }
|
    <MONTH> { return "month"; }
|
    <DAY> { return "day"; }
|
    <HOUR> { return "hour"; }
|
    <MINUTE> { return "minute"; }
|
    <SECOND> [ LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> Integer(modifiers) <RPAREN> ]
    { return "second"; }
}

PgTypeName GenericType() :
{
    final Token t = getToken(1);
    final SqlIdentifier name;
    List<SqlNode> modifiers = new ArrayList<SqlNode>();
}
{
    { } name = TypeId()
    [ LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> TrimList(modifiers) <RPAREN> ]
    [
        LOOKAHEAD({ getToken(1).kind == PERCENT_REMAINDER && peek(2).is("type") })
        <PERCENT_REMAINDER> { throw GrammarException.unsupported("%TYPE", t); }
    ]
    { return new PgTypeName(name, modifiers, 0, null, Tree.at(t)); }
}

/** The types of the standard that are key words, by PostgreSQL's internal names. */
PgTypeName KeywordType() :
{
    final Token t = getToken(1);
    final List<SqlNode> modifiers = new ArrayList<SqlNode>();
    String name;
    boolean varying = false;
}
{
    ( <INT> | <INTEGER> ) { return PgTypeName.builtIn("int4", Tree.at(t)); }
|
    <SMALLINT> { return PgTypeName.builtIn("int2", Tree.at(t)); }
|
    <BIGINT> { return PgTypeName.builtIn("int8", Tree.at(t)); }
|
    <REAL> { return PgTypeName.builtIn("float4", Tree.at(t)); }
|
    <FLOAT> [ <LPAREN> Integer(modifiers) <RPAREN> ]
    { return PgTypeName.builtIn(Tree.floatType(t, modifiers), Tree.at(t)); }
|
    <DOUBLE> <PRECISION> { return PgTypeName.builtIn("float8", Tree.at(t)); }
|
    ( <DECIMAL> | <DEC> | <NUMERIC> )
    [ LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> TrimList(modifiers) <RPAREN> ]
    { return PgTypeName.builtIn("numeric", modifiers, Tree.at(t)); }
|
    <BOOLEAN> { return PgTypeName.builtIn("bool", Tree.at(t)); }
|
    <BIT> [ LOOKAHEAD({ getToken(1).kind == VARYING }) <VARYING> { varying = true; } ]
    [ LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> TrimList(modifiers) <RPAREN> ]
    {
        if (modifiers.isEmpty() && !varying) {
            modifiers.add(Tree.number("1", t));
        }
        return PgTypeName.builtIn(varying ? "varbit" : "bit", modifiers, Tree.at(t));
    }
|
    <VARCHAR> [ LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> Integer(modifiers) <RPAREN> ]
    { return PgTypeName.builtIn("varchar", modifiers, Tree.at(t)); }
|
    [ <NATIONAL> ] ( <CHARACTER> | <CHAR> | <NCHAR> )
    [ LOOKAHEAD({ getToken(1).kind == VARYING }) <VARYING> { varying = true; } ]
    [ LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> Integer(modifiers) <RPAREN> ]
    {
        if (modifiers.isEmpty() && !varying) {
            modifiers.add(Tree.number("1", t));
        }
        return PgTypeName.builtIn(varying ? "varchar" : "bpchar", modifiers, Tree.at(t));
    }
|
    ( <TIMESTAMP> { name = "timestamp"; } | <TIME> { name = "time"; } )
    [ LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> Integer(modifiers) <RPAREN> ]
    [
        LOOKAHEAD({ getToken(2).kind == TIME
            && (getToken(1).kind == WITH || getToken(1).kind == WITHOUT) })
        ( <WITH> { name = name + "tz"; } | <WITHOUT> ) <TIME> <ZONE>
    ]
    { return PgTypeName.builtIn(name, modifiers, Tree.at(t)); }
}

void Integer(List<SqlNode> list) :
{
}
{
    <UNSIGNED_INTEGER_LITERAL> { list.add(Tree.unfolded(number())); }
}
