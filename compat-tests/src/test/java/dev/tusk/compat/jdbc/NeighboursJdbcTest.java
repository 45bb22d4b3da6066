package dev.tusk.compat.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.compat.RunningServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one session does to the others, and what is done about it. */
@Timeout(60)
class NeighboursJdbcTest {
  private static final String LOCK_FIRST = "update n set v = v + 1 where id = 1";
  private static final String LOCK_SECOND = "update n set v = v + 1 where id = 2";

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void rows() throws SQLException {
    server.run(
        "drop table if exists n",
        "create table n (id int primary key, v int)",
        "insert into n values (1, 0), (2, 0)");
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static CompletableFuture<String> start(Connection connection, String sql) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            run(connection, sql);
            outcome.complete("done");
          } catch (SQLException e) {
            outcome.complete(String.valueOf(e.getSQLState()));
          }
        });
    return outcome;
  }

  @Test
  void aClientThatIsIdleInATransactionForTooLongIsPutOut() throws SQLException {
    try (Connection idle = server.connect();
        Connection other = server.connect()) {
      run(idle, "set idle_in_transaction_session_timeout = 300", "begin", LOCK_FIRST);
      run(other, LOCK_FIRST);
      assertThat(start(idle, "select 1").join()).isIn("25P03", "08006");
    }
  }

  @Test
  void theTimeLimitsCountNoWork() throws SQLException {
    try (Connection busy = server.connect()) {
      run(busy, "set idle_session_timeout = 300", "select pg_sleep(0.6)", "select 1");
      run(busy, "set idle_in_transaction_session_timeout = 300", "begin");
      run(busy, "select pg_sleep(0.6)", "commit", "set idle_session_timeout = 0");
    }
  }

  @Test
  void terminatingAnIdleSessionGivesUpItsLocks() throws SQLException {
    try (Connection idle = server.connect();
        Connection other = server.connect();
        Statement statement = idle.createStatement()) {
      run(idle, "begin", LOCK_FIRST);
      int pid;
      try (ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
        result.next();
        pid = result.getInt(1);
      }
      run(other, "select pg_terminate_backend(" + pid + ")", LOCK_FIRST);
      assertThat(start(idle, "select 1").join()).isIn("57P01", "08006");
    }
  }

  @Test
  void ofTwoThatWaitForEachOtherOneFailsAndTheOtherGoesOn() throws Exception {
    try (Connection a = server.connect();
        Connection b = server.connect()) {
      run(a, "begin", LOCK_FIRST);
      run(b, "begin", LOCK_SECOND);
      CompletableFuture<String> first = start(a, LOCK_SECOND);
      CompletableFuture<String> second = start(b, LOCK_FIRST);
      assertThat(List.of(first.get(20, TimeUnit.SECONDS), second.get(20, TimeUnit.SECONDS)))
          .containsExactlyInAnyOrder("done", "40P01");
    }
  }

  @Test
  void aSessionsAdvisoryLocksAndItsTransactionsRowsCanBeInOneCircle() throws Exception {
    try (Connection a = server.connect();
        Connection b = server.connect()) {
      run(a, "select pg_advisory_lock(1)", "begin");
      run(b, "begin", LOCK_FIRST);
      CompletableFuture<String> first = start(a, LOCK_FIRST);
      CompletableFuture<String> second = start(b, "select pg_advisory_xact_lock(1)");
      CompletableFuture.anyOf(first, second).get(20, TimeUnit.SECONDS);
      if (first.isDone() && first.join().equals("40P01")) {
        run(a, "rollback", "select pg_advisory_unlock_all()"); // It outlives the error.
      }
      assertThat(List.of(first.get(20, TimeUnit.SECONDS), second.get(20, TimeUnit.SECONDS)))
          .containsExactlyInAnyOrder("done", "40P01");
    }
  }

  /** The longest that a query or a login took while a statement runs, in milliseconds. */
  private static long longestWait(CompletableFuture<String> other, List<Connection> neighbours)
      throws SQLException {
    long longest = 0;
    for (int round = 0; round < 20 && !other.isDone(); round++) {
      for (Connection neighbour : neighbours) {
        long start = System.nanoTime();
        run(neighbour, "select 1");
        longest = Math.max(longest, System.nanoTime() - start);
      }
      long start = System.nanoTime();
      server.connect().close();
      longest = Math.max(longest, System.nanoTime() - start);
    }
    return TimeUnit.NANOSECONDS.toMillis(longest);
  }

  /**
   * A statement that is quick 5,000 times and then, with other values, is not. The limit is for a
   * busy machine: what holds an event loop holds it until it is cancelled, after ten seconds.
   */
  private void stopsNobody(String quick, String slow) throws Exception {
    List<Connection> neighbours = new ArrayList<>();
    try (Connection holder = server.connect("preferQueryMode", "simple")) {
      for (int i = 0; i < 5000; i++) {
        run(holder, quick);
      }
      for (int i = 0; i < 8; i++) {
        neighbours.add(server.connect("preferQueryMode", "simple"));
      }
      run(holder, "set statement_timeout = '10s'");
      CompletableFuture<String> running = start(holder, slow);
      Thread.sleep(200);
      assertThat(longestWait(running, neighbours)).isLessThan(5000);
    } finally {
      for (Connection neighbour : neighbours) {
        neighbour.close();
      }
    }
  }

  @Test
  void aRegularExpressionThatWasQuickAndNowBacktracksStopsNobody() throws Exception {
    String expression = " || 'b' ~ '^(a*)*\\1$'";
    stopsNobody("select repeat('a', 2)" + expression, "select repeat('a', 80)" + expression);
  }

  @Test
  void aNumberThatWasShortAndNowHasManyDigitsStopsNobody() throws Exception {
    String product = ") from generate_series(1, 3000) g), v * 2 from n where id = 1";
    stopsNobody(
        "select (select max(2::numeric + 0 * g" + product.replace("3000", "1"),
        "select (select max(1e131000 + 1e131000 / g" + product);
  }

  @Test
  void aStatementThatWasQuickAndNowSleepsStopsNobody() throws Exception {
    List<Connection> neighbours = new ArrayList<>();
    try (Connection sleeper = server.connect("preferQueryMode", "simple")) {
      for (int i = 0; i < 30; i++) {
        run(sleeper, "select pg_sleep(0)");
      }
      for (int i = 0; i < 12; i++) {
        neighbours.add(server.connect("preferQueryMode", "simple"));
      }
      CompletableFuture<String> asleep = start(sleeper, "select pg_sleep(6)");
      Thread.sleep(300);
      for (Connection neighbour : neighbours) {
        run(neighbour, "select 1");
      }
      assertThat(asleep).isNotDone();
      asleep.get(20, TimeUnit.SECONDS);
    } finally {
      for (Connection neighbour : neighbours) {
        neighbour.close();
      }
    }
  }
}
