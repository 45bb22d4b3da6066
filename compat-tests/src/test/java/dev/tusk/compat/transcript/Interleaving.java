package dev.tusk.compat.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Several sessions at once: {@code interleavings/<name>.sql} has one statement a line, each with
 * the session that types it, and {@code .out} what PostgreSQL answered, and when.
 *
 * <pre>{@code
 * a> begin;
 * b> update t set v = 2;
 * (b waits)
 * a> commit;
 * COMMIT
 * (b goes on)
 * UPDATE 1
 * }</pre>
 *
 * <p>CONTEXT lines are left out: they name row places and the statements of PostgreSQL's own
 * triggers.
 *
 * <p>A replay waits for what the record says is answered, and a moment to see that what it says
 * waits does; without a record, what has not answered after a while waits.
 */
final class Interleaving {
  static final Path FOLDER = Path.of("src/test/resources/interleavings");
  private static final Pattern STEP = Pattern.compile("(?m)^([a-z])> (.*)$");
  private static final Pattern CONTEXT = Pattern.compile("(?m)^CONTEXT:  .*\n");
  private static final long LONG_MILLIS = 20_000;
  private static final long RECORDING_MILLIS = 700;
  private static final long MOMENT_MILLIS = 120;

  private final String host;
  private final int port;
  private final String database;
  private final Map<String, WireClient> clients = new TreeMap<>();
  private final Map<String, CompletableFuture<String>> waiting = new TreeMap<>();

  Interleaving(String host, int port, String database) {
    this.host = host;
    this.port = port;
    this.database = database;
  }

  static List<String> names() throws IOException {
    return Transcripts.names(FOLDER);
  }

  static String expected(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name + ".out"));
  }

  /** Records what a server answers. */
  static void record(String name, String host, int port, String database) throws IOException {
    String screen = new Interleaving(host, port, database).run(name, null);
    Files.writeString(FOLDER.resolve(name + ".out"), screen);
  }

  /** What the sessions look like; {@code record} tells what to wait for, null to find out. */
  String run(String name, @Nullable String record) throws IOException {
    StringBuilder screen = new StringBuilder();
    int at = 0;
    try {
      for (String line : Files.readAllLines(FOLDER.resolve(name + ".sql"))) {
        screen.append(line).append('\n');
        Matcher step = STEP.matcher(line);
        String wanted = null;
        if (record != null) {
          at = record.indexOf(line + "\n", at) + line.length() + 1;
          Matcher next = STEP.matcher(record);
          wanted = record.substring(at, next.find(at) ? next.start() : record.length());
        }
        if (step.matches()) {
          step(step.group(1), step.group(2), wanted, screen);
        }
      }
    } finally {
      for (WireClient client : clients.values()) {
        client.close();
      }
    }
    return CONTEXT.matcher(screen).replaceAll("");
  }

  private void step(String session, String sql, @Nullable String wanted, StringBuilder screen)
      throws IOException {
    WireClient client = clients.get(session);
    if (client == null) {
      client = new WireClient(host, port, "postgres", database);
      clients.put(session, client);
    }
    List<String> others = new ArrayList<>(waiting.keySet());
    CompletableFuture<String> answer = send(client, sql);
    long patience =
        wanted == null
            ? RECORDING_MILLIS
            : wanted.startsWith("(" + session + " waits)") ? MOMENT_MILLIS : LONG_MILLIS;
    String text = await(answer, patience);
    if (text == null) {
      waiting.put(session, answer);
      screen.append('(').append(session).append(" waits)\n");
    } else {
      screen.append(text);
    }
    for (String other : others) {
      boolean due = wanted != null && wanted.contains("(" + other + " goes on)");
      long time = wanted == null ? RECORDING_MILLIS : due ? LONG_MILLIS : MOMENT_MILLIS;
      String late = await(waiting.get(other), time);
      if (late != null) {
        waiting.remove(other);
        screen.append('(').append(other).append(" goes on)\n").append(late);
      }
    }
  }

  private static CompletableFuture<String> send(WireClient client, String sql) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Script script = new Script(List.of(new Script.Item("", sql, "")));
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(new Replay(client).run(script).getFirst());
          } catch (IOException | RuntimeException e) {
            answer.complete("(connection lost)\n");
          }
        });
    return answer;
  }

  private static @Nullable String await(CompletableFuture<String> answer, long millis) {
    try {
      return answer.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return null;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
