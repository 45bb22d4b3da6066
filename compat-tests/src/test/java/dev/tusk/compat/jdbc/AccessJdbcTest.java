package dev.tusk.compat.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.server.ServerSettings;
import dev.tusk.server.StartupException;
import dev.tusk.server.TlsSettings;
import dev.tusk.server.TuskCommand;
import dev.tusk.server.TuskServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, as the JDBC driver meets it: passwords, TLS, rules. */
class AccessJdbcTest {
  @TempDir Path folder;

  private Path data;
  private TuskServer server;

  private void start(boolean tls) {
    data = folder.resolve("data");
    server = TuskServer.start(settings("127.0.0.1", tls));
  }

  private ServerSettings settings(String host, boolean tls) {
    return new ServerSettings(
        data,
        host,
        0,
        20,
        false,
        new TlsSettings(
            tls, data.resolve("server.crt"), data.resolve("server.key"), null, "TLSv1.2"));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private Connection connect(String... properties) throws SQLException {
    Properties all = new Properties();
    all.setProperty("user", "postgres");
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", all);
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void refused(String state, String message, String... properties) {
    assertThatThrownBy(() -> connect(properties).close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
        .hasMessageContaining(message);
  }

  private void setPassword(String password) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("alter role postgres password " + password);
    }
  }

  @Test
  void fromTheFirstPasswordOnEverybodyNeedsIt() throws Exception {
    start(false);
    setPassword("'pen cil'");
    refused("28P01", "password authentication failed for user \"postgres\"", "password", "pencil");
    refused(
        "28P01",
        "password authentication failed for user \"nobody\"",
        "user",
        "nobody",
        "password",
        "pencil");
    try (Connection connection = connect("password", "pen cil")) {
      assertThat(one(connection, "select rolpassword from pg_authid where oid = 10"))
          .startsWith("SCRAM-SHA-256$4096:");
      assertThat(one(connection, "select rolpassword from pg_roles where oid = 10"))
          .isEqualTo("********");
    }
    server.close();
    server = TuskServer.start(settings("127.0.0.1", false));
    refused("28P01", "password authentication failed", "password", "pencil");
    try (Connection connection = connect("password", "pen cil");
        Statement statement = connection.createStatement()) {
      statement.execute("alter user postgres with password null");
    }
    connect().close();
  }

  @Test
  void aPasswordThatHasEndedIsNone() throws Exception {
    start(false);
    setPassword("'pencil' valid until '2001-02-03'");
    refused("28P01", "password authentication failed", "password", "pencil");
  }

  @Test
  void aVerifierOfPostgresqlIsKeptAsItIs() throws Exception {
    start(false);
    // Of the password "pencil", as PostgreSQL 15 wrote it.
    String verifier =
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
            + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
    setPassword("'" + verifier + "'");
    try (Connection connection = connect("password", "pencil")) {
      assertThat(one(connection, "select passwd from pg_shadow")).isEqualTo(verifier);
    }
  }

  @Test
  void encryptionIsSpokenAndBindsTheExchange() throws Exception {
    certificate();
    start(true);
    setPassword("'pencil'");
    try (Connection connection =
        connect("password", "pencil", "sslmode", "require", "channelBinding", "require")) {
      assertThat(one(connection, "select 'a' || repeat('b', 300000)")).hasSize(300_001);
    }
    try (Connection connection =
        connect(
            "password",
            "pencil",
            "sslmode",
            "verify-full",
            "sslrootcert",
            data.resolve("server.crt").toString())) {
      assertThat(one(connection, "select 1")).isEqualTo("1");
    }
    connect("password", "pencil", "sslmode", "disable").close();
  }

  /** Runs a command of the program on the data directory. */
  private int tusk(String input, String... command) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return TuskCommand.run(
          Map.of(),
          new PrintStream(OutputStream.nullOutputStream()),
          Stream.concat(Stream.of(command), Stream.of("--data", data.toString()))
              .toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }

  private void certificate() {
    data = folder.resolve("data");
    assertThat(tusk("", "certificate")).isZero();
  }

  @Test
  void rulesAreReadAndReadAgain() throws Exception {
    certificate();
    rules("hostssl all all all password", "host all all all reject");
    start(true);
    refused(
        "28000",
        "pg_hba.conf rejects connection for host \"127.0.0.1\", user \"postgres\", "
            + "database \"postgres\", no encryption",
        "sslmode",
        "disable",
        "password",
        "x");
    rules("# none fits", "host other all all trust");
    server.reload();
    refused(
        "28000",
        "no pg_hba.conf entry for host \"127.0.0.1\", user \"postgres\", database"
            + " \"postgres\", SSL encryption",
        "sslmode",
        "require",
        "password",
        "x");
    rules("host all all 127.0.0.1/32 trust", "host all all all md5");
    server.reload(); // A mistake: what held goes on.
    refused("28000", "no pg_hba.conf entry", "sslmode", "disable", "password", "x");
    rules("host all all 127.0.0.1/32 trust");
    server.reload();
    try (Connection connection = connect()) {
      rules("host all all 127.0.0.1 255.255.255.255 trust", "local all \"a b\",all md5", "host a");
      assertThat(
              one(
                  connection,
                  "select string_agg(concat_ws('|', line_number, type, database,"
                      + " user_name, address, netmask, auth_method, error), '; ') from pg_hba_file_rules"))
          .isEqualTo(
              "1|host|{all}|{all}|127.0.0.1|255.255.255.255|trust; "
                  + "2|authentication method \"md5\" is not supported, since it can be broken:"
                  + " use \"scram-sha-256\"; 3|end-of-line before role specification");
      assertThat(one(connection, "select pg_reload_conf()")).isEqualTo("t");
    }
  }

  private void rules(String... lines) throws IOException {
    data = folder.resolve("data");
    Files.createDirectories(data);
    Files.write(data.resolve("pg_hba.conf"), List.of(lines));
  }

  @Test
  void aPasswordAsItIsNeedsEncryption() throws Exception {
    certificate();
    rules("host all all 127.0.0.1/32 trust");
    start(true);
    setPassword("'pencil'");
    rules("host all all all password");
    server.reload();
    refused(
        "28000",
        "password authentication needs an encrypted connection",
        "sslmode",
        "disable",
        "password",
        "pencil");
    connect("sslmode", "require", "password", "pencil").close();
    refused("28P01", "password authentication failed", "sslmode", "require", "password", "pen");
  }

  @Test
  void beyondLoopbackAPasswordOrARuleIsNeeded() throws Exception {
    data = folder.resolve("data");
    assertThatThrownBy(() -> TuskServer.start(settings("0.0.0.0", false)))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("listening on 0.0.0.0 is refused as long as there is no password")
        .hasMessageContaining("./tusk passwd --data " + data);
    assertThat(tusk("pencil\n", "passwd", "nobody")).isNotZero(); // Which makes no role.
    assertThat(tusk("pencil\n", "passwd")).isZero();
    server = TuskServer.start(settings("0.0.0.0", false));
    assertThatCode(() -> connect("password", "pencil").close()).doesNotThrowAnyException();
    refused("28P01", "password authentication failed", "password", "pen");
  }

  @Test
  void eachRoleHasAPasswordOfItsOwn() throws Exception {
    start(false);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create role drawing login");
      statement.execute("create role closed login password 'md5e73a4b11df52a6068f8b39f90be36023'");
    }
    connect("user", "drawing").close(); // As long as there is no password, loopback is trusted.
    server.close();
    assertThat(tusk("pencil\n", "passwd")).isZero();
    assertThat(tusk("brush\n", "passwd", "drawing")).isZero();
    start(false);
    connect("user", "drawing", "password", "brush").close();
    refused("28P01", "password authentication failed", "user", "drawing", "password", "pencil");
    refused("28P01", "password authentication failed", "user", "nobody", "password", "brush");
    // Hashes of MD5 are kept, but nobody is let in with one.
    refused("28P01", "password authentication failed", "user", "closed", "password", "x");
  }
}
