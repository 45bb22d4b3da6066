package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EXPLAIN says why an index that finds the nearest is not used. */
class UnusedIndexTest extends EngineTest {
  @BeforeEach
  void make() {
    client.run("create extension vector");
    client.run("create table item (id int primary key, half int, e vector(2), f vector(2))");
    client.run("insert into item select i, i % 2, '[1,2]', '[2,1]' from generate_series(1, 50) i");
    client.run("create index near on item using hnsw (e vector_cosine_ops)");
  }

  private String explained(String query) {
    return String.join("\n", client.rows("explain " + query));
  }

  @Test
  void anotherDistanceIsNamed() {
    assertThat(explained("select id from item order by e <-> '[1,1]' limit 5"))
        .contains("Index near is not used: it finds the nearest by <=>, the order is by <->");
  }

  @Test
  void whatIsMissingInTheQueryIsNamed() {
    assertThat(explained("select id from item order by e <=> '[1,1]'"))
        .contains("Index near is not used: the query has no LIMIT");
    assertThat(explained("select id from item order by e <=> '[1,1]', id limit 5"))
        .contains("Index near is not used: the order has further keys");
    assertThat(explained("select id from item order by e <=> '[1,1]' desc limit 5"))
        .contains("Index near is not used: the order is descending");
    assertThat(explained("select id from item order by e <=> f limit 5"))
        .contains("Index near is not used: the distance is not to one vector");
    assertThat(explained("select id from item order by abs((e <=> '[1,1]') - 1) limit 5"))
        .contains("Index near is not used: what the order makes of the distance");
  }

  @Test
  void settingsAndPredicatesAreNamed() {
    client.run("set enable_indexscan = off");
    assertThat(explained("select id from item order by e <=> '[1,1]' limit 5"))
        .contains("Index near is not used: enable_indexscan is off");
    client.run("reset enable_indexscan");
    client.run(
        "drop index near; create index part on item using hnsw (e vector_l2_ops)"
            + " where half = 1");
    assertThat(explained("select id from item order by e <-> '[1,1]' limit 5"))
        .contains("Index part is not used: it is over the rows where (half = 1), which");
    assertThat(explained("select id from item where half = 1 order by e <-> '[1,1]' limit 5"))
        .doesNotContain("not used");
  }

  @Test
  void plansThatNeedNoSuchIndexSayNothing() {
    assertThat(explained("select id from item order by e <=> '[1,1]' limit 5"))
        .doesNotContain("not used");
    assertThat(explained("select id from item order by id")).doesNotContain("not used");
    assertThat(explained("select id from item order by f <=> '[1,1]' limit 5"))
        .doesNotContain("not used");
  }
}
