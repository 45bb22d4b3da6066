package dev.tusk.sql.planner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** A file of statements, each {@code > statement} followed by what is expected and a blank line. */
final class Examples {
  private Examples() {}

  private record Example(String statement, String expected) {}

  /** A test for each statement of the file. */
  static Stream<DynamicTest> of(String file, UnaryOperator<String> answer) throws IOException {
    return read(file).stream()
        .map(example ->
            DynamicTest.dynamicTest(
                example.statement(),
                () ->
                    Assertions.assertThat(answer.apply(example.statement()))
                        .isEqualTo(example.expected())));
  }

  private static List<Example> read(String file) throws IOException {
    String text;
    try (InputStream in = Objects.requireNonNull(Examples.class.getResourceAsStream(file))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Example> examples = new ArrayList<>();
    for (String block : text.split("\n\n")) {
      if (block.startsWith("> ")) {
        int end = block.indexOf('\n');
        examples.add(
            new Example(block.substring(2, end), block.substring(end + 1).stripTrailing()));
      }
    }
    return examples;
  }
}
