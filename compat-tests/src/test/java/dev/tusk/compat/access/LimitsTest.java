package dev.tusk.compat.access;

import static dev.tusk.compat.access.TestServer.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many may connect, where to, and how long what they do may take. */
class LimitsTest {
  @TempDir Path folder;

  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(folder.resolve("data")).limits(6, 2, Duration.ofSeconds(20)).start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theLastConnectionsAreForSuperusers() throws Exception {
    server.run("create role anna login");
    List<Connection> open = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        open.add(server.connect("postgres", "user", "anna"));
      }
      server.refused(
          "53300",
          "remaining connection slots are reserved for non-replication superuser connections",
          "postgres",
          "user",
          "anna");
      open.add(server.connect("postgres"));
      open.add(server.connect("postgres"));
      server.refused("53300", "sorry, too many clients already", "postgres");
      open.removeLast().close();
      await(() -> {
        try {
          server.connect("postgres").close();
          return true;
        } catch (SQLException e) {
          return false;
        }
      });
      assertThat(one(open.getLast(), "show superuser_reserved_connections")).isEqualTo("2");
      assertThat(one(open.getLast(), "show max_connections")).isEqualTo("6");
    } finally {
      for (Connection connection : open) {
        connection.close();
      }
    }
  }

  @Test
  void rolesAndDatabasesHaveLimitsOfTheirOwn() throws Exception {
    server.run(
        "create role anna login connection limit 1",
        "create role bert login",
        "create database narrow connection limit 1",
        "create database shut allow_connections false",
        "create database theirs",
        "revoke connect on database theirs from public");
    try (Connection first = server.connect("postgres", "user", "anna")) {
      server.refused("53300", "too many connections for role \"anna\"", "postgres", "user", "anna");
      // The role is looked at before the database is.
      server.refused("53300", "too many connections for role \"anna\"", "nope", "user", "anna");
      assertThat(one(first, "select 1")).isEqualTo("1");
    }
    try (Connection first = server.connect("narrow", "user", "bert")) {
      server.refused(
          "53300", "too many connections for database \"narrow\"", "narrow", "user", "bert");
      server.connect("narrow").close(); // A superuser's does not count.
      assertThat(one(first, "select 1")).isEqualTo("1");
    }
    server.refused("55000", "database \"shut\" is not currently accepting connections", "shut");
    server.refused("42501", "permission denied for database \"theirs\"", "theirs", "user", "bert");
    server.refused("3D000", "database \"nope\" does not exist", "nope");
    server.run(
        "grant connect on database theirs to bert",
        "alter database shut allow_connections true",
        "alter database narrow connection limit 0");
    server.connect("theirs", "user", "bert").close();
    server.connect("shut", "user", "bert").close();
    server.refused(
        "53300", "too many connections for database \"narrow\"", "narrow", "user", "bert");
  }

  @Test
  void aRefusedSessionGivesItsPlaceBack() throws Exception {
    server.run("create role anna login connection limit 1");
    for (int i = 0; i < 5; i++) {
      server.refused("42704", "", "postgres", "user", "anna", "options", "-c nope=1");
    }
    server.connect("postgres", "user", "anna").close();
  }

  @Test
  void forceEndsTheSessionsOfADatabaseThatIsDropped() throws Exception {
    server.run("create database busy");
    try (Connection inside = server.connect("busy")) {
      assertThatThrownBy(() -> server.run("drop database busy"))
          .hasMessageContaining("database \"busy\" is being accessed by other users");
      server.run("drop database busy with (force)");
      assertThatThrownBy(() -> one(inside, "select 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isIn("57P01", "08006"));
    }
  }

  @Test
  void theQueryOfAClientThatVanishesEnds() throws Exception {
    for (String sql :
        List.of(
            "select pg_sleep(60)",
            "select count(*) from generate_series(1, 1000000000) a",
            "do $$ begin loop perform 1; end loop; end $$",
            "select * from generate_series(1, 100000000)")) {
      RawClient client = RawClient.session(server.port(), "postgres");
      client.send(RawClient.query(sql));
      try (Connection other = server.connect("postgres")) {
        String running =
            "select count(*) from pg_stat_activity where state = 'active' and query = '"
                + sql.replace("'", "''")
                + "'";
        await(() -> one(other, running).equals("1"));
        Thread.sleep(100);
        client.close();
        long start = System.nanoTime();
        await(() -> one(other, running).equals("0"));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .as(sql)
            .isLessThan(Duration.ofSeconds(2));
      }
    }
  }

  @Test
  void theQueryOfAClientThatVanishesEndsAlsoWhereMuchWaitsBehindIt() throws Exception {
    assumeThat(Path.of("/proc/net/tcp")).as("only Linux tells").exists();
    byte[] megabyte = RawClient.query("select 1 -- " + "x".repeat(1 << 20));
    for (boolean abruptly : List.of(false, true)) {
      RawClient client = RawClient.session(server.port(), "postgres");
      client.send(RawClient.query("select pg_sleep(61)"));
      for (int i = 0; i < 5; i++) {
        client.send(megabyte);
      }
      try (Connection other = server.connect("postgres")) {
        String running =
            "select count(*) from pg_stat_activity where state = 'active'"
                + " and query = 'select pg_sleep(61)'";
        await(() -> one(other, running).equals("1"));
        Thread.sleep(700);
        if (abruptly) {
          client.socket().setSoLinger(true, 0);
        }
        client.close();
        long start = System.nanoTime();
        await(() -> one(other, running).equals("0"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      }
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void silenceAndSlownessEndWhereTheyAreLimited() throws Exception {
    try (Connection idle = server.connect("postgres", "options", "-c idle_session_timeout=150");
        Connection inBlock =
            server.connect("postgres", "options", "-c idle_in_transaction_session_timeout=150");
        Connection unlimited = server.connect("postgres")) {
      inBlock.setAutoCommit(false);
      unlimited.setAutoCommit(false);
      assertThat(one(idle, "select 1")).isEqualTo("1");
      assertThat(one(inBlock, "select 1")).isEqualTo("1");
      assertThat(one(unlimited, "select 1")).isEqualTo("1");
      Thread.sleep(500);
      ended(idle, "57P05");
      ended(inBlock, "25P03");
      assertThat(one(unlimited, "select 1")).isEqualTo("1");
    }
    try (Connection slow = server.connect("postgres");
        Statement statement = slow.createStatement()) {
      statement.execute("set statement_timeout = 150");
      for (String sql :
          List.of("select pg_sleep(5)", "select count(*) from generate_series(1, 1000000000)")) {
        assertThatThrownBy(() -> statement.execute(sql))
            .hasMessageContaining("canceling statement due to statement timeout");
      }
      statement.execute("set statement_timeout = 0; select pg_sleep(0.3)");
    }
  }

  private static void ended(Connection connection, String state) {
    assertThatThrownBy(() -> one(connection, "select 1"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isIn(state, "08006"));
  }

  @Test
  void settingsOfTheConnectionAreToldToTheSystemOrRefused() throws Exception {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("set tcp_keepalives_idle = 30");
      statement.execute("set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3");
      assertThat(one(connection, "show tcp_keepalives_idle")).isEqualTo("30s");
      assertThatThrownBy(() -> statement.execute("set tcp_user_timeout = 1000"))
          .hasMessageContaining("tcp_user_timeout = 1s is not supported")
          .hasMessageContaining("Use tcp_keepalives_idle and its kin instead.");
      for (String fixed : List.of("max_connections", "port", "authentication_timeout", "ssl")) {
        assertThatThrownBy(() -> statement.execute("set " + fixed + " = 1"))
            .hasMessageContaining("cannot be changed without restarting the server");
      }
    }
  }

  @Test
  void aStatementHasUpTo65535Parameters() throws Exception {
    try (Connection connection = server.connect("postgres");
        PreparedStatement statement =
            connection.prepareStatement(
                IntStream.range(0, 65_535)
                    .mapToObj(_ -> "(?::int)")
                    .collect(Collectors.joining(",", "select sum(v) from (values ", ") t(v)")))) {
      for (int i = 1; i <= 65_535; i++) {
        statement.setInt(i, 1);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(65_535);
      }
    }
  }

  @Test
  void aLongStatementIsRead() throws Exception {
    try (Connection connection = server.connect("postgres")) {
      assertThat(one(connection, "select length('" + "x".repeat(20_000_000) + "')"))
          .isEqualTo("20000000");
    }
  }

  @Test
  void whoGuessesPasswordsIsSlowedUntilHeLeavesOff() throws Exception {
    server.close();
    server =
        new TestServer(folder.resolve("data"))
            .sessions(Map.of("auth_delay.milliseconds", "120"))
            .rules("host all postgres 127.0.0.1/32 trust", "host all all all scram-sha-256")
            .start();
    server.run("create role anna login password 'pencil'");
    assertThat(loginMillis("pencil")).isLessThan(1000);
    for (int i = 0; i < 5; i++) {
      server.refused(
          "28P01",
          "password authentication failed for user \"anna\"",
          "postgres",
          "user",
          "anna",
          "password",
          "pen");
    }
    assertThat(loginMillis("pencil")).as("though it is right").isGreaterThanOrEqualTo(600);
    long start = System.nanoTime();
    server.connect("postgres").close();
    assertThat((System.nanoTime() - start) / 1_000_000)
        .as("where no password is asked for")
        .isLessThan(500);
  }

  private long loginMillis(String password) throws SQLException {
    long start = System.nanoTime();
    server.connect("postgres", "user", "anna", "password", password).close();
    return (System.nanoTime() - start) / 1_000_000;
  }
}
