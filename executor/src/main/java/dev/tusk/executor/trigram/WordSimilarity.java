package dev.tusk.executor.trigram;

import java.util.Arrays;

/**
 * How alike a text is to the part of another one that is most like it. The part ends, as its lower
 * end moves up behind it, at a trigram that both have, or at the end of a word where it must
 * consist of whole words (iterate_word_similarity of trgm_op.c).
 */
public final class WordSimilarity {
  private final Trigrams text;
  private final boolean wholeWords;
  private final double enough;

  /** Which number the trigram at a place of the text has; equal ones have one number. */
  private final int[] numbers;

  private final boolean[] sought;
  private final int soughtCount;
  private final int[] lastPlace;

  private int lower;
  private int parts;
  private int shared;

  private WordSimilarity(String pattern, String text, boolean wholeWords, double enough) {
    int[] wanted = Trigrams.inText(pattern, Letters.LOWER).distinct();
    this.text = Trigrams.inText(text, Letters.LOWER);
    this.wholeWords = wholeWords;
    this.enough = enough;
    this.numbers = new int[this.text.count()];
    int[] all = Arrays.copyOf(wanted, wanted.length + numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      all[wanted.length + i] = this.text.get(i);
    }
    Arrays.sort(all);
    int distinct = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[distinct++] = all[i];
      }
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Arrays.binarySearch(all, 0, distinct, this.text.get(i));
    }
    this.sought = new boolean[distinct];
    for (int trigram : wanted) {
      sought[Arrays.binarySearch(all, 0, distinct, trigram)] = true;
    }
    this.soughtCount = wanted.length;
    this.lastPlace = new int[distinct];
  }

  /**
   * @param wholeWords whether the part must begin and end with words
   * @return 0 to 1
   */
  public static float of(String pattern, String text, boolean wholeWords) {
    return new WordSimilarity(pattern, text, wholeWords, Double.POSITIVE_INFINITY).best();
  }

  /** Whether it is as high as a limit. */
  public static boolean reaches(String pattern, String text, boolean wholeWords, double limit) {
    return new WordSimilarity(pattern, text, wholeWords, limit).best() >= limit;
  }

  private float best() {
    Arrays.fill(lastPlace, -1);
    lower = wholeWords ? 0 : -1;
    float best = 0;
    for (int upper = 0; upper < numbers.length; upper++) {
      int number = numbers[upper];
      if (lower >= 0 || sought[number]) {
        if (lastPlace[number] < 0) {
          parts++;
          shared += sought[number] ? 1 : 0;
        }
        lastPlace[number] = upper;
      }
      if (wholeWords ? text.endsWord(upper) : sought[number]) {
        best = Math.max(best, bestUpTo(upper));
        if (best >= enough) {
          break;
        }
      }
    }
    return best;
  }

  /** The best of the parts that end at a place; the lower end moves up to where it begins. */
  private float bestUpTo(int upper) {
    if (lower < 0) {
      lower = upper;
      parts = 1;
    }
    int before = lower;
    int partsLeft = parts;
    int sharedLeft = shared;
    float best = Trigrams.share(shared, soughtCount, parts);
    for (int from = before; from <= upper; from++) {
      if (!wholeWords || text.beginsWord(from)) {
        float here = Trigrams.share(sharedLeft, soughtCount, partsLeft);
        if (here > best) {
          best = here;
          parts = partsLeft;
          lower = from;
          shared = sharedLeft;
        }
        if (best >= enough) {
          break;
        }
      }
      int number = numbers[from];
      if (lastPlace[number] == from) {
        partsLeft--;
        sharedLeft -= sought[number] ? 1 : 0;
      }
    }
    for (int from = before; from < lower; from++) {
      if (lastPlace[numbers[from]] == from) {
        lastPlace[numbers[from]] = -1;
      }
    }
    return best;
  }
}
