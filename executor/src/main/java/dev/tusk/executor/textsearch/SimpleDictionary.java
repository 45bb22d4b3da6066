package dev.tusk.executor.textsearch;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code simple}: the word in lower case, unless it is a stop word.
 *
 * @param accept whether other words are lexemes, rather than left to the next dictionary
 */
record SimpleDictionary(Set<String> stopWords, boolean accept) implements Dictionary {
  @Override
  public @Nullable List<Form> lexize(String word) {
    String lower = Dictionary.lower(word);
    if (lower.isEmpty() || stopWords.contains(lower)) {
      return List.of();
    }
    return accept ? List.of(new Form(lower)) : null;
  }
}
