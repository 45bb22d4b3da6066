package dev.tusk.sql.textsearch;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text form of tsvector: {@code 'fat':2A,4 'rat':5}. */
public final class VectorText {
  private VectorText() {}

  /**
   * Reads it.
   *
   * @throws SqlException 42601 or 54000 in PostgreSQL's words
   */
  public static TextVector read(String text) {
    WordScanner scanner = new WordScanner(text, false, false);
    List<Lexeme> lexemes = new ArrayList<>();
    int at = 0;
    for (String word = scanner.next(at); word != null; word = scanner.next(at)) {
      int bytes = word.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > Lexeme.MOST_BYTES) {
        throw SqlException.of(
            SqlState.PROGRAM_LIMIT_EXCEEDED,
            "word is too long (" + bytes + " bytes, max " + Lexeme.MOST_BYTES + " bytes)");
      }
      lexemes.add(new Lexeme(word, scanner.positions()));
      at = scanner.at();
    }
    return TextVector.of(lexemes);
  }

  public static String write(TextVector vector) {
    StringBuilder out = new StringBuilder();
    for (Lexeme lexeme : vector.lexemes()) {
      out.append(out.isEmpty() ? "" : " ");
      quote(lexeme.word(), out);
      char before = ':';
      for (int position : lexeme.positions()) {
        out.append(before).append(Lexeme.number(position));
        int weight = Lexeme.weight(position);
        out.append(weight == 0 ? "" : String.valueOf("DCBA".charAt(weight)));
        before = ',';
      }
    }
    return out.toString();
  }

  static void quote(String word, StringBuilder out) {
    out.append('\'');
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\'' || c == '\\') {
        out.append(c);
      }
      out.append(c);
    }
    out.append('\'');
  }
}
