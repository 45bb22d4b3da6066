package dev.tusk.executor.access;

import dev.tusk.executor.access.AccessRule.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of the form of {@code pg_hba.conf} and {@code pg_ident.conf} (libpq/hba.c): fields
 * between blanks, lists by commas, names in double quotes, comments behind {@code #}, a backslash
 * at the end of a line that goes on, and {@code @file} for the words of another file.
 *
 * @param directory where files are that are named without one; null where none may be named
 */
record AuthenticationLines(@Nullable Path directory) {
  /** A file may name one that names one, as deep as this. */
  private static final int MAX_DEPTH = 10;

  /**
   * A line that says something.
   *
   * @param fields each a list of words
   */
  record Line(int number, List<List<Name>> fields, String text) {}

  /** What is wrong with a line. */
  static final class LineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    LineException(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /** What is made of a line; may throw a {@link LineException}. */
  interface Reader<T> {
    T read(Line line);
  }

  /** What was made of the lines, in order; of those that are wrong, why. */
  <T> List<T> read(List<String> lines, Reader<T> reader, List<AccessRules.Mistake> mistakes) {
    List<T> made = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      StringBuilder line = new StringBuilder(lines.get(i));
      while (line.length() > 0 && line.charAt(line.length() - 1) == '\\' && i + 1 < lines.size()) {
        line.setLength(line.length() - 1);
        line.append(lines.get(++i));
      }
      try {
        List<List<Name>> fields = fields(line.toString(), 0);
        if (!fields.isEmpty()) {
          made.add(reader.read(new Line(number, fields, line.toString().strip())));
        }
      } catch (LineException e) {
        mistakes.add(new AccessRules.Mistake(number, e.reason()));
      }
    }
    return List.copyOf(made);
  }

  private List<List<Name>> fields(String line, int depth) {
    List<List<Name>> fields = new ArrayList<>();
    List<Name> field = new ArrayList<>();
    int at = 0;
    boolean listGoesOn = false;
    while (true) {
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      if (at == line.length() || line.charAt(at) == '#') {
        break;
      }
      if (!field.isEmpty() && !listGoesOn) {
        fields.add(field);
        field = new ArrayList<>();
      }
      StringBuilder word = new StringBuilder();
      boolean quoted = false;
      boolean inQuotes = false;
      for (; at < line.length(); at++) {
        char c = line.charAt(at);
        if (c == '"') {
          inQuotes = !inQuotes;
          quoted = true;
        } else if (!inQuotes && (Character.isWhitespace(c) || c == ',' || c == '#')) {
          break;
        } else {
          word.append(c);
        }
      }
      Name name = new Name(word.toString(), quoted);
      field.addAll(name.names('@') ? wordsOf(name.text().substring(1), depth) : List.of(name));
      listGoesOn = at < line.length() && line.charAt(at) == ',';
      at += listGoesOn ? 1 : 0;
    }
    if (!field.isEmpty()) {
      fields.add(field);
    }
    return fields;
  }

  /** All words of a file, whatever fields they stand in. */
  private List<Name> wordsOf(String file, int depth) {
    if (directory == null || depth == MAX_DEPTH) {
      throw new LineException("authentication file \"@" + file + "\" is named too deep");
    }
    Path path = directory.resolve(file);
    List<Name> words = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(path)) {
        fields(line, depth + 1).forEach(words::addAll);
      }
    } catch (IOException e) {
      throw new LineException(
          "could not open secondary authentication file \"@"
              + file
              + "\" as \""
              + path
              + "\": No such file or directory");
    }
    return words;
  }
}
