package dev.tusk.sql.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.explain.ExplainForms;
import dev.tusk.sql.explain.ExplainText;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.parser.StatementNormalizer;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Names, types and errors as PostgreSQL 15 has them, and the plans that are chosen. */
class PlannerTest {
  private static final FunctionCatalog FUNCTIONS = FunctionCatalog.builtin();

  private final Planner planner = new Planner(FUNCTIONS);

  private PlannedStatement plan(String sql) {
    return plan(sql, Shop.catalog(), PlannerSettings.DEFAULT);
  }

  private PlannedStatement plan(String sql, FakeCatalog catalog, PlannerSettings settings) {
    return planner.plan(SqlParser.parse(sql).getFirst().statement(), catalog, List.of(), settings);
  }

  /** Expected answers were recorded from PostgreSQL 15 with pgvector. */
  @TestFactory
  Stream<DynamicTest> columnsAndParametersHavePostgresNamesAndTypes() throws IOException {
    return Examples.of("resolution.txt", this::outcome);
  }

  /** Expected errors were recorded from PostgreSQL 15 with pgvector. */
  @TestFactory
  Stream<DynamicTest> wrongStatementsReadAsInPostgres() throws IOException {
    return Examples.of("errors.txt", this::outcome);
  }

  @TestFactory
  Stream<DynamicTest> plansAreAsExpected() throws IOException {
    return Examples.of("plans.txt", this::explained);
  }

  private String outcome(String sql) {
    try {
      PlannedStatement planned = plan(sql);
      return planned.output().stream().map(o -> o.name() + ":" + o.type().displayName()).toList()
          + " "
          + planned.parameterTypes();
    } catch (SqlException e) {
      var fields = e.fields();
      return String.format(
          Locale.ROOT,
          "ERROR %s %s @%d%s%s",
          e.state().code(),
          e.text(),
          fields.position(),
          fields.hint() == null ? "" : " HINT " + fields.hint(),
          fields.detail() == null ? "" : " DETAIL " + fields.detail());
    }
  }

  private String explained(String sql) {
    return String.join("\n", ExplainText.explain(FUNCTIONS, plan(sql).plan(), false, null));
  }

  @Test
  void aFoldedLiteralIsReadAsTheTypeItsPlaceWants() {
    var normalized =
        new StatementNormalizer()
            .normalize(
                "select id from items where category_id = 7 and name = 'x' and price > 3 "
                    + "order by embedding <=> '[1,2,3]' limit 5");
    PlannedStatement planned =
        planner.plan(
            SqlParser.parse(normalized.getFirst()).statement(),
            Shop.catalog(),
            List.of(),
            PlannerSettings.DEFAULT);
    assertThat(planned.declaredParameters()).isZero();
    assertThat(planned.parameterTypes())
        .extracting(Type::name)
        .containsExactlyInAnyOrder("int4", "text", "numeric", "vector", "int8");
  }

  @Test
  void aFoldedLiteralIsReadOnceForEachTypeThatIsWantedOfIt() {
    var normalized =
        new StatementNormalizer().normalize("select 7 in (category_id, price) from items");
    PlannedStatement planned =
        planner.plan(
            SqlParser.parse(normalized.getFirst()).statement(),
            Shop.catalog(),
            List.of(),
            PlannerSettings.DEFAULT);
    assertThat(planned.parameterTypes())
        .extracting(Type::name)
        .containsExactlyInAnyOrder("int4", "numeric");
    assertThat(planned.literals()).containsExactly(0, 0);
  }

  @Test
  void anIndexOfAWiderColumnIsAskedForTheLiteralAsThatType() {
    var normalized = new StatementNormalizer().normalize("select name from items where id = 7");
    PlannedStatement planned =
        planner.plan(
            SqlParser.parse(normalized.getFirst()).statement(),
            Shop.catalog(),
            List.of(),
            PlannerSettings.DEFAULT);
    assertThat(planned.plan().toString()).contains("IndexScan");
    assertThat(planned.parameterTypes()).extracting(Type::name).contains("int8");
  }

  @Test
  void declaredParameterTypesAreKept() {
    PlannedStatement planned =
        planner.plan(
            SqlParser.parse("select * from items where id = $1").getFirst().statement(),
            Shop.catalog(),
            List.of(Types.INT4),
            PlannerSettings.DEFAULT);
    assertThat(planned.parameterTypes()).containsExactly(Types.INT4);
  }

  @Test
  void aWiderParameterStillFindsTheIndexOfANarrowColumn() {
    PlannedStatement planned =
        planner.plan(
            SqlParser.parse("select * from users where id = $1").getFirst().statement(),
            Shop.catalog(),
            List.of(Types.INT8),
            PlannerSettings.DEFAULT);
    assertThat(ExplainText.explain(FUNCTIONS, planned.plan(), false, null).getFirst())
        .isEqualTo("Index Scan using users_pkey on users");
  }

  @Test
  void withoutTheExtensionThereIsNoVector() {
    FakeCatalog catalog = new FakeCatalog().withoutVector().table("t", 1, "id int4 pk");
    try {
      plan("select '[1]'::vector", catalog, PlannerSettings.DEFAULT);
    } catch (SqlException e) {
      assertThat(e.text()).isEqualTo("type \"vector\" does not exist");
      return;
    }
    throw new AssertionError("no error");
  }

  @Test
  void indexesAreLeftAloneWhenTurnedOff() {
    PlannerSettings noIndexes =
        new PlannerSettings(
            true,
            false,
            true,
            true,
            true,
            true,
            true,
            true,
            true,
            false,
            true,
            false,
            PlannerSettings.DEFAULT.format());
    String sql = "select id from items order by embedding <=> '[1,2,3]' limit 5";
    assertThat(
            ExplainText.explain(
                FUNCTIONS, plan(sql, Shop.catalog(), noIndexes).plan(), false, null))
        .containsExactly(
            "Limit",
            "  ->  Sort",
            "        Sort Key: ((embedding <=> '[1,2,3]'::vector))",
            "        ->  Seq Scan on items");
  }

  @Test
  void aPartialVectorIndexServesQueriesThatImplyItsPredicate() {
    FakeCatalog catalog =
        new FakeCatalog()
            .table("t", 10_000, "id int4 pk, kind int4, v vector(3)")
            .hnsw("t", "t_v_idx", "v", "vector_l2_ops", "kind = 3");
    String sql = "select id from t where kind = %d order by v <-> '[1,2,3]' limit 5";
    assertThat(
            ExplainText.explain(
                FUNCTIONS,
                plan(String.format(Locale.ROOT, sql, 3), catalog, PlannerSettings.DEFAULT).plan(),
                false,
                null))
        .containsExactly(
            "Limit",
            "  ->  Index Scan using t_v_idx on t",
            "        Order By: (v <-> '[1,2,3]'::vector)");
    assertThat(
            ExplainText.explain(
                FUNCTIONS,
                plan(String.format(Locale.ROOT, sql, 4), catalog, PlannerSettings.DEFAULT).plan(),
                false,
                null))
        .contains("        ->  Seq Scan on t");
  }

  private PlannedStatement planFolded(String sql, FakeCatalog catalog) {
    var normalized = new StatementNormalizer().normalize(sql).getFirst();
    return planner.plan(
        SqlParser.parse(normalized).statement(), catalog, List.of(), PlannerSettings.DEFAULT);
  }

  private List<String> explained(PlannedStatement planned) {
    return ExplainText.explain(FUNCTIONS, planned.plan(), false, null);
  }

  @Test
  void aFoldedLiteralThatDecidesOverAPartialIndexIsKept() {
    FakeCatalog catalog =
        new FakeCatalog()
            .table("t", 10_000, "id int4 pk, kind int4, v vector(3)")
            .hnsw("t", "t_v_idx", "v", "vector_l2_ops", "kind = -3");
    String sql = "select id from t where id > 1 and kind = %s order by v <-> '[1,2,3]' limit 5";
    PlannedStatement fitting = planFolded(String.format(Locale.ROOT, sql, "-3"), catalog);
    assertThat(fitting.keptLiterals()).containsExactly(1);
    assertThat(explained(fitting)).contains("  ->  Index Scan using t_v_idx on t");
    PlannedStatement other = planFolded(String.format(Locale.ROOT, sql, "-4"), catalog);
    assertThat(other.keptLiterals()).containsExactly(1);
    assertThat(explained(other)).doesNotContain("  ->  Index Scan using t_v_idx on t");
  }

  @Test
  void aFoldedLiteralThatCannotMatterIsNotKept() {
    FakeCatalog catalog =
        new FakeCatalog()
            .table("t", 10_000, "id int4 pk, kind int4, name text, v vector(3)")
            .hnsw("t", "t_v_idx", "v", "vector_l2_ops", "kind = 3")
            .expressionIndex("t", "t_name_idx", "btree", "(name || 'x')", Types.TEXT, "text_ops");
    assertThat(planFolded("select id from t where id = 7 and name = 'a'", catalog).keptLiterals())
        .isEmpty();
    assertThat(planFolded("select id from t where kind < 7", catalog).keptLiterals()).isEmpty();
  }

  @Test
  void aFoldedLiteralInsideOfAnIndexedExpressionIsKept() {
    FakeCatalog catalog =
        new FakeCatalog()
            .table("t", 10_000, "id int4 pk, name text")
            .expressionIndex("t", "t_name_idx", "btree", "(name || 'x')", Types.TEXT, "text_ops");
    PlannedStatement planned =
        planFolded("select id from t where name || 'x' = 'ax' and id > 1", catalog);
    assertThat(planned.keptLiterals()).containsExactly(0);
    assertThat(explained(planned)).contains("Index Scan using t_name_idx on t");
  }

  @Test
  void aStricterConditionImpliesAPartialIndexsPredicate() {
    for (String condition :
        List.of("kind > 3", "kind > 5", "kind >= 4", "kind = 9", "kind in (4, 5)")) {
      assertThat(explained(partial(condition, "kind > 3")))
          .as(condition)
          .contains("  ->  Index Scan using t_v_idx on t");
    }
    for (String condition :
        List.of(
            "kind >= 3", "kind = 3", "kind < 9", "kind in (3, 4)", "kind <> 9", "kind = null")) {
      assertThat(explained(partial(condition, "kind > 3")))
          .as(condition)
          .doesNotContain("  ->  Index Scan using t_v_idx on t");
    }
    assertThat(explained(partial("kind = 4", "kind in (4, 5)")))
        .contains("  ->  Index Scan using t_v_idx on t");
    assertThat(explained(partial("kind = 4", "kind is not null")))
        .contains("  ->  Index Scan using t_v_idx on t");
  }

  private PlannedStatement partial(String condition, String predicate) {
    FakeCatalog catalog =
        new FakeCatalog()
            .table("t", 10_000, "id int4 pk, kind int4, v vector(3)")
            .hnsw("t", "t_v_idx", "v", "vector_l2_ops", predicate);
    return planFolded(
        "select id from t where " + condition + " order by v <-> '[1,2,3]' limit 5", catalog);
  }

  @Test
  void anIndexOverAnExpressionIsFound() {
    FakeCatalog catalog =
        new FakeCatalog()
            .table("t", 10_000, "id int4 pk, email text, v vector")
            .expressionIndex("t", "t_lower_idx", "btree", "lower(email)", Types.TEXT, "text_ops")
            .expressionIndex(
                "t", "t_v_idx", "hnsw", "(v::vector(3))", Types.VECTOR, "vector_cosine_ops");
    assertThat(
            ExplainText.explain(
                FUNCTIONS,
                plan("select id from t where lower(email) = 'a'", catalog, PlannerSettings.DEFAULT)
                    .plan(),
                false,
                null))
        .containsExactly(
            "Index Scan using t_lower_idx on t", "  Index Cond: (lower(email) = 'a'::text)");
    assertThat(
            ExplainText.explain(
                FUNCTIONS,
                plan(
                        "select id from t order by v::vector(3) <=> '[1,2,3]' limit 2",
                        catalog,
                        PlannerSettings.DEFAULT)
                    .plan(),
                false,
                null))
        .contains("  ->  Index Scan using t_v_idx on t");
  }

  @Test
  void aDefaultIsBoundAndCastToItsColumn() {
    Expression bound =
        planner.bindExpression(
            SqlParser.parseExpression("1 + 2"),
            Clause.DEFAULT,
            null,
            Shop.catalog(),
            Types.INT8,
            -1);
    assertThat(bound.type()).isEqualTo(Types.INT8);
  }

  @Test
  void explainCanBeJson() {
    assertThat(
            ExplainForms.explain(
                FUNCTIONS,
                plan("select name from items where id = 5").plan(),
                (Explain)
                    SqlParser.parse("explain (costs off, format json) select 1")
                        .getFirst()
                        .statement(),
                null,
                null,
                -1,
                -1))
        .contains("\"Node Type\": \"Index Scan\"")
        .contains("\"Index Name\": \"items_pkey\"")
        .contains("\"Index Cond\": \"(id = 5)\"");
  }
}
