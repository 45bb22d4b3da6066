package dev.tusk.sql.network;

import org.jspecify.annotations.Nullable;

/**
 * Reads addresses as PostgreSQL does (utils/adt/inet_net_pton.c): those of inet need all four
 * numbers of an IPv4 address unless a mask says less, those of cidr fill up with zeros and take
 * their mask from the class of the network.
 */
public final class AddressParser {
  private static final int WIDEST_FOUR = 32;

  private final String text;
  private int at;
  private final byte[] bytes = new byte[16];
  private int count;

  private AddressParser(String text) {
    this.text = text;
  }

  /** The address; null for a text that is none. */
  public static @Nullable NetworkAddress parse(String text, boolean cidr) {
    AddressParser parser = new AddressParser(text);
    boolean six = text.indexOf(':') >= 0;
    int bits = six ? parser.six() : cidr ? parser.fourOfNetwork() : parser.four();
    return bits < 0 ? null : NetworkAddress.of(parser.bytes, 0, six, bits);
  }

  private char next() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** A decimal number up to 255; -1 for a larger one. */
  private int octet() {
    int value = 0;
    while (isDigit(next())) {
      value = value * 10 + text.charAt(at++) - '0';
      if (value > 255) {
        return -1;
      }
    }
    return value;
  }

  /** {@code /n} up to the end: the number, -1 where nothing stands, -2 for anything else. */
  private int mask() {
    if (at == text.length()) {
      return -1;
    }
    if (next() != '/' || count == 0) {
      return -2;
    }
    at++;
    if (!isDigit(next())) {
      return -2;
    }
    int bits = 0;
    while (isDigit(next())) {
      bits = Math.min(1000, bits * 10 + text.charAt(at++) - '0');
    }
    return at == text.length() && bits <= WIDEST_FOUR ? bits : -2;
  }

  private int four() {
    while (isDigit(next())) {
      int octet = octet();
      if (octet < 0 || count == 4) {
        return -1;
      }
      bytes[count++] = (byte) octet;
      if (next() == '\0' || next() == '/') {
        break;
      }
      if (next() != '.') {
        return -1;
      }
      at++;
    }
    int bits = mask();
    if (bits == -1) {
      return count == 4 ? WIDEST_FOUR : -1;
    }
    return bits < 0 || bits / 8 > count ? -1 : bits;
  }

  private int fourOfNetwork() {
    boolean read =
        text.length() > 2
                && next() == '0'
                && (text.charAt(1) | 0x20) == 'x'
                && hex(text.charAt(2)) >= 0
            ? hexadecimal()
            : decimal();
    if (!read || count == 0) {
      return -1;
    }
    int bits = mask();
    return bits == -1 ? classOfNetwork() : bits < 0 ? -1 : bits;
  }

  /** Pairs of hexadecimal digits, the last of which may miss its second. */
  private boolean hexadecimal() {
    at = 2;
    while (hex(next()) >= 0) {
      int octet = hex(text.charAt(at++)) << 4;
      if (hex(next()) >= 0) {
        octet |= hex(text.charAt(at++));
      }
      if (count == 4) {
        return false;
      }
      bytes[count++] = (byte) octet;
    }
    return true;
  }

  private boolean decimal() {
    while (isDigit(next())) {
      int octet = octet();
      if (octet < 0 || count == 4) {
        return false;
      }
      bytes[count++] = (byte) octet;
      if (next() != '.') {
        return next() == '\0' || next() == '/';
      }
      at++;
    }
    return false;
  }

  /** How long the networks of that address were before masks were written. */
  private int classOfNetwork() {
    int first = bytes[0] & 0xff;
    int bits;
    if (first >= 240) {
      bits = 32;
    } else if (first >= 224) {
      bits = 8;
    } else if (first >= 192) {
      bits = 24;
    } else {
      bits = first >= 128 ? 16 : 8;
    }
    bits = Math.max(bits, 8 * count);
    return bits == 8 && first == 224 ? 4 : bits;
  }

  private int six() {
    int colons = -1;
    int bits = 128;
    if (next() == ':' && (++at == text.length() || next() != ':')) {
      return -1;
    }
    int token = at;
    int digits = 0;
    int value = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (hex(c) >= 0) {
        value = value << 4 | hex(c);
        if (++digits > 4) {
          return -1;
        }
      } else if (c == ':') {
        token = at;
        if (digits == 0) {
          if (colons >= 0) {
            return -1;
          }
          colons = count;
          continue;
        }
        if (at == text.length() || !putWord(value)) {
          return -1;
        }
        digits = 0;
        value = 0;
      } else if (c == '.' && count + 4 <= 16) {
        digits = 0;
        at = token;
        bits = embeddedFour();
        break;
      } else if (c == '/') {
        bits = maskOfSix();
        break;
      } else {
        return -1;
      }
    }
    if (bits < 0 || digits > 0 && !putWord(value)) {
      return -1;
    }
    return expand(colons) ? bits : -1;
  }

  private boolean putWord(int value) {
    if (count + 2 > 16) {
      return false;
    }
    bytes[count++] = (byte) (value >> 8);
    bytes[count++] = (byte) value;
    return true;
  }

  /** Puts the zeros where {@code ::} stood. */
  private boolean expand(int colons) {
    if (colons < 0) {
      return count == 16;
    }
    if (count == 16) {
      return false;
    }
    int moved = count - colons;
    for (int i = 1; i <= moved; i++) {
      bytes[16 - i] = bytes[count - i];
      if (16 - i > count - i) {
        bytes[count - i] = 0;
      }
    }
    return true;
  }

  /** An IPv4 address at the end of an IPv6 one, with what mask there is; -1 for anything else. */
  private int embeddedFour() {
    int end = count + 4;
    while (true) {
      int first = at;
      int octet = octet();
      if (octet < 0 || at == first || text.charAt(first) == '0' && at - first > 1 || count == end) {
        return -1;
      }
      bytes[count++] = (byte) octet;
      if (at == text.length()) {
        return count == end ? 128 : -1;
      }
      char c = text.charAt(at++);
      if (c == '/') {
        return count == end ? maskOfSix() : -1;
      }
      if (c != '.') {
        return -1;
      }
    }
  }

  /** A number up to 128 without zeros in front; -1 for anything else. */
  private int maskOfSix() {
    int first = at;
    int bits = 0;
    while (isDigit(next())) {
      bits = bits * 10 + text.charAt(at++) - '0';
      if (bits > 128
          || bits == 0 && at - first > 1
          || text.charAt(first) == '0' && at - first > 1) {
        return -1;
      }
    }
    return at == first || at < text.length() ? -1 : bits;
  }
}
