package dev.tusk.executor.trigram;

/**
 * Which trigrams stand in any text that has a piece in it. Of words that the piece may cut off,
 * those that reach over the cut are not known.
 */
final class TextPieces {
  private final Trigrams trigrams = new Trigrams(16);
  private int[] run = new int[16];

  /**
   * @param first whether nothing that belongs to its first word stands before it
   * @param last whether nothing that belongs to its last word stands behind it
   */
  TextPieces add(String piece, boolean first, boolean last) {
    run = run.length < piece.length() + 3 ? new int[piece.length() + 3] : run;
    int length = 0;
    boolean begins = first;
    for (int at = 0; at <= piece.length(); ) {
      int c = at < piece.length() ? piece.codePointAt(at) : -1;
      at += c < 0 ? 1 : Character.charCount(c);
      if (c >= 0 && Letters.inWord(c)) {
        if (length == 0 && begins) {
          run[length++] = ' ';
          run[length++] = ' ';
        }
        run[length++] = Letters.FOLDED.fold(c);
        continue;
      }
      if (length > 0 && (c >= 0 || last)) {
        run[length++] = ' ';
      }
      trigrams.addRun(run, length);
      length = 0;
      begins = true;
    }
    return this;
  }

  int[] distinct() {
    return trigrams.distinct();
  }

  /** Of the pieces between the wildcards of a LIKE pattern. */
  static int[] ofLike(String pattern) {
    TextPieces pieces = new TextPieces();
    StringBuilder piece = new StringBuilder();
    boolean first = true;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' || c == '_') {
        pieces.add(piece.toString(), first, false);
        piece.setLength(0);
        first = false;
      } else if (c == '\\' && i + 1 < pattern.length()) {
        piece.append(pattern.charAt(++i));
      } else {
        piece.append(c);
      }
    }
    return pieces.add(piece.toString(), first, true).distinct();
  }
}
