package dev.tusk.executor.trigram;

/** Characters as trigrams have them. */
enum Letters {
  /** In lower case, as the extension's functions compare them. */
  LOWER,
  /**
   * Made equal where any comparison without case takes them as equal (the Kelvin sign and k, the
   * long s and s): what an index holds, so that no such comparison misses a row.
   */
  FOLDED;

  int fold(int c) {
    int lower = Character.toLowerCase(c);
    return this == LOWER ? lower : Character.toLowerCase(Character.toUpperCase(lower));
  }

  /** Whether it stands in words. */
  static boolean inWord(int c) {
    return Character.isAlphabetic(c) || Character.isDigit(c);
  }
}
