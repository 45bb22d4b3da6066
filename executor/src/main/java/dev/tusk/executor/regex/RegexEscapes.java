package dev.tusk.executor.regex;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Backslash escapes and character classes, and what java.util.regex calls them. */
final class RegexEscapes {
  static final String WORD = "\\p{IsAlphabetic}\\p{Mn}\\p{Nd}_";
  static final String WORD_START = "(?<![" + WORD + "])(?=[" + WORD + "])";
  static final String WORD_END = "(?<=[" + WORD + "])(?![" + WORD + "])";

  private RegexEscapes() {}

  /** A character, and where the text goes on after its escape. */
  record Character(int codePoint, int end) {}

  static boolean isAlphanumeric(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /** A literal character. */
  static String quote(int codePoint) {
    if (codePoint < 128 && isAlphanumeric((char) codePoint)) {
      return java.lang.Character.toString(codePoint);
    }
    return String.format(Locale.ROOT, "\\x{%x}", codePoint);
  }

  /** For use between Java's brackets: the character in both of its cases. */
  static String quoteCases(int codePoint) {
    int lower = java.lang.Character.toLowerCase(codePoint);
    int upper = java.lang.Character.toUpperCase(codePoint);
    return lower == upper ? quote(lower) : quote(lower) + quote(upper);
  }

  static @Nullable RegexNode place(char letter) {
    String java =
        switch (letter) {
          case 'A' -> "\\A";
          case 'Z' -> "\\z";
          case 'm' -> WORD_START;
          case 'M' -> WORD_END;
          case 'y' -> "(?:" + WORD_START + "|" + WORD_END + ")";
          case 'Y' ->
              "(?:(?<=[" + WORD + "])(?=[" + WORD + "])|(?<![" + WORD + "])(?![" + WORD + "]))";
          default -> null;
        };
    return java == null ? null : new RegexNode.Place(java);
  }

  /** {@code \d \s \w} and their negations. */
  static @Nullable String set(char letter) {
    return switch (letter) {
      case 'd' -> "\\p{Nd}";
      case 'D' -> "\\P{Nd}";
      case 's' -> "[" + members("space") + "]";
      case 'S' -> "[^" + members("space") + "]";
      case 'w' -> "[" + WORD + "]";
      case 'W' -> "[^" + WORD + "]";
      default -> null;
    };
  }

  /** The members of {@code [:name:]} for use between Java's brackets. */
  static String members(String name) {
    return switch (name) {
      case "alpha" -> "\\p{IsAlphabetic}";
      case "digit" -> "\\p{Nd}";
      case "alnum" -> "\\p{IsAlphabetic}\\p{Nd}";
      case "upper" -> "\\p{IsUppercase}";
      case "lower" -> "\\p{IsLowercase}";
      case "space" ->
          "\\s\\x0B\\x{1680}\\x{2000}-\\x{2006}\\x{2008}-\\x{200a}\\x{2028}\\x{2029}"
              + "\\x{205f}\\x{3000}";
      case "blank" -> " \\t";
      case "punct" -> "\\p{IsPunctuation}\\p{S}";
      case "cntrl" -> "\\p{Cntrl}";
      case "graph" -> "\\p{Graph}\\x{a1}-\\x{10ffff}&&[^\\p{Z}\\p{C}]";
      case "print" -> "\\p{Print}\\x{a0}-\\x{10ffff}&&[^\\p{C}]";
      case "xdigit" -> "0-9A-Fa-f";
      case "word" -> WORD;
      case "ascii" -> "\\x00-\\x7f";
      default -> throw RegexParser.invalid("invalid character class");
    };
  }

  /** An escape that stands for a character; {@code at} is behind the backslash. */
  static Character character(String text, int at) {
    char c = text.charAt(at);
    return switch (c) {
      case 'a' -> new Character(7, at + 1);
      case 'b' -> new Character('\b', at + 1);
      case 'B' -> new Character('\\', at + 1);
      case 'e' -> new Character(27, at + 1);
      case 'f' -> new Character('\f', at + 1);
      case 'n' -> new Character('\n', at + 1);
      case 'r' -> new Character('\r', at + 1);
      case 't' -> new Character('\t', at + 1);
      case 'v' -> new Character(11, at + 1);
      case 'c' -> {
        if (at + 1 >= text.length()) {
          throw RegexParser.invalid("invalid escape \\ sequence");
        }
        yield new Character(text.charAt(at + 1) & 31, at + 2);
      }
      case 'u' -> digits(text, at + 1, 16, 4, 4);
      case 'U' -> digits(text, at + 1, 16, 8, 8);
      case 'x' -> digits(text, at + 1, 16, 1, 255);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(text, at, 8, 1, 3);
      default -> throw RegexParser.invalid("invalid escape \\ sequence");
    };
  }

  private static Character digits(String text, int from, int radix, int min, int max) {
    int end = from;
    while (end < text.length()
        && end - from < max
        && java.lang.Character.digit(text.charAt(end), radix) >= 0) {
      end++;
    }
    if (end - from < min) {
      throw RegexParser.invalid("invalid escape \\ sequence");
    }
    int start = Math.max(from, end - 8);
    long value = Long.parseLong(text, start, end, radix);
    if (value > java.lang.Character.MAX_CODE_POINT) {
      throw RegexParser.invalid("invalid escape \\ sequence");
    }
    return new Character((int) value, end);
  }
}
