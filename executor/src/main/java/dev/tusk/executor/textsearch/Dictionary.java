package dev.tusk.executor.textsearch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes lexemes of words. */
public interface Dictionary {
  /** The lexemes of a word, none for a stop word; null for a word that it does not know. */
  @Nullable List<Form> lexize(String word);

  /**
   * The same where a word may take long.
   *
   * @param check called now and then and may throw
   */
  default @Nullable List<Form> lexize(String word, Runnable check) {
    return lexize(word);
  }

  /** Whether what it makes of a word is a word for the dictionaries behind it. */
  default boolean filters() {
    return false;
  }

  /**
   * A lexeme of a word.
   *
   * @param variant lexemes of one variant stand together for the word, those of others instead
   * @param advances whether it stands one place behind the one before
   * @param prefix whether it stands for all words that begin so
   */
  record Form(String lexeme, int variant, boolean advances, boolean prefix) {
    Form(String lexeme) {
      this(lexeme, 0, false, false);
    }
  }

  /** A word in lower case, letter by letter. */
  static String lower(String word) {
    int[] letters = word.codePoints().map(Character::toLowerCase).toArray();
    return new String(letters, 0, letters.length);
  }
}
