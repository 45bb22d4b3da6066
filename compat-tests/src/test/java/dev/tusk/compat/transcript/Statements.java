package dev.tusk.compat.transcript;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A session's statements and the values in their answers, for clients other than psql. */
public final class Statements {
  private Statements() {}

  /**
   * One statement.
   *
   * @param answer the rows' cells as psql shows them, or of an error only its SQLSTATE
   */
  public record Step(String sql, String copyData, boolean fails, List<List<String>> answer) {}

  /** The statements of a session that has no values with line breaks or bars. */
  public static List<Step> of(String subject) throws IOException {
    Script script = Transcripts.script(subject);
    List<String> answers = Transcripts.answers(script, Transcripts.expected(subject));
    return IntStream.range(0, answers.size())
        .mapToObj(i -> step(script.items().get(i), answers.get(i)))
        .toList();
  }

  private static Step step(Script.Item item, String answer) {
    String sql = item.sql().substring(0, item.sql().length() - 1);
    if (answer.startsWith("ERROR:  ")) {
      return new Step(sql, item.copyData(), true, List.of(List.of(answer.substring(8, 13))));
    }
    List<String> lines = answer.lines().filter(line -> !line.startsWith("NOTICE")).toList();
    if (sql.startsWith("copy") && item.copyData().isEmpty()) {
      return new Step(sql, "", false, lines.stream().map(List::of).toList());
    }
    boolean table = lines.size() > 2 && lines.get(1).startsWith("--");
    List<List<String>> rows =
        !table
            ? List.of()
            : lines.stream()
                .skip(2)
                .takeWhile(l -> l.startsWith(" "))
                .map(Statements::cells)
                .toList();
    return new Step(sql, item.copyData(), false, rows);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }
}
