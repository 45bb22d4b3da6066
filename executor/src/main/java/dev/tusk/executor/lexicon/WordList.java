package dev.tusk.executor.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The words of a dictionary in order, with their flags. What stands in a tree of letters elsewhere
 * is a stretch of the list here: the words that begin alike.
 */
final class WordList {
  private final FlagMode mode;
  private final CompoundFlags compounds;
  private final List<String> sets = new ArrayList<>();
  private final List<FlagSet> parsed = new ArrayList<>();
  private final String[] words;
  private final int[] setOf;
  private final byte[] compoundOf;

  /** A line of the file of words: both as bytes. */
  record Entry(String word, String flags) {}

  /** The words that begin with the letters gone through so far. */
  record Stretch(int from, int to, int letters) {}

  WordList(List<Entry> entries, AffixFile affixes) {
    this.mode = affixes.mode;
    this.compounds = affixes.compounds;
    int[] numbers =
        affixes.aliases == null ? numberSets(entries) : aliased(entries, affixes.aliases);
    Integer[] order = new Integer[entries.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(i -> entries.get(i).word));
    int distinct = 0;
    String before = "";
    for (int i : order) {
      String word = entries.get(i).word;
      distinct += word.equals(before) ? 0 : 1;
      before = word;
    }
    words = new String[distinct];
    setOf = new int[distinct];
    compoundOf = new byte[distinct];
    fill(entries, order, numbers);
  }

  private void fill(List<Entry> entries, Integer[] order, int[] numbers) {
    int last = -1;
    for (int i : order) {
      String word = entries.get(i).word;
      if (word.isEmpty()) {
        continue;
      }
      boolean clear = false;
      int set = numbers[i];
      if (last >= 0 && words[last].equals(word)) {
        if (setOf[last] != set) {
          // A word that may stand alone in one of its lines may do so.
          clear = (CompoundFlags.ONLY & compoundOf[last] & compound(set)) == 0;
          set = merged(setOf[last], set);
        }
      } else {
        words[++last] = word;
      }
      setOf[last] = set;
      int flags = compound(set);
      if ((flags & CompoundFlags.ONLY) != 0 && (flags & CompoundFlags.ANYWHERE) == 0) {
        flags |= CompoundFlags.ANYWHERE;
      }
      compoundOf[last] = (byte) (clear ? flags & ~CompoundFlags.ONLY : flags);
    }
  }

  private int add(String set) {
    sets.add(set);
    parsed.add(FlagSet.of(set, mode));
    return sets.size() - 1;
  }

  private int[] numberSets(List<Entry> entries) {
    TreeSet<String> distinct = new TreeSet<>();
    entries.forEach(entry -> distinct.add(entry.flags));
    distinct.forEach(this::add);
    int[] numbers = new int[entries.size()];
    List<String> sorted = new ArrayList<>(distinct);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Collections.binarySearch(sorted, entries.get(i).flags);
    }
    return numbers;
  }

  private int[] aliased(List<Entry> entries, List<String> aliases) {
    aliases.forEach(this::add);
    int[] numbers = new int[entries.size()];
    for (int i = 0; i < numbers.length; i++) {
      String flags = entries.get(i).flags;
      if (flags.isEmpty()) {
        continue;
      }
      LeadingNumber number = LeadingNumber.of(flags, 0);
      boolean ends =
          number.end() == flags.length()
              || ByteText.isDigit(flags, number.end())
              || ByteText.isSpace(flags, number.end());
      if (!number.found() || number.value() < 0 || number.value() >= aliases.size() || !ends) {
        throw LexiconLines.wrong("invalid affix alias \"" + ByteText.text(flags) + "\"");
      }
      numbers[i] = (int) number.value();
    }
    return numbers;
  }

  private int merged(int one, int other) {
    if (sets.get(one).isEmpty()) {
      return other;
    }
    if (sets.get(other).isEmpty()) {
      return one;
    }
    return add(sets.get(one) + (mode == FlagMode.NUMBER ? "," : "") + sets.get(other));
  }

  private int compound(int set) {
    return compounds.of(parsed.get(set), mode) & CompoundFlags.OF_WORDS;
  }

  /** Whether any word has a flag. */
  boolean uses(String flag) {
    return parsed.stream().anyMatch(set -> set.has(flag));
  }

  Stretch all() {
    return new Stretch(0, words.length, 0);
  }

  /** Those of a stretch that go on with a byte; empty when there are none. */
  Stretch next(Stretch of, char letter) {
    int at = of.letters;
    int from = first(of.from, of.to, at, letter);
    int to = first(from, of.to, at, (char) (letter + 1));
    return new Stretch(from, to, at + 1);
  }

  /** The first word of a stretch with at least a byte at a place; shorter ones are before all. */
  private int first(int from, int to, int at, char letter) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      String word = words[middle];
      if (word.length() > at && word.charAt(at) >= letter) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  static boolean isEmpty(Stretch stretch) {
    return stretch.from >= stretch.to;
  }

  /** Whether some words of a stretch are longer than what was gone through. */
  boolean goesOn(Stretch stretch) {
    return stretch.to - stretch.from > (compoundAt(stretch) < 0 ? 0 : 1);
  }

  /** What the word says of compounds that ends where a stretch has come to; -1 for no word. */
  int compoundAt(Stretch stretch) {
    return !isEmpty(stretch) && words[stretch.from].length() == stretch.letters
        ? compoundOf[stretch.from]
        : -1;
  }

  /**
   * Whether a word is there, may have an affix and be where it is.
   *
   * @param flag of the affix; empty for none
   * @param place in a compound; 0 for a word that stands alone
   */
  boolean has(String word, String flag, int place) {
    int found = Arrays.binarySearch(words, word);
    if (found < 0) {
      return false;
    }
    int at = place & CompoundFlags.OF_WORDS;
    int allows = compoundOf[found];
    boolean fits = at == 0 ? (allows & CompoundFlags.ONLY) == 0 : (at & allows) != 0;
    return fits && parsed.get(setOf[found]).has(flag);
  }
}
