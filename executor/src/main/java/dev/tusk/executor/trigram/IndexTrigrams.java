package dev.tusk.executor.trigram;

import java.util.Arrays;

/** What an index holds of texts, and what pattern and similarity ask of it. */
public final class IndexTrigrams {
  private IndexTrigrams() {}

  /** All of a text, each once. */
  public static int[] of(String text) {
    return Trigrams.inText(text, Letters.FOLDED).distinct();
  }

  /** Those of any text that LIKE finds by a pattern. */
  public static int[] ofLike(String pattern) {
    return TextPieces.ofLike(pattern);
  }

  /**
   * Those of any text with a piece in it.
   *
   * @param first whether the text begins with it, or a line of it
   * @param last whether the text ends with it, or a line of it
   */
  public static int[] ofPiece(String piece, boolean first, boolean last) {
    return new TextPieces().add(piece, first, last).distinct();
  }

  /**
   * Of which at least some stand in every text that is so alike.
   *
   * @param atLeast how many; none if any text may be
   */
  public record Alike(int[] trigrams, int atLeast) {}

  /**
   * @param limit of the similarity, 0 to 1
   */
  public static Alike alike(String sought, double limit) {
    int all = Trigrams.inText(sought, Letters.LOWER).distinct().length;
    int[] folded = of(sought);
    int needed = 0;
    while (needed <= all && (needed == 0 ? 0 : (float) needed / all) < limit) {
      needed++;
    }
    // Two that differ for the operator may be one for the index.
    return new Alike(folded, Math.max(0, needed - (all - folded.length)));
  }

  /** Three bytes, the first one highest. */
  public static byte[] key(int trigram) {
    return new byte[] {(byte) (trigram >> 16), (byte) (trigram >> 8), (byte) trigram};
  }

  /** The keys of some. */
  public static java.util.List<byte[]> keys(int[] trigrams) {
    return Arrays.stream(trigrams).mapToObj(IndexTrigrams::key).toList();
  }
}
