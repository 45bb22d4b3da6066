package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.setting.ServerDefaults;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a session's settings when the server's file of settings is read again. */
class ReloadTest extends EngineTest {
  private void file(Map<String, String> settings) {
    engine.core().defaults(ServerDefaults.of(settings));
  }

  private String show(String name) {
    return client.value("show " + name);
  }

  @Test
  void anOpenSessionGoesByTheFileWhereNothingElseWasSaid() {
    assertThat(show("work_mem")).isEqualTo("4MB");
    file(Map.of("work_mem", "8MB"));
    assertThat(show("work_mem")).isEqualTo("8MB");
    file(Map.of());
    assertThat(show("work_mem")).isEqualTo("4MB");
  }

  @Test
  void whatTheSessionHasSetStaysAndResetGoesToTheFile() {
    client.run("set work_mem = '2MB'");
    file(Map.of("work_mem", "8MB"));
    assertThat(show("work_mem")).isEqualTo("2MB");
    client.run("reset work_mem");
    assertThat(show("work_mem")).isEqualTo("8MB");
    file(Map.of("work_mem", "9MB"));
    assertThat(show("work_mem")).isEqualTo("9MB");
    client.run("set work_mem = '9MB'");
    file(Map.of("work_mem", "10MB"));
    assertThat(show("work_mem")).as("the same value, but the session's own").isEqualTo("9MB");
  }

  @Test
  void whatWasSaidOfTheRoleOrByTheClientStays() {
    client.run("alter role postgres set work_mem = '3MB'");
    try (Client other =
        new Client(engine, "postgres", Map.of("statement_timeout", "70s", "work_mem", "5MB"))) {
      file(Map.of("work_mem", "8MB", "statement_timeout", "80s", "lock_timeout", "90s"));
      assertThat(other.value("show work_mem")).isEqualTo("5MB");
      assertThat(other.value("show statement_timeout")).isEqualTo("70s");
      assertThat(other.value("show lock_timeout")).isEqualTo("90s");
      other.run("reset all");
      assertThat(other.value("show statement_timeout")).isEqualTo("70s");
    }
  }

  @Test
  void aTransactionThatUndoesItsOwnGoesBackToTheFile() {
    client.run("begin; set work_mem = '2MB'");
    file(Map.of("work_mem", "8MB"));
    assertThat(show("work_mem")).isEqualTo("2MB");
    client.run("rollback");
    assertThat(show("work_mem")).isEqualTo("8MB");
    client.run("begin; set local work_mem = '2MB'");
    file(Map.of("work_mem", "9MB"));
    assertThat(show("work_mem")).isEqualTo("2MB");
    client.run("commit");
    assertThat(show("work_mem")).isEqualTo("9MB");
    client.run("begin; set work_mem = '2MB'; savepoint a; set work_mem = '1MB'");
    file(Map.of("work_mem", "10MB"));
    client.run("rollback to a");
    assertThat(show("work_mem")).isEqualTo("2MB");
    client.run("commit");
    assertThat(show("work_mem")).isEqualTo("2MB");
  }

  @Test
  void aStatementEndsWithTheSettingsItBeganWith() {
    file(Map.of("work_mem", "6MB"));
    assertThat(
            client.rows(
                "select current_setting('work_mem'), pg_reload_conf(), current_setting('work_mem')"))
        .containsExactly("6MB|t|6MB");
  }

  @Test
  void whatIsFixedAtTheStartOfServerOrSessionStays() {
    String connections = show("max_connections");
    String logged = show("log_connections");
    file(Map.of("max_connections", "7", "log_connections", logged.equals("on") ? "off" : "on"));
    assertThat(show("max_connections")).isEqualTo(connections);
    assertThat(show("log_connections")).isEqualTo(logged);
  }

  @Test
  void aReportedSettingIsToldToTheClient() {
    client.statuses.clear();
    file(Map.of("TimeZone", "Asia/Tokyo"));
    client.run("select 1");
    assertThat(client.statuses).contains("TimeZone=Asia/Tokyo");
  }
}
