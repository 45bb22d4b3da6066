package dev.tusk.executor.function;

/**
 * How an English word sounds, in a few letters: Lawrence Philips' Metaphone with the variations of
 * fuzzystrmatch. {@code X} is sh, {@code 0} is th.
 */
final class Metaphone {
  private final String word;
  private final int length;
  private final StringBuilder code = new StringBuilder();
  private int at;

  /** Letters that what was written stands for, beside the current one. */
  private int skipped;

  /**
   * @param word bytes, a character each
   * @param length of the code, at most
   */
  Metaphone(String word, int length) {
    this.word = word;
    this.length = length;
  }

  /** A letter in upper case; 0 outside of the word. */
  private char letter(int ahead) {
    int index = at + ahead;
    char c = index < 0 || index >= word.length() ? 0 : word.charAt(index);
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isOneOf(char c, String letters) {
    return c != 0 && letters.indexOf(c) >= 0;
  }

  private static boolean isVowel(char c) {
    return isOneOf(c, "AEIOU");
  }

  private static boolean softens(char c) {
    return isOneOf(c, "EIY");
  }

  String code() {
    while (!isLetter(letter(0))) {
      if (letter(0) == 0) {
        return "";
      }
      at++;
    }
    first();
    for (; letter(0) != 0 && code.length() < length; at++) {
      char c = letter(0);
      if (isLetter(c) && (c != letter(-1) || c == 'C')) {
        skipped = 0;
        put(c);
        at += skipped;
      }
    }
    return code.toString();
  }

  private void write(char c, int letters) {
    code.append(c);
    at += letters;
  }

  private void first() {
    char c = letter(0);
    char next = letter(1);
    switch (c) {
      case 'A' -> write(next == 'E' ? 'E' : 'A', next == 'E' ? 2 : 1);
      case 'G', 'K', 'P' -> {
        if (next == 'N') {
          write('N', 2);
        }
      }
      case 'W' -> {
        if (next == 'H' || next == 'R') {
          write(next, 2);
        } else if (isVowel(next)) {
          write('W', 2);
        }
      }
      case 'X' -> write('S', 1);
      case 'E', 'I', 'O', 'U' -> write(c, 1);
      default -> {}
    }
  }

  private void put(char c) {
    char next = letter(1);
    char before = letter(-1);
    switch (c) {
      case 'B' -> putUnless(before == 'M', 'B');
      case 'C' -> putC();
      case 'D' -> {
        boolean soft = next == 'G' && softens(letter(2));
        code.append(soft ? 'J' : 'T');
        skipped = soft ? 1 : 0;
      }
      case 'G' -> putG();
      case 'H' -> putUnless(!isVowel(next) || isOneOf(before, "CGPST"), 'H');
      case 'K' -> putUnless(before == 'C', 'K');
      case 'P' -> code.append(next == 'H' ? 'F' : 'P');
      case 'Q' -> code.append('K');
      case 'S' -> putS();
      case 'T' -> {
        boolean hissed = next == 'I' && isOneOf(letter(2), "OA");
        code.append(hissed ? 'X' : next == 'H' ? '0' : 'T');
        skipped = !hissed && next == 'H' ? 1 : 0;
      }
      case 'V' -> code.append('F');
      case 'W', 'Y' -> putUnless(!isVowel(next), c);
      case 'X' -> {
        code.append('K');
        putUnless(code.length() >= length, 'S');
      }
      case 'Z' -> code.append('S');
      case 'F', 'J', 'L', 'M', 'N', 'R' -> code.append(c);
      default -> {}
    }
  }

  private void putUnless(boolean silent, char c) {
    if (!silent) {
      code.append(c);
    }
  }

  private void putC() {
    char next = letter(1);
    if (softens(next)) {
      if (next == 'I' && letter(2) == 'A') {
        code.append('X');
      } else {
        putUnless(letter(-1) == 'S', 'S');
      }
    } else if (next == 'H') {
      code.append(letter(2) == 'R' || letter(-1) == 'S' ? 'K' : 'X');
      skipped = 1;
    } else {
      code.append('K');
    }
  }

  private void putG() {
    char next = letter(1);
    if (next == 'H') {
      if (!isOneOf(letter(-3), "BDH") && letter(-4) != 'H') {
        code.append('F');
        skipped = 1;
      }
    } else if (next == 'N') {
      putUnless(!isLetter(letter(2)) || letter(2) == 'E' && letter(3) == 'D', 'K');
    } else {
      code.append(softens(next) && letter(-1) != 'G' ? 'J' : 'K');
    }
  }

  private void putS() {
    char next = letter(1);
    if (next == 'I' && isOneOf(letter(2), "OA")) {
      code.append('X');
    } else if (next == 'H') {
      code.append('X');
      skipped = 1;
    } else if (next == 'C' && letter(2) == 'H' && letter(3) == 'W') {
      code.append('X');
      skipped = 2;
    } else {
      code.append('S');
    }
  }
}
