package dev.tusk.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which operator binds what, and the node each construct becomes. */
class ExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a + b * c ^ d                ; (a + (b * (c ^ d)))",
        "a - b - c                    ; ((a - b) - c)",
        "a ^ b ^ c                    ; ((a ^ b) ^ c)",
        "-a ^ b                       ; (-(a) ^ b)",
        "-1 ^ 2                       ; (-1 ^ 2)",
        "-1::int                      ; -(cast(1, pg_catalog.int4))",
        "a or b and not c             ; (a or (b and not(c)))",
        "not a = b                    ; not((a = b))",
        "not a in (1)                 ; not((a in [1]))",
        "a = b is null                ; is null((a = b))",
        "a is null = b                ; (is null(a) = b)",
        "a || b || c                  ; ((a || b) || c)",
        "a || b + c                   ; (a || (b + c))",
        "a -> b ->> c = d             ; (((a -> b) ->> c) = d)",
        "a <-> b + c                  ; (a <-> (b + c))",
        "a <-> b < c                  ; ((a <-> b) < c)",
        "a < b and c <=> d > e        ; ((a < b) and ((c <=> d) > e))",
        "a @> b = true                ; ((a @> b) = true)",
        "~ a + b                      ; ~((a + b))",
        "~ a | b                      ; (~(a) | b)",
        "@ a - b                      ; @((a - b))",
        "a between b and c and d      ; (between asymmetric(a, b, c) and d)",
        "a not between b and c = d    ; (not between asymmetric(a, b, c) = d)",
        "a + 1 in (b, c)              ; ((a + 1) in [b, c])",
        "a ->> 'b' like 'c%'          ; like((a ->> 'b'), 'c%')",
        "a like b escape c            ; like(a, b, c)",
        "a not ilike b                ; not ilike(a, b)",
        "a similar to b               ; similar to(a, b)",
        "a is distinct from b + 1     ; (a is distinct from (b + 1))",
        "a isnull                     ; is null(a)",
        "a notnull                    ; is not null(a)",
        "a is not true                ; is not true(a)",
        "a at time zone 'x' + b       ; (timezone('x', a) + b)",
        "a collate \"C\" || b         ; ((a collate C) || b)",
        "a operator(pg_catalog.*) b + c ; (a * (b + c))",
        "a != b                       ; (a <> b)",
        "5 - -1                       ; (5 - -1)",
        "a<-1                         ; (a < -1)",
      })
  void operatorsBindAsInPostgres(String expression, String tree) {
    assertThat(TreeText.of(expression)).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'[1,2]'::vector(2)           ; cast('[1,2]', vector(2))",
        "vector(2) '[1,2]'            ; cast('[1,2]', vector(2))",
        "vector '[1,2]'               ; cast('[1,2]', vector)",
        "public.vector '[1]'          ; cast('[1]', public.vector)",
        "x::int[]                     ; cast(x, pg_catalog.int4[])",
        "x::text[][]                  ; cast(x, text[][])",
        "x::double precision          ; cast(x, pg_catalog.float8)",
        "x::timestamp(6) with time zone ; cast(x, pg_catalog.timestamptz(6))",
        "x::character varying(10)     ; cast(x, pg_catalog.varchar(10))",
        "x::char                      ; cast(x, pg_catalog.bpchar(1))",
        "x::\"char\"                  ; cast(x, char)",
        "x::float(24)                 ; cast(x, pg_catalog.float4)",
        "x::interval day to second(3) ; cast(x, pg_catalog.interval(3) day to second)",
        "interval '1' day             ; cast('1', pg_catalog.interval day)",
        "date '2024-01-01'            ; cast('2024-01-01', date)",
        "cast(a as numeric(10, 2))    ; cast(a, pg_catalog.numeric(10,2))",
        "B'101'                       ; cast('101', pg_catalog.bit(3))",
        "X'1f'                        ; cast('00011111', pg_catalog.bit(8))",
        "$2 + 1                       ; ($2 + 1)",
        "array[1, 2]                  ; array(1, 2)",
        "array[[1], [2]]              ; array(array(1), array(2))",
        "a[1][2]                      ; item(item(a, 1), 2)",
        "a[1:2]                       ; slice(a, 1, 2)",
        "a[:]                         ; slice(a, -, -)",
        "$1[2:]                       ; slice($1, 2, -)",
        "row(a, b)                    ; row(a, b)",
        "(a, b) = (c, d)              ; (row(a, b) = row(c, d))",
        "(a).b                        ; dot(a, b)",
        "(f(x)).*                     ; .*(f(x))",
        "t.a                          ; t.a",
        "a = any ($1)                 ; (a = any $1)",
        "a > all (array[1])           ; (a > all array(1))",
        "a like any ($1)              ; (a ~~ any $1)",
        "a not ilike all ($1)         ; (a !~~* all $1)",
        "a = any (select b)           ; (a = some select [b])",
        "a in (select b)              ; (a in select [b])",
        "a in ((select b), 2)         ; (a in [select [b], 2])",
        "count(*)                     ; count(*)",
        "count(distinct a)            ; count(distinct a)",
        "f(x => 1, variadic y)        ; f(=>(1, x), variadic(y))",
        "array_agg(a order by b desc) ; (array_agg(a) within group [desc(b)])",
        "sum(a) filter (where b > 1)  ; (sum(a) filter (b > 1))",
        "case when a then 1 else 2 end ; case(-, [a], [1], 2)",
        "case a when 1 then 'x' end   ; case(-, [(a = 1)], ['x'], null)",
        "coalesce(a, b)               ; coalesce(a, b)",
        "extract(year from a)         ; extract('year', a)",
        "substring(a from 1 for 2)    ; substring(a, 1, 2)",
        "substring(a for 2)           ; substring(a, 1, 2)",
        "position(a in b)             ; position(b, a)",
        "trim(leading 'x' from a)     ; ltrim(a, 'x')",
        "trim(a)                      ; btrim(a)",
        "overlay(a placing b from 1)  ; overlay(a, b, 1)",
        "current_timestamp(3)         ; current_timestamp(3)",
        "current_date                 ; current_date()",
        "a ? 'b'                      ; (a ? 'b')",
        "a ?| array['b']              ; (a ?| array('b'))",
        "a #>> '{b}'                  ; (a #>> '{b}')",
        "left(a, 2)                   ; left(a, 2)",
        "((select 1) + 1)             ; (select [1] + 1)",
        "exists (select 1)            ; exists(select [1])",
      })
  void eachConstructHasItsNode(String expression, String tree) {
    assertThat(TreeText.of(expression)).isEqualTo(tree);
  }

  @Test
  void aNodeStandsWherePostgresWouldPlaceAnErrorAboutIt() {
    SqlNode node =
        ((CalciteTree) SqlParser.parseExpression("'é' || 'a😀b' || f(x) + y::int").tree()).node();
    SqlCall concatenation = (SqlCall) node;
    assertThat(SqlParser.positionOf(concatenation)).isEqualTo(14);
    SqlCall sum = concatenation.operand(1);
    assertThat(SqlParser.positionOf(sum)).isEqualTo(22);
    assertThat(SqlParser.positionOf(sum.operand(0))).isEqualTo(17);
    assertThat(SqlParser.positionOf(sum.operand(1))).isEqualTo(25);
  }

  @Test
  void wordsThatAreNotReservedAreNames() {
    for (String word :
        new String[] {
          "value", "name", "type", "date", "timestamp", "key", "text", "index", "time"
        }) {
      assertThat(TreeText.of(word)).isEqualTo(word);
      assertThat(TreeText.of("t." + word)).isEqualTo("t." + word);
    }
  }
}
