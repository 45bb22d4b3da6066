package dev.tusk.executor.copy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COPY FROM: rows out of the client's bytes, values of the columns' types and typmods. */
public abstract class CopyReader {
  /**
   * Characters of a value that an error's context shows (MAX_COPY_DATA_DISPLAY, copyfromparse.c).
   */
  private static final int SHOWN = 100;

  final CopyInput input;
  final List<CopyColumn> columns;
  final FormatSettings format;
  private final String relation;
  private long line;

  CopyReader(CopySource source, String relation, List<CopyColumn> columns, FormatSettings format) {
    this.input = new CopyInput(source::read);
    this.relation = relation;
    this.columns = List.copyOf(columns);
    this.format = format;
  }

  /** A reader of the options' format. */
  public static CopyReader of(
      CopySource source,
      CopyOptions options,
      String relation,
      List<CopyColumn> columns,
      FormatSettings format) {
    return switch (options.format()) {
      case TEXT, CSV -> new TextCopyReader(source, options, relation, columns, format);
      case BINARY -> new BinaryCopyReader(source, relation, columns, format);
    };
  }

  /**
   * The next row; null at the end of the data.
   *
   * @throws SqlException 22P04 and the types' errors, with the line in their context
   */
  public abstract @Nullable Object @Nullable [] next();

  /** Number of the row or line last read, from 1: also for errors of inserting it. */
  public long line() {
    return line;
  }

  void nextLine() {
    line++;
  }

  /** The context of an error while the row last read is inserted. */
  public String where() {
    return "COPY " + relation + ", line " + line;
  }

  /** The context of an error of a row just read, which shows its line where there is one. */
  public String rowContext() {
    return where();
  }

  SqlException malformed(String message) {
    return SqlException.of(SqlState.BAD_COPY_FILE_FORMAT, message);
  }

  SqlException inColumn(SqlException error, CopyColumn column, @Nullable String value) {
    String where = where() + ", column " + column.name();
    String shown =
        value == null ? where + ": null input" : where + ": \"" + shortened(value) + "\"";
    String inner = error.fields().where();
    return error.withWhere(inner == null ? shown : inner + "\n" + shown);
  }

  static String shortened(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
  }

  /** NULL, where the column's type allows it. */
  @Nullable Object nullOf(CopyColumn column) {
    try {
      column.check(null);
      return null;
    } catch (SqlException e) {
      throw inColumn(e, column, null);
    }
  }

  Object parse(CopyColumn column, byte[] bytes, int from, int length) {
    try {
      Object read = column.type().parse(bytes, from, length, format);
      Object value = column.type().applyTypmod(read, column.typmod(), false);
      column.check(value);
      return value;
    } catch (SqlException e) {
      throw inColumn(
          e.replacePosition(0), column, new String(bytes, from, length, StandardCharsets.UTF_8));
    }
  }
}
