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
    assertThat(serve("--host", "0.0.0.0")).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("tusk: listening on 0.0.0.0 is refused")
        .contains("password authentication")
        .hasLineCount(1);
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
