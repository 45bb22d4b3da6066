package dev.tusk.compat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tusk.server.TuskCommand;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is given no jar that it does not use: each is something more to be kept safe. */
class ClassPathTest {
  private static final Path TARGET = Path.of("..", "server", "target").toAbsolutePath().normalize();

  private static final Pattern LOADED = Pattern.compile("/([^/\\s]+\\.jar)\\b");

  /** The demo alone needs it: it talks to its own server as any program would. */
  private static final String OF_THE_DEMO = "postgresql-";

  /** Netty's transport asks for it, for connections that a server does not make. */
  private static final String OF_CLIENTS = "netty-resolver-";

  private static final List<String> USES =
      List.of(
          "create extension vector",
          "create table t (id int primary key, name text collate \"de-x-icu\", v vector(3), j jsonb)",
          "insert into t select i, 'n' || i, array[i, 1, 2]::vector, '{\"a\": [1, 2]}'"
              + " from generate_series(1, 300) i",
          "create index on t using hnsw (v vector_l2_ops)",
          "select id from t order by v <-> '[1,2,3]' limit 3",
          "select to_tsvector('english', 'running dogs') @@ to_tsquery('english', 'dog')",
          "select jsonb_path_query(j, '$.a[*] ? (@ > 1)') from t limit 1",
          "select name, sum(id) over (order by name) from t group by name, id",
          "select a.id from t a join t b on a.id = b.id left join t c on c.id = b.id where c.id > 7",
          "create function f(int) returns int language plpgsql as 'begin return $1 + 1; end'",
          "select f(1), now(), gen_random_uuid(), regexp_replace('abc', 'b+', 'x')",
          "checkpoint");

  @TempDir Path folder;

  private void tusk(String said, String... command) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)));
    try {
      String[] all =
          Stream.concat(Stream.of(command), Stream.of("--data", folder.resolve("data").toString()))
              .toArray(String[]::new);
      PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
      assertThat(TuskCommand.run(Map.of(), nowhere, all)).isZero();
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void everyJarIsLoadedByWhatAServerDoes() throws Exception {
    assumeThat(TARGET.resolve("lib")).as("made by package").exists();
    TreeSet<String> unused = new TreeSet<>();
    try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
      jars.map(jar -> jar.getFileName().toString()).forEach(unused::add);
    }
    assertThat(unused).hasSizeGreaterThan(20);
    tusk("", "certificate");
    tusk("pencil\n", "passwd");
    Path loaded = folder.resolve("loaded");
    int port = freePort();
    Process server = start(loaded, port);
    try {
      use(server, port);
    } finally {
      server.destroy();
      server.waitFor();
    }
    Matcher names = LOADED.matcher(Files.readString(loaded));
    while (names.find()) {
      unused.remove(names.group(1));
    }
    unused.removeIf(jar -> jar.startsWith(OF_THE_DEMO) || jar.startsWith(OF_CLIENTS));
    assertThat(unused).as("jars that nothing loads: exclude them in the pom").isEmpty();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process start(Path loaded, int port) throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx512m",
            "-Xlog:class+load:file=" + loaded,
            "-cp",
            TARGET.resolve("classes") + ":" + TARGET.resolve("lib") + "/*",
            "dev.tusk.server.TuskCommand",
            "serve",
            "--data",
            folder.resolve("data").toString(),
            "--port",
            String.valueOf(port),
            "--ssl",
            "on")
        .redirectErrorStream(true)
        .start();
  }

  private static void use(Process server, int port) throws Exception {
    BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); ; line = said.readLine()) {
      assertThat(line).as("the server ends: " + all).isNotNull();
      all.append(line).append('\n');
      if (line.contains("ready on")) {
        break;
      }
    }
    Thread.startVirtualThread(() -> said.lines().forEach(_ -> {})); // It shall not wait for us.
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=require";
    try (Connection connection = DriverManager.getConnection(url, "postgres", "pencil");
        Statement statement = connection.createStatement()) {
      for (String sql : USES) {
        statement.execute(sql);
      }
    }
  }
}
