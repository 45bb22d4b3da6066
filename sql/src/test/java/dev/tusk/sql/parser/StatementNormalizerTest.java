package dev.tusk.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.grammar.FoldedLiteral;
import dev.tusk.sql.statement.Query;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements share a plan, and which literals become parameters. */
class StatementNormalizerTest {
  private static NormalizedStatement one(String sql) {
    List<NormalizedStatement> all = new StatementNormalizer().normalize(sql);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "select a from t where b = 1   ; select a from t where b = 2",
        "select a from t where b = 'x' ; SELECT a  FROM T /* c */ WHERE b='y' -- z",
        "select a from t order by e <-> '[1,2]' limit 5 "
            + "; select a from t order by e <-> '[3,4]' limit 10",
        "insert into t values (1, 'a') ; insert into t values (2, E'b\\n')",
        "update t set a = 1 where b = 2 ; update t set a = 3 where b = 4",
        "select a, sum(b) from t where c = 1 group by a "
            + "; select a, sum(b) from t where c = 2 group by a",
      })
  void whatDiffersInLiteralsAndLayoutIsTheSame(String one, String other) {
    assertThat(one(one).key()).isEqualTo(one(other).key());
    assertThat(one(one).exactKey()).isNotEqualTo(one(other).exactKey());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "select 1                      ; select 'a'",
        "select 1                      ; select 3000000000",
        "select 1                      ; select 1.5",
        "select a from t order by 1    ; select a from t order by 2",
        "select a from t group by 1    ; select a from t group by 2",
        "select a, b from t order by a, -1 ; select a, b from t order by a, -2",
        "select distinct a + 1 from t order by a + 1 "
            + "; select distinct a + 2 from t order by a + 2",
        "select a + 1 from t group by a + 1 ; select a + 2 from t group by a + 2",
        "select x::vector(3)           ; select x::vector(4)",
        "select x::numeric(10, 2)      ; select x::numeric(10, 3)",
        "select cast(x as varchar(3))  ; select cast(x as varchar(4))",
        "select date '2024-01-01'      ; select date '2024-01-02'",
        "select interval '1' day       ; select interval '2' day",
        "select interval '1' day       ; select interval '1' hour",
        "select current_timestamp(1)   ; select current_timestamp(2)",
        "select distinct on (1) a from t ; select distinct on (2) a from t",
        "select sum(a) over (order by b rows 1 preceding) from t "
            + "; select sum(a) over (order by b rows 2 preceding) from t",
        "select \"A\" from t           ; select a from t",
        "select null                   ; select true",
        "create table t (a int default 1) ; create table t (a int default 2)",
        "set work_mem = 1              ; set work_mem = 2",
        "select extract('year' from a) ; select extract('day' from a)",
      })
  void whatDecidesThePlanStaysInTheKey(String one, String other) {
    assertThat(one(one).key()).isNotEqualTo(one(other).key());
  }

  @Test
  void literalsAreParametersBehindTheStatementsOwn() {
    NormalizedStatement statement =
        one("select $2, -3 from t where a = 'it''s' and b > 2.5 and c < 5000000000 limit $1");
    assertThat(statement.highestParameter()).isEqualTo(2);
    assertThat(IntStream.range(0, statement.literalCount()).mapToObj(statement::literalKind))
        .containsExactly(
            FoldedLiteral.Kind.INTEGER,
            FoldedLiteral.Kind.STRING,
            FoldedLiteral.Kind.DECIMAL,
            FoldedLiteral.Kind.BIGINT);
    assertThat(IntStream.range(0, statement.literalCount()).mapToObj(statement::literalValue))
        .containsExactly("3", "it's", "2.5", "5000000000");
    assertThat(statement.literalPosition(0)).isEqualTo(13);

    ParsedStatement parsed = SqlParser.parse(statement);
    assertThat(parsed.literalsFolded()).isTrue();
    assertThat(parsed.parameterCount()).isEqualTo(2);
    var tree = ((CalciteTree) ((Query) parsed.statement()).tree()).node();
    assertThat(TreeText.of(tree))
        .isEqualTo(
            "order(select [$2, -(#0:integer)] from t where "
                + "(((a = #1:string) and (b > #2:decimal)) and (c < #3:bigint)), [], -, $1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select vector(3) '[1,2,3]'",
        "select bit(3) '101', public.halfvec(2) '[1,2]' from t where a = 1",
      })
  void aLiteralInAPlaceForConstantsKeepsAllLiterals(String sql) {
    NormalizedStatement statement = one(sql);
    assertThat(statement.literalCount()).isPositive();
    ParsedStatement parsed = SqlParser.parse(statement);
    assertThat(parsed.literalsFolded()).isFalse();
    assertThat(statement.exactKey().tokens()).contains("'");
  }

  @Test
  void theSmallestNumberKeepsItsType() {
    assertThat(one("select -2147483648").literalCount()).isZero();
    assertThat(one("select -9223372036854775808").literalCount()).isZero();
  }

  @Test
  void aTextIsCutAtItsSemicolons() {
    String sql = ";; select 1; -- nothing\n;insert into t values ('a;b') ; ";
    List<NormalizedStatement> all = new StatementNormalizer().normalize(sql);
    assertThat(all.stream().map(s -> sql.substring(s.start(), s.end())))
        .containsExactly("select 1", "insert into t values ('a;b')");
    assertThat(new StatementNormalizer().normalize(" /* nothing */ ")).isEmpty();
    assertThat(SqlParser.parse(" ; ")).isEmpty();
  }
}
