/* TUSK GRAMMAR BEGIN */

/*
 * Entry points. A statement here is one that a WITH query or EXPLAIN may also hold: a query,
 * INSERT, UPDATE, DELETE or MERGE. All other statements are read from the same tokens by
 * dev.tusk.sql.parser.
 *
 * Conventions of these files: one token of lookahead, and a condition in Java where PostgreSQL's
 * own grammar looks at the word's class or at more tokens. A condition always tests the next token
 * too, since JavaCC then tests nothing else. An empty action before a JAVACODE production that
 * comes first in an alternative keeps JavaCC 5 from looking, without end, for its first token.
 */

SqlNode SqlStmtEof() :
{
    final SqlNode statement;
}
{
    statement = SqlStmt() <EOF> { return statement; }
}

SqlNodeList SqlStmtList() :
{
    final SqlNode statement;
}
{
    statement = SqlStmt() <EOF> { return SqlNodeList.of(statement); }
}

SqlNode SqlExpressionEof() :
{
    final SqlNode e;
}
{
    e = Operation(0, false) <EOF> { return e; }
}

/** Calcite asks for arrays of its own syntax; PostgreSQL has none in the text. */
SqlCall ArrayLiteral() :
{
}
{
    UnusedExtension() { return null; }
}

/** A query or a modification, with or without WITH. */
SqlNode SqlStmt() :
{
    SqlNodeList with = null;
    SqlNode e;
}
{
    [ LOOKAHEAD({ getToken(1).kind == WITH }) with = WithList() ]
    (
        e = SqlInsert() { return QueryTrees.with(with, e); }
    |
        e = SqlUpdate() { return QueryTrees.with(with, e); }
    |
        e = SqlDelete() { return QueryTrees.with(with, e); }
    |
        e = SqlMerge() { return QueryTrees.with(with, e); }
    |
        e = QueryBody() e = QueryOptions(QueryTrees.with(with, e)) { return e; }
    )
}
