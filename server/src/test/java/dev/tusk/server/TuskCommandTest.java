package dev.tusk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TuskCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesEverySetting() {
    assertThat(run("serve", "--help")).isZero();

    for (ServerSetting setting : ServerSetting.values()) {
      assertThat(out()).contains(setting.flag(), setting.description().substring(0, 10));
    }
  }

  @Test
  void withoutACommandTheHelpIsShown() {
    assertThat(run()).isZero();

    assertThat(out()).contains("serve", "demo", "version").doesNotContain("train");
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(run("version")).isZero();

    assertThat(out()).matches("(?s)tusk \\d+\\.\\d+.* \\(Java 2\\d.*\\)\\s*");
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    assertThat(run("serve", "--nosuch")).isEqualTo(2);

    assertThat(err.toString()).contains("Unknown option: '--nosuch'");
  }

  @Test
  void listeningBeyondLoopbackIsRefusedInOneLine() {
    String data = folder.resolve("data").toString();
    assertThat(run("serve", "--data", data, "--host", "0.0.0.0", "--port", "0")).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("tusk: listening on 0.0.0.0 is refused")
        .contains("./tusk passwd --data ")
        .hasLineCount(1);
  }

  @Test
  void aTrainingRunServesAllItsStatements() {
    assertThat(run("train", "--data", folder.resolve("data").toString(), "--port", "0")).isZero();

    assertThat(out()).startsWith("trained on 127.0.0.1:");
  }

  @Test
  void aTakenPortIsNamedInOneLine() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(serve("--port", Integer.toString(other.getLocalPort()))).isEqualTo(1);

      assertThat(err.toString())
          .startsWith("tusk: port " + other.getLocalPort() + " is in use")
          .hasLineCount(1);
    }
  }

  @Test
  void aDataDirectoryInUseIsNamedInOneLine() {
    Path data = folder.resolve("data");
    try (TuskServer other =
        TuskServer.start(new ServerSettings(data, "127.0.0.1", 0, 10, false, TlsSettings.OFF))) {
      assertThat(other.port()).isPositive();

      assertThat(serve("--port", "0")).isEqualTo(1);
    }
    assertThat(err.toString())
        .startsWith("tusk: data directory " + data + " is in use by another process")
        .hasLineCount(1);
  }

  @Test
  void aDataDirectoryOfALaterVersionIsLeftAlone() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("FORMAT"), "999\n");

    assertThat(serve("--port", "0")).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("tusk: data directory " + data + " has format 999")
        .hasLineCount(1);
  }

  @Test
  void aDataDirectoryThatCannotBeMadeIsNamedInOneLine() throws IOException {
    Files.writeString(folder.resolve("data"), "a file, not a directory");

    assertThat(serve("--port", "0")).isEqualTo(1);

    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "tusk: cannot open data directory "
                + folder.resolve("data")
                + ": it is a file, not a directory");
  }

  @Test
  void aSettingsFileThatIsNotThereIsCalledSo() {
    assertThat(serve("--config", folder.resolve("none").toString())).isEqualTo(1);

    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "tusk: cannot read " + folder.resolve("none") + ": there is no such file");
  }

  private int serve(String option, String value) {
    return run("serve", "--data", folder.resolve("data").toString(), option, value);
  }

  private int run(String... arguments) {
    CommandLine line =
        TuskCommand.commandLine(Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
