package dev.tusk.executor.format;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** to_timestamp and to_date: DCH_from_char. */
final class DateReader {
  /** Patterns that read no digits. */
  private static final Set<String> WORDS =
      Set.of(
          "A.D.", "A.M.", "AD", "AM", "B.C.", "BC", "DAY", "DY", "FX", "MONTH", "MON", "OF", "P.M.",
          "PM", "RM", "TZH", "TZ");

  private static final Set<String> ISO = Set.of("IDDD", "ID", "IW", "IYYY", "IYY", "IY", "I");
  private static final Set<String> GREGORIAN =
      Set.of(
          "DDD", "DD", "D", "MM", "MONTH", "MON", "RM", "WW", "W", "Y,YYY", "YYYY", "YYY", "YY",
          "Y");

  private final String text;
  private final List<TemplateNode> nodes;
  private final DateParts parts;
  private int at;
  private int index;
  private int extraSkip;
  private boolean exact;
  private final boolean strict;

  DateReader(String text, List<TemplateNode> nodes, boolean strict) {
    this.text = text;
    this.nodes = nodes;
    this.parts = new DateParts(text);
    this.strict = strict;
    this.exact = strict;
  }

  DateParts read() {
    for (index = 0; index < nodes.size() && at < text.length(); index++) {
      TemplateNode node = nodes.get(index);
      boolean isExactMark =
          node instanceof TemplateNode.Pattern p && p.name().equalsIgnoreCase("FX");
      if (!exact && !isExactMark && (node instanceof TemplateNode.Pattern || index == 0)) {
        skipSpace();
      }
      switch (node) {
        case TemplateNode.Text(var wanted, var separator, _) -> {
          if (strict) {
            match(wanted, separator);
          } else {
            between(separator);
          }
        }
        case TemplateNode.Pattern pattern -> {
          mode(pattern);
          pattern(pattern);
          if (!exact) {
            extraSkip = 0;
            skipSpace();
          }
        }
      }
    }
    if (strict) {
      requireEnd();
    }
    return parts;
  }

  private void match(String wanted, boolean separator) {
    if (!text.startsWith(wanted, at)) {
      throw SqlException.of(
          SqlState.INVALID_DATETIME_FORMAT,
          String.format(
              Locale.ROOT,
              "unmatched format %s \"%s\"",
              separator ? "separator" : "character",
              wanted));
    }
    at += wanted.length();
  }

  private void requireEnd() {
    if (index < nodes.size()) {
      throw SqlException.of(
          SqlState.INVALID_DATETIME_FORMAT, "input string is too short for datetime format");
    }
    skipSpace();
    if (at < text.length()) {
      throw SqlException.of(
          SqlState.INVALID_DATETIME_FORMAT,
          "trailing characters remain in input string after datetime format");
    }
  }

  private void skipSpace() {
    while (at < text.length() && TemplateNode.isSpace(text.charAt(at))) {
      at++;
      extraSkip++;
    }
  }

  private void skipOne() {
    if (at < text.length()) {
      at = text.offsetByCodePoints(at, 1);
    }
  }

  /** Characters of the template need not be those of the text. */
  private void between(boolean separator) {
    if (exact) {
      skipOne();
    } else if (separator) {
      extraSkip--;
      if (at < text.length() && TemplateNode.isSeparator(text.charAt(at))) {
        at++;
        extraSkip++;
      }
    } else if (extraSkip > 0) {
      extraSkip--;
    } else {
      skipOne();
    }
  }

  private void mode(TemplateNode.Pattern p) {
    String name = p.name().toUpperCase(Locale.ROOT);
    boolean iso = ISO.contains(name);
    if (iso || GREGORIAN.contains(name)) {
      parts.setMode(iso);
    }
  }

  private void pattern(TemplateNode.Pattern p) {
    switch (p.name().toUpperCase(Locale.ROOT)) {
      case "FX" -> exact = true;
      case "A.M.", "P.M." -> half(p, List.of("a.m.", "p.m."));
      case "AM", "PM" -> half(p, List.of("am", "pm"));
      case "HH", "HH12" -> {
        parts.hour = integer(p, 2, parts.hour);
        parts.twelveHours = true;
      }
      case "HH24" -> parts.hour = integer(p, 2, parts.hour);
      case "MI" -> parts.minute = integer(p, 2, parts.minute);
      case "SS" -> parts.second = integer(p, 2, parts.second);
      case "MS" -> parts.millis = fraction(p, 3, 3, parts.millis);
      case "US" -> parts.micros = fraction(p, 6, 6, parts.micros);
      case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> {
        // All digits that are there count; the timestamp is rounded to those asked for.
        int digits = p.name().charAt(2) - '0';
        parts.micros = fraction(p, digits, 6, parts.micros);
        parts.precision = digits;
      }
      case "SSSS", "SSSSS" -> parts.secondOfDay = integer(p, p.name().length(), parts.secondOfDay);
      case "TZ", "OF" ->
          throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "formatting field \"" + p.name() + "\" is only supported in to_char");
      case "TZH" -> zoneHours(p);
      case "TZM" -> {
        parts.zoneSign = parts.zoneSign == 0 ? 1 : parts.zoneSign;
        parts.zoneMinutes = integer(p, 2, parts.zoneMinutes);
      }
      default -> date(p);
    }
  }

  private void date(TemplateNode.Pattern p) {
    int length = p.name().length();
    switch (p.name().toUpperCase(Locale.ROOT)) {
      case "A.D.", "B.C." -> parts.beforeChrist = choice(p, List.of("a.d.", "b.c.")) == 1;
      case "AD", "BC" -> parts.beforeChrist = choice(p, List.of("ad", "bc")) == 1;
      case "MONTH" -> parts.month = set(p, parts.month, choice(p, DateWords.MONTHS) + 1);
      case "MON" ->
          parts.month = set(p, parts.month, choice(p, DateWords.shortened(DateWords.MONTHS)) + 1);
      case "RM" -> parts.month = set(p, parts.month, romanMonth(p));
      case "MM" -> parts.month = integer(p, 2, parts.month);
      case "DAY" -> parts.dayOfWeek = set(p, parts.dayOfWeek, choice(p, DateWords.DAYS)) + 1;
      case "DY" -> {
        int day = choice(p, DateWords.shortened(DateWords.DAYS));
        parts.dayOfWeek = set(p, parts.dayOfWeek, day) + 1;
      }
      case "DDD", "IDDD" -> parts.dayOfYear = integer(p, 3, parts.dayOfYear);
      case "DD" -> parts.day = integer(p, 2, parts.day);
      case "D" -> parts.dayOfWeek = integer(p, 1, parts.dayOfWeek);
      case "ID" -> parts.dayOfWeek = isoDay(integer(p, 1, parts.dayOfWeek));
      case "WW", "IW" -> parts.week = integer(p, 2, parts.week);
      case "W" -> parts.weekOfMonth = integer(p, 1, parts.weekOfMonth);
      case "Q" -> integer(p, 1, 0);
      case "CC" -> parts.century = integer(p, 2, parts.century);
      case "J" -> parts.julianDay = integer(p, 1, parts.julianDay);
      case "Y,YYY" -> yearWithComma(p);
      default -> {
        int start = at;
        int year = integer(p, length, 0);
        int digits = text.substring(start, at).strip().length();
        year = length < 4 && digits < 4 ? completed(year) : year;
        parts.year = set(p, parts.year, year);
        parts.yearDigits = length;
      }
    }
  }

  /** A year of fewer than four digits is the one nearest to 2020. */
  private static int completed(int year) {
    if (year < 70) {
      return year + 2000;
    }
    if (year < 100) {
      return year + 1900;
    }
    return year < 520 ? year + 2000 : year < 1000 ? year + 1000 : year;
  }

  private void half(TemplateNode.Pattern p, List<String> words) {
    parts.afternoon = choice(p, words) == 1;
    parts.twelveHours = true;
  }

  private void zoneHours(TemplateNode.Pattern p) {
    char c = at < text.length() ? text.charAt(at) : 0;
    if (c == '+' || c == '-' || c == ' ') {
      parts.zoneSign = c == '-' ? -1 : 1;
      at++;
    } else {
      // The minus may have been taken for a separator.
      parts.zoneSign = extraSkip > 0 && text.charAt(at - 1) == '-' ? -1 : 1;
    }
    parts.zoneHours = integer(p, 2, parts.zoneHours);
  }

  private void yearWithComma(TemplateNode.Pattern p) {
    var matcher = java.util.regex.Pattern.compile("\\s*([+-]?\\d+),(\\d{1,3})").matcher(text);
    if (!matcher.region(at, text.length()).lookingAt()) {
      throw SqlException.of(SqlState.INVALID_DATETIME_FORMAT, "invalid input string for \"Y,YYY\"");
    }
    int year = Integer.parseInt(matcher.group(1)) * 1000 + Integer.parseInt(matcher.group(2));
    parts.year = set(p, parts.year, year);
    parts.yearDigits = 4;
    at = matcher.end();
    skipOrdinal(p);
  }

  private void skipOrdinal(TemplateNode.Pattern p) {
    if (!p.ordinal().isEmpty()) {
      skipOne();
      skipOne();
    }
  }

  private int romanMonth(TemplateNode.Pattern p) {
    List<String> reversed = DateWords.ROMAN_MONTHS.reversed();
    List<String> longestFirst =
        reversed.stream()
            .sorted(java.util.Comparator.comparingInt(String::length).reversed())
            .toList();
    String found = longestFirst.get(choice(p, longestFirst));
    return DateWords.ROMAN_MONTHS.indexOf(found) + 1;
  }

  /** The word that the text goes on with, in any case. */
  private int choice(TemplateNode.Pattern p, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (text.regionMatches(true, at, words.get(i), 0, words.get(i).length())) {
        at += words.get(i).length();
        return i;
      }
    }
    int end = at;
    while (end < text.length() && !TemplateNode.isSpace(text.charAt(end))) {
      end++;
    }
    throw invalid(text.substring(at, end), p.name())
        .withDetail("The given value did not match any of the allowed values for this field.");
  }

  /** Sunday, ISO's seventh day, is the first; so is what is no day. */
  private static int isoDay(int day) {
    return day + 1 > 7 ? 1 : day + 1;
  }

  private static SqlException invalid(String value, String field) {
    return SqlException.of(
        SqlState.INVALID_DATETIME_FORMAT,
        String.format(Locale.ROOT, "invalid value \"%s\" for \"%s\"", value, field));
  }

  private int fraction(TemplateNode.Pattern p, int digits, int unit, int old) {
    int start = at;
    int value = integer(p, digits, 0);
    int used = text.substring(start, at).strip().length() - p.ordinal().length();
    for (int i = used; i < unit; i++) {
      value *= 10;
    }
    return set(p, old, value);
  }

  /** from_char_set_int: a field given twice must say the same. */
  private static int set(TemplateNode.Pattern p, int old, int value) {
    if (old != 0 && old != value) {
      throw SqlException.of(
              SqlState.INVALID_DATETIME_FORMAT,
              String.format(
                  Locale.ROOT,
                  "conflicting values for \"%s\" field in formatting string",
                  p.name()))
          .withDetail("This value contradicts a previous setting for the same field type.");
    }
    return value;
  }

  /** from_char_parse_int_len: so many characters, or as many digits as come if no digit follows. */
  private int integer(TemplateNode.Pattern p, int length, int old) {
    while (at < text.length() && TemplateNode.isSpace(text.charAt(at))) {
      at++;
    }
    // Lengths are of bytes: a character cut by the last one is no character any more.
    byte[] bytes =
        text.substring(at, Math.min(text.length(), at + length)).getBytes(StandardCharsets.UTF_8);
    int size = Math.min(bytes.length, length);
    String copy = new String(bytes, 0, size, StandardCharsets.UTF_8);
    int available = Math.min(text.length(), at + copy.length());
    boolean free = p.fill() || followedByNoDigit(p);
    if (!free && size < length) {
      throw SqlException.of(
              SqlState.INVALID_DATETIME_FORMAT,
              String.format(
                  Locale.ROOT, "source string too short for \"%s\" formatting field", p.name()))
          .withDetail(
              String.format(
                  Locale.ROOT, "Field requires %d characters, but only %d remain.", length, size))
          .withHint("If your source string is not fixed-width, try using the \"FM\" modifier.");
    }
    int limit = free ? text.length() : available;
    int end = at;
    if (end < limit && (text.charAt(end) == '-' || text.charAt(end) == '+')) {
      end++;
    }
    int digits = end;
    while (end < limit && Character.digit(text.charAt(end), 10) >= 0) {
      end++;
    }
    if (end == digits) {
      throw invalid(copy, p.name()).withDetail("Value must be an integer.");
    }
    if (!free && end < available) {
      throw invalid(copy, p.name())
          .withDetail(
              String.format(
                  Locale.ROOT,
                  "Field requires %d characters, but only %d could be parsed.",
                  length,
                  end - at))
          .withHint("If your source string is not fixed-width, try using the \"FM\" modifier.");
    }
    int value = number(p, text.substring(at, end));
    at = end;
    skipOrdinal(p);
    return set(p, old, value);
  }

  private static int number(TemplateNode.Pattern p, String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw SqlException.of(
              SqlState.DATETIME_FIELD_OVERFLOW,
              String.format(
                  Locale.ROOT, "value for \"%s\" in source string is out of range", p.name()))
          .withDetail("Value must be in the range -2147483648 to 2147483647.");
    }
  }

  private boolean followedByNoDigit(TemplateNode.Pattern p) {
    if (!p.ordinal().isEmpty() || index + 1 >= nodes.size()) {
      return true;
    }
    return switch (nodes.get(index + 1)) {
      case TemplateNode.Pattern next -> WORDS.contains(next.name().toUpperCase(Locale.ROOT));
      case TemplateNode.Text(var character, _, _) -> !Character.isDigit(character.charAt(0));
    };
  }
}
