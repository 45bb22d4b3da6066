package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.Engine;
import dev.tusk.executor.EngineOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables that correlated subqueries read again and again, small ones and too large ones. */
@Timeout(120)
class CorrelatedScanTest {
  @TempDir Path directory;

  @Test
  void aTableTooLargeToBeKeptIsStillReadRight() {
    try (Engine engine = Engine.open(directory, EngineOptions.defaults());
        Client client = new Client(engine)) {
      client.run("create table big as select g id, g % 1000 k from generate_series(1, 260000) g");
      // The last two rows of the table stand behind what is kept.
      assertThat(
              client.rows(
                  "select o.k, (select count(*) from big b where b.k = o.k),"
                      + " (select max(b.id) from big b where b.k = o.k)"
                      + " from (values (1), (2), (999), (0), (5000), (null)) o (k)"))
          .containsExactly(
              "1|260|259001", "2|260|259002", "999|260|259999", "0|260|260000", "5000|0|", "|0|");
      assertThat(
              client.rows(
                  "select o.k, exists (select 1 from big b where b.k = o.k and b.id > 259990)"
                      + " from (values (1), (995), (3), (0)) o (k)"))
          .containsExactly("1|f", "995|t", "3|f", "0|t");
    }
  }

  @Test
  void aMillionPairsAreNotCompared() {
    try (Engine engine = Engine.open(directory, EngineOptions.defaults());
        Client client = new Client(engine)) {
      client.run("create table a as select g id, g % 100 k from generate_series(1, 20000) g");
      client.run("set statement_timeout = '60s'"); // Pair by pair these take many minutes.
      assertThat(
              client.value(
                  "select count(*) from a where exists (select 1 from a b where b.k = a.k and not"
                      + " exists (select 1 from a c where c.id = a.id and c.id <> b.id))"))
          .isEqualTo("20000");
      assertThat(
              client.value(
                  "select count(*) from a, a b join lateral (values (a.id)) s(x)"
                      + " on b.id = s.x"))
          .isEqualTo("20000");
      assertThat(client.value("select sum((select max(b.k) from a b where b.id = a.id)) from a"))
          .isEqualTo("990000");
    }
  }
}
