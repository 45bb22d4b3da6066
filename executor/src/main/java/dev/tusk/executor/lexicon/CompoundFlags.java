package dev.tusk.executor.lexicon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What flags of words and affixes say about words that are made of several. */
final class CompoundFlags {
  static final int ONLY = 0x01;
  static final int BEGIN = 0x02;
  static final int MIDDLE = 0x04;
  static final int LAST = 0x08;

  /** In any place of a compound. */
  static final int ANYWHERE = BEGIN | MIDDLE | LAST;

  /** Those that words have. */
  static final int OF_WORDS = ANYWHERE | ONLY;

  static final int PERMIT = 0x10;
  static final int FORBID = 0x20;

  /** A prefix and a suffix may be at one word. */
  static final int CROSS_PRODUCT = 0x40;

  private final List<Meaning> meanings = new ArrayList<>();

  private record Meaning(String flag, int number, int meaning) {}

  private static final Comparator<Meaning> ORDER =
      Comparator.comparingInt(Meaning::number).thenComparing(Meaning::flag);

  boolean isEmpty() {
    return meanings.isEmpty();
  }

  private static Meaning meaning(String flag, FlagMode mode, int meaning) {
    return mode == FlagMode.NUMBER
        ? new Meaning("", FlagSet.checked(LeadingNumber.of(flag, 0), flag), meaning)
        : new Meaning(flag, 0, meaning);
  }

  /** The flag that a line names behind a keyword. */
  void add(String line, int from, FlagMode mode, int meaning) {
    int start = ByteText.skipSpace(line, from);
    if (start == line.length()) {
      throw LexiconLines.wrong("syntax error");
    }
    meanings.add(meaning(line.substring(start, ByteText.skipWord(line, start)), mode, meaning));
  }

  void sort() {
    meanings.sort(ORDER);
  }

  /** What some flags say. */
  int of(FlagSet set, FlagMode mode) {
    if (meanings.isEmpty()) {
      return 0;
    }
    int all = 0;
    for (String flag : set.flags()) {
      all |= of(meaning(flag, mode, 0));
    }
    set.all();
    return all;
  }

  /** By halves: of several meanings of one flag, which one is found depends on their places. */
  private int of(Meaning sought) {
    int low = 0;
    int high = meanings.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = ORDER.compare(sought, meanings.get(middle));
      if (order == 0) {
        return meanings.get(middle).meaning;
      }
      if (order < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return 0;
  }
}
