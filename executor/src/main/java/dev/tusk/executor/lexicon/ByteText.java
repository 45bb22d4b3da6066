package dev.tusk.executor.lexicon;

import java.nio.charset.StandardCharsets;

/**
 * Texts as the bytes of their UTF-8, each a character of its own: PostgreSQL measures, cuts and
 * orders words and affixes by bytes.
 */
final class ByteText {
  private ByteText() {}

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  static String of(String text) {
    return plain(text)
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static String text(String bytes) {
    return plain(bytes)
        ? bytes
        : new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Bytes of the letter at a place. */
  static int letterBytes(String bytes, int at) {
    int lead = bytes.charAt(at);
    int length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return Math.min(length, bytes.length() - at);
  }

  private static int letter(String bytes, int at) {
    return text(bytes.substring(at, at + letterBytes(bytes, at))).codePointAt(0);
  }

  static boolean isSpace(String bytes, int at) {
    int c = bytes.charAt(at);
    return c < 0x80 ? c == ' ' || c >= 9 && c <= 13 : Character.isWhitespace(letter(bytes, at));
  }

  static boolean isAlpha(String bytes, int at) {
    return Character.isLetter(letter(bytes, at));
  }

  static boolean isDigit(String bytes, int at) {
    int c = bytes.charAt(at);
    return c >= '0' && c <= '9';
  }

  /** Behind the white space at a place. */
  static int skipSpace(String bytes, int at) {
    int i = at;
    while (i < bytes.length() && isSpace(bytes, i)) {
      i += letterBytes(bytes, i);
    }
    return i;
  }

  /** Behind what stands at a place and is no white space. */
  static int skipWord(String bytes, int at) {
    int i = at;
    while (i < bytes.length() && !isSpace(bytes, i)) {
      i += letterBytes(bytes, i);
    }
    return i;
  }

  /** In lower case, letter by letter. */
  static String lower(String bytes) {
    int[] letters = text(bytes).codePoints().map(Character::toLowerCase).toArray();
    return of(new String(letters, 0, letters.length));
  }
}
