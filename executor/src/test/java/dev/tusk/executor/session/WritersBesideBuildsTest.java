package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows come and go while a vector index is made, whatever keeps its vectors. */
class WritersBesideBuildsTest extends EngineTest {
  @BeforeEach
  void load() {
    client.run(
        """
        create extension vector;
        create table v (id int primary key, cat int, e vector(16));
        select setseed(0.5);
        insert into v select g, g % 50, (select array_agg(random()) from generate_series(1, 16)
          where g > 0)::vector from generate_series(1, 4000) g;
        """);
  }

  @Test
  void columnVectors() throws Exception {
    buildsBesideWriters("hnsw (e vector_l2_ops)");
  }

  @Test
  void anExpression() throws Exception {
    buildsBesideWriters("hnsw ((e::halfvec(16)) halfvec_l2_ops)");
  }

  @Test
  void columnsBehindTheVector() throws Exception {
    buildsBesideWriters("hnsw (e vector_l2_ops, cat)");
  }

  @Test
  void lists() throws Exception {
    buildsBesideWriters("ivfflat (e vector_l2_ops) with (lists = 10)");
  }

  private void buildsBesideWriters(String definition) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger next = new AtomicInteger(10_000);
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try (Client other = new Client(engine)) {
                while (!stop.get()) {
                  int id = next.get();
                  other.run(
                      "insert into v select "
                          + id
                          + ", 1, (select array_agg(9 + random()) from generate_series(1, 16))"
                          + "::vector; delete from v where id = "
                          + (id - 9_999));
                  next.incrementAndGet();
                }
              }
            });
    while (next.get() < 10_005) {
      Thread.sleep(1);
    }
    int before = next.get();
    client.run("create index near on v using " + definition);
    int during = next.get() - before;
    stop.set(true);
    writer.join();
    assertThat(during).isPositive();
    client.run("set enable_seqscan = off; set enable_sort = off");
    int written = next.get() - 10_000;
    String cast = definition.contains("halfvec") ? "::halfvec(16)" : "";
    String nearest =
        "from (select id from v order by e"
            + cast
            + " <-> '[9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9]' limit 5000) n";
    client.run("set hnsw.ef_search = 1000; set ivfflat.probes = 10");
    assertThat(client.value("select count(*) filter (where id >= 10000) " + nearest))
        .isEqualTo(Integer.toString(written));
    assertThat(client.value("select count(*) " + nearest)).isEqualTo("4000");
  }
}
