package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.executor.Engine;
import dev.tusk.executor.EngineOptions;
import dev.tusk.sql.error.SqlException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may run on a thread that others wait for, and what happens when it takes too long there. */
class InPlaceTest {
  @TempDir Path directory;
  private Engine engine;
  private Client client;

  @BeforeEach
  void open() {
    engine = Engine.open(directory, EngineOptions.defaults());
    client = new Client(engine);
    client.run("create table t (id int primary key, s text, n numeric)");
    client.run("insert into t select g, repeat('x', 100), g from generate_series(1, 100) g");
    client.run("insert into t values (1000, repeat('y', 3000000), 1)");
  }

  @AfterEach
  void close() {
    client.close();
    engine.close();
  }

  /** Runs a statement until it is taken for short, which is measured: a busy machine needs more. */
  private void makeShort(String sql) {
    for (int i = 0; i < 100_000 && !client.session.queryIsShort(sql); i++) {
      client.run(sql);
    }
    assertThat(client.session.queryIsShort(sql)).isTrue();
  }

  private List<String> runInPlace(String sql) {
    client.session.inPlace(true);
    try {
      return client.run(sql);
    } finally {
      client.session.inPlace(false);
    }
  }

  /** The same on a machine so busy that the time is over before a quick statement is. */
  private Object quickInPlace(String sql) {
    for (int i = 0; ; i++) {
      try {
        return runInPlace(sql);
      } catch (SqlException e) {
        return e.getMessage();
      } catch (InPlaceTimeExceeded e) {
        assertThat(i).isLessThan(1000);
      }
    }
  }

  @Test
  void noNumberOfQuickRunsMakesAnUnboundedFunctionShort() {
    for (String sql :
        List.of(
            "select repeat('a', 2) || 'b' ~ '^(a*)*\\1$'",
            "select s from t where id = 1 and s ~ 'y'",
            "select s from t where id = 1 order by lpad(s, 3)",
            "select (select count(*) from t) from t where id = 1",
            "select generate_series(1, 1)",
            "select ('{1e' || id || '}')::numeric[] from t where id = 1")) {
      for (int i = 0; i < 300; i++) {
        client.run(sql);
      }
      assertThat(client.session.queryIsShort(sql)).as(sql).isFalse();
    }
  }

  @Test
  void aRowThatIsMuchLargerThanTheOthersIsLeftToAWorker() {
    makeShort("select upper(s) from t where id = 1");
    assertThat(quickInPlace("select upper(s) from t where id = 2"))
        .isEqualTo(List.of("X".repeat(100), "SELECT 1"));
    assertThatThrownBy(() -> runInPlace("select upper(s) from t where id = 1000"))
        .isInstanceOf(InPlaceTimeExceeded.class);
    assertThat(client.status()).isEqualTo('I');
    assertThat(client.session.queryIsShort("select upper(s) from t where id = 1")).isFalse();
    assertThat(client.value("select upper(s) from t where id = 1000")).hasSize(3_000_000);
  }

  @Test
  void aLiteralOfManyDigitsIsLeftToAWorker() {
    makeShort("select n * 1.5 from t where id = 1");
    assertThat(quickInPlace("select n * 2.5 from t where id = 2"))
        .isEqualTo(List.of("5.0", "SELECT 1"));
    assertThatThrownBy(() -> runInPlace("select n * 1.5e100000 from t where id = 1"))
        .isInstanceOf(InPlaceTimeExceeded.class);
  }

  @Test
  void anErrorAfterWritingIsRolledBackByAWorker() {
    makeShort("select 10 / id from t where id = 1");
    client.run("begin; insert into t values (0, '', 0)");
    assertThat(client.session.queryIsShort("select 10 / id from t where id = 0")).isTrue();
    assertThatThrownBy(() -> runInPlace("select 10 / id from t where id = 0"))
        .isInstanceOf(InPlaceTimeExceeded.class);
    assertThat(client.status()).isEqualTo('T');
    assertThatThrownBy(() -> client.run("select 10 / id from t where id = 0"))
        .isInstanceOf(SqlException.class)
        .hasMessage("division by zero");
    assertThat(client.status()).isEqualTo('E');
    client.run("rollback");
  }

  @Test
  void anErrorBeforeWritingIsAnsweredInPlace() {
    makeShort("select 10 / (id - 50) from t where id = 1");
    assertThat(quickInPlace("select 10 / (id - 50) from t where id = 50"))
        .isEqualTo("division by zero");
    assertThat(client.status()).isEqualTo('I');
  }

  @Test
  void aPortalThatWasGivenUpBeginsAnew() {
    String sql = "select s, id from t where id = any ($1::int[]) order by id";
    client.extended(sql, "{1}");
    Session session = client.session;
    session.parse("s", sql, List.of());
    session.bind("p", "s", new short[0], Client.texts("{2,1000,3}"));
    session.inPlace(true);
    assertThatThrownBy(() -> client.execute("p", 0)).isInstanceOf(InPlaceTimeExceeded.class);
    session.inPlace(false);
    assertThat(client.execute("p", 2)).hasSize(3).last().isEqualTo("(suspended)");
    assertThat(session.executeIsShort("p")).isFalse(); // What it gave cannot be given again.
    assertThat(client.execute("p", 0)).hasSize(2);
    session.sync();
  }

  @Test
  void onlyATextWhosePlanIsKnownIsPreparedInPlace() {
    String sql = "select id from t where id = $1 and s is not null and n is not null";
    assertThat(client.session.parseIsShort(sql, List.of(0))).isFalse();
    assertThat(client.session.parseIsShort("select 4711", List.of())).isFalse();
    client.session.parse("s", sql, List.of(0));
    client.session.sync();
    assertThat(client.session.parseIsShort(sql, List.of(0))).isTrue();
    assertThat(client.session.parseIsShort(sql, List.of(20))).isFalse();
    client.run("create table u (a int)"); // Plans depend on the catalog.
    assertThat(client.session.parseIsShort(sql, List.of(0))).isFalse();
    assertThat(client.session.bindIsShort("s")).isFalse();
  }

  @Test
  void whatATransactionsEndHasToDoIsNotDoneInPlace() {
    makeShort("select s from t where id = 1");
    client.run("create temp table mine (a int) on commit delete rows");
    assertThat(client.session.queryIsShort("select s from t where id = 1")).isFalse();
    assertThat(client.session.syncIsShort()).isFalse();
  }
}
