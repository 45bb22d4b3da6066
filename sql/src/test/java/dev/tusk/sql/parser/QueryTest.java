package dev.tusk.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.grammar.OnConflict;
import dev.tusk.sql.grammar.PgInsert;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.grammar.PgUpdate;
import dev.tusk.sql.grammar.PgWithItem;
import dev.tusk.sql.grammar.RowLock;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.Update;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes of queries and modifications. */
class QueryTest {
  private static SqlNode query(String sql) {
    Query query = (Query) SqlParser.parse(sql).get(0).statement();
    return ((CalciteTree) query.tree()).node();
  }

  private static PgInsert insert(String sql) {
    Insert insert = (Insert) SqlParser.parse(sql).get(0).statement();
    return (PgInsert) ((CalciteTree) insert.tree()).node();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "select                        ; select []",
        "select a as b, c d, t.* from t ; select [as(a, b), as(c, d), t.*] from t",
        "select a notnull b            ; select [as(is not null(a), b)]",
        "select distinct on (a) a      ; select distinct on [a] [a]",
        "select 1 union select 2 intersect select 3 "
            + "; (select [1] union (select [2] intersect select [3]))",
        "select a limit $1 offset $2   ; order(select [a], [], $2, $1)",
        "select a order by b desc nulls last limit 5 "
            + "; order(select [a], [nulls last(desc(b))], -, 5)",
        "select a fetch first row only ; order(select [a], [], -, 1)",
        "values (1, 'a'), (2, default) ; values(row(1, 'a'), row(2, default()))",
        "table t                       ; select [*] from t",
        "select * from a, b c          ; select [*] from comma(a, as(b, c), -)",
        "select * from a join b on x left join c using (y) "
            + "; select [*] from left(inner(a, b, x), c, [y])",
        "select * from a join b join c on x on y "
            + "; select [*] from inner(a, inner(b, c, x), y)",
        "select * from (select 1) x (a) ; select [*] from as(select [1], x, a)",
        "select * from ((select 1) union (select 2)) x "
            + "; select [*] from as((select [1] union select [2]), x)",
        "select * from lateral (select 1) x ; select [*] from as(lateral(select [1]), x)",
        "select * from f(1) with ordinality as g (a, n) "
            + "; select [*] from as(function(f(1), ordinality), g, a, n)",
        "select a group by rollup (a, b), () " + "; select [a] group [rollup(a, b), []]",
        "select 1 where (select 2) > 1 ; select [1] where (select [2] > 1)",
      })
  void queriesHaveTheirShape(String sql, String tree) {
    assertThat(TreeText.of(query(sql))).isEqualTo(tree);
  }

  @Test
  void rowLocksAreTheInnermostSelects() {
    SqlOrderBy ordered = (SqlOrderBy) query("select * from t limit 1 for update of t skip locked");
    RowLock lock = ((PgSelect) ordered.query).locks().get(0);
    assertThat(lock.strength()).isEqualTo(RowLock.Strength.UPDATE);
    assertThat(lock.waiting()).isEqualTo(RowLock.Wait.SKIP_LOCKED);
    assertThat(lock.tables().get(0).getSimple()).isEqualTo("t");
  }

  @Test
  void aWithQueryMayModify() {
    SqlWith with =
        (SqlWith)
            query("with a as materialized (insert into t values (1) returning *) select * from a");
    PgWithItem item = (PgWithItem) with.withList.get(0);
    assertThat(item.materialized()).isTrue();
    assertThat(item.query).isInstanceOf(PgInsert.class);
  }

  @Test
  void anInsertKeepsItsClauses() {
    PgInsert insert =
        insert(
            "insert into s.t as x (a, b) overriding system value values (1, default) "
                + "on conflict (a, lower(b)) where c do update set a = excluded.a, "
                + "(b, c) = (1, 2) where x.a > 1 returning x.a as y");
    assertThat(insert.target()).hasToString("s.t");
    assertThat(insert.alias()).hasToString("x");
    assertThat(TreeText.of(insert.columns())).isEqualTo("[a, b]");
    assertThat(insert.overriding()).isEqualTo(PgInsert.Overriding.SYSTEM_VALUE);
    assertThat(TreeText.of(insert.source())).isEqualTo("values(row(1, default()))");
    OnConflict conflict = insert.onConflict();
    assertThat(conflict.target()).hasSize(2);
    assertThat(TreeText.of(conflict.target().get(1).expression())).isEqualTo("lower(b)");
    assertThat(TreeText.of(conflict.targetWhere())).isEqualTo("c");
    assertThat(conflict.assignments()).hasSize(2);
    assertThat(TreeText.of(conflict.where())).isEqualTo("(x.a > 1)");
    assertThat(TreeText.of(insert.returning())).isEqualTo("[as(x.a, y)]");
    assertThat(insert("insert into t default values").source()).isNull();
  }

  @Test
  void anUpdateKeepsItsAssignments() {
    Update update =
        (Update)
            SqlParser.parse(
                    "with w as (select 1) update t u set a = default, (b, c) = (select 1, 2)"
                        + " from v where u.a = v.a")
                .get(0)
                .statement();
    PgUpdate tree = (PgUpdate) ((CalciteTree) update.tree()).node();
    assertThat(tree.alias()).hasToString("u");
    assertThat(tree.with()).hasSize(1);
    assertThat(tree.assignments()).hasSize(2);
    assertThat(tree.assignments().get(0).list()).isFalse();
    assertThat(tree.assignments().get(1).list()).isTrue();
    assertThat(TreeText.of(tree.assignments().get(1).source())).isEqualTo("select [1, 2]");
    assertThat(TreeText.of(tree.from())).isEqualTo("v");
  }
}
