package dev.tusk.executor.lexicon;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Texts;
import java.util.function.Consumer;

/** The lines of a file of words, each with its end. */
public final class LexiconLines {
  private final String file;
  private final byte[] content;

  LexiconLines(String file, byte[] content) {
    this.file = file;
    this.content = content;
  }

  /**
   * Reads line by line; what a line is refused for tells where it stands.
   *
   * @throws SqlException what the reader throws; 22021 for what is no UTF-8
   */
  public void forEach(Consumer<String> reader) {
    int number = 0;
    for (int start = 0; start < content.length; ) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      end = Math.min(end + 1, content.length);
      number++;
      String context = "line " + number + " of configuration file \"" + file + "\"";
      String line = decoded(start, end - start, context);
      try {
        reader.accept(line);
      } catch (SqlException e) {
        throw e.within(context + ": \"" + line + "\"");
      }
      start = end;
    }
  }

  private String decoded(int start, int length, String context) {
    try {
      return Texts.decode(content, start, length);
    } catch (SqlException e) {
      throw e.within(context);
    }
  }

  /** An error in the text of a file. */
  public static SqlException wrong(String message) {
    return SqlException.of(SqlState.CONFIG_FILE_ERROR, message);
  }
}
