package dev.tusk.compat.transcript;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prints results and errors as psql 15 does with {@code \set VERBOSITY verbose}, without the
 * LOCATION line, which names lines of PostgreSQL's own sources.
 *
 * <p>Follows {@code print_aligned_text} in PostgreSQL's {@code fe_utils/print.c} (border 1) and
 * {@code reportErrorPosition} in {@code libpq/fe-protocol3.c}.
 */
final class PsqlPrinter {
  /** A column of a result. */
  record Column(String name, int typeOid) {}

  /** Types shown at the right: int2, int4, int8, float4, float8, numeric, oid, xid, cid, money. */
  private static final Set<Integer> RIGHT_ALIGNED =
      Set.of(21, 23, 20, 700, 701, 1700, 26, 28, 29, 790, 5069);

  private static final int TAB_WIDTH = 8;
  private static final int POSITION_DISPLAY_SIZE = 60;
  private static final int POSITION_MINIMUM_RIGHT_CUT = 10;

  private final StringBuilder out;

  PsqlPrinter(StringBuilder out) {
    this.out = out;
  }

  void line(String text) {
    out.append(text).append('\n');
  }

  void table(List<Column> columns, List<@Nullable String[]> rows) {
    int[] widths = columns.stream().mapToInt(c -> length(c.name())).toArray();
    for (@Nullable String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        int column = i;
        lines(row[i]).forEach(l -> widths[column] = Math.max(widths[column], length(l)));
      }
    }
    header(columns, widths);
    rows.forEach(row -> row(columns, widths, row));
    line(rows.size() == 1 ? "(1 row)" : "(" + rows.size() + " rows)");
    line("");
  }

  private void header(List<Column> columns, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String name = columns.get(i).name();
      int spaces = widths[i] - length(name);
      out.append(i > 0 ? "|" : "").append(' ');
      out.repeat(' ', spaces / 2).append(name).repeat(' ', (spaces + 1) / 2).append(' ');
    }
    out.append('\n');
    for (int i = 0; i < widths.length; i++) {
      out.append(i > 0 ? "+" : "").repeat('-', widths[i] + 2);
    }
    out.append(widths.length == 0 ? "--\n" : "\n");
  }

  private void row(List<Column> columns, int[] widths, @Nullable String[] row) {
    if (row.length == 0) {
      return;
    }
    List<List<String>> cells = Arrays.stream(row).map(v -> lines(v).toList()).toList();
    int height = cells.stream().mapToInt(List::size).max().orElse(1);
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < cells.size(); i++) {
        boolean right = RIGHT_ALIGNED.contains(columns.get(i).typeOid());
        cell(cells.get(i), y, widths[i], right, i == cells.size() - 1);
      }
      out.append('\n');
    }
  }

  private void cell(List<String> lines, int y, int width, boolean right, boolean last) {
    out.append(' ');
    boolean continues = y < lines.size() - 1;
    if (y >= lines.size()) {
      out.repeat(' ', last ? 0 : width);
    } else {
      String text = lines.get(y);
      int padding = width - length(text);
      out.repeat(' ', right ? padding : 0).append(text);
      out.repeat(' ', !right && (!last || continues) ? padding : 0);
    }
    out.append(continues ? "+" : last ? "" : " ").append(last ? "" : "|");
  }

  private static Stream<String> lines(@Nullable String value) {
    return Arrays.stream((value == null ? "" : value).split("\n", -1))
        .map(PsqlPrinter::withoutTabs);
  }

  private static String withoutTabs(String line) {
    StringBuilder expanded = new StringBuilder();
    for (char c : line.toCharArray()) {
      if (c == '\t') {
        expanded.repeat(' ', TAB_WIDTH - expanded.length() % TAB_WIDTH);
      } else {
        expanded.append(c);
      }
    }
    return expanded.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** An error or notice and all its fields; {@code sql} is the text that a position points into. */
  void report(Fields fields, String sql) {
    line(fields.get('S') + ":  " + fields.get('C') + ": " + fields.get('M'));
    if (fields.has('P')) {
      position(sql, Integer.parseInt(fields.get('P')) - 1);
    }
    field(fields, 'D', "DETAIL");
    field(fields, 'H', "HINT");
    field(fields, 'q', "QUERY");
    if (fields.get('S').equals("ERROR")) {
      field(fields, 'W', "CONTEXT");
    }
    field(fields, 's', "SCHEMA NAME");
    field(fields, 't', "TABLE NAME");
    field(fields, 'c', "COLUMN NAME");
    field(fields, 'd', "DATATYPE NAME");
    field(fields, 'n', "CONSTRAINT NAME");
  }

  private void field(Fields fields, char code, String title) {
    if (fields.has(code)) {
      line(title + ":  " + fields.get(code));
    }
  }

  private void position(String sql, int codePointIndex) {
    int[] text = sql.codePoints().map(c -> c == '\t' ? ' ' : c).toArray();
    int at = Math.min(codePointIndex, text.length);
    int begin = at;
    while (begin > 0 && text[begin - 1] != '\n') {
      begin--;
    }
    int end = at;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    long lineNumber = 1 + Arrays.stream(text, 0, begin).filter(c -> c == '\n').count();
    int whole = end;
    int first = begin;
    if (end - begin > POSITION_DISPLAY_SIZE) {
      if (begin + POSITION_DISPLAY_SIZE >= at + POSITION_MINIMUM_RIGHT_CUT) {
        end = begin + POSITION_DISPLAY_SIZE;
      } else {
        end = Math.min(end, at + POSITION_MINIMUM_RIGHT_CUT);
        begin = Math.max(begin, end - POSITION_DISPLAY_SIZE);
      }
    }
    String prefix = "LINE " + lineNumber + ": " + (begin > first ? "..." : "");
    line(prefix + new String(text, begin, end - begin) + (end < whole ? "..." : ""));
    line(" ".repeat(prefix.length() + at - begin) + "^");
  }
}
