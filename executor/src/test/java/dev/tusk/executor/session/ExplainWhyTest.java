package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EXPLAIN (ANALYZE, WHY …) tells what became of a row in a search. */
class ExplainWhyTest extends EngineTest {
  private static final String QUERY =
      "select id from item %s order by e <-> '[0,0,0,0,0,0,0,0]' limit %d";

  @BeforeEach
  void load() {
    client.run(
        "create extension vector; create table item (id int primary key, half int, e vector(8))");
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("insert into item values (9000, 0, null)");
    for (int id = 1; id <= 4_000; id++) {
      rows.append(",(").append(id).append(',').append(id % 2).append(",'[");
      for (int i = 0; i < 8; i++) {
        rows.append(i == 0 ? "" : ",");
        rows.append(String.format(Locale.ROOT, "%.3f", random.nextGaussian()));
      }
      rows.append("]')");
    }
    client.run(rows.toString());
    client.run("create index on item using hnsw (e vector_l2_ops)");
  }

  private String why(String row, String where, int limit) {
    String options = "analyze, costs off, timing off, summary off, why '" + row + "'";
    return String.join(
        "\n", client.rows("explain (" + options + ") " + QUERY.formatted(where, limit)));
  }

  private List<String> exact() {
    client.run("set enable_indexscan = off");
    List<String> exact = client.rows(QUERY.formatted("", 4_000));
    client.run("reset enable_indexscan");
    return exact;
  }

  @Test
  void eachFateHasItsReason() {
    List<String> exact = exact();
    String nearest = exact.get(0);
    assertThat(why("id = " + nearest, "", 10)).contains("Why: returned at 1");
    assertThat(why("id = " + exact.get(56), "", 10))
        .containsPattern("Why: farther than the limit: exact rank 57, distance [0-9.]+");
    String other = "where half = " + (1 - Integer.parseInt(nearest) % 2);
    assertThat(why("id = " + nearest, other, 10))
        .contains("Why: filtered: it does not meet the condition");
    assertThat(why("id = 9000", "", 10)).contains("Why: not indexed: it has no vector");
  }

  @Test
  void aRowThatTheWalkMissedIsFoundByLookingFurther() {
    client.run("set hnsw.ef_search = 1");
    List<String> exact = exact();
    List<String> found = client.rows(QUERY.formatted("", 40));
    for (int rank = 0; rank < 40; rank++) {
      String told = why("id = " + exact.get(rank), "", 40);
      if (found.contains(exact.get(rank))) {
        assertThat(told).contains("Why: returned at " + (found.indexOf(exact.get(rank)) + 1));
      } else {
        assertThat(told)
            .contains("Why: missed: exact rank " + (rank + 1))
            .containsPattern("found with hnsw.ef_search = \\d+");
      }
    }
  }

  @Test
  void questionsWithoutAnAnswerAreErrors() {
    assertThat(client.error("explain (why 'id = 1') " + QUERY.formatted("", 10)))
        .contains("EXPLAIN option WHY requires ANALYZE");
    String asked = "explain (analyze, why 'id = 1') select id from item";
    assertThat(client.error(asked)).contains("for searches for the nearest rows");
    String gone = "explain (analyze, why 'id = -1') " + QUERY.formatted("", 10);
    assertThat(client.error(gone)).contains("no row is visible");
    String wrong = "explain (analyze, why 'nothing = 1') " + QUERY.formatted("", 10);
    assertThat(client.error(wrong)).contains("column \"nothing\" does not exist");
    String empty = "explain (analyze, why) " + QUERY.formatted("", 10);
    assertThat(client.error(empty)).contains("requires a condition");
  }
}
