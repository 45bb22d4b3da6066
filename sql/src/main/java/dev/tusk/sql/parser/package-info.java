/**
 * SQL text to statements: PostgreSQL's scanner, the plan cache's key, and the parser.
 *
 * <p>Queries, INSERT, UPDATE, DELETE and all expressions are read by the generated parser of module
 * {@code tusk-sql-grammar} into Calcite's tree; the other statements are read from the same tokens
 * by the {@code *Parser} classes here, into records without Calcite's types. {@code Scanner} is the
 * only reader of text.
 *
 * <h2>The tree</h2>
 *
 * <p>Every node's {@code SqlParserPos} has line 1 and, as column, the character of the statement's
 * text (from 1) where PostgreSQL would place an error about the node: an operator's own place for
 * an operation, the name's for a call, {@code ::} for a cast. {@code SqlParser.positionOf(node)}
 * reads it. Classes named here without package are Calcite's; those marked * are {@code
 * dev.tusk.sql.grammar}'s. {@code f(...)} means a {@code SqlBasicCall} of a {@code
 * SqlUnresolvedFunction} with that name.
 *
 * <table>
 * <caption>Expressions</caption>
 * <tr><th>PostgreSQL</th><th>Node</th></tr>
 * <tr><td>{@code a}, {@code t.a}, {@code s.t.a}</td><td>SqlIdentifier, names folded as PostgreSQL
 *   does</td></tr>
 * <tr><td>{@code *}, {@code t.*}</td><td>SqlIdentifier with an empty last name (isStar)</td></tr>
 * <tr><td>{@code $n}</td><td>SqlDynamicParam, index n - 1</td></tr>
 * <tr><td>literal folded out of the plan cache's key</td><td>FoldedLiteral*, a SqlDynamicParam with
 *   index = highest $n + ordinal; kind STRING is an unknown literal</td></tr>
 * <tr><td>{@code 1}, {@code 1.5}, {@code 1e5}, {@code -1}</td><td>PgNumber*, a SqlNumericLiteral;
 *   kind() tells int4, int8, numeric. A minus before it is part of it</td></tr>
 * <tr><td>{@code 'x'}, {@code E'x'}, {@code $$x$$}, {@code U&'x'}</td><td>SqlCharStringLiteral: of
 *   type unknown until its use decides</td></tr>
 * <tr><td>{@code B'101'}, {@code X'1F'}</td><td>CAST(SqlCharStringLiteral of binary digits,
 *   bit(n))</td></tr>
 * <tr><td>{@code TRUE}, {@code NULL}</td><td>SqlLiteral of BOOLEAN, of NULL</td></tr>
 * <tr><td>{@code x::t}, {@code CAST(x AS t)}, {@code t 'x'}, {@code interval '1' day}</td><td>
 *   CAST(x, SqlDataTypeSpec of PgTypeName*)</td></tr>
 * <tr><td>{@code + - * / %}, {@code = <> < <= > >=}, {@code ||}</td><td>PLUS, MINUS, MULTIPLY,
 *   DIVIDE, PERCENT_REMAINDER, EQUALS .. GREATER_THAN_OR_EQUAL, CONCAT of
 *   SqlStdOperatorTable</td></tr>
 * <tr><td>any other operator: {@code <->}, {@code ->>}, {@code ~*}, {@code ^}, {@code &}</td><td>
 *   SqlBinaryOperator of that name, kind OTHER (PgOperators*.binary); {@code !=} is {@code <>};
 *   OPERATOR(s.op) is op</td></tr>
 * <tr><td>{@code -x}, {@code +x}; {@code ~x}, {@code @x}</td><td>UNARY_MINUS, UNARY_PLUS;
 *   SqlPrefixOperator of that name, kind OTHER</td></tr>
 * <tr><td>AND, OR, NOT; IS [NOT] NULL, TRUE, FALSE, UNKNOWN; ISNULL, NOTNULL; IS [NOT] DISTINCT
 *   FROM</td><td>the operators of SqlStdOperatorTable</td></tr>
 * <tr><td>[NOT] BETWEEN [SYMMETRIC]</td><td>[SYMMETRIC_[NOT_]][NOT_]BETWEEN(x, low,
 *   high)</td></tr>
 * <tr><td>{@code x [NOT] IN (a, b)}, {@code x [NOT] IN (SELECT ..)}</td><td>IN / NOT_IN(x,
 *   SqlNodeList), IN / NOT_IN(x, query)</td></tr>
 * <tr><td>[NOT] LIKE, SIMILAR TO; [NOT] ILIKE; with ESCAPE</td><td>[NOT_]LIKE, [NOT_]SIMILAR_TO of
 *   SqlStdOperatorTable, [NOT_]ILIKE of SqlLibraryOperators; the escape is a third
 *   operand</td></tr>
 * <tr><td>{@code x = ANY (SELECT ..)}, {@code < ALL (SELECT ..)}</td><td>SqlStdOperatorTable.some /
 *   all of the kind (x, query), for the six comparisons</td></tr>
 * <tr><td>{@code x op ANY (array)}; {@code x LIKE ANY (..)}; other operators over queries</td><td>
 *   QuantifiedOperator*(x, array or query): comparison(), all(); LIKE is {@code ~~}, ILIKE {@code
 *   ~~*}, NOT adds {@code !}</td></tr>
 * <tr><td>{@code (SELECT ..)} as a value; EXISTS; ARRAY(SELECT ..)</td><td>the query itself;
 *   EXISTS(query); ARRAY_QUERY(query)</td></tr>
 * <tr><td>{@code ARRAY[a, b]}, {@code ARRAY[[1], [2]]}</td><td>ARRAY_VALUE_CONSTRUCTOR,
 *   nested</td></tr>
 * <tr><td>{@code a[i]}; {@code a[i:j]}</td><td>ITEM(a, i); ArraySlice*(a, i or null, j or
 *   null)</td></tr>
 * <tr><td>{@code ROW(a, b)}, {@code (a, b)}</td><td>ROW(a, b)</td></tr>
 * <tr><td>{@code (x).f}; {@code (x).*}</td><td>DOT(x, SqlIdentifier); PgOperators*.ROW_STAR(x)
 *   </td></tr>
 * <tr><td>CASE</td><td>SqlCase; the simple form has {@code subject = value} conditions</td></tr>
 * <tr><td>{@code f(a, b)}, {@code s.f(a)}, {@code f(*)}, {@code f(DISTINCT a)}</td><td>f(a, b);
 *   star as SqlIdentifier; DISTINCT as getFunctionQuantifier()</td></tr>
 * <tr><td>{@code f(x => 1)}; {@code f(VARIADIC a)}</td><td>ARGUMENT_ASSIGNMENT(value, name);
 *   PgOperators*.VARIADIC(a)</td></tr>
 * <tr><td>{@code f(a ORDER BY b)}; {@code f(a) WITHIN GROUP (ORDER BY b)}</td><td>
 *   PgOperators*.AGGREGATE_ORDER_BY(call, list) and SqlStdOperatorTable.WITHIN_GROUP(call, list),
 *   both SqlWithinGroupOperator</td></tr>
 * <tr><td>FILTER (WHERE c); OVER w; OVER (..)</td><td>FILTER(call, c); OVER(call, SqlIdentifier);
 *   OVER(call, SqlWindow); nested in this order, OVER outermost</td></tr>
 * <tr><td>COALESCE, NULLIF, GREATEST, LEAST</td><td>coalesce(..), nullif(a, b), greatest(..),
 *   least(..)</td></tr>
 * <tr><td>{@code EXTRACT(year FROM x)}</td><td>extract('year', x)</td></tr>
 * <tr><td>{@code SUBSTRING(x FROM a FOR b)}, {@code SUBSTRING(x FOR b)}</td><td>substring(x, a, b),
 *   substring(x, 1, b)</td></tr>
 * <tr><td>{@code POSITION(a IN b)}; {@code OVERLAY(x PLACING y FROM a FOR b)}</td><td>position(b,
 *   a); overlay(x, y, a, b)</td></tr>
 * <tr><td>{@code TRIM([BOTH] c FROM x)}, LEADING, TRAILING</td><td>btrim(x, c), ltrim(x, c),
 *   rtrim(x, c)</td></tr>
 * <tr><td>{@code x AT TIME ZONE z}; {@code (a, b) OVERLAPS (c, d)}</td><td>timezone(z, x);
 *   overlaps(a, b, c, d)</td></tr>
 * <tr><td>{@code x COLLATE c}</td><td>PgOperators*.COLLATE(x, SqlIdentifier)</td></tr>
 * <tr><td>CURRENT_DATE, CURRENT_TIMESTAMP(3), LOCALTIME, CURRENT_USER, USER, CURRENT_SCHEMA ..</td>
 *   <td>current_date(), current_timestamp(3), ..: a call of the word in lower case; NB none of
 *   these words can be a function's name otherwise, except current_schema()</td></tr>
 * <tr><td>GROUPING(a, b)</td><td>GROUPING(a, b)</td></tr>
 * <tr><td>DEFAULT</td><td>DEFAULT(); the grammar allows it anywhere, the planner must not</td></tr>
 * </table>
 *
 * <table>
 * <caption>Queries</caption>
 * <tr><th>PostgreSQL</th><th>Node</th></tr>
 * <tr><td>SELECT</td><td>PgSelect*, a SqlSelect: keyword DISTINCT (also with distinctOn()), into(),
 *   locks(); the select list may be empty; no ORDER BY, OFFSET, FETCH inside</td></tr>
 * <tr><td>{@code x AS a}, {@code x a}</td><td>AS(x, a)</td></tr>
 * <tr><td>ORDER BY, OFFSET, LIMIT, FETCH</td><td>PgOrderBy*, a SqlOrderBy, around the query:
 *   orderList perhaps empty, offset, fetch (any expression; LIMIT ALL is null), withTies()</td></tr>
 * <tr><td>{@code a DESC NULLS LAST}</td><td>NULLS_LAST(DESC(a)); USING &lt; and &gt; are ASC and
 *   DESC</td></tr>
 * <tr><td>UNION, INTERSECT, EXCEPT [ALL]</td><td>UNION[_ALL](a, b), ..; an operand with its own
 *   ORDER BY is a SqlOrderBy</td></tr>
 * <tr><td>VALUES</td><td>VALUES(ROW(..), ..)</td></tr>
 * <tr><td>TABLE t</td><td>as SELECT * FROM t</td></tr>
 * <tr><td>WITH</td><td>SqlWith of PgWithItem*; a SqlOrderBy of the whole stands around it. An
 *   item's query may be PgInsert*, PgUpdate*, PgDelete*</td></tr>
 * <tr><td>FOR UPDATE OF t SKIP LOCKED</td><td>PgSelect*.locks()</td></tr>
 * <tr><td>GROUP BY</td><td>SqlNodeList of expressions; GROUPING_SETS, ROLLUP, CUBE calls; {@code
 *   ()} is an empty SqlNodeList; GROUP BY DISTINCT is GROUP_BY_DISTINCT(..)</td></tr>
 * <tr><td>WINDOW w AS (..)</td><td>SqlSelect.getWindowList() of PgWindow*, a SqlWindow with
 *   mode()</td></tr>
 * <tr><td>table in FROM</td><td>SqlIdentifier; with an alias AS(it, alias, columns ..)</td></tr>
 * <tr><td>subquery, VALUES in FROM; LATERAL (..)</td><td>AS(query, alias, ..); AS(LATERAL(query),
 *   alias, ..)</td></tr>
 * <tr><td>function in FROM, WITH ORDINALITY, column definitions</td><td>FunctionTable*, perhaps
 *   inside AS; its call as in expressions; LATERAL says nothing more</td></tr>
 * <tr><td>joins; comma</td><td>PgJoin*, a SqlJoin with usingAlias(): INNER, LEFT, RIGHT, FULL, CROSS; COMMA; ON, USING (list of
 *   names), NATURAL as Calcite has them</td></tr>
 * <tr><td>INSERT, UPDATE, DELETE</td><td>PgInsert*, PgUpdate*, PgDelete*, with WITH inside;
 *   RETURNING as a select list</td></tr>
 * </table>
 *
 * <p>Types are {@code SqlDataTypeSpec}s of PgTypeName*: names(), modifiers(), arrayDimensions(),
 * intervalFields(). Types spelled by key words have PostgreSQL's internal name in schema
 * pg_catalog: int4, int2, int8, float4, float8, numeric, bool, bit, varbit, bpchar, varchar,
 * timestamp, timestamptz, time, timetz, interval; {@code char} is bpchar(1), {@code bit} is bit(1).
 * A type factory that implements PgTypeName.Resolver* answers {@code deriveType}.
 */
@NullMarked
package dev.tusk.sql.parser;

import org.jspecify.annotations.NullMarked;
