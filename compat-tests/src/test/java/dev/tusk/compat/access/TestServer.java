package dev.tusk.compat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.server.ConnectionLimits;
import dev.tusk.server.ServerSettings;
import dev.tusk.server.SessionDefaults;
import dev.tusk.server.TlsSettings;
import dev.tusk.server.TuskCommand;
import dev.tusk.server.TuskServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;

/** A server of a test's own, with the limits, rules and certificates that it asks for. */
final class TestServer implements AutoCloseable {
  private final Path data;
  private ConnectionLimits limits = new ConnectionLimits(0, Duration.ofSeconds(20));
  private Map<String, String> sessions = Map.of();
  private int maxConnections = 20;
  private TlsSettings tls = TlsSettings.OFF;
  private TuskServer server;

  TestServer(Path data) {
    this.data = data;
  }

  TestServer limits(int sessionsAtOnce, int reserved, Duration toStart) {
    maxConnections = sessionsAtOnce;
    limits = new ConnectionLimits(reserved, toStart);
    return this;
  }

  /** What sessions begin with. */
  TestServer sessions(Map<String, String> settings) {
    sessions = settings;
    return this;
  }

  TestServer rules(String... lines) throws IOException {
    Files.createDirectories(data);
    Files.write(data.resolve("pg_hba.conf"), List.of(lines));
    return this;
  }

  /** Makes a certificate, if there is none, and speaks TLS. */
  TestServer encrypted(String oldest, String newest, String... suites) {
    Path certificate = data.resolve("server.crt");
    if (!Files.exists(certificate)) {
      assertThat(
              TuskCommand.run(
                  Map.of(),
                  new PrintStream(OutputStream.nullOutputStream()),
                  "certificate",
                  "--data",
                  data.toString()))
          .isZero();
    }
    tls =
        new TlsSettings(
            true, certificate, data.resolve("server.key"), null, oldest, newest, List.of(suites));
    return this;
  }

  TestServer start() {
    server =
        TuskServer.start(
            new ServerSettings(data, "127.0.0.1", 0, maxConnections, false, tls)
                .withLimits(limits)
                .withSessions(new SessionDefaults(sessions, List.of())));
    return this;
  }

  int port() {
    return server.port();
  }

  void reload() {
    server.reload();
  }

  /** Connects as postgres, or as the properties have it. */
  Connection connect(String database, String... properties) throws SQLException {
    Properties all = new Properties();
    all.setProperty("user", "postgres");
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, all);
  }

  void refused(String state, String message, String database, String... properties) {
    assertThatThrownBy(() -> connect(database, properties).close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
        .hasMessageContaining(message);
  }

  void run(String... statements) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** What is written to stderr, where the log goes, while something is done. */
  static String logged(Callable<?> work) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.call();
      Thread.sleep(200); // What is said of a session's end comes after it.
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
