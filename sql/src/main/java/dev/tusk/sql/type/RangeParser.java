package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the texts of ranges and multiranges. */
final class RangeParser {
  static final String EMPTY = "empty";

  private final String text;
  private int at;

  RangeParser(String text) {
    this.text = text;
  }

  RangeValue parse(RangeType type, FormatSettings settings) {
    skipSpaces();
    if (isEmptyWord()) {
      at += EMPTY.length();
      skipSpaces();
      if (at < text.length()) {
        throw malformed("Junk after \"empty\" key word.");
      }
      return RangeValue.EMPTY;
    }
    boolean lowerInclusive = next() == '[';
    if (!lowerInclusive && next() != '(') {
      throw malformed("Missing left parenthesis or bracket.");
    }
    at++;
    String lower = bound();
    if (next() != ',') {
      throw malformed("Missing comma after lower bound.");
    }
    at++;
    String upper = bound();
    boolean upperInclusive = next() == ']';
    if (!upperInclusive && next() != ')') {
      throw malformed("Too many commas.");
    }
    at++;
    skipSpaces();
    if (at < text.length()) {
      throw malformed("Junk after right parenthesis or bracket.");
    }
    Type subtype = type.subtype();
    return type.make(
        RangeBound.lower(lower == null ? null : subtype.parse(lower, settings), lowerInclusive),
        RangeBound.upper(upper == null ? null : subtype.parse(upper, settings), upperInclusive));
  }

  private char next() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipSpaces() {
    while (IntegerText.isSpace(next())) {
      at++;
    }
  }

  private boolean isEmptyWord() {
    return text.regionMatches(true, at, EMPTY, 0, EMPTY.length());
  }

  private SqlException malformed(String detail) {
    return malformed("range", detail);
  }

  private SqlException malformed(String kind, String detail) {
    return SqlException.of(
            SqlState.INVALID_TEXT_REPRESENTATION,
            String.format(Locale.ROOT, "malformed %s literal: \"%s\"", kind, text))
        .withDetail(detail);
  }

  private boolean atBoundsEnd() {
    char c = next();
    return c == ',' || c == ')' || c == ']';
  }

  /** A bound's text without its quotes; null where nothing stands. */
  private @Nullable String bound() {
    if (atBoundsEnd()) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    boolean quoted = false;
    while (quoted || !atBoundsEnd()) {
      if (at == text.length()) {
        throw malformed("Unexpected end of input.");
      }
      char c = text.charAt(at++);
      if (c == '\\') {
        if (at == text.length()) {
          throw malformed("Unexpected end of input.");
        }
        out.append(text.charAt(at++));
      } else if (c != '"') {
        out.append(c);
      } else if (quoted && next() == '"') {
        out.append(text.charAt(at++));
      } else {
        quoted = !quoted;
      }
    }
    return out.toString();
  }

  /** The ranges between braces; those that are empty are left out. */
  List<RangeValue> parseSeveral(RangeType type, FormatSettings settings) {
    List<RangeValue> ranges = new ArrayList<>();
    skipSpaces();
    if (next() != '{') {
      throw malformed("multirange", "Missing left brace.");
    }
    at++;
    skipSpaces();
    boolean first = true;
    while (!first || next() != '}') {
      first = false;
      skipSpaces();
      if (next() == '[' || next() == '(') {
        int start = at;
        skipRange();
        ranges.add((RangeValue) type.parse(text.substring(start, at), settings));
      } else if (at < text.length() && isEmptyWord()) {
        at += EMPTY.length();
      } else {
        throw ended("Expected range start.");
      }
      skipSpaces();
      if (next() == '}') {
        break;
      }
      if (next() != ',') {
        throw ended("Expected comma or end of multirange.");
      }
      at++;
    }
    at++;
    skipSpaces();
    if (at < text.length()) {
      throw malformed("multirange", "Junk after closing right brace.");
    }
    return ranges;
  }

  private SqlException ended(String detail) {
    return malformed("multirange", at == text.length() ? "Unexpected end of input." : detail);
  }

  /** To behind the end of a range, whose text is looked at only for where it ends. */
  private void skipRange() {
    boolean quoted = false;
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ']' || c == ')')) {
        at++;
        return;
      }
    }
    at = text.length();
    throw ended("");
  }
}
