package dev.tusk.server.demo;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A Unicode character and its name, as every JDK knows it. */
record NamedCharacter(int codePoint, String name) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * All characters that have a name of their own, by code point; over thirty thousand.
   *
   * <p>Names made by rule from the code point (ideographs, Hangul syllables, surrogates, private
   * use) say nothing and are left out: they all end in the code point's hexadecimal digits.
   */
  static List<NamedCharacter> all() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(Character::isDefined)
        .filter(NamedCharacter::hasOwnName)
        .mapToObj(codePoint -> new NamedCharacter(codePoint, Character.getName(codePoint)))
        .toList();
  }

  private static boolean hasOwnName(int codePoint) {
    String name = Character.getName(codePoint);
    return name != null && !name.endsWith(hex(codePoint));
  }

  private static String hex(int codePoint) {
    String digits = HEX.toHexDigits(codePoint).replaceFirst("^0+(?=.)", "");
    return digits.length() < 4 ? "0".repeat(4 - digits.length()) + digits : digits;
  }

  /** {@code U+1F638}. */
  String notation() {
    return "U+" + hex(codePoint);
  }

  /** The character itself, or a space where printing it would disturb a terminal. */
  String glyph() {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          " ";
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          "\u25cc" + Character.toString(codePoint);
      default -> Character.toString(codePoint);
    };
  }

  /** The name as people write it: {@code smiling cat face with open mouth}. */
  String spokenName() {
    return name.toLowerCase(Locale.ROOT);
  }
}
