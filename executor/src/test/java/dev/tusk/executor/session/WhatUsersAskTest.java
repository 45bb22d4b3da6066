package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The troubles that users of vector search report most often, each as a test that it is none here:
 * as far as answers go. What is a matter of speed and memory is measured, not tested.
 */
class WhatUsersAskTest extends EngineTest {
  private static final String NEAR = " order by e <-> '[0.5,0.5,0.5,0.5]' limit ";

  @BeforeEach
  void load() {
    client.run(
        "create extension vector;"
            + "create table item (id int primary key, tenant int, e vector(4))");
    client.run(
        "insert into item select i, i % 300, array[sin(i), cos(i * 3), sin(i * 7), cos(i * 5)]"
            + "::vector from generate_series(1, 3000) i");
    client.run("create index near on item using hnsw (e vector_l2_ops)");
  }

  private String explained(String query) {
    return String.join("\n", client.rows("explain " + query));
  }

  private String measured(String query) {
    return explained("(analyze, costs off) " + query);
  }

  private List<String> exactly(String query) {
    client.run("set enable_indexscan = off");
    List<String> rows = client.rows(query);
    client.run("reset enable_indexscan");
    return rows;
  }

  private void itIsExact(String query, int rows) {
    assertThat(client.rows(query)).hasSize(rows).isEqualTo(exactly(query));
  }

  @Test
  void aFilterMakesNoRowsDisappear() {
    itIsExact("select id from item where tenant = 7" + NEAR + 10, 10);
    itIsExact("select id from item where tenant = 7" + NEAR + 20, 10);
  }

  @Test
  void limit100Returns100() {
    assertThat(client.rows("select id from item" + NEAR + 100)).hasSize(100);
    assertThat(client.rows("select id from item" + NEAR + "1500 offset 1000")).hasSize(1500);
  }

  @Test
  void anIndexKnowsTheFilter() {
    client.run("create index pair on item using hnsw (e vector_l2_ops, tenant)");
    client.run("drop index near");
    String query = "select id from item where tenant = 7" + NEAR + 5;
    assertThat(explained("(costs off) " + query)).contains("Index Scan using pair");
    itIsExact(query, 5);
  }

  @Test
  void eachTenantHasAllOfItsRows() {
    client.run("create index on item (tenant)");
    for (int tenant : new int[] {0, 1, 150, 299}) {
      itIsExact("select id from item where tenant = " + tenant + NEAR + 10, 10);
    }
  }

  @Test
  void aBuildTellsHowFarItIs() {
    assertThat(
            client.rows(
                "select percent, rows_per_second, seconds_left from pg_stat_progress_create_index"))
        .isEmpty();
  }

  @Test
  void aBuildTellsItsMemoryBefore() {
    assertThat(explained("create index on item using hnsw (e vector_cosine_ops)"))
        .contains("Memory: ");
  }

  @Test
  void moreThan2000DimensionsAreIndexed() {
    client.run("create table wide (id int, e vector(3000))");
    client.run(
        "insert into wide select i, array(select sin(i * j) from generate_series(1, 3000) j)"
            + "::vector from generate_series(1, 40) i");
    client.run("create index on wide using hnsw (e vector_cosine_ops)");
    String query = "select id from wide order by e <=> (select e from wide where id = 5) limit 3";
    assertThat(explained("(costs off) " + query)).contains("Index Scan using wide_e_idx");
    assertThat(client.rows(query)).hasSize(3).startsWith("5");
  }

  @Test
  void deletedRowsCostNoRecall() {
    client.run("delete from item where id % 4 <> 0");
    itIsExact("select id from item" + NEAR + 40, 40);
    client.run("vacuum item");
    itIsExact("select id from item" + NEAR + 40, 40);
  }

  @Test
  void whatIsInsertedIsFoundAtOnce() {
    for (int id = 5000; id < 5050; id++) {
      String vector = "'[" + id / 5050.0 + ",0.3,-0.2,0.1]'";
      client.run("insert into item values (" + id + ", 1, " + vector + ")");
      assertThat(client.value("select id from item order by e <-> " + vector + " limit 1"))
          .isEqualTo(Integer.toString(id));
    }
  }

  @Test
  void thePlannerSaysWhyItReadsTheTable() {
    assertThat(explained("select id from item order by e <=> '[1,1,1,1]' limit 5"))
        .contains("Index near is not used: it finds the nearest by <->, the order is by <=>");
  }

  @Test
  void withoutALimitAllRowsCome() {
    assertThat(client.rows("select id from item order by e <-> '[1,1,1,1]'")).hasSize(3000);
    client.run("set enable_seqscan = off");
    assertThat(client.rows("select id from item order by e <-> '[1,1,1,1]'")).hasSize(3000);
  }

  @Test
  void theSameQueryHasTheSameAnswerAndToldRecall() {
    String query = "select id from item" + NEAR + 20;
    List<String> first = client.rows(query);
    client.run("reindex index near");
    assertThat(client.rows(query)).isEqualTo(first);
    assertThat(explained("(analyze, recall) " + query)).containsPattern("Recall: [01]\\.\\d{4}");
  }

  @Test
  void duplicatesShareANodeAndHideNothing() throws InterruptedException {
    client.run(
        "insert into item select i, 1, '[0.5,0.5,0.5,0.5]' from generate_series(6001, 7000) i");
    String linked =
        "select duplicates >= 999, unreachable from pg_stat_vector_index"
            + " where indexrelname = 'near'";
    // Rows are linked in the background; until then each is compared by itself.
    for (int i = 0; i < 600 && !client.value(linked).equals("t|0"); i++) {
      Thread.sleep(100);
    }
    assertThat(client.value(linked)).isEqualTo("t|0");
    itIsExact("select id from item where id < 6000" + NEAR + 10, 10);
    assertThat(client.rows("select id from item" + NEAR + 1100)).hasSize(1100);
  }

  @Test
  void innerProductFindsTheLongVectors() {
    client.run("update item set e = e * array_fill((1 + id % 97)::real, array[4])::vector");
    client.run("create index product on item using hnsw (e vector_ip_ops)");
    String query = "select id from item order by e <#> '[1,2,3,4]' limit 20";
    assertThat(explained("(costs off) " + query)).contains("Index Scan using product");
    List<String> found = client.rows(query);
    assertThat(exactly(query).stream().filter(found::contains).count()).isGreaterThanOrEqualTo(19);
    assertThat(
            client.value(
                "select norm_spread > 0.3 from pg_stat_vector_index"
                    + " where indexrelname = 'product'"))
        .isEqualTo("t");
  }

  @Test
  void theViewTellsWhatIsInMemoryAndWhatIsOnDisk() {
    assertThat(
            client.value(
                "select bytes > 0, vector_bytes, resident between 0 and 1"
                    + " from pg_stat_vector_index where indexrelname = 'near'"))
        .startsWith("t|48000|")
        .doesNotEndWith("f");
  }

  @Test
  void codesAreAnOptionOfTheIndex() {
    for (String quantizer : List.of("auto", "none", "rabitq1", "rabitq2", "rabitq3", "rabitq4")) {
      client.run(
          "drop index near; create index near on item using hnsw (e vector_l2_ops)"
              + " with (quantizer = '"
              + quantizer
              + "')");
      List<String> near = client.rows("select id from item" + NEAR + 10);
      assertThat(exactly("select id from item" + NEAR + 10).stream().filter(near::contains).count())
          .isGreaterThanOrEqualTo(9);
      assertThat(client.value("select reason from pg_stat_vector_index")).isNotEmpty();
    }
    assertThat(
            client.error(
                "create index on item using hnsw (e vector_l2_ops) with (quantizer = 'int8')"))
        .startsWith("22023");
  }

  @Test
  void halvesAreIndexedThemselves() {
    client.run("create index halves on item using hnsw ((e::halfvec(4)) halfvec_l2_ops)");
    String query =
        "select id from item order by e::halfvec(4) <-> '[0.5,0.5,0.5,0.5]'::halfvec(4) limit 10";
    assertThat(explained("(costs off) " + query)).contains("Index Scan using halves");
    itIsExact(query, 10);
  }

  @Test
  void aDistanceThatNoRowHasEndsTheScan() {
    String query = "select id from item where e <-> '[9,9,9,9]' < 0.1 order by e <-> '[9,9,9,9]'";
    assertThat(client.rows(query + " limit 10")).isEmpty();
    assertThat(client.notices).isEmpty();
  }

  @Test
  void aRangeIsComplete() {
    String query = "select count(*) from item where e <-> '[0.5,0.5,0.5,0.5]' < 1.2";
    assertThat(explained("(costs off) " + query)).contains("using near");
    assertThat(client.rows(query)).isEqualTo(exactly(query));
  }

  @Test
  void parametersNeedNoCast() {
    assertThat(
            client.extended("select id from item order by e <-> $1 limit 1", "[0.5,0.5,0.5,0.5]"))
        .isNotEmpty();
    client.run("insert into item values (9000, 1, array[1, 2, 3, 4])");
    client.run("insert into item values (9001, 1, array[1, 2, 3, 4]::float8[])");
  }

  @Test
  void severalVectorsOfARowAreComparedBySql() {
    assertThat(
            client.value(
                "select round(sum(best)::numeric, 3) from (select min(q <-> d) as best"
                    + " from unnest(array['[1,2]', '[5,5]']::vector[]) q,"
                    + " unnest(array['[1,3]', '[5,1]']::vector[]) d group by q) as each"))
        .isEqualTo("5.000");
  }

  @Test
  void manyReadAtOnce() throws Exception {
    List<String> expected = client.rows("select id from item" + NEAR + 10);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> readers =
          IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(_ ->
                  () -> {
                    try (Client reader = connect()) {
                      return IntStream.range(0, 50)
                          .allMatch(
                              _ -> reader.rows("select id from item" + NEAR + 10).equals(expected));
                    }
                  })
              .toList();
      for (var answer : threads.invokeAll(readers)) {
        assertThat(answer.get()).isTrue();
      }
    }
  }

  @Test
  void theCostIsToldBeforeItIsPaid() {
    assertThat(explained("create index on item using ivfflat (e vector_cosine_ops)"))
        .contains("Build Time: ", "Memory: ", "Disk: ", "Recall: ", "Search Time: ");
  }

  @Test
  void whatASearchCostsIsTold() {
    assertThat(measured("select id from item" + NEAR + 10))
        .containsPattern("Nodes Visited: \\d+  Distances Computed: \\d+");
  }

  @Test
  void aParameterInAPartialIndexsPredicateUsesIt() {
    client.run(
        "drop index near; create index one on item using hnsw (e vector_l2_ops) where tenant = 1");
    client.run("prepare ask(int) as select id from item where tenant = $1" + NEAR + 5);
    assertThat(explained("(costs off) execute ask(1)")).contains("Index Scan using one");
    assertThat(explained("(costs off) execute ask(2)")).doesNotContain("Index Scan using one");
    for (int i = 0; i < 8; i++) {
      assertThat(client.rows("execute ask(1)")).hasSize(5);
    }
    assertThat(client.rows("execute ask(2)"))
        .isEqualTo(exactly("select id from item where tenant = 2" + NEAR + 5));
  }
}
