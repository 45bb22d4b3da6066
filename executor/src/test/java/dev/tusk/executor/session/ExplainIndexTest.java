package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EXPLAIN CREATE INDEX tells what an index would take and give, and makes none. */
class ExplainIndexTest extends EngineTest {
  @BeforeEach
  void load() {
    client.run("create extension vector; create table item (id int primary key, e vector(16))");
    client.run(
        "insert into item select i, array(select sin(i * j * 0.7) + cos(i + j * j)"
            + " from generate_series(1, 16) j)::vector from generate_series(1, 5000) i");
  }

  private static double figure(List<String> lines, String label) {
    String line = lines.stream().filter(l -> l.strip().startsWith(label)).findFirst().orElseThrow();
    return Double.parseDouble(line.strip().substring(label.length()).strip().split(" ")[0]);
  }

  @Test
  void itTellsTimeMemoryAndRecallAndMakesNothing() {
    List<String> told =
        client.rows("explain create index near on item using hnsw (e vector_l2_ops)");
    assertThat(told.getFirst()).isEqualTo("Create Index near on item using hnsw");
    assertThat(told.get(1)).isEqualTo("  Rows: 5000  Sampled: 4000");
    assertThat(figure(told, "Build Time:")).isPositive();
    assertThat(client.rows("select 1 from pg_indexes where indexname = 'near'")).isEmpty();

    client.run("create index near on item using hnsw (e vector_l2_ops)");
    client.run("analyze item");
    double bytes = Double.parseDouble(client.value("select bytes from pg_stat_vector_index"));
    // Memory comes in pieces of thousands of rows, so that the table's is only so near to it.
    assertThat(figure(told, "Memory:") * 1024).isBetween(bytes / 8, bytes * 1.5);
    double found = 0;
    String nearest =
        "select id from item order by e <-> (select e from item where id = %d) limit 11";
    for (int id = 50; id <= 5000; id += 50) {
      List<String> near = client.rows(nearest.formatted(id));
      client.run("set enable_indexscan = off");
      List<String> exact = client.rows(nearest.formatted(id));
      client.run("reset enable_indexscan");
      found += exact.stream().filter(near::contains).count() / 11.0;
    }
    assertThat(figure(told, "Recall:")).isBetween(found / 99 - 0.05, found / 99 + 0.05);
  }

  @Test
  void optionsCountAndMistakesAreThoseOfTheCommand() {
    List<String> slim =
        client.rows("explain create index on item using hnsw (e vector_l2_ops) with (m = 4)");
    List<String> wide =
        client.rows("explain create index on item using hnsw (e vector_l2_ops) with (m = 32)");
    assertThat(figure(slim, "Memory:")).isLessThan(figure(wide, "Memory:"));
    assertThat(client.rows("explain create index on item using ivfflat (e) with (lists = 10)"))
        .contains("  Codes: 10 lists");
    assertThat(client.error("explain create index on item using hnsw (e vector_l2_ops) with (m=1)"))
        .startsWith("22023 value 1 out of bounds for option \"m\"");
    assertThat(client.error("explain create index on item using hnsw (e)")).startsWith("42704");
    assertThat(client.error("explain create index on item (id)")).startsWith("0A000");
    assertThat(client.error("explain analyze create index on item using ivfflat (e)"))
        .startsWith("0A000");
  }
}
