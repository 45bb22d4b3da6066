package dev.tusk.sql.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Unsupported;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * What PostgreSQL 15 answered to some 1,500 statements, parsed only: {@code accepted.sql} it took,
 * {@code refused.tsv} it refused with SQLSTATE, position and message (or Tusk does, with 0A000),
 * {@code clients.sql} drivers and ORMs sent.
 */
class RecordedAnswersTest {
  @Test
  void whatPostgresAcceptsIsAccepted() throws IOException {
    SoftAssertions all = new SoftAssertions();
    for (String sql : lines("accepted.sql")) {
      all.assertThatCode(() -> SqlParser.parse(sql)).as(sql).doesNotThrowAnyException();
    }
    all.assertAll();
  }

  @Test
  void whatPostgresRefusesIsRefusedInItsWordsAndPlace() throws IOException {
    SoftAssertions all = new SoftAssertions();
    for (String line : lines("refused.tsv")) {
      String[] fields = line.split("\t", 4);
      String answer;
      try {
        SqlParser.parse(fields[3]);
        answer = "accepted";
      } catch (SqlException e) {
        answer = e.state().code() + "\t" + e.fields().position() + "\t" + e.text();
      }
      all.assertThat(answer)
          .as(fields[3])
          .isEqualTo(fields[0] + "\t" + fields[1] + "\t" + fields[2]);
    }
    all.assertAll();
  }

  @Test
  void whatClientsSendIsUnderstood() throws IOException {
    List<String> unsupported = new ArrayList<>();
    int statements = 0;
    for (String sql : lines("clients.sql")) {
      for (ParsedStatement statement : SqlParser.parse(sql)) {
        statements++;
        if (statement.statement() instanceof Unsupported(String feature)) {
          unsupported.add(feature);
        }
      }
    }
    assertThat(statements).isGreaterThan(800);
    assertThat(unsupported).isEmpty();
  }

  @Test
  void normalisingChangesNoStatement() throws IOException {
    StatementNormalizer normalizer = new StatementNormalizer();
    for (String file : List.of("accepted.sql", "clients.sql")) {
      for (String sql : lines(file)) {
        List<ParsedStatement> parsed = SqlParser.parse(sql);
        List<NormalizedStatement> normalized = normalizer.normalize(sql);
        assertThat(normalized).as(sql).hasSameSizeAs(parsed);
        for (int i = 0; i < parsed.size(); i++) {
          ParsedStatement folded = SqlParser.parse(normalized.get(i));
          assertThat(folded.statement().getClass())
              .as(sql)
              .isEqualTo(parsed.get(i).statement().getClass());
          assertThat(folded.sql()).isEqualTo(parsed.get(i).sql());
          assertThat(folded.parameterCount()).isEqualTo(parsed.get(i).parameterCount());
        }
      }
    }
  }

  @Test
  void nestingWithoutEndIsAnError() {
    String deep = "select " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
    assertThatThrownBy(() -> SqlParser.parse(deep))
        .isInstanceOfSatisfying(
            SqlException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX));
  }

  private static List<String> lines(String file) throws IOException {
    InputStream stream =
        Objects.requireNonNull(RecordedAnswersTest.class.getResourceAsStream(file));
    try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      return reader.lines().map(RecordedAnswersTest::unescaped).toList();
    }
  }

  private static String unescaped(String line) {
    return line.replace("\\\\", "\0").replace("\\n", "\n").replace("\\r", "\r").replace("\0", "\\");
  }
}
