package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever strictly monotone form a distance is written in, its index gives the order. */
class MonotoneFormsTest extends EngineTest {
  @BeforeEach
  void load() {
    client.run("create extension vector; create table item (id int primary key, e vector(4))");
    client.run(
        "insert into item select i, array[2 * sin(i), cos(i * 3), sin(i * 7), cos(i * 5)]::vector"
            + " from generate_series(1, 600) i");
    client.run("create index on item using hnsw (e vector_cosine_ops)");
    client.run("create index on item using hnsw (e vector_l2_ops)");
    client.run("create index on item using hnsw (e vector_ip_ops)");
    client.run("create index on item using hnsw (e vector_l1_ops)");
  }

  private String explained(String query) {
    return String.join("\n", client.rows("explain (costs off) " + query));
  }

  private List<String> byReading(String query) {
    client.run("set enable_indexscan = off");
    List<String> rows = client.rows(query);
    client.run("reset enable_indexscan");
    return rows;
  }

  private static String query(String form) {
    return "select id from item order by "
        + form.replace("?", "'[0.3,-0.2,0.9,0.1]'")
        + " limit 10";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e <=> ?",
        "? <=> e",
        "cosine_distance(e, ?)",
        "cosine_distance(?, e)",
        "1 - (e <=> ?) desc",
        "1.0 - (e <=> ?) desc",
        "1 - cosine_distance(e, ?) desc",
        "(1 - (e <=> ?)) * 100 desc",
        "cosine_distance(e, ?) + 0",
        "(e <=> ?) * 2",
        "(e <=> ?) / 2",
        "-(e <=> ?) desc",
        "2 - (e <=> ?) desc",
        "e <-> ?",
        "l2_distance(e, ?)",
        "(e <-> ?) ^ 2",
        "power(e <-> ?, 2)",
        "vector_l2_squared_distance(e, ?)",
        "sqrt(e <-> ?)",
        "1 / (1 + (e <-> ?)) desc",
        "exp(-(e <-> ?)) desc",
        "1 + (e <-> ?)",
        "ln(1 + (e <-> ?))",
        "e <#> ?",
        "(e <#> ?) * -1 desc",
        "inner_product(e, ?) desc",
        "1 + (e <#> ?)",
        "-inner_product(e, ?)",
        "e <+> ?",
        "l1_distance(?, e)"
      })
  void itIsByTheIndexAndRight(String form) {
    String query = query(form);
    assertThat(explained(query)).contains("Index Scan using item_e_idx");
    assertThat(client.rows(query)).isEqualTo(byReading(query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1 - (e <-> ?)) ^ 2",
        "(e <#> ?) ^ 2",
        "power(1 - (e <=> ?), 2) desc",
        "1 / (1 - (e <=> ?)) desc",
        "abs(1 - (e <-> ?))",
        "1 / inner_product(e, ?)"
      })
  void whatIsNotMonotoneIsReadFromTheTable(String form) {
    String query = query(form);
    assertThat(explained(query)).doesNotContain("Index Scan");
    assertThat(client.rows(query)).hasSize(10).isEqualTo(byReading(query));
  }
}
