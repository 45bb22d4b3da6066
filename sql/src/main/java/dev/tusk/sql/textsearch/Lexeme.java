package dev.tusk.sql.textsearch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A word of a document, as searches know it, and where it stands. A position has its weight in the
 * two bits above its number, as in tsvector's binary form.
 *
 * @param positions ascending, each number once; empty where none are kept. Not to be changed
 */
public record Lexeme(String word, int[] positions) {
  /** MAXSTRLEN - 1: bytes of a word. */
  public static final int MOST_BYTES = 2046;

  /** MAXENTRYPOS - 1: what lies farther stands here. */
  public static final int LAST_POSITION = 16_383;

  /** MAXNUMPOS - 1: further positions are forgotten. */
  public static final int MOST_POSITIONS = 255;

  private static final int WEIGHT_SHIFT = 14;
  private static final int[] NOWHERE = {};

  /** The order of words: that of their bytes. */
  public static final Comparator<String> ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  public static Lexeme nowhere(String word) {
    return new Lexeme(word, NOWHERE);
  }

  /**
   * A position.
   *
   * @param weight 0 (D) to 3 (A)
   */
  public static int position(int number, int weight) {
    return weight << WEIGHT_SHIFT | Math.min(number, LAST_POSITION);
  }

  public static int number(int position) {
    return position & LAST_POSITION;
  }

  public static int weight(int position) {
    return position >> WEIGHT_SHIFT;
  }

  /** The weight of a letter, A to D; -1 for another. */
  public static int weightOf(int letter) {
    return switch (letter) {
      case 'A', 'a' -> 3;
      case 'B', 'b' -> 2;
      case 'C', 'c' -> 1;
      case 'D', 'd' -> 0;
      default -> -1;
    };
  }

  /** A position that stands for several of the same number: the one of most weight. */
  static int[] sorted(int[] positions, int count) {
    Integer[] order = new Integer[count];
    for (int i = 0; i < count; i++) {
      order[i] = positions[i];
    }
    Arrays.sort(order, Comparator.comparingInt(Lexeme::number).thenComparing(p -> -weight(p)));
    int[] kept = new int[count];
    int size = 0;
    for (int position : order) {
      if (size == 0 || number(kept[size - 1]) != number(position)) {
        if (size == MOST_POSITIONS || size > 0 && number(kept[size - 1]) == LAST_POSITION) {
          break;
        }
        kept[size++] = position;
      }
    }
    return Arrays.copyOf(kept, size);
  }
}
