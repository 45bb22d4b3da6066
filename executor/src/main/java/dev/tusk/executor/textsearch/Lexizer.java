package dev.tusk.executor.textsearch;

import dev.tusk.executor.textsearch.Dictionary.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives tokens to the dictionaries of a configuration, one after the other; where a dictionary
 * reads phrases, tokens wait until it is known which of them are one (LexizeExec of ts_parse.c).
 */
final class Lexizer {
  private final Configuration configuration;
  private final Runnable check;

  /** Not given out yet. */
  private final Deque<Token> waiting = new ArrayDeque<>();

  /** Given out since the last result. */
  private List<Token> done = new ArrayList<>();

  /** Which of the first waiting token's dictionaries is asked next. */
  private int position;

  /** What reads a phrase that begins with the first waiting token. */
  private @Nullable Phrase phrase;

  /**
   * @param check called now and then and may throw
   */
  Lexizer(Configuration configuration, Runnable check) {
    this.configuration = configuration;
    this.check = check;
  }

  /** A token; of the kind 0 for the end of the text. */
  record Token(int type, String text) {}

  /**
   * What was made of some tokens.
   *
   * @param forms null when the tokens are all that was there
   */
  record Result(@Nullable List<Form> forms, List<Token> tokens) {}

  /** A phrase that is being read. */
  private static final class Phrase {
    final long dictionary;
    final PhraseDictionary reader;
    Object state;

    /** Tokens read, from the first waiting one on. */
    int read = 1;

    @Nullable List<Form> best;
    int bestRead;

    Phrase(long dictionary, PhraseDictionary reader, PhraseDictionary.Step first) {
      this.dictionary = dictionary;
      this.reader = reader;
      this.state = first.state();
      keep(first);
    }

    void keep(PhraseDictionary.Step step) {
      if (step.forms() != null) {
        best = step.forms();
        bestRead = read;
      }
    }
  }

  void add(int type, String text) {
    waiting.add(new Token(type, text));
  }

  /** The next result; without forms when more tokens are needed for another. */
  Result next() {
    List<Form> forms = forms();
    Result result = new Result(forms, done);
    done = new ArrayList<>();
    return result;
  }

  private @Nullable List<Form> forms() {
    while (true) {
      Phrase reading = phrase;
      if (reading != null) {
        if (!goesOn(reading)) {
          return null;
        }
        phrase = null;
        if (reading.best != null) {
          drop(reading.bestRead);
          return reading.best;
        }
      } else if (waiting.isEmpty()) {
        return null;
      } else {
        List<Form> forms = single(waiting.getFirst());
        if (phrase == null) {
          drop(1);
          if (forms != null) {
            return forms;
          }
        }
      }
    }
  }

  private void drop(int count) {
    for (int i = 0; i < count; i++) {
      done.add(waiting.removeFirst());
    }
    position = 0;
  }

  /** The lexemes of a token by its dictionaries; a phrase may begin instead. */
  private @Nullable List<Form> single(Token token) {
    List<Configuration.Named> dictionaries = configuration.dictionaries(token.type);
    String word = token.text;
    for (int i = position; i < dictionaries.size(); i++) {
      Dictionary dictionary = dictionaries.get(i).dictionary();
      List<Form> forms;
      if (dictionary instanceof PhraseDictionary reader) {
        PhraseDictionary.Step step = reader.step(word, null, check);
        if (step.more()) {
          position = i + 1;
          phrase = new Phrase(dictionaries.get(i).oid(), reader, step);
          return null;
        }
        forms = step.forms();
      } else {
        forms = dictionary.lexize(word, check);
      }
      if (forms != null && dictionary.filters()) {
        word = forms.getFirst().lexeme();
      } else if (forms != null) {
        return forms;
      }
    }
    return null;
  }

  /** Whether a phrase has come to its end; it has not where more tokens are needed. */
  private boolean goesOn(Phrase reading) {
    int number = 0;
    for (Token token : waiting) {
      if (number++ < reading.read) {
        continue;
      }
      List<Configuration.Named> dictionaries = configuration.dictionaries(token.type);
      if (token.type == 0) {
        return true;
      }
      if (dictionaries.isEmpty()) {
        reading.read++;
        continue;
      }
      if (dictionaries.stream().noneMatch(named -> named.oid() == reading.dictionary)) {
        reading.best = null;
        return true;
      }
      PhraseDictionary.Step step = reading.reader.step(token.text, reading.state, check);
      reading.read++;
      reading.keep(step);
      if (!step.more()) {
        return true;
      }
      reading.state = step.state();
    }
    return false;
  }
}
