package dev.tusk.executor.lexicon;

import dev.tusk.executor.lexicon.WordList.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a word into words of the dictionary that may be parts of others, also with affixes between
 * them (SplitToVariants of spell.c).
 */
final class CompoundSplitter {
  private final WordList words;
  private final SpellDictionary dictionary;
  private final List<Affix> between = new ArrayList<>();

  /**
   * @param affixes prefixes first, each kind in order
   */
  CompoundSplitter(WordList words, SpellDictionary dictionary, List<Affix> affixes) {
    this.words = words;
    this.dictionary = dictionary;
    for (Affix affix : affixes) {
      if ((affix.flags() & CompoundFlags.ANYWHERE) != 0
          && !affix.added().isEmpty()
          && words.uses(affix.flag())
          && (between.isEmpty() || !covers(between.getLast(), affix))) {
        between.add(affix);
      }
    }
  }

  /** Whether an affix begins as another one: a suffix from its end on. */
  private static boolean covers(Affix shorter, Affix longer) {
    return shorter.suffix() == longer.suffix()
        && SpellDictionary.reversed(longer.added())
            .startsWith(SpellDictionary.reversed(shorter.added()));
  }

  /**
   * The ways to cut a word, also those that come to nothing.
   *
   * @param check called now and then and may throw
   */
  List<List<String>> split(String word, Runnable check) {
    return new Cutting(word, check).split(null, List.of(), 0, -1);
  }

  /** The cutting of a word. */
  private final class Cutting {
    private final String word;
    private final Runnable check;

    Cutting(String word, Runnable check) {
      this.word = word;
      this.check = check;
    }

    /**
     * @param node the words that begin with what stands from the start on; null to begin there
     * @param minimum the last byte of the word that was found there before
     */
    List<List<String>> split(@Nullable Stretch node, List<String> before, int start, int minimum) {
      check.run();
      List<List<String>> ways = new ArrayList<>();
      List<String> way = new ArrayList<>(before);
      ways.add(way);
      boolean[] probed = new boolean[word.length()];
      int from = start;
      int level = node == null ? start : minimum;
      Stretch at = node == null ? words.all() : node;
      while (level < word.length()) {
        if (level > from) {
          atAffixes(level, from, minimum, at != null, way, probed, ways);
        }
        if (at == null) {
          break;
        }
        Stretch next = words.next(at, word.charAt(level));
        if (WordList.isEmpty(next)) {
          at = null;
          level++;
          continue;
        }
        int place = from == 0 ? CompoundFlags.BEGIN : behindBegin(level);
        int allows = words.compoundAt(next);
        if (allows > 0 && (allows & place) != 0 && !probed[level] && level > minimum) {
          if (level + 1 == word.length()) {
            way.add(word.substring(from));
            return ways;
          }
          ways.addAll(split(at, way, from, level));
          level++;
          way.add(word.substring(from, level));
          at = words.all();
          from = level;
          continue;
        }
        at = words.goesOn(next) ? next : null;
        level++;
      }
      way.add(word.substring(from));
      return ways;
    }

    private int behindBegin(int level) {
      return level == word.length() - 1 ? CompoundFlags.LAST : CompoundFlags.MIDDLE;
    }

    /**
     * Words up to a place with an affix behind it.
     *
     * @param inPlace whether it begins at the place, and not anywhere behind
     */
    private void atAffixes(
        int level,
        int from,
        int minimum,
        boolean inPlace,
        List<String> way,
        boolean[] probed,
        List<List<String>> ways) {
      for (Affix affix : between) {
        String added = affix.added();
        int found =
            word.length() - level <= added.length()
                ? -1
                : inPlace ? word.startsWith(added, level) ? level : -1 : word.indexOf(added, level);
        if (found < 0) {
          continue;
        }
        int length = affix.suffix() ? found - from + added.length() : level - from;
        if (probed[from + length - 1]
            || level + length - 1 <= minimum
            || length >= Affix.MOST_BYTES) {
          continue;
        }
        List<String> forms =
            dictionary.forms(word.substring(from, from + length), behindBegin(level));
        if (!forms.isEmpty()) {
          probed[from + length - 1] = true;
          List<String> longer = new ArrayList<>(way);
          longer.addAll(forms);
          ways.addAll(split(null, longer, from + length, from + length));
        }
      }
    }
  }
}
