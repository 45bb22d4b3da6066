package dev.tusk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSettingsTest {
  @TempDir Path folder;

  @Test
  void withoutAnySettingTheDefaultsHold() {
    ServerSettings settings = ServerSettings.resolve(Map.of(), Map.of(), null);

    assertThat(settings)
        .isEqualTo(
            new ServerSettings(
                    Path.of("./tusk-data"),
                    "127.0.0.1",
                    5432,
                    100,
                    false,
                    new TlsSettings(
                        false,
                        Path.of("./tusk-data/server.crt"),
                        Path.of("./tusk-data/server.key"),
                        null,
                        "TLSv1.2"))
                .withSessions(
                    new SessionDefaults(Map.of(), List.of(Path.of("./tusk-data/tusk.conf")))));
  }

  @Test
  void whatIsNoSettingOfTheServerIsOneOfSessionsOrUnknown() throws IOException {
    Path file = conf("log_statement = 'ddl'\nstatement_timeout = 5s\nport = 1\n");
    assertThat(ServerSettings.resolve(Map.of(), Map.of(), file).sessions().read())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("log_statement", "ddl", "statement_timeout", "5s"));
    for (String wrong :
        List.of("log_statement = some", "log_line_prefix = %x", "server_version = 1")) {
      Path bad = conf(wrong);
      assertThatThrownBy(() -> ServerSettings.resolve(Map.of(), Map.of(), bad))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("line 1");
    }
  }

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Path file = conf("port = 1\nmax_connections = 1\nhost = 'localhost' # here\n");
    Map<String, String> environment = Map.of("TUSK_PORT", "2", "TUSK_MAX_CONNECTIONS", "2");

    ServerSettings settings =
        ServerSettings.resolve(Map.of(ServerSetting.PORT, "3"), environment, file);

    assertThat(settings.port()).isEqualTo(3);
    assertThat(settings.maxConnections()).isEqualTo(2);
    assertThat(settings.host()).isEqualTo("localhost");
  }

  @Test
  void tuskConfOfTheDataDirectoryIsRead() throws IOException {
    Files.writeString(folder.resolve("tusk.conf"), "# ours\n\nport 7777\n");

    ServerSettings settings =
        ServerSettings.resolve(Map.of(ServerSetting.DATA, folder.toString()), Map.of(), null);

    assertThat(settings.port()).isEqualTo(7777);
  }

  @Test
  void anUnknownSettingIsRefusedWithItsLine() throws IOException {
    Path file = conf("port = 5432\nprot = 5433\n");

    assertThatThrownBy(() -> ServerSettings.resolve(Map.of(), Map.of(), file))
        .isInstanceOf(StartupException.class)
        .hasMessage(file + " line 2: unknown setting \"prot\"");
  }

  @Test
  void aPortThatIsNoneIsRefusedWithItsOrigin() {
    assertThatThrownBy(() -> ServerSettings.resolve(Map.of(), Map.of("TUSK_PORT", "70000"), null))
        .isInstanceOf(StartupException.class)
        .hasMessage("TUSK_PORT: port = 70000 is not a whole number from 0 to 65535");
  }

  private Path conf(String text) throws IOException {
    return Files.writeString(folder.resolve("other.conf"), text);
  }
}
