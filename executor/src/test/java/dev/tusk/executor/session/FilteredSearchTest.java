package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Searches with filters, whose answers the engine remembers from one search to the next, against a
 * table that changes between them. Below 2,000 rows an index compares all vectors, so that every
 * answer is exact.
 */
class FilteredSearchTest extends EngineTest {
  private static final int ROWS = 1200;

  private record Item(int category, double at) {}

  /** What committed rows there should be; at is the first of three coordinates. */
  private final Map<Integer, Item> committed = new TreeMap<>();

  private final Random random = new Random(4);

  @BeforeEach
  void load() {
    client.run("create extension vector; create table item (id int, cat int, e vector(3))");
    StringBuilder rows = new StringBuilder("insert into item values ");
    for (int id = 0; id < ROWS; id++) {
      Item item = new Item(id % 40, random.nextInt(100_000));
      committed.put(id, item);
      rows.append(id == 0 ? "" : ",").append(row(id, item));
    }
    client.run(rows.toString());
    client.run("create index on item using hnsw (e vector_l2_ops)");
  }

  private static String row(int id, Item item) {
    return "(%d, %d, '[%s,1,1]')".formatted(id, item.category, item.at);
  }

  private static String query(int category, double at) {
    return "select id from item where cat = %d order by e <-> '[%s,1,1]', id limit 6"
        .formatted(category, at);
  }

  private static List<String> nearest(Map<Integer, Item> items, int category, double at) {
    return items.entrySet().stream()
        .filter(e -> e.getValue().category == category)
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<Integer, Item> e) -> Math.abs(e.getValue().at - at))
                .thenComparing(Map.Entry::getKey))
        .limit(6)
        .map(e -> String.valueOf(e.getKey()))
        .toList();
  }

  private void changeOneRow(Client by, Map<Integer, Item> items) {
    int id = random.nextInt(ROWS + 200);
    Item old = items.get(id);
    Item now = new Item(random.nextInt(40), random.nextInt(100_000));
    if (old == null) {
      by.run("insert into item values " + row(id, now));
      items.put(id, now);
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> {
        by.run("delete from item where id = " + id);
        items.remove(id);
      }
      case 1 -> {
        by.run("update item set cat = %d where id = %d".formatted(now.category, id));
        items.put(id, new Item(now.category, old.at));
      }
      default -> {
        by.run(
            "update item set e = '[%s,1,1]', cat = %d where id = %d"
                .formatted(now.at, now.category, id));
        items.put(id, now);
      }
    }
  }

  private void checkFilters(Client by, Map<Integer, Item> items) {
    for (int i = 0; i < 8; i++) {
      int category = random.nextInt(40);
      double at = random.nextInt(100_000) + 0.25;
      assertThat(by.rows(query(category, at))).isEqualTo(nearest(items, category, at));
    }
  }

  @Test
  void aRememberedFilterFollowsTheTable() {
    for (int round = 0; round < 60; round++) {
      for (int i = 0; i < 10; i++) {
        changeOneRow(client, committed);
      }
      checkFilters(client, committed);
      if (round == 30) {
        client.run("vacuum item");
      }
    }
  }

  @Test
  void eachTransactionSeesItsOwnRowsAndNoOneElses() {
    Client writer = connect();
    Client reader = connect();
    reader.run("begin isolation level repeatable read; select 1 from item limit 1");
    Map<Integer, Item> old = new TreeMap<>(committed);
    for (int round = 0; round < 20; round++) {
      writer.run("begin");
      Map<Integer, Item> own = new TreeMap<>(committed);
      for (int i = 0; i < 10; i++) {
        changeOneRow(writer, own);
      }
      checkFilters(writer, own);
      checkFilters(client, committed);
      if (round % 3 == 0) {
        writer.run("rollback");
      } else {
        writer.run("commit");
        committed.clear();
        committed.putAll(own);
      }
      checkFilters(client, committed);
      checkFilters(reader, old);
    }
  }

  @Test
  void aColumnThatChangesItsTypeChangesTheAnswer() {
    checkFilters(client, committed);
    client.run("alter table item alter cat type int using cat + 1");
    Map<Integer, Item> changed = new TreeMap<>();
    committed.forEach((id, item) -> changed.put(id, new Item(item.category + 1, item.at)));
    checkFilters(client, changed);
  }

  @Test
  void onlyTheConstantsOfAnExecutionCount() {
    List<String> first = client.extended("select count(*) from (" + text(1) + ") t", "5");
    assertThat(first).first().isEqualTo("30");
    assertThat(client.extended("select count(*) from (" + text(1) + ") t", "41"))
        .first()
        .isEqualTo("0");
    assertThat(client.extended("select count(*) from (" + text(1) + ") t", "5")).isEqualTo(first);
  }

  private static String text(int parameter) {
    return "select id from item where cat = $%d::int order by e <-> '[1,1,1]' limit 100"
        .formatted(parameter);
  }

  @Test
  void filtersOfManyKindsAgreeWithACount() {
    client.run("alter table item add name text, add tags text[]");
    client.run("update item set name = 'n' || id % 17, tags = array['t' || id % 3, 't' || id % 5]");
    client.run(
        "insert into item values (9000, null, '[1,1,1]', null, null), (9001, 3, null, 'n3', null)");
    List<String> filters = new ArrayList<>();
    filters.add("cat in (1, 2, 30)");
    filters.add("cat = any ('{4,5}'::int[])");
    filters.add("cat is null");
    filters.add("name like 'n1%' and cat between 3 and 9");
    filters.add("'t2' = any (tags)");
    filters.add("cat is distinct from 3 and id % 2 = 0");
    filters.add("coalesce(name, 'none') = 'none' or length(name) > 2");
    filters.add("id < (select avg(id) from item)");
    filters.add("case when cat > 20 then name = 'n1' else cat = 1 end");
    filters.add("id::text like '%7'");
    filters.add("cat = floor(random() * 0)::int + 7");
    for (String filter : filters) {
      String expected = client.value("select count(*) from item where " + filter);
      for (int i = 0; i < 3; i++) {
        assertThat(
                client.value(
                    "select count(*) from (select 1 from item where "
                        + filter
                        + " order by e <-> '[7,1,1]' limit 5000) t"))
            .as(filter)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void anIndexOverSomeRowsAnswersWithThoseOnly() {
    client.run("alter table item add hidden boolean; update item set hidden = true where cat > 19");
    client.run("drop index item_e_idx");
    client.run("create index on item using hnsw (e vector_l2_ops) where hidden is null");
    String query =
        "select count(*), max(cat) from (select cat from item where hidden is null"
            + " order by e <-> '[7,1,1]' limit %d) t";
    assertThat(
            client.run(
                "explain select 1 from item where hidden is null order by e <-> '[7,1,1]' limit 3"))
        .anyMatch(line -> line.contains("Index Scan using item_e_idx"));
    assertThat(client.value(query.formatted(300))).isEqualTo("300|19");
    assertThat(client.value(query.formatted(5000))).isEqualTo("600|19");
    client.run("update item set hidden = true where cat = 19");
    assertThat(client.value(query.formatted(5000))).isEqualTo("570|18");
  }

  @Test
  void searchesThatMeetAFilterAtTheSameTimeMissNothing() throws Exception {
    List<Client> readers = List.of(client, connect(), connect(), connect());
    try (var threads = Executors.newFixedThreadPool(readers.size())) {
      for (int round = 0; round < 60; round++) {
        String query =
            "select count(*) from (select 1 from item where id %% 7 <> %d + 10"
                + " order by e <-> '[7,1,1]' limit 5000) t";
        String sql = query.formatted(round);
        List<Callable<String>> searches = new ArrayList<>();
        readers.forEach(reader -> searches.add(() -> reader.value(sql)));
        for (var count : threads.invokeAll(searches)) {
          assertThat(count.get()).isEqualTo(String.valueOf(ROWS));
        }
      }
    }
  }
}
