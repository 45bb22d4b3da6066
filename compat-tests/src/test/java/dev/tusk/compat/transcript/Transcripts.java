package dev.tusk.compat.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sessions in {@code src/test/resources/transcripts}: what is typed in {@code .sql}, what psql
 * prints in {@code .out}, which repeats what is typed.
 *
 * <p>The expected output is recorded from PostgreSQL 15 with pgvector, not from this product:
 *
 * <pre>{@code
 * java -cp … dev.tusk.compat.transcript.Transcripts record HOST:PORT [subject …]
 * java -cp … dev.tusk.compat.transcript.Transcripts accept HOST:PORT [subject …]
 * java -cp … dev.tusk.compat.transcript.Transcripts check  HOST:PORT [subject …]
 * }</pre>
 *
 * Statements under a {@code -- differs: why} comment keep the output they have, since we answer
 * them otherwise on purpose; {@code accept} takes over what a running Tusk answers to these, and to
 * these only. {@code check} replays on a running server and prints what differs.
 */
public final class Transcripts {
  static final Path FOLDER = Path.of("src/test/resources/transcripts");

  private Transcripts() {}

  /** The names of all transcripts, in order. */
  static List<String> subjects() throws IOException {
    return names(FOLDER);
  }

  /** What has a script in the folder, in order. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
    }
  }

  static Script script(String subject) throws IOException {
    return Script.parse(Files.readString(FOLDER.resolve(subject + ".sql")));
  }

  static String expected(String subject) throws IOException {
    Path file = FOLDER.resolve(subject + ".out");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Replays a subject and returns the session as it appears on the screen. */
  static String replay(String subject, WireClient client) throws IOException {
    Script script = script(subject);
    return screen(script, new Replay(client).run(script));
  }

  private static String screen(Script script, List<String> answers) {
    StringBuilder screen = new StringBuilder();
    for (int i = 0; i < answers.size(); i++) {
      screen.append(script.items().get(i).echo()).append(answers.get(i));
    }
    return screen.toString();
  }

  /** How many statements of a subject are answered otherwise than expected. */
  static List<String> differences(String subject, String actual) throws IOException {
    Script script = script(subject);
    List<String> wanted = answers(script, expected(subject));
    List<String> got = answers(script, actual);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).equals(got.get(i))) {
        String sql = script.items().get(i).sql();
        differences.add(sql + "\n--- expected\n" + wanted.get(i) + "--- got\n" + got.get(i));
      }
    }
    return differences;
  }

  /** Cuts a screen into its answers: each is what stands between two echoes. */
  static List<String> answers(Script script, String screen) {
    List<String> answers = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < script.items().size(); i++) {
      String echo = script.items().get(i).echo();
      int start = screen.indexOf(echo, at);
      if (start < 0) {
        answers.add("");
        continue;
      }
      at = start + echo.length();
      int end =
          i + 1 < script.items().size()
              ? screen.indexOf(script.items().get(i + 1).echo(), at)
              : screen.length();
      answers.add(screen.substring(at, end < 0 ? screen.length() : end));
    }
    return answers;
  }

  public static void main(String[] arguments) throws IOException {
    String[] address = arguments[1].split(":");
    List<String> chosen = List.of(arguments).subList(2, arguments.length);
    int different = 0;
    for (String subject : chosen.isEmpty() ? subjects() : chosen) {
      if (Interleaving.names().contains(subject)) {
        interleaving(arguments[0], subject, address[0], Integer.parseInt(address[1]));
        continue;
      }
      String actual = replayInOwnDatabase(subject, address[0], Integer.parseInt(address[1]));
      if (!arguments[0].equals("check")) {
        write(subject, actual, arguments[0].equals("accept"));
        continue;
      }
      List<String> differences = differences(subject, actual);
      differences.forEach(System.out::println);
      System.out.println(
          "== " + subject + ": " + differences.size() + " of " + script(subject).items().size());
      different += differences.size();
    }
    System.exit(different == 0 ? 0 : 1);
  }

  /** Writes new answers: of the statements that differ on purpose, or of all others. */
  private static void write(String subject, String actual, boolean differing) throws IOException {
    Script script = script(subject);
    List<String> before = answers(script, expected(subject));
    List<String> answers = new ArrayList<>(answers(script, actual));
    for (int i = 0; i < answers.size(); i++) {
      boolean keep = script.items().get(i).differs() != differing;
      if (keep && !before.get(i).isEmpty()) {
        answers.set(i, before.get(i));
      }
    }
    Files.writeString(FOLDER.resolve(subject + ".out"), screen(script, answers));
  }

  private static void interleaving(String verb, String name, String host, int port)
      throws IOException {
    String database = ownDatabase(name, host, port);
    if (verb.equals("record")) {
      Interleaving.record(name, host, port, database);
      return;
    }
    String actual = new Interleaving(host, port, database).run(name, Interleaving.expected(name));
    System.out.println(actual);
    System.out.println(
        "== " + name + (actual.equals(Interleaving.expected(name)) ? "" : " DIFFERS"));
  }

  private static String replayInOwnDatabase(String subject, String host, int port)
      throws IOException {
    String database = ownDatabase(subject, host, port);
    try (WireClient client = new WireClient(host, port, "postgres", database)) {
      return replay(subject, client);
    }
  }

  private static String ownDatabase(String subject, String host, int port) throws IOException {
    String database = "transcript_" + subject.replace('-', '_');
    try (WireClient admin = new WireClient(host, port, "postgres", "postgres")) {
      drain(admin, "drop database if exists " + database);
      drain(admin, "create database " + database);
    }
    return database;
  }

  private static void drain(WireClient client, String sql) throws IOException {
    client.query(sql);
    WireClient.Message message = client.read();
    while (message.tag() != 'Z') {
      if (message.tag() == 'E') {
        System.err.println(sql + ": " + Fields.of(message.body()));
      }
      message = client.read();
    }
  }
}
