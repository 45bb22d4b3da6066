package dev.tusk.executor.copy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.FormatSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COPY in text and csv format (copyfromparse.c): lines, cut into fields, unescaped.
 *
 * <p>In text a backslash escapes; in csv a quoted field may span lines, and quotes are doubled.
 */
final class TextCopyReader extends CopyReader {
  private final CopyOptions options;
  private final boolean csv;
  private final byte[] nullText;
  private final boolean[] forceNotNull;
  private final boolean[] forceNull;
  private final ByteWriter field = new ByteWriter(256);
  private boolean headerRead;
  private boolean ended;

  /** Whether the field just cut was quoted, and whether it was written as the null text. */
  private boolean quoted;

  private boolean rawNull;
  private int lineLength;

  TextCopyReader(
      CopySource source,
      CopyOptions options,
      String relation,
      List<CopyColumn> columns,
      FormatSettings format) {
    super(source, relation, columns, format);
    this.options = options;
    this.csv = options.format() == CopyFormat.CSV;
    this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
    this.forceNotNull = new boolean[columns.size()];
    this.forceNull = new boolean[columns.size()];
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      forceNotNull[i] =
          options.forceNotNull().contains(name) || options.forceNotNull().contains("*");
      forceNull[i] = options.forceNull().contains(name) || options.forceNull().contains("*");
    }
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!headerRead) {
      headerRead = true;
      if (options.header() && readLine() && options.headerMatch()) {
        checkHeader();
      }
    }
    return readLine() ? readRow() : null;
  }

  /** Makes the next line the bytes from {@code input.start()}, {@link #lineLength} long. */
  private boolean readLine() {
    input.take(taken);
    taken = 0;
    if (ended) {
      return false;
    }
    nextLine();
    boolean inQuotes = false;
    int at = 0;
    while (true) {
      if (input.start() + at >= input.end() && !input.more()) {
        ended = true;
        if (inQuotes) {
          throw malformed("unterminated CSV quoted field")
              .withWhere(lineContext(input.start(), input.start() + at));
        }
        lineLength = at;
        taken = at;
        return at > 0 && !isEndMarker();
      }
      byte c = input.bytes()[input.start() + at];
      if (csv) {
        if (inQuotes && c == options.escape() && options.escape() != options.quote()) {
          at++;
          if (input.start() + at >= input.end()) {
            input.more();
          }
        } else if (c == options.quote()) {
          inQuotes = !inQuotes;
        }
      } else if (c == '\\') {
        at++;
        if (input.start() + at >= input.end()) {
          input.more();
        }
        if (input.start() + at < input.end() && input.bytes()[input.start() + at] == '\r') {
          // An escaped carriage return may stand before an escaped line feed.
          at++;
          continue;
        }
        at++;
        continue;
      }
      if (c == '\n' && !inQuotes) {
        lineLength = at > 0 && input.bytes()[input.start() + at - 1] == '\r' ? at - 1 : at;
        taken = at + 1;
        if (isEndMarker()) {
          ended = true;
          input.skipRest();
          return false;
        }
        return true;
      }
      at++;
    }
  }

  private int taken;

  /** A line of {@code \.} alone ends the data. */
  private boolean isEndMarker() {
    byte[] bytes = input.bytes();
    return lineLength == 2 && bytes[input.start()] == '\\' && bytes[input.start() + 1] == '.';
  }

  private @Nullable Object[] readRow() {
    int from = input.start();
    int to = from + lineLength;
    @Nullable Object[] row = new Object[columns.size()];
    if (columns.isEmpty()) {
      if (lineLength > 0) {
        throw extraData(from, to);
      }
      return row;
    }
    int at = from;
    for (int i = 0; i < row.length; i++) {
      if (at > to) {
        throw malformed("missing data for column \"" + columns.get(i).name() + "\"")
            .withWhere(lineContext(from, to));
      }
      at = cut(at, to) + 1;
      row[i] = value(i);
    }
    if (at <= to) {
      throw extraData(from, to);
    }
    return row;
  }

  private SqlException extraData(int from, int to) {
    return malformed("extra data after last expected column").withWhere(lineContext(from, to));
  }

  @Override
  public String rowContext() {
    return lineContext(input.start(), input.start() + lineLength);
  }

  private String lineContext(int from, int to) {
    String text = new String(input.bytes(), from, to - from, StandardCharsets.UTF_8);
    return where() + ": \"" + shortened(text) + "\"";
  }

  private @Nullable Object value(int index) {
    if (rawNull && !forceNotNull[index]) {
      return nullOf(columns.get(index));
    }
    if (quoted
        && forceNull[index]
        && Arrays.equals(nullText, 0, nullText.length, field.array(), 0, field.size())) {
      return nullOf(columns.get(index));
    }
    return parse(columns.get(index), field.array(), 0, field.size());
  }

  /**
   * Reads the field from {@code at} into {@link #field}.
   *
   * @return where its delimiter stands, or the end of the line
   */
  private int cut(int at, int to) {
    field.truncate(0);
    quoted = false;
    int end = csv ? cutCsv(at, to) : cutText(at, to);
    rawNull = !quoted && Arrays.equals(nullText, 0, nullText.length, input.bytes(), at, end);
    return end;
  }

  private int cutCsv(int from, int to) {
    byte[] bytes = input.bytes();
    boolean inQuotes = false;
    int at = from;
    while (at < to) {
      byte c = bytes[at];
      if (inQuotes) {
        if (c == options.escape()
            && at + 1 < to
            && (bytes[at + 1] == options.quote() || bytes[at + 1] == options.escape())) {
          field.put(bytes[at + 1]);
          at += 2;
          continue;
        }
        if (c == options.quote()) {
          inQuotes = false;
        } else {
          field.put(c);
        }
      } else if (c == options.quote()) {
        inQuotes = true;
        quoted = true;
      } else if (c == options.delimiter()) {
        return at;
      } else {
        field.put(c);
      }
      at++;
    }
    return at;
  }

  private int cutText(int from, int to) {
    byte[] bytes = input.bytes();
    char delimiter = options.delimiter();
    int run = from;
    int at = from;
    while (at < to && bytes[at] != delimiter) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      field.put(bytes, run, at - run);
      at = at + 1 < to ? unescape(at + 1, to) : at + 1;
      run = at;
    }
    field.put(bytes, run, at - run);
    return at;
  }

  /** Reads what follows a backslash; returns where to go on. */
  private int unescape(int at, int to) {
    byte[] bytes = input.bytes();
    byte c = bytes[at];
    if (c >= '0' && c <= '7') {
      int value = 0;
      int end = Math.min(to, at + 3);
      for (; at < end && bytes[at] >= '0' && bytes[at] <= '7'; at++) {
        value = value * 8 + bytes[at] - '0';
      }
      field.put(value);
      return at;
    }
    if (c == 'x' && at + 1 < to && Character.digit(bytes[at + 1], 16) >= 0) {
      int value = 0;
      int end = Math.min(to, at + 3);
      for (at++; at < end && Character.digit(bytes[at], 16) >= 0; at++) {
        value = value * 16 + Character.digit(bytes[at], 16);
      }
      field.put(value);
      return at;
    }
    field.put(
        switch (c) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'v' -> 11;
          default -> c;
        });
    return at + 1;
  }

  private void checkHeader() {
    int at = input.start();
    int to = at + lineLength;
    List<String> names = new ArrayList<>();
    while (at <= to) {
      at = cut(at, to) + 1;
      names.add(field.text());
    }
    if (names.size() != columns.size()) {
      throw malformed(
              "wrong number of fields in header line: got "
                  + names.size()
                  + ", expected "
                  + columns.size())
          .withWhere(rowContext());
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!names.get(i).equals(columns.get(i).name())) {
        throw malformed(
                "column name mismatch in header line field "
                    + (i + 1)
                    + ": got \""
                    + names.get(i)
                    + "\", expected \""
                    + columns.get(i).name()
                    + "\"")
            .withWhere(rowContext());
      }
    }
  }
}
