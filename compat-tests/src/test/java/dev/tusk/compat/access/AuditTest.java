package dev.tusk.compat.access;

import static dev.tusk.compat.access.TestServer.logged;
import static dev.tusk.compat.access.TestServer.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** What the log says, and what nothing says. */
class AuditTest {
  @TempDir Path folder;

  private TestServer server;

  private TestServer server(Map<String, String> settings) {
    server = new TestServer(folder.resolve("data")).sessions(settings);
    return server;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void whoComesAndGoesIsWritten() throws Exception {
    server(
            Map.of(
                "log_connections",
                "on",
                "log_disconnections",
                "on",
                "log_line_prefix",
                "%p %q%u@%d %h %a: "))
        .rules("host all all 127.0.0.1/32 trust")
        .start();
    String log =
        logged(() -> {
          server
              .connect("postgres", "ApplicationName", "audit", "assumeMinServerVersion", "9.4")
              .close();
          return null;
        });
    assertThat(log)
        .containsPattern("\\d+ LOG:  connection received: host=127.0.0.1 port=\\d+\n")
        .containsPattern(
            "\\d+ postgres@postgres 127.0.0.1 \\[unknown\\]: LOG:  connection authenticated:"
                + " identity=\"postgres\" method=trust \\(.*pg_hba.conf:1\\)\n")
        .containsPattern(
            "postgres@postgres 127.0.0.1 audit: LOG:  connection authorized:"
                + " user=postgres database=postgres application_name=audit\n")
        .containsPattern(
            "LOG:  disconnection: session time: 0:00:0\\d\\.\\d+ user=postgres database=postgres"
                + " host=127.0.0.1 port=\\d+\n");
  }

  @Test
  void refusedLoginsAreWrittenWithTheRuleAndTheReason() throws Exception {
    server(Map.of("auth_delay.milliseconds", "0"))
        .rules(
            "host all postgres 127.0.0.1/32 trust",
            "host other all all reject",
            "host all all all scram-sha-256  # passwords")
        .start();
    server.run(
        "create role anna login password 'pencil'",
        "create role bert login",
        "create role carl login password 'pencil' valid until '2001-01-01'");
    String log =
        logged(() -> {
          for (String user : List.of("anna", "bert", "carl", "nobody\nx")) {
            server.refused(
                "28P01", "password", "postgres", "user", user, "password", "wrong-pencil");
          }
          server.refused("28000", "rejects", "other", "user", "anna");
          return null;
        });
    String matched =
        "DETAIL:  Connection matched pg_hba.conf line 3:"
            + " \"host all all all scram-sha-256  # passwords\"\n";
    assertThat(log)
        .contains("FATAL:  password authentication failed for user \"anna\"\n")
        .contains(matched)
        .contains("DETAIL:  User \"bert\" has no password assigned.\n\tConnection matched")
        .contains("DETAIL:  User \"carl\" has an expired password.\n")
        .contains("FATAL:  password authentication failed for user \"nobody\n\tx\"\n")
        .contains("DETAIL:  Role \"nobody\n\tx\" does not exist.\n")
        .contains("FATAL:  pg_hba.conf rejects connection for host \"127.0.0.1\", user \"anna\"")
        .contains("line 2: \"host other all all reject\"")
        .doesNotContain("pencil");
  }

  @Test
  void whatAClientIsToldDoesNotSayWhetherThereIsSuchARole() throws Exception {
    server(Map.of("auth_delay.milliseconds", "0"))
        .rules("host all postgres 127.0.0.1/32 trust", "host all all all scram-sha-256")
        .start();
    server.run("create role anna login password 'pencil'", "create role bert login");
    List<String> told = new ArrayList<>();
    for (String user : List.of("anna", "bert", "nobody")) {
      try {
        server.connect("postgres", "user", user, "password", "x").close();
      } catch (PSQLException e) {
        told.add(e.getServerErrorMessage().toString().replace(user, "USER"));
      }
    }
    assertThat(told).hasSize(3).containsOnly(told.getFirst());
  }

  /** The salt of a made-up password is asked for again and again by who looks for names. */
  @Test
  void theSaltOfANameStaysWhetherOrNotThereIsSuchARole() throws Exception {
    Map<String, String> settings = Map.of("auth_delay.milliseconds", "0");
    server(settings)
        .rules("host all postgres 127.0.0.1/32 trust", "host all all all scram-sha-256")
        .start();
    server.run("create role anna login password 'pencil'", "create role bert login");
    List<String> first = salts();
    assertThat(first)
        .doesNotHaveDuplicates()
        .allMatch(salt -> salt.matches("[\\w+/]{22}==,i=4096"));
    assertThat(salts()).isEqualTo(first);
    server.close();
    server(settings).start();
    assertThat(salts()).as("after a restart").isEqualTo(first);
  }

  private List<String> salts() throws IOException {
    List<String> salts = new ArrayList<>();
    for (String user : List.of("anna", "bert", "nobody", "nobody2")) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(RawClient.startup("user", user, "database", "postgres"));
        assertThat(client.read()).isEqualTo("R 10");
        client.send(RawClient.sasl("SCRAM-SHA-256", "n,,n=,r=rOprNGfwEbeRWgbNEkqO"));
        salts.add(client.read().split("s=", 2)[1]);
      }
    }
    return salts;
  }

  @Test
  void statementsAreWrittenWithTheirParametersAndErrors() throws Exception {
    server(
            Map.of(
                "log_statement", "mod",
                "log_min_duration_statement", "0",
                "log_min_messages", "error",
                "log_line_prefix", "[%e] "))
        .start();
    String log =
        logged(() -> {
          try (Connection connection = server.connect("postgres")) {
            execute(connection, "create table t (a int, b text)", "select 'not written'");
            try (PreparedStatement insert =
                connection.prepareStatement("insert into t values (?, ?)")) {
              insert.setInt(1, 7);
              insert.setString(2, "it's");
              insert.execute();
            }
            try (PreparedStatement slow = connection.prepareStatement("select pg_sleep(?)")) {
              slow.setDouble(1, 0.1);
              slow.execute();
            }
            try {
              execute(connection, "select 1/0 as nothing");
            } catch (SQLException expected) {
              return expected;
            }
          }
          return null;
        });
    assertThat(log)
        .contains("[00000] LOG:  execute <unnamed>: create table t (a int, b text)\n")
        .contains("LOG:  execute <unnamed>: insert into t values ($1, $2)\n")
        .contains("[00000] DETAIL:  parameters: $1 = '7', $2 = 'it''s'\n")
        .containsPattern("LOG:  duration: \\d+\\.\\d+ ms  execute <unnamed>: select pg_sleep\\(")
        .contains("DETAIL:  parameters: $1 = '0.1'\n")
        .contains("[22012] ERROR:  division by zero\n")
        .contains("[22012] STATEMENT:  select 1/0 as nothing\n")
        .doesNotContain("LOG:  execute <unnamed>: select 'not written'");
  }

  @Test
  void errorsAreNotWrittenWhereNobodyAsks() throws Exception {
    server(Map.of()).start();
    String log =
        logged(() -> {
          try (Connection connection = server.connect("postgres")) {
            execute(connection, "select 1/0");
          } catch (SQLException expected) {
            return expected;
          }
          return null;
        });
    assertThat(log).doesNotContain("division by zero");
  }

  private static final String SECRET = "S3cretWord";

  /** Ways to say a password, each of which works or fails. */
  private static final List<String> SAYINGS =
      List.of(
          "create role anna login password 'S3cretWord'",
          "alter role anna password 'S3cretWord'",
          "alter user anna with encrypted password E'S3cretWord' valid until 'infinity'",
          "alter role anna password $$S3cretWord$$",
          "alter role anna password $x$S3cretWord$x$",
          "alter role anna password U&'S3cretWord'",
          "create role anna password 'S3cretWord'",
          "alter role nobody password 'S3cretWord'",
          "alter role anna password 'S3cretWord' password 'S3cretWord'",
          "alter role anna password 'S3cretWord' nonsense",
          "alter role anna password 'S3cretWord",
          "alter role anna password /* x */ 'S3cretWord' -- y",
          "alter role anna password\n--x\n'S3cretWord'",
          "select 1; alter role anna password 'S3cretWord'; select 1/0",
          "do $$ begin alter role anna password 'S3cretWord'; end $$",
          "do $$ begin execute 'alter role anna password ''S3cretWord'''; end $$",
          "do $$ begin execute format('alter role %I password %L', 'nobody', 'S3cretWord'); end $$",
          "do $$ begin execute 'alter role anna password ''S3cretWord'' nonsense'; end $$",
          "do $$ begin alter role nobody password 'S3cretWord'; end $$",
          "create function f() returns void language sql begin atomic select 1; end;"
              + " alter role anna password 'S3cretWord'",
          "begin; alter role anna password 'S3cretWord'; rollback",
          "prepare p as alter role anna password 'S3cretWord'",
          "explain alter role anna password 'S3cretWord'",
          "copy (alter role anna password 'S3cretWord') to stdout",
          "create user mapping for anna server s options (password 'S3cretWord')");

  @Test
  void passwordsAndVerifiersStandNowhere() throws Exception {
    server(
            Map.of(
                "log_statement", "all",
                "log_min_duration_statement", "0",
                "log_min_messages", "debug1",
                "log_min_error_statement", "debug1",
                "log_connections", "on"))
        .rules("host all all 127.0.0.1/32 trust")
        .start();
    List<String> told = new ArrayList<>();
    String log =
        logged(() -> {
          try (Connection watcher = server.connect("postgres")) {
            for (String mode : List.of("simple", "extended")) {
              say(mode, watcher, told);
            }
            setByDriver(watcher, told);
          }
          return null;
        });
    assertThat(log).contains("alter role anna password").contains("<hidden>");
    for (String everywhere : List.of(log, String.join("\n", told))) {
      assertThat(everywhere).doesNotContain(SECRET).doesNotContain("SCRAM-SHA-256$");
    }
  }

  /** Says all, and collects what clients and other sessions are told. */
  private void say(String mode, Connection watcher, List<String> told) throws SQLException {
    for (String sql : SAYINGS) {
      try (Connection connection = server.connect("postgres", "preferQueryMode", mode)) {
        try {
          execute(connection, sql);
        } catch (PSQLException e) {
          told.add(String.valueOf(e.getServerErrorMessage()));
        }
        told.add(views(watcher));
      }
    }
  }

  /** As psql's \password and the driver's alterUserPassword do: a verifier is sent. */
  private void setByDriver(Connection watcher, List<String> told) throws SQLException {
    try (Connection connection = server.connect("postgres")) {
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword("anna", SECRET.toCharArray(), "scram-sha-256");
      told.add(views(watcher));
      told.add(one(watcher, "select rolpassword from pg_roles where rolname = 'anna'"));
      told.add(one(watcher, "select coalesce(passwd, '') from pg_user where usename = 'anna'"));
      assertThat(
              one(
                  connection,
                  "select rolpassword like 'SCRAM%' from pg_authid where rolname = 'anna'"))
          .as("but that it is kept")
          .isEqualTo("t");
    }
  }

  /** What sessions see of each other and of what was prepared. */
  private static String views(Connection watcher) throws SQLException {
    StringBuilder all = new StringBuilder();
    for (String sql :
        List.of(
            "select * from pg_stat_activity",
            "select * from pg_prepared_statements",
            "select * from pg_cursors",
            "select * from pg_settings")) {
      try (Statement statement = watcher.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            all.append(rows.getString(i)).append('|');
          }
        }
      }
    }
    return new String(all.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
