package dev.tusk.executor.textsearch;

import dev.tusk.executor.lexicon.SpellDictionary;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ispell}: the words that a word is a form of, or is composed of, but for stop words. */
record SpellingDictionary(SpellDictionary words, Set<String> stopWords) implements Dictionary {
  @Override
  public @Nullable List<Form> lexize(String word) {
    return lexize(word, () -> {});
  }

  @Override
  public @Nullable List<Form> lexize(String word, Runnable check) {
    List<SpellDictionary.Stem> stems = words.stems(Dictionary.lower(word), check);
    return word.isEmpty() || stems.isEmpty()
        ? null
        : stems.stream()
            .filter(stem -> !stopWords.contains(stem.text()))
            .map(stem -> new Form(stem.text(), stem.variant(), false, false))
            .toList();
  }
}
