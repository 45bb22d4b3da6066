package dev.tusk.executor.trigram;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The trigrams of a text: of each word in lower case, two blanks before it and one behind it, all
 * runs of three characters (contrib/pg_trgm, trgm_op.c). One is three bytes, the first one highest:
 * ASCII characters themselves, of others the first bytes of a check sum.
 */
public final class Trigrams {
  private static final int[] CRC_TABLE = crcTable();
  private static final int SIGNS = 0x808080;

  private int[] found;
  private int count;

  /** First and last trigrams of words, by their place. */
  private final java.util.BitSet firsts = new java.util.BitSet();

  private final java.util.BitSet lasts = new java.util.BitSet();

  Trigrams(int expected) {
    this.found = new int[Math.max(4, expected)];
  }

  /** In the order of the text, repeated ones too. */
  static Trigrams inText(String text, Letters letters) {
    Trigrams trigrams = new Trigrams(text.length() + 3);
    int[] word = new int[text.length() + 3];
    int length = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (Letters.inWord(c)) {
        length = length == 0 ? blanks(word) : length;
        word[length++] = letters.fold(c);
      } else if (length > 0) {
        trigrams.addWord(word, length);
        length = 0;
      }
    }
    if (length > 0) {
      trigrams.addWord(word, length);
    }
    return trigrams;
  }

  private static int blanks(int[] word) {
    word[0] = ' ';
    word[1] = ' ';
    return 2;
  }

  private void addWord(int[] word, int length) {
    word[length] = ' ';
    firsts.set(count);
    addRun(word, length + 1);
    lasts.set(count - 1);
  }

  /** All runs of three of some characters that stand together. */
  void addRun(int[] characters, int length) {
    for (int i = 0; i + 3 <= length; i++) {
      add(trigram(characters[i], characters[i + 1], characters[i + 2]));
    }
  }

  private void add(int trigram) {
    if (count == found.length) {
      found = Arrays.copyOf(found, 2 * count);
    }
    found[count++] = trigram;
  }

  int count() {
    return count;
  }

  int get(int place) {
    return found[place];
  }

  boolean beginsWord(int place) {
    return firsts.get(place);
  }

  boolean endsWord(int place) {
    return lasts.get(place);
  }

  /** Each once, in the order of their bytes as signed numbers. */
  int[] distinct() {
    int[] sorted = new int[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = found[i] ^ SIGNS;
    }
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    int[] distinct = Arrays.copyOf(sorted, kept);
    for (int i = 0; i < kept; i++) {
      distinct[i] ^= SIGNS;
    }
    return distinct;
  }

  /** The trigrams of a text as {@code show_trgm} prints them. */
  public static String[] shown(String text) {
    int[] trigrams = inText(text, Letters.LOWER).distinct();
    String[] shown = new String[trigrams.length];
    for (int i = 0; i < shown.length; i++) {
      int t = trigrams[i];
      char[] characters = {(char) (t >> 16), (char) (t >> 8 & 0xFF), (char) (t & 0xFF)};
      boolean printable = true;
      for (char c : characters) {
        printable &= c == ' ' || c < 128 && Character.isLetterOrDigit(c);
      }
      shown[i] = printable ? new String(characters) : String.format(Locale.ROOT, "0x%06x", t);
    }
    return shown;
  }

  /** How many trigrams two texts share, of all that they have: 0 to 1. */
  public static float similarity(String a, String b) {
    int[] left = inText(a, Letters.LOWER).distinct();
    int[] right = inText(b, Letters.LOWER).distinct();
    int shared = 0;
    int j = 0;
    for (int i = 0; i < left.length && j < right.length; ) {
      int order = Integer.compare(left[i] ^ SIGNS, right[j] ^ SIGNS);
      shared += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return left.length == 0 || right.length == 0 ? 0 : share(shared, left.length, right.length);
  }

  static float share(int shared, int left, int right) {
    return (float) shared / (float) (left + right - shared);
  }

  private static int trigram(int a, int b, int c) {
    if (a < 128 && b < 128 && c < 128) {
      return a << 16 | b << 8 | c;
    }
    int crc = -1;
    for (byte octet : new String(new int[] {a, b, c}, 0, 3).getBytes(StandardCharsets.UTF_8)) {
      crc = CRC_TABLE[(crc >>> 24 ^ octet) & 0xFF] ^ crc << 8;
    }
    crc = ~crc;
    return (crc & 0xFF) << 16 | crc & 0xFF00 | crc >>> 16 & 0xFF;
  }

  /**
   * The table of the mirrored CRC-32, which PostgreSQL's old check sum uses with the steps of the
   * one that is not mirrored (port/pg_crc.h, COMP_LEGACY_CRC32).
   */
  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int entry = i;
      for (int bit = 0; bit < 8; bit++) {
        entry = entry >>> 1 ^ ((entry & 1) == 0 ? 0 : 0xEDB88320);
      }
      table[i] = entry;
    }
    return table;
  }
}
