package dev.tusk.executor.lexicon;

import org.jspecify.annotations.Nullable;

/**
 * What a word gets at its beginning or its end.
 *
 * @param flag of the words that may have it
 * @param flags of {@link CompoundFlags}
 * @param stripped what the word loses for it
 * @param added what it is
 */
record Affix(
    String flag, boolean suffix, int flags, String stripped, String added, EndingMask mask) {
  /** Longer words are not looked at. */
  static final int MOST_BYTES = 256;

  static Affix of(
      String flag, boolean suffix, int flags, String stripped, String added, String mask) {
    int all =
        (flags & (CompoundFlags.ONLY | CompoundFlags.PERMIT)) != 0
                && (flags & CompoundFlags.ANYWHERE) == 0
            ? flags | CompoundFlags.ANYWHERE
            : flags;
    return new Affix(flag, suffix, all, stripped, added, EndingMask.of(mask, suffix));
  }

  private boolean is(int meaning) {
    return (flags & meaning) != 0;
  }

  /** Whether it may be where a part of a compound is; 0 for a word that is none. */
  private boolean allowed(int place) {
    if (place == 0) {
      return !is(CompoundFlags.ONLY);
    }
    if (is(CompoundFlags.FORBID)) {
      return false;
    }
    if ((place & CompoundFlags.BEGIN) != 0) {
      return is(CompoundFlags.BEGIN) || !suffix;
    }
    if ((place & CompoundFlags.MIDDLE) != 0) {
      return is(CompoundFlags.MIDDLE);
    }
    return is(CompoundFlags.LAST) || suffix;
  }

  /** What a word is without it; null where it cannot be at that word. */
  @Nullable String removed(String word, int place) {
    return removed(word, place, 0, false);
  }

  /**
   * The same for a prefix at what a suffix was taken from.
   *
   * @param base bytes of the word that the suffix left as they were: the prefix has not all of them
   */
  @Nullable String removed(String word, int place, int base) {
    return removed(word, place, base, true);
  }

  private @Nullable String removed(String word, int place, int base, boolean behindSuffix) {
    int keep = word.length() - added.length();
    if (!allowed(place) || keep < 0 || keep + stripped.length() >= 2 * MOST_BYTES) {
      return null;
    }
    if (behindSuffix && base + stripped.length() <= added.length()) {
      return null;
    }
    String without =
        suffix ? word.substring(0, keep) + stripped : stripped + word.substring(added.length());
    return mask.fits(without) ? without : null;
  }

  /** Bytes of a word in front of it, as a suffix. */
  int base(String word) {
    return word.length() - added.length();
  }
}
