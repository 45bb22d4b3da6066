package dev.tusk.executor.textsearch;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.textsearch.Dictionary.Form;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.textsearch.Lexeme;
import dev.tusk.sql.textsearch.TextVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts by a configuration: their lexemes, and where these stand (parsetext of ts_parse.c).
 */
public final class WordReader {
  private static final int TOKENS_PER_CHECK = 256;

  private final Configuration configuration;
  private final FunctionContext context;
  private final List<Placed> words = new ArrayList<>();
  private int position;

  /** A lexeme at a position. */
  record Placed(Form form, int position) {}

  public WordReader(Configuration configuration, FunctionContext context) {
    this.configuration = configuration;
    this.context = context;
  }

  /** Reads a text behind what was read before. */
  public WordReader read(String text) {
    DefaultParser parser = new DefaultParser(text);
    for (int tokens = 1; parser.next(); tokens++) {
      if ((tokens & TOKENS_PER_CHECK - 1) == 0) {
        context.checkCancelled();
      }
      String token = parser.token();
      if (token.getBytes(StandardCharsets.UTF_8).length > Lexeme.MOST_BYTES + 1) {
        tooLong();
        continue;
      }
      List<Form> forms = lexize(parser.type(), token);
      if (forms != null) {
        add(forms);
      }
    }
    return this;
  }

  /** A break that phrases do not reach over, if anything was read since a count of words. */
  public void separate(int before) {
    if (words.size() > before) {
      position++;
    }
  }

  public int count() {
    return words.size();
  }

  private void tooLong() {
    context
        .session()
        .notice(
            new Notice(
                "NOTICE",
                SqlState.PROGRAM_LIMIT_EXCEEDED,
                "word is too long to be indexed",
                "Words longer than " + (Lexeme.MOST_BYTES + 1) + " characters are ignored.",
                null,
                0));
  }

  /** The lexemes that the first dictionary gives which knows a token; null when none does. */
  @Nullable List<Form> lexize(int type, String token) {
    String word = token;
    for (Configuration.Named named : configuration.dictionaries(type)) {
      List<Form> forms = named.dictionary().lexize(word);
      if (forms != null && named.dictionary().filters()) {
        word = forms.getFirst().lexeme();
      } else if (forms != null) {
        return forms;
      }
    }
    return null;
  }

  private void add(List<Form> forms) {
    position++;
    for (Form form : forms) {
      if (form.advances()) {
        position++;
      }
      words.add(new Placed(form, position));
    }
  }

  List<Placed> words() {
    return words;
  }

  /** All that was read. */
  public TextVector vector() {
    List<Lexeme> lexemes = new ArrayList<>(words.size());
    for (Placed word : words) {
      lexemes.add(new Lexeme(word.form.lexeme(), new int[] {Lexeme.position(word.position, 0)}));
    }
    return TextVector.of(lexemes);
  }
}
