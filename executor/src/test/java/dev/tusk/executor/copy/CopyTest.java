package dev.tusk.executor.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Types;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopyTest {
  private static final List<CopyColumn> COLUMNS =
      List.of(new CopyColumn("a", Types.INT4, -1), new CopyColumn("b", Types.TEXT, -1));

  private static CopyOptions options(String... words) {
    List<CopyOptions.Option> options = new ArrayList<>();
    for (String word : words) {
      String[] parts = word.split("=", 2);
      options.add(
          new CopyOptions.Option(parts[0], parts.length < 2 ? List.of() : List.of(parts[1]), 0));
    }
    return CopyOptions.parse(options, true);
  }

  /** Gives the bytes three at a time, so that every state is met at a border. */
  private static CopySource inPieces(byte[] data) {
    int[] at = {0};
    return (target, from, length) -> {
      if (at[0] == data.length) {
        return -1;
      }
      int count = Math.min(Math.min(3, length), data.length - at[0]);
      System.arraycopy(data, at[0], target, from, count);
      at[0] += count;
      return count;
    };
  }

  private static List<List<Object>> read(String data, CopyOptions options) {
    return read(data.getBytes(StandardCharsets.UTF_8), options);
  }

  private static List<List<Object>> read(byte[] data, CopyOptions options) {
    CopyReader reader =
        CopyReader.of(inPieces(data), options, "t", COLUMNS, FormatSettings.DEFAULT);
    List<List<Object>> rows = new ArrayList<>();
    for (Object[] row = reader.next(); row != null; row = reader.next()) {
      rows.add(Arrays.asList(row));
    }
    return rows;
  }

  @Test
  void textUnescapesAndKnowsNull() {
    assertThat(read("1\tone\\ttab\\n\\x41\\101\\\\\n\\N\t\\N\r\n3\t\n\\.\nignored", options()))
        .containsExactly(
            Arrays.asList(1, "one\ttab\nAA\\"), Arrays.asList(null, null), Arrays.asList(3, ""));
  }

  @ParameterizedTest
  @EnumSource(names = {"TEXT", "CSV"})
  void whatFollowsTheEndMarkerIsReadAndDropped(CopyFormat format) {
    String separator = format == CopyFormat.TEXT ? "\t" : ",";
    byte[] data = ("1" + separator + "x\n\\.\nignored\n").getBytes(StandardCharsets.UTF_8);
    CopySource source = inPieces(data);
    CopyReader reader =
        CopyReader.of(
            source, options("format=" + format.name()), "t", COLUMNS, FormatSettings.DEFAULT);
    assertThat(reader.next()).containsExactly(1, "x");
    assertThat(reader.next()).isNull();
    assertThat(reader.next()).isNull();
    assertThat(source.read(new byte[8], 0, 8)).isEqualTo(-1);
  }

  @Test
  void anEscapedLineEndIsData() {
    assertThat(read("1\tx\\\ny\n", options())).containsExactly(Arrays.asList(1, "x\ny"));
  }

  @Test
  void csvQuotesMaySpanLines() {
    assertThat(read("a,b\n1,\"x, \"\"y\"\"\nz\"\n2,\n3,\"\"\n", options("csv", "header")))
        .containsExactly(
            Arrays.asList(1, "x, \"y\"\nz"), Arrays.asList(2, null), Arrays.asList(3, ""));
  }

  @Test
  void errorsNameLineAndColumn() {
    assertThatThrownBy(() -> read("1\tx\nab\ty\n", options()))
        .isInstanceOfSatisfying(
            SqlException.class,
            e -> {
              assertThat(e.text()).isEqualTo("invalid input syntax for type integer: \"ab\"");
              assertThat(e.fields().where()).isEqualTo("COPY t, line 2, column a: \"ab\"");
            });
    assertThatThrownBy(() -> read("1\n", options()))
        .isInstanceOfSatisfying(
            SqlException.class,
            e -> {
              assertThat(e.text()).isEqualTo("missing data for column \"b\"");
              assertThat(e.fields().where()).isEqualTo("COPY t, line 1: \"1\"");
            });
    assertThatThrownBy(() -> read("1\tx\ty\n", options()))
        .hasMessage("extra data after last expected column");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(CopyFormat format) {
    CopyOptions options = options("format=" + format.name());
    List<List<Object>> rows =
        List.of(
            Arrays.asList(1, "plain"),
            Arrays.asList(-2, "tab\t, quote \" back\\slash \n line"),
            Arrays.asList(null, null),
            Arrays.asList(4, ""),
            Arrays.asList(5, "grüße"));
    CopyWriter writer = new CopyWriter(options, COLUMNS, FormatSettings.DEFAULT);
    ByteWriter out = new ByteWriter(16);
    writer.begin(out);
    rows.forEach(row -> writer.row(row.toArray(), out));
    writer.end(out);
    assertThat(read(out.toByteArray(), options)).isEqualTo(rows);
  }

  @Test
  void aTruncatedBinaryFileIsRefused() {
    ByteWriter out = new ByteWriter(16);
    CopyOptions options = options("binary");
    CopyWriter writer = new CopyWriter(options, COLUMNS, FormatSettings.DEFAULT);
    writer.begin(out);
    writer.row(new Object[] {1, "x"}, out);
    byte[] whole = out.toByteArray();
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1), options))
        .hasMessage("unexpected EOF in COPY data");
    assertThatThrownBy(() -> read("PGCOPX".getBytes(StandardCharsets.UTF_8), options))
        .hasMessage("COPY file signature not recognized");
  }

  @Test
  void optionsAreCheckedAsPostgresChecksThem() {
    assertThatThrownBy(() -> options("quote=x"))
        .hasMessage("COPY quote available only in CSV mode");
    assertThatThrownBy(() -> options("csv", "csv")).hasMessage("conflicting or redundant options");
    assertThatThrownBy(() -> options("format=xml"))
        .hasMessage("COPY format \"xml\" not recognized");
    assertThatThrownBy(() -> options("binary", "delimiter=,"))
        .hasMessage("cannot specify DELIMITER in BINARY mode");
  }
}
