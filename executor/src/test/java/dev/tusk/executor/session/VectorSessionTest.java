package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorSessionTest extends EngineTest {
  @BeforeEach
  void load() {
    client.run(
        """
        create extension vector;
        create table v (id int primary key, cat int, e vector(4));
        select setseed(0.5);
        insert into v select g, g % 50, array[random(), random(), random(), random()]::vector
          from generate_series(1, 2000) g;
        create index on v (cat);
        """);
  }

  private List<String> top(String where, int limit) {
    return client.rows(
        "select id from v " + where + " order by e <-> '[0.5,0.5,0.5,0.5]' limit " + limit);
  }

  @Test
  void theIndexGivesAsManyRowsAsAreAskedFor() {
    List<String> exact = top("", 200);
    client.run("create index on v using hnsw (e vector_l2_ops)");
    List<String> approximate = top("", 200);
    assertThat(approximate).hasSize(200);
    assertThat(approximate).filteredOn(exact::contains).hasSizeGreaterThan(190);
  }

  @Test
  void filteredSearchesGiveAllRowsAskedFor() {
    List<String> byKey = top("where cat = 7", 10);
    List<String> byOther = top("where id % 97 = 3", 10);
    client.run("create index on v using hnsw (e vector_l2_ops)");
    assertThat(top("where cat = 7", 10)).isEqualTo(byKey);
    assertThat(top("where id % 97 = 3", 10)).isEqualTo(byOther);
    assertThat(top("where cat = 7", 100)).hasSize(40);
  }

  @Test
  void aPartialIndexGivesOnlyRowsOfItsPredicate() {
    List<String> seven = top("where cat = 7", 10);
    List<String> eight = top("where cat = 8", 10);
    client.run("create index part on v using hnsw (e vector_l2_ops) where cat = 7");
    for (int i = 0; i < 3; i++) {
      assertThat(top("where cat = 7", 10)).isEqualTo(seven);
      assertThat(top("where cat = 8", 10)).isEqualTo(eight);
    }
    client.run(
        "prepare p as select id from v where cat = 7 "
            + "order by e <-> '[0.5,0.5,0.5,0.5]' limit 10");
    assertThat(client.rows("execute p")).isEqualTo(seven);
    client.run("drop index part");
    assertThat(client.rows("execute p")).isEqualTo(seven);
    assertThat(top("where cat = 7", 10)).isEqualTo(seven);
  }

  @Test
  void tiesOfTheLastDistanceComeTooInSpiteOfTheIndex() {
    client.run("create index on v using hnsw (e vector_l2_ops)");
    client.run("insert into v select g, 1, '[9,9,9,9]' from generate_series(7000, 7400) g");
    String nearest = "select id from v order by e <-> '[9,9,9,9]' fetch first 2 rows ";
    assertThat(client.rows(nearest + "only")).hasSize(2);
    assertThat(client.rows(nearest + "with ties")).hasSize(401);
  }

  @Test
  void rowsEquallyNearComeInTheOrderOfTheirIdsWhateverSlotsTheyGot() {
    client.run("insert into v select g, 1, '[9,9,9,9]' from generate_series(7000, 7039) g");
    client.run("delete from v where id >= 7000 and id < 7020");
    client.run("vacuum v");
    client.run("insert into v select g, 1, '[9,9,9,9]' from generate_series(8000, 8019) g");
    List<String> expected =
        IntStream.concat(IntStream.range(7020, 7040), IntStream.range(8000, 8010))
            .mapToObj(Integer::toString)
            .toList();
    String nearest = "select id from v %s order by e <-> '[9,9,9,9]' limit 30";
    assertThat(client.rows(nearest.formatted(""))).isEqualTo(expected);
    client.run("create index on v using hnsw (e vector_l2_ops)");
    assertThat(client.rows(nearest.formatted(""))).isEqualTo(expected);
    assertThat(client.rows(nearest.formatted("where id >= 7000"))).isEqualTo(expected);
  }

  @Test
  void whatAnIndexIsMadeOfShowsInAView() {
    client.run("create index near on v using hnsw (e vector_l2_ops)");
    assertThat(
            client.rows(
                "select relname, method, metric, dimensions, rows, codec, bits, code_share,"
                    + " unreachable, code_error, vector_bytes, ready from pg_stat_vector_index where indexrelname = 'near'"))
        .containsExactly("v|hnsw|l2|4|2000|float32|32||0|0|32000|t");
    assertThat(client.value("select reason from pg_stat_vector_index"))
        .isEqualTo("codes of so few dimensions are no shorter than the floats");
    client.run("drop index near");
    assertThat(client.rows("select * from pg_stat_vector_index")).isEmpty();
  }

  @Test
  void anIndexMadeAgainOverTheSameRowsIsTheSame() {
    client.run("create index near on v using hnsw (e vector_l2_ops)");
    String first = client.value("select vector_index_checksum('near')");
    assertThat(first).isNotEqualTo("0");
    client.run("set max_parallel_maintenance_workers = 0; reindex index near");
    assertThat(client.value("select vector_index_checksum('near')")).isEqualTo(first);
    client.run("insert into v values (5000, 1, '[0.5,0.5,0.5,0.5]')");
    assertThat(client.value("select vector_index_checksum('near')")).isNotEqualTo(first);
    assertThat(client.error("select vector_index_checksum('v_pkey')"))
        .contains("\"v_pkey\" is not a vector index");
  }

  @Test
  void rowsOfOthersAreSeenWhenCommitted() {
    client.run("create index on v using hnsw (e vector_l2_ops); begin");
    client.run("insert into v values (5000, 1, '[0.5,0.5,0.5,0.5]')");
    assertThat(top("", 1)).containsExactly("5000");
    Client other = connect();
    String query = "select id from v order by e <-> '[0.5,0.5,0.5,0.5]' limit 1";
    assertThat(other.rows(query)).doesNotContain("5000");
    client.run("rollback");
    assertThat(top("", 1)).doesNotContain("5000");
    client.run("insert into v values (5001, 1, '[0.5,0.5,0.5,0.5]')");
    assertThat(other.rows(query)).containsExactly("5001");
    client.run("delete from v where id = 5001");
    assertThat(other.rows(query)).doesNotContain("5001");
  }

  @Test
  void rowsWithoutAVectorComeLastInAnExactAnswer() {
    client.run("insert into v values (6000, 999, null), (6001, 999, '[1,1,1,1]')");
    assertThat(top("where cat = 999", 5)).containsExactly("6001", "6000");
  }

  @Test
  void aWrongDimensionReadsAsInPgvector() {
    assertThat(client.error("insert into v values (1, 1, '[1,2]')"))
        .isEqualTo("22000 expected 4 dimensions, not 2");
    assertThat(client.error("select id from v order by e <-> '[1,2]' limit 1"))
        .isEqualTo("22000 different vector dimensions 4 and 2");
  }

  @Test
  void indexOptionsAreChecked() {
    assertThat(client.error("create index on v using hnsw (e vector_l2_ops) with (m = 1)"))
        .isEqualTo("22023 value 1 out of bounds for option \"m\"");
    assertThat(client.error("create unique index on v using hnsw (e vector_l2_ops)"))
        .isEqualTo("0A000 access method \"hnsw\" does not support unique indexes");
    assertThat(client.error("create index on v using hnsw (e)"))
        .isEqualTo(
            "42704 data type vector has no default operator class for access method \"hnsw\"");
    assertThat(
            client.error(
                "create index on v using hnsw (e vector_l2_ops) with (m = 32, ef_construction ="
                    + " 32)"))
        .isEqualTo("22023 ef_construction must be greater than or equal to 2 * m");
    client.run("create table w (e vector)");
    assertThat(client.error("create index on w using hnsw (e vector_l2_ops)"))
        .isEqualTo("22023 column does not have dimensions");
  }
}
