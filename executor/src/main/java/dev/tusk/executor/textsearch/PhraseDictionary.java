package dev.tusk.executor.textsearch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dictionary that reads several words together. */
interface PhraseDictionary extends Dictionary {
  /**
   * What has been read.
   *
   * @param forms of all words up to here; null where they are no phrase
   * @param state what the next word is read with
   * @param more whether the next word is wanted: it may make a longer phrase
   */
  record Step(@Nullable List<Form> forms, Object state, boolean more) {}

  /**
   * Reads a word.
   *
   * @param state after the word before; null for the first word
   */
  Step step(String word, @Nullable Object state, Runnable check);
}
