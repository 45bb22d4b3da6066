package dev.tusk.sql.network;

import java.util.OptionalLong;

/**
 * Addresses of network cards as PostgreSQL reads and writes them (utils/adt/mac.c, mac8.c): of 6
 * bytes (EUI-48) and of 8 (EUI-64), here the bytes as a number.
 */
public final class CardAddress {
  /** What stands between the bytes; every letter is a byte, of at most two digits or of any. */
  private static final String[] NOTATIONS = {
    "X:X:X:X:X:X", "X-X-X-X-X-X", "xxx:xxx", "xxx-xxx", "xx.xx.xx", "xx-xx-xx", "xxxxxx"
  };

  /** The text is an address, but for a byte that is none. */
  public static final class OctetOutOfRange extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private CardAddress() {}

  /** The address of 6 bytes; empty for a text that is none. */
  public static OptionalLong six(String text) throws OctetOutOfRange {
    for (String notation : NOTATIONS) {
      long[] octets = match(text, notation);
      if (octets.length == 6) {
        long address = 0;
        for (long octet : octets) {
          if (octet < 0 || octet > 255) {
            throw new OctetOutOfRange();
          }
          address = address << 8 | octet;
        }
        return OptionalLong.of(address);
      }
    }
    return OptionalLong.empty();
  }

  /** The bytes as C's scanf reads them; none where the text is of another notation. */
  private static long[] match(String text, String notation) {
    long[] octets = new long[6];
    int count = 0;
    int at = 0;
    for (int i = 0; i < notation.length(); i++) {
      char c = notation.charAt(i);
      if (c == ':' || c == '-' || c == '.') {
        if (at == text.length() || text.charAt(at++) != c) {
          return new long[0];
        }
        continue;
      }
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
      int most = c == 'x' ? Math.min(text.length(), at + 2) : text.length();
      boolean negative = at < most && text.charAt(at) == '-';
      if (at < most && (negative || text.charAt(at) == '+')) {
        at++;
      }
      if (at + 1 < most && text.charAt(at) == '0' && (text.charAt(at + 1) | 0x20) == 'x') {
        at += 2;
      }
      int first = at;
      long value = 0;
      while (at < most && digit(text.charAt(at)) >= 0) {
        value = Math.min(value << 4 | digit(text.charAt(at++)), 1L << 40);
      }
      if (at == first) {
        return new long[0];
      }
      octets[count++] = negative ? -value : value;
    }
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at == text.length() ? octets : new long[0];
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static int digit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** The address of 8 bytes, one of 6 filled up; empty for a text that is none. */
  public static OptionalLong eight(String text) {
    int at = 0;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    long address = 0;
    int count = 0;
    char spacer = '\0';
    while (at + 1 < text.length()) {
      int upper = digit(text.charAt(at));
      int lower = digit(text.charAt(at + 1));
      if (upper < 0 || lower < 0 || ++count > 8) {
        return OptionalLong.empty();
      }
      address = address << 8 | upper << 4 | lower;
      at += 2;
      if (at < text.length() && ":-.".indexOf(text.charAt(at)) >= 0) {
        if (spacer != '\0' && spacer != text.charAt(at)) {
          return OptionalLong.empty();
        }
        spacer = text.charAt(at++);
      }
      if ((count == 6 || count == 8) && at < text.length() && isSpace(text.charAt(at))) {
        if (!text.substring(at).isBlank()) {
          return OptionalLong.empty();
        }
        at = text.length();
      }
    }
    return switch (count) {
      case 6 -> OptionalLong.of(widened(address));
      case 8 -> OptionalLong.of(address);
      default -> OptionalLong.empty();
    };
  }

  /** An address of 6 bytes as one of 8: FF and FE come into its middle. */
  public static long widened(long six) {
    return (six & 0xffff_ff00_0000L) << 16 | 0xff_fe00_0000L | six & 0xff_ffff;
  }

  /** Whether an address of 8 bytes is one of 6, filled up. */
  public static boolean isWidened(long eight) {
    return (eight & 0xff_ff00_0000L) == 0xff_fe00_0000L;
  }

  public static long narrowed(long eight) {
    return eight >>> 16 & 0xffff_ff00_0000L | eight & 0xff_ffff;
  }

  /** Bytes with colons between them. */
  public static String text(long address, int bytes) {
    StringBuilder out = new StringBuilder(3 * bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      int octet = (int) (address >>> 8 * i & 0xff);
      out.append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 15, 16));
      out.append(i > 0 ? ":" : "");
    }
    return out.toString();
  }
}
