package dev.tusk.compat.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.compat.RunningServer;
import dev.tusk.compat.transcript.Statements;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** The newcomer's forty statements in every mode of the driver: the same answers in each. */
@Timeout(60)
class FirstLightJdbcTest {
  /** By mode, the connection properties that switch it on. */
  private static final Map<String, List<String>> MODES =
      Map.of(
          "simple", List.of("preferQueryMode", "simple"),
          "extended", List.of("preferQueryMode", "extended", "prepareThreshold", "0"),
          "binary", List.of("binaryTransfer", "true", "prepareThreshold", "-1"),
          "prepareThreshold=1", List.of("prepareThreshold", "1"));

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended", "binary", "prepareThreshold=1"})
  void theFortyStatementsAnswerAsInPsql(String mode) throws SQLException, IOException {
    List<String> properties = MODES.get(mode);
    try (RunningServer server = RunningServer.start();
        Connection connection = server.connect(properties.toArray(String[]::new))) {
      server.run("drop table if exists orders, items");
      for (Statements.Step step : Statements.of("first-light")) {
        // A statement is run twice on one object where it changes nothing, so that the driver
        // gets to its named statement and binary results.
        int runs = step.sql().startsWith("select") && !step.fails() ? 2 : 1;
        for (int run = 0; run < runs; run++) {
          assertThat(answer(connection, step)).as(step.sql()).isEqualTo(step.answer());
        }
      }
    }
  }

  /** What psql shows of the answer: the cells of its rows, or the error's SQLSTATE. */
  private static List<List<String>> answer(Connection connection, Statements.Step step)
      throws SQLException, IOException {
    if (step.sql().startsWith("copy")) {
      return copy(connection, step);
    }
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(step.sql())) {
        return List.of();
      }
      try (ResultSet rows = statement.getResultSet()) {
        return cells(rows);
      }
    } catch (SQLException e) {
      return List.of(List.of(e.getSQLState()));
    }
  }

  private static List<List<String>> cells(ResultSet rows) throws SQLException {
    List<List<String>> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        String value = rows.getString(i);
        row.add(value == null ? "" : value);
      }
      all.add(row);
    }
    return all;
  }

  private static List<List<String>> copy(Connection connection, Statements.Step step)
      throws SQLException, IOException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    if (step.copyData().isEmpty()) {
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      copy.copyOut(step.sql(), data);
      return data.toString(StandardCharsets.UTF_8).lines().map(List::of).toList();
    }
    copy.copyIn(
        step.sql(), new ByteArrayInputStream(step.copyData().getBytes(StandardCharsets.UTF_8)));
    return List.of();
  }
}
