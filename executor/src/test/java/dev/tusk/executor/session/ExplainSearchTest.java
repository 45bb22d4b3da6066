package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What EXPLAIN ANALYZE tells of searches by a vector index, held against what they answer. */
class ExplainSearchTest extends EngineTest {
  private static final int ROWS = 4_000;

  private static final String QUERY = "order by e <-> (select e from item where id = 77) limit 20";

  @BeforeEach
  void load() {
    client.run(
        "create extension vector; create table item (id int primary key, half int, e vector(24))");
    Random random = new Random(9);
    StringBuilder rows = new StringBuilder("insert into item values ");
    for (int id = 0; id < ROWS; id++) {
      rows.append(id == 0 ? "" : ",").append('(').append(id).append(',').append(id % 2);
      rows.append(",'[");
      for (int i = 0; i < 24; i++) {
        rows.append(i == 0 ? "" : ",");
        rows.append(String.format(Locale.ROOT, "%.3f", random.nextGaussian()));
      }
      rows.append("]')");
    }
    client.run(rows.toString());
    client.run("create index on item using hnsw (e vector_l2_ops)");
  }

  private String explained(String options, String rest) {
    List<String> lines =
        client.rows("explain (analyze, costs off, timing off, summary off" + options + ") " + rest);
    return String.join("\n", lines);
  }

  @Test
  void itTellsTheWayOfTheSearchAndWhatItTook() {
    String walk = explained("", "select id from item " + QUERY);
    assertThat(walk)
        .containsPattern("Search: graph  ef: 40\n *Nodes Visited: \\d+  Distances Computed: \\d+")
        .doesNotContain("Recall");
    String exact = explained("", "select id from item where id < 9 " + QUERY);
    assertThat(exact).contains("Search: exact").contains("Distances Computed: ");
    assertThat(explained(", format json", "select id from item " + QUERY))
        .containsPattern("\"Search\": \"graph\",\\s+\"ef\": 40,\\s+\"Searches\": 1,")
        .containsPattern("\"Nodes Visited\": [1-9]\\d*,\\s+\"Distances Computed\": [1-9]\\d*,");
  }

  @Test
  void recallIsTheShareOfTheExactAnswer() {
    for (int ef : new int[] {1, 5, 40, 400}) {
      client.run("set hnsw.ef_search = " + ef);
      List<String> found = client.rows("select id from item " + QUERY);
      client.run("set enable_indexscan = off");
      List<String> exact = client.rows("select id from item " + QUERY);
      client.run("reset enable_indexscan");
      long right = exact.stream().filter(found::contains).count();
      String told = explained(", recall", "select id from item " + QUERY);
      assertThat(told)
          .contains(String.format(Locale.ROOT, "Recall: %.4f (%d of 20)", right / 20.0, right));
      Matcher missed = Pattern.compile("Missed: (.*)").matcher(told);
      if (right < 20) {
        assertThat(missed.find()).isTrue();
        List<String> lost = exact.stream().filter(id -> !found.contains(id)).limit(10).toList();
        for (String id : lost) {
          assertThat(missed.group(1))
              .contains("id=" + id + " (exact rank " + (exact.indexOf(id) + 1) + ")");
        }
      } else {
        assertThat(missed.find()).isFalse();
      }
    }
  }

  @Test
  void recallCountsTheRowsThatPassTheFilter() {
    String few = explained(", recall", "select id from item where id < 9 " + QUERY);
    assertThat(few).contains("Recall: 1.0000 (9 of 9)");
    String half = explained(", recall", "select id from item where half = 1 " + QUERY);
    assertThat(half).containsPattern("Recall: (1.0000|0.\\d+) \\(\\d+ of 20\\)");
  }

  @Test
  void aRecallTargetDecidesHowFarToLook() throws Exception {
    client.run("set hnsw.recall_target = 0.97");
    Pattern chosen =
        Pattern.compile("ef: (\\d+) \\(recall target 0.97, predicted (0\\.\\d+|1.0000)\\)");
    String query = "select id from item order by e <-> (select e from item where id = 9) limit 10";
    Matcher told = chosen.matcher(explained("", query));
    for (int i = 0; i < 600 && !told.find(); i++) {
      Thread.sleep(100); // It is measured in the background.
      told = chosen.matcher(explained("", query));
    }
    assertThat(told.reset().find()).isTrue();
    assertThat(Double.parseDouble(told.group(2))).isGreaterThanOrEqualTo(0.97);
    assertThat(Integer.parseInt(told.group(1))).isBetween(10, 1280);
    long right = 0;
    for (int id = 0; id < 100; id++) {
      String each =
          "select id from item order by e <-> (select e from item where id = %d) limit 11";
      List<String> found = client.rows(each.formatted(id * 31));
      client.run("set enable_indexscan = off");
      List<String> exact = client.rows(each.formatted(id * 31));
      client.run("reset enable_indexscan");
      right += exact.stream().filter(found::contains).count();
    }
    assertThat(right / 1100.0).isGreaterThan(0.95);
    client.run("set hnsw.ef_search = 17");
    assertThat(explained("", query)).contains("ef: 17").doesNotContain("target");
  }

  @Test
  void clientsSearchesTellOfTheRecallTheyHave() throws Exception {
    String view = "select searches, recall_samples, est_recall from pg_stat_vector_index";
    assertThat(client.value(view)).isEqualTo("0|0|");
    for (int id = 0; id < 20; id++) {
      client.rows(
          "select id from item order by e <-> (select e from item where id = " + id + ") limit 5");
    }
    String known = client.value(view);
    for (int i = 0; i < 600 && known.endsWith("|"); i++) {
      Thread.sleep(100);
      known = client.value(view);
    }
    String[] figures = known.split("\\|");
    assertThat(figures[0]).isEqualTo("20");
    assertThat(Double.parseDouble(figures[2])).isBetween(0.5, 1.0);
  }

  @Test
  void recallAsksForAnalyze() {
    assertThat(client.error("explain (recall) select id from item " + QUERY))
        .contains("EXPLAIN option RECALL requires ANALYZE");
  }
}
