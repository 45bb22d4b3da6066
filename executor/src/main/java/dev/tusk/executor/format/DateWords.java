package dev.tusk.executor.format;

import java.util.List;

/** Names in templates; English, as in the C locale. */
final class DateWords {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  static final List<String> ROMAN_MONTHS =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

  private DateWords() {}

  static List<String> shortened(List<String> words) {
    return words.stream().map(word -> word.substring(0, 3)).toList();
  }

  /** {@code st}, {@code nd}, {@code rd} or {@code th} for a number's text. */
  static String ordinal(String number, boolean upper) {
    int end = number.length();
    char last = end == 0 ? '0' : number.charAt(end - 1);
    boolean teen = end > 1 && number.charAt(end - 2) == '1';
    String suffix =
        teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
    return upper ? suffix.toUpperCase(java.util.Locale.ROOT) : suffix;
  }
}
