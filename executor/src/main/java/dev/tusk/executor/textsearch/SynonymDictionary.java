package dev.tusk.executor.textsearch;

import dev.tusk.executor.lexicon.LexiconReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code synonym}: one word for another. Of a line of the file, two words are read; a star behind
 * the second makes it stand for all words that begin so.
 */
final class SynonymDictionary implements Dictionary {
  private final boolean caseSensitive;
  private final List<Synonym> synonyms = new ArrayList<>();

  private record Synonym(String word, Form form) {}

  SynonymDictionary(LexiconReading reading, String name, boolean caseSensitive) {
    this.caseSensitive = caseSensitive;
    reading.lines("synonym file", name, "syn").forEach(this::add);
    synonyms.sort(Comparator.comparing(Synonym::word));
  }

  private String folded(String word) {
    return caseSensitive ? word : Dictionary.lower(word);
  }

  private void add(String line) {
    String[] words = line.strip().split("\\s+", 3);
    if (words.length < 2) {
      return;
    }
    boolean prefix = words[1].endsWith("*");
    String becomes = prefix ? words[1].substring(0, words[1].length() - 1) : words[1];
    synonyms.add(new Synonym(folded(words[0]), new Form(folded(becomes), 0, false, prefix)));
  }

  /** By halves: of several lines for one word, which is found depends on their places. */
  @Override
  public @Nullable List<Form> lexize(String word) {
    String sought = folded(word);
    int low = 0;
    int high = synonyms.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = sought.compareTo(synonyms.get(middle).word);
      if (order == 0) {
        return List.of(synonyms.get(middle).form);
      }
      if (order < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return null;
  }
}
