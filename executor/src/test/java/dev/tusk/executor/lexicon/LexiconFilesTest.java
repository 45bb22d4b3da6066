package dev.tusk.executor.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.sql.error.SqlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LexiconFilesTest {
  @TempDir Path data;
  private LexiconFiles files;

  @BeforeEach
  void directory() throws IOException {
    Files.createDirectory(data.resolve("tsearch_data"));
    files = new LexiconFiles(data, Arrays::sort);
  }

  private Path file(String name) {
    return data.toAbsolutePath().resolve("tsearch_data").resolve(name);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(file(name), text);
  }

  private List<String> lines(LexiconReading reading) {
    List<String> lines = new ArrayList<>();
    reading.lines("synonym file", "words", "syn").forEach(lines::add);
    return lines;
  }

  private String all() {
    return files.get("key", null, String.class, reading -> String.join("", lines(reading)));
  }

  @Test
  void linesKeepTheirEnds() throws IOException {
    write("words.syn", "a\n\nb ä\r\nc");
    assertThat(lines(new LexiconReading(data.resolve("tsearch_data"), Arrays::sort)))
        .containsExactly("a\n", "\n", "b ä\r\n", "c");
  }

  @Test
  void aMissingFileIsToldByItsPlace() {
    assertThatThrownBy(this::all)
        .isInstanceOf(SqlException.class)
        .hasMessage(
            "could not open synonym file \"" + file("words.syn") + "\": No such file or directory");
  }

  @Test
  void whatIsWrongInALineTellsWhereItStands() throws IOException {
    write("words.syn", "a\nb\n");
    assertThatThrownBy(() ->
            new LexiconReading(data.resolve("tsearch_data"), Arrays::sort)
                .lines("synonym file", "words", "syn")
                .forEach(line -> {
                  if (line.equals("b\n")) {
                    throw LexiconLines.wrong("no b");
                  }
                }))
        .isInstanceOfSatisfying(
            SqlException.class,
            e ->
                assertThat(e.fields().where())
                    .isEqualTo(
                        "line 2 of configuration file \"" + file("words.syn") + "\": \"b\n\""));
  }

  @Test
  void aLineThatIsNoUtf8IsRefused() throws IOException {
    Files.write(file("words.syn"), "a\n\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(this::all)
        .isInstanceOfSatisfying(
            SqlException.class,
            e -> {
              assertThat(e.code()).isEqualTo("22021");
              assertThat(e.fields().where())
                  .isEqualTo("line 2 of configuration file \"" + file("words.syn") + "\"");
            });
  }

  @Test
  void aFileThatHasChangedIsReadAgain() throws Exception {
    write("words.syn", "one");
    assertThat(all()).isEqualTo("one");
    write("words.syn", "another");
    Thread.sleep(1_100);
    assertThat(all()).isEqualTo("another");
  }

  @Test
  void whatNeedsSomethingElseIsMadeAgain() throws IOException {
    write("words.syn", "one");
    assertThat(all()).isEqualTo("one");
    String other = files.get("key", "other", String.class, _ -> "by the other");
    assertThat(other).isEqualTo("by the other");
    assertThat(files.get("key", "other", String.class, _ -> "again")).isEqualTo("by the other");
    assertThat(files.read("key", "other", String.class, _ -> "again")).isEqualTo("again");
  }

  @Test
  void namesLeadNowhereElse() {
    for (String name : List.of("../words", "a/b", "A", "a b", "ä")) {
      assertThatThrownBy(
              () -> new LexiconReading(data, Arrays::sort).lines("synonym file", name, "syn"))
          .hasMessage("invalid text search configuration file name \"" + name + "\"");
    }
  }
}
