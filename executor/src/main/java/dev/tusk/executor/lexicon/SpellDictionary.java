package dev.tusk.executor.lexicon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the words of a dictionary that a word is formed of: without a prefix, without a suffix,
 * without both, and cut into the words that it is composed of (PostgreSQL's spell.c).
 */
public final class SpellDictionary {
  /** Forms of a word. */
  private static final int MOST = 1024;

  /** Prefixes first; suffixes by their letters from the last one on. */
  private static final Comparator<Affix> ORDER =
      Comparator.comparing(Affix::suffix)
          .thenComparing(a -> a.suffix() ? reversed(a.added()) : a.added());

  private final WordList words;
  private final AffixesByText prefixes = new AffixesByText();
  private final AffixesByText suffixes = new AffixesByText();
  private final boolean compounds;
  private final CompoundSplitter splitter;

  /**
   * A form of a word.
   *
   * @param variant of those with the same one, all together stand for the word
   */
  public record Stem(String text, int variant) {}

  /** Affixes by what they add to a word. */
  private static final class AffixesByText {
    private final Map<String, List<Affix>> byText = new HashMap<>();
    private int longest;

    void add(Affix affix) {
      byText.computeIfAbsent(affix.added(), _ -> new ArrayList<>()).add(affix);
      longest = Math.max(longest, affix.added().length());
    }

    List<Affix> of(String text) {
      return byText.getOrDefault(text, List.of());
    }

    int longest(String word) {
      return Math.min(longest, word.length());
    }
  }

  private SpellDictionary(WordList words, AffixFile file) {
    this.words = words;
    this.compounds = !file.compounds.isEmpty();
    for (Affix affix : file.affixes) {
      (affix.suffix() ? suffixes : prefixes).add(affix);
    }
    this.splitter = new CompoundSplitter(words, this, file.affixes);
  }

  static String reversed(String bytes) {
    return new StringBuilder(bytes).reverse().toString();
  }

  /** Reads a file of words. */
  public static final class Words {
    private final List<WordList.Entry> entries = new ArrayList<>();

    private Words() {}

    public static Words read(LexiconReading reading, String name) {
      Words words = new Words();
      reading.lines("dictionary file", name, "dict").forEach(line -> words.add(ByteText.of(line)));
      return words;
    }

    private void add(String line) {
      int slash = line.indexOf('/');
      String flags = "";
      String word = line;
      if (slash >= 0) {
        int end = slash + 1;
        while (end < line.length() && line.charAt(end) > ' ' && line.charAt(end) < 0x7f) {
          end++;
        }
        flags = line.substring(slash + 1, end);
        word = line.substring(0, slash);
      }
      word = word.substring(0, ByteText.skipWord(word, 0));
      entries.add(new WordList.Entry(ByteText.lower(word), flags));
    }
  }

  /** Affixes as a file says them. */
  public static final class Affixes {
    private final AffixFile file;

    private Affixes(AffixFile file) {
      this.file = file;
    }

    public static Affixes read(LexiconReading reading, String name) {
      AffixFile file = AffixFile.read(reading, name);
      Affix[] affixes = file.affixes.toArray(new Affix[0]);
      reading.sorting().sort(affixes, ORDER);
      file.affixes.clear();
      file.affixes.addAll(List.of(affixes));
      return new Affixes(file);
    }
  }

  public static SpellDictionary of(Words words, Affixes affixes) {
    return new SpellDictionary(new WordList(words.entries, affixes.file), affixes.file);
  }

  /**
   * The forms of a word in lower case; empty for a word that is not known.
   *
   * @param check called now and then and may throw
   */
  public List<Stem> stems(String word, Runnable check) {
    String bytes = ByteText.of(word);
    List<Stem> found = new ArrayList<>();
    int variant = 1;
    for (String form : forms(bytes, 0)) {
      put(form, variant++, found);
    }
    if (!compounds) {
      return found;
    }
    for (List<String> parts : splitter.split(bytes, check)) {
      if (parts.size() > 1) {
        for (String last : forms(parts.getLast(), CompoundFlags.LAST)) {
          for (String part : parts.subList(0, parts.size() - 1)) {
            put(part, variant, found);
          }
          put(last, variant++, found);
        }
      }
    }
    return found;
  }

  private static void put(String form, int variant, List<Stem> to) {
    if (to.size() < MOST - 1) {
      to.add(new Stem(ByteText.text(form), variant));
    }
  }

  private static void put(String form, List<String> to) {
    if (to.size() < MOST - 1 && (to.isEmpty() || !to.getLast().equals(form))) {
      to.add(form);
    }
  }

  /**
   * What a word is without affixes.
   *
   * @param place in a compound; 0 for a word that stands alone
   */
  List<String> forms(String word, int place) {
    List<String> forms = new ArrayList<>();
    if (word.length() > Affix.MOST_BYTES) {
      return forms;
    }
    if (words.has(word, "", place)) {
      forms.add(word);
    }
    for (int length = 0; length <= prefixes.longest(word); length++) {
      for (Affix prefix : prefixes.of(word.substring(0, length))) {
        String without = prefix.removed(word, place);
        if (without != null && words.has(without, prefix.flag(), place)) {
          put(without, forms);
        }
      }
    }
    for (int length = 0; length <= suffixes.longest(word); length++) {
      for (Affix suffix : suffixes.of(word.substring(word.length() - length))) {
        String without = suffix.removed(word, place);
        if (without != null) {
          if (words.has(without, suffix.flag(), place)) {
            put(without, forms);
          }
          withoutPrefix(without, suffix, suffix.base(word), place, forms);
        }
      }
    }
    return forms;
  }

  private void withoutPrefix(String word, Affix suffix, int base, int place, List<String> forms) {
    for (int length = 0; length <= prefixes.longest(word); length++) {
      for (Affix prefix : prefixes.of(word.substring(0, length))) {
        String without = prefix.removed(word, place, base);
        boolean both = (prefix.flags() & suffix.flags() & CompoundFlags.CROSS_PRODUCT) != 0;
        if (without != null && words.has(without, both ? "" : prefix.flag(), place)) {
          put(without, forms);
        }
      }
    }
  }
}
