package dev.tusk.compat.transcript;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .sql} file cut into statements as psql cuts it: at semicolons outside of strings,
 * comments, parentheses and dollar quotes; {@code \;} joins two statements into one message.
 *
 * <p>Statements end where a line ends. A statement that reads {@code COPY … FROM STDIN} is followed
 * by its data lines up to {@code \.}, which belong to it.
 */
record Script(List<Item> items) {
  /** Says that this product answers the next statement otherwise than PostgreSQL, and why. */
  private static final String DIFFERS = "-- differs:";

  /**
   * One statement.
   *
   * @param echo everything from the end of the last statement on: comments, text, COPY data
   * @param sql what is sent
   * @param copyData the data lines of a COPY FROM STDIN
   */
  record Item(String echo, String sql, String copyData) {
    boolean differs() {
      return echo.contains(DIFFERS);
    }
  }

  static Script parse(String text) {
    return new Script(new Cutter(text).cut());
  }

  private static final class Cutter {
    private final String text;
    private final StringBuilder sql = new StringBuilder();
    private final List<Item> items = new ArrayList<>();
    private int at;
    private int itemStart;
    private int depth;

    Cutter(String text) {
      this.text = text;
    }

    List<Item> cut() {
      while (at < text.length()) {
        step();
      }
      if (!text.substring(itemStart).isBlank()) {
        items.add(new Item(text.substring(itemStart), sql.toString().strip(), ""));
      }
      return items;
    }

    private void step() {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        quoted(c);
      } else if (text.startsWith("--", at)) {
        comment();
      } else if (text.startsWith("/*", at)) {
        copyTo(text.indexOf("*/", at) + 2);
      } else if (c == '$' && dollarTag() != null) {
        String tag = dollarTag();
        copyTo(text.indexOf(tag, at + tag.length()) + tag.length());
      } else if (text.startsWith("\\;", at)) {
        sql.append(';');
        at += 2;
      } else if (c == ';' && depth == 0) {
        copyTo(at + 1);
        endStatement();
      } else {
        depth = Math.max(0, depth + (c == '(' ? 1 : c == ')' ? -1 : 0));
        copyTo(at + 1);
      }
    }

    private void quoted(char quote) {
      boolean escapes = quote == '\'' && at > 0 && "eE".indexOf(text.charAt(at - 1)) >= 0;
      int end = at + 1;
      while (text.charAt(end) != quote) {
        end += escapes && text.charAt(end) == '\\' ? 2 : 1;
      }
      copyTo(end + 1);
    }

    private void comment() {
      int end = text.indexOf('\n', at);
      if (sql.toString().isBlank()) {
        at = end;
        return;
      }
      copyTo(end);
    }

    private @Nullable String dollarTag() {
      int end = at + 1;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      return end < text.length() && text.charAt(end) == '$' ? text.substring(at, end + 1) : null;
    }

    private void copyTo(int end) {
      sql.append(text, at, end);
      at = end;
    }

    private void endStatement() {
      at = text.indexOf('\n', at) + 1;
      String statement = sql.toString().strip();
      String data = "";
      if (statement.matches("(?is)copy\\b.*\\bfrom\\s+stdin\\b.*")) {
        int end = text.indexOf("\\.\n", at);
        data = text.substring(at, end);
        at = end + 3;
      }
      items.add(new Item(text.substring(itemStart, at), statement, data));
      itemStart = at;
      sql.setLength(0);
      depth = 0;
    }
  }
}
