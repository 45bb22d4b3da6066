package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.error.SqlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A LIMIT that comes back short for a setting says so, or is completed, or fails. */
class TruncatedSearchTest extends EngineTest {
  private static final String FILTERED =
      "select count(*) from (select id from item where id % 500 = 7"
          + " order by e <-> '[0.5,0.5,0.5,0.5]' limit 5) as found";

  @BeforeEach
  void load() {
    client.run("create extension vector; create table item (id int primary key, e vector(4))");
    client.run(
        "insert into item select i, array[sin(i), cos(i * 3), sin(i * 7), cos(i * 5)]::vector"
            + " from generate_series(1, 3000) i");
    client.run("create index near on item using hnsw (e vector_l2_ops)");
  }

  @Test
  void withoutASettingTheLimitIsFilled() {
    assertThat(client.value(FILTERED)).isEqualTo("5");
    assertThat(client.notices).isEmpty();
  }

  @Test
  void whatMaxScanTuplesCutsOffIsTold() {
    client.run("set hnsw.max_scan_tuples = 1");
    assertThat(client.value(FILTERED)).isLessThan("5");
    assertThat(client.notices)
        .singleElement()
        .asString()
        .matches("WARNING: [0-4] of 5 rows found: hnsw.max_scan_tuples \\(1\\) reached");
    assertThat(String.join("\n", client.rows("explain (analyze) " + FILTERED)))
        .contains("Truncated: hnsw.max_scan_tuples (1) reached");
  }

  @Test
  void itIsCompletedOrAnErrorWhereThatIsAskedFor() {
    client.run("set hnsw.max_scan_tuples = 1; set vector.on_truncate = exact");
    String byIndex = FILTERED.replace("count(*)", "array_agg(id)");
    String completed = client.value(byIndex);
    client.run("set vector.on_truncate = error");
    SqlException failure = client.failure(FILTERED);
    assertThat(failure.state().code()).isEqualTo("54000");
    client.run("reset hnsw.max_scan_tuples; set enable_indexscan = off");
    assertThat(client.value(byIndex)).isEqualTo(completed);
    assertThat(client.notices).isEmpty();
  }

  @Test
  void pgvectorsOwnLimitsAreTold() {
    client.run("set compat.pgvector_limits = on");
    assertThat(client.value(FILTERED)).isLessThan("5");
    assertThat(client.notices.getLast()).contains("hnsw.ef_search (40) reached");
    client.run("set hnsw.iterative_scan = strict_order");
    assertThat(client.value(FILTERED)).isEqualTo("5");
    client.run("drop index near; create index on item using ivfflat (e) with (lists = 50)");
    assertThat(client.value(FILTERED)).isLessThan("5");
    assertThat(client.notices.getLast()).contains("ivfflat.probes (1) of 50 lists searched");
    assertThat(client.notices).hasSize(2);
  }
}
