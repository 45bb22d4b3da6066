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
    Lexizer lexizer = lexizer();
    for (int tokens = 1; parser.next(); tokens++) {
      if ((tokens & TOKENS_PER_CHECK - 1) == 0) {
        context.checkCancelled();
      }
      String token = parser.token();
      if (!isTooLong(token)) {
        lexizer.add(parser.type(), token);
        addAll(lexizer);
      }
    }
    lexizer.add(0, "");
    addAll(lexizer);
    return this;
  }

  /** For the tokens of a text. */
  Lexizer lexizer() {
    return new Lexizer(configuration, context::checkCancelled);
  }

  private void addAll(Lexizer lexizer) {
    for (List<Form> forms = lexizer.next().forms(); forms != null; forms = lexizer.next().forms()) {
      add(forms);
    }
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

  /** Whether a token is left out; the client is told of it. */
  boolean isTooLong(String token) {
    if (token.length() <= (Lexeme.MOST_BYTES + 1) / 3
        || token.getBytes(StandardCharsets.UTF_8).length <= Lexeme.MOST_BYTES + 1) {
      return false;
    }
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
    return true;
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
