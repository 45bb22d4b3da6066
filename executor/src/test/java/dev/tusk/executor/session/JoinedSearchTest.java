package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Searches among the chunks of some documents: what the join leaves is told to the search, which
 * gives as many rows as the LIMIT asks for. Below 2,000 rows an index compares all vectors, so that
 * every answer is exact.
 */
class JoinedSearchTest extends EngineTest {
  @BeforeEach
  void load() {
    client.run(
        """
        create extension vector;
        create table collection (id int primary key, name text);
        create table doc (id int primary key, collection int, title text);
        create table chunk (id int primary key, doc int, part int, e vector(3));
        insert into collection select g, 'c' || g from generate_series(0, 9) g;
        insert into doc select g, g % 10, 't' || g from generate_series(0, 99) g;
        insert into doc values (200, null, 'none');
        """);
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("insert into chunk values ");
    for (int id = 0; id < 1_500; id++) {
      String doc = id % 50 == 0 ? "null" : String.valueOf(random.nextInt(120));
      rows.append(id == 0 ? "" : ",")
          .append(
              "(%d, %s, %d, '[%d,%d,%d]')"
                  .formatted(
                      id,
                      doc,
                      id % 7,
                      random.nextInt(999),
                      random.nextInt(999),
                      random.nextInt(999)));
    }
    client.run(rows.toString());
    client.run("create index on chunk using hnsw (e vector_l2_ops); analyze");
  }

  private static final String NEAR = "e <-> '[500,400,300]'";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chunk c join doc d on d.id = c.doc where d.title = 't7'",
        "chunk c join doc d on d.id = c.doc where d.title like 't1%' and c.part < 4",
        "doc d join chunk c on c.doc = d.id where d.collection = 3",
        "chunk c join doc d on d.id = c.doc join collection k on k.id = d.collection"
            + " where k.name = 'c4'",
        "chunk c, doc d, collection k where c.doc = d.id and d.collection = k.id and k.id in (2, 5)",
        "chunk c join (select * from doc union all select * from doc) d on d.id = c.doc"
            + " where d.title < 't3'",
        "chunk c where c.doc in (select id from doc where collection = 6)",
        "chunk c where exists (select from doc d where d.id = c.doc and d.collection > 7)",
        "chunk c where c.doc in (select id from doc where collection = 6) and part = 2",
        "chunk c left join doc d on d.id = c.doc where c.part = 1",
        "chunk c where c.doc = any (array(select id from doc where collection is null))",
        "chunk c where c.doc in (select collection from doc)",
        "chunk c join doc d on d.id = c.doc where d.title = 'absent'"
      })
  void theNearestOfAJoinAreFoundWhereTheyAre(String from) {
    for (String end : List.of("limit 5", "limit 5 offset 7", "limit 400", "limit 0")) {
      String select = "select c." + NEAR + " from " + from + " order by c." + NEAR;
      String all = "with j as materialized (select c.* from " + from + ") select " + NEAR;
      List<String> truth = client.rows(all + " from j order by 1 " + end);
      assertThat(client.rows(select + " " + end)).isEqualTo(truth);
      assertThat(client.rows(select + ", c.id " + end)).isEqualTo(truth);
    }
  }

  @Test
  void theSearchIsMadeByTheIndexAmongTheKeysOfTheOtherSide() {
    List<String> plan =
        client.rows(
            "explain (costs off) select c.id, d.title from chunk c join doc d on d.id = c.doc"
                + " where d.title = 't7' order by c."
                + NEAR
                + " limit 5");
    assertThat(plan).anyMatch(line -> line.contains("Index Scan using chunk_e_idx on chunk c"));
    assertThat(plan).anyMatch(line -> line.contains("Filter: (doc = ANY ($0))"));
  }

  @Test
  void aValueIsSoughtAmongTheElementsOfAnArrayAsByComparingEach() {
    for (String array :
        List.of("'{1,2,null}'::int[]", "'{}'::int[]", "null::int[]", "'{3}'::int[]")) {
      for (String value : List.of("1", "9", "null::int")) {
        for (String test : List.of("= any", "<> all")) {
          String among =
              "select x " + test + " (a) from (values (" + value + ", " + array + ")) v(x, a)";
          String constant =
              "select x " + test + " (" + array + ") from (values (" + value + ")) v(x)";
          assertThat(client.rows(constant)).isEqualTo(client.rows(among));
        }
      }
    }
  }
}
