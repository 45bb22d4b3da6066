package dev.tusk.compat;

import dev.tusk.server.ServerSettings;
import dev.tusk.server.TlsSettings;
import dev.tusk.server.TuskServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A server for a test: on a free port, in a data directory of its own that is deleted afterwards.
 *
 * <p>With the system property {@code tusk.compat.server} ({@code host:port}) no server is started
 * and that one is used, such as a PostgreSQL that a new test is tried on.
 */
public final class RunningServer implements AutoCloseable {
  private static final String OTHER = "tusk.compat.server";

  private final AutoCloseable server;
  private final Path folder;
  private final String host;
  private final int port;

  private RunningServer(AutoCloseable server, Path folder, String host, int port) {
    this.server = server;
    this.folder = folder;
    this.host = host;
    this.port = port;
  }

  /** Starts a server with an empty data directory. */
  public static RunningServer start() {
    try {
      Path folder = Files.createTempDirectory("tusk-compat");
      String other = System.getProperty(OTHER);
      if (other != null) {
        String[] address = other.split(":");
        return new RunningServer(() -> {}, folder, address[0], Integer.parseInt(address[1]));
      }
      TuskServer server =
          TuskServer.start(
              new ServerSettings(
                  folder.resolve("data"), "127.0.0.1", 0, 100, false, TlsSettings.OFF));
      copyLexicons(folder.resolve("data"));
      return new RunningServer(server, folder, "127.0.0.1", server.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of words that sessions name. */
  private static void copyLexicons(Path data) throws IOException {
    Path to = Files.createDirectories(data.resolve("tsearch_data"));
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/tsearch_data"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** Connects by JDBC; {@code properties} are pairs of pgjdbc's connection properties. */
  public Connection connect(String... properties) throws SQLException {
    Properties all = new Properties();
    all.setProperty("user", "postgres");
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/postgres", all);
  }

  /** Runs statements whose results do not matter. */
  public void run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
