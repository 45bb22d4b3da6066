package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Strings as PostgreSQL has them: UTF-8 without zero bytes, ordered by code point (collation C).
 */
public final class Texts {
  private Texts() {}

  /** The order of the UTF-8 bytes, which UTF-16 order is not where surrogates occur. */
  public static int compare(String left, String right) {
    int limit = Math.min(left.length(), right.length());
    for (int i = 0; i < limit; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean highA = Character.isSurrogate(a);
        boolean highB = Character.isSurrogate(b);
        if (highA != highB) {
          return highA ? 1 : -1;
        }
        return a - b;
      }
    }
    return left.length() - right.length();
  }

  /**
   * Decodes UTF-8.
   *
   * @throws SqlException 22021 when it is none, or has a zero byte
   */
  public static String decode(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      checkUtf8(bytes, from, length);
    }
    return checkZero(text);
  }

  /** Refuses a text with a zero character. */
  public static String checkZero(String text) {
    if (text.indexOf(0) >= 0) {
      throw invalid("0x00");
    }
    return text;
  }

  private static void checkUtf8(byte[] bytes, int from, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, length);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    try {
      decoder.decode(in);
    } catch (CharacterCodingException e) {
      int at = in.position();
      int count = Math.min(sequenceLength(bytes[at]), from + length - at);
      StringBuilder hex = new StringBuilder();
      for (int i = 0; i < count; i++) {
        hex.append(i == 0 ? "0x" : " 0x");
        hex.append(String.format(java.util.Locale.ROOT, "%02x", bytes[at + i]));
      }
      throw invalid(hex.toString());
    }
  }

  private static int sequenceLength(byte first) {
    int lead = first & 0xff;
    if (lead >= 0xf0 && lead < 0xf8) {
      return 4;
    }
    if (lead >= 0xe0 && lead < 0xf0) {
      return 3;
    }
    return lead >= 0xc0 && lead < 0xe0 ? 2 : 1;
  }

  private static SqlException invalid(String bytes) {
    return SqlException.of(
        SqlState.CHARACTER_NOT_IN_REPERTOIRE,
        "invalid byte sequence for encoding \"UTF8\": " + bytes);
  }

  /** Characters as SQL counts them: code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The first {@code count} characters. */
  public static String left(String text, int count) {
    if (text.length() <= count) {
      return text;
    }
    int all = length(text);
    return all <= count ? text : text.substring(0, text.offsetByCodePoints(0, count));
  }

  /** Without the spaces at the end. */
  public static String stripTrailingSpaces(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
