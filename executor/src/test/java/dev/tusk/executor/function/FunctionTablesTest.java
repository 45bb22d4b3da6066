package dev.tusk.executor.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.expression.FunctionLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions give what PostgreSQL 15 gave for the same calls: tables recorded from it. */
class FunctionTablesTest {
  private static final List<String> TABLES =
      List.of(
          "like-and-regexp.txt",
          "arrays.txt",
          "strings.txt",
          "numbers.txt",
          "dates.txt",
          "vectors.txt",
          "json.txt",
          "jsonpath.txt",
          "statistics.txt",
          "date-templates.txt",
          "number-templates.txt");

  private static final FunctionLibrary LIBRARY = BuiltinFunctions.library();

  static Stream<String> cases() {
    return TABLES.stream()
        .flatMap(FunctionTablesTest::lines)
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  private static Stream<String> lines(String table) {
    try (var in = FunctionTablesTest.class.getResourceAsStream(table)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCallGivesWhatPostgresGives(String line) {
    FunctionCase call = FunctionCase.parse(line);
    assertThat(call.run(LIBRARY)).isEqualTo(call.expected());
  }
}
