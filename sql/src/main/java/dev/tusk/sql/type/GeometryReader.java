package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.geometry.Circle;
import dev.tusk.sql.geometry.Line;
import dev.tusk.sql.geometry.Point;
import dev.tusk.sql.geometry.Reals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the texts of geometric types, whose parentheses may be left out in many places. */
final class GeometryReader {
  private final String type;
  private final String text;
  private int at;

  GeometryReader(String type, String text) {
    this.type = type;
    this.text = text;
  }

  private SqlException syntax() {
    return InputError.syntax(type, text);
  }

  private char next() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean accept(char c) {
    if (next() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw syntax();
    }
  }

  private void skipSpaces() {
    while (IntegerText.isSpace(next())) {
      at++;
    }
  }

  private void expectEnd() {
    if (at < text.length()) {
      throw syntax();
    }
  }

  private int endOfNumber() {
    int end = at;
    if (end < text.length() && (text.charAt(end) == '-' || text.charAt(end) == '+')) {
      end++;
    }
    for (String word : List.of("infinity", "inf", "nan")) {
      if (text.regionMatches(true, end, word, 0, word.length())) {
        return end + word.length();
      }
    }
    int last = at;
    for (end = at + 1; end <= text.length(); end++) {
      char c = text.charAt(end - 1);
      if (c == ',' || c == ')' || c == ']' || c == '>' || c == '}' || IntegerText.isSpace(c)) {
        break;
      }
      last = FloatInput.isNumber(text.substring(at, end)) ? end : last;
    }
    return last;
  }

  /** A number as far as it goes, with white space around it. */
  private double number() {
    skipSpaces();
    int end = endOfNumber();
    if (end == at) {
      throw syntax();
    }
    double value;
    try {
      value = FloatInput.parseDouble(text.substring(at, end).toLowerCase(Locale.ROOT));
    } catch (SqlException e) {
      throw e.state() == SqlState.NUMERIC_VALUE_OUT_OF_RANGE ? e : syntax();
    }
    at = end;
    skipSpaces();
    return value;
  }

  /** Two numbers, in parentheses or not. */
  private Point pair() {
    skipSpaces();
    boolean enclosed = accept('(');
    double x = number();
    expect(',');
    double y = number();
    if (enclosed) {
      expect(')');
      skipSpaces();
    }
    return new Point(x, y);
  }

  Point point() {
    Point point = pair();
    expectEnd();
    return point;
  }

  /** How many pairs there are, by their commas. */
  private int pairs() {
    int commas = (int) text.chars().filter(c -> c == ',').count();
    if (commas % 2 == 0) {
      throw syntax();
    }
    return (commas + 1) / 2;
  }

  /** Pairs, and whether brackets say that they are open. */
  private record Pairs(boolean open, List<Point> points) {}

  private Pairs several(int count, boolean brackets) {
    int depth = 0;
    skipSpaces();
    boolean open = next() == '[';
    if (open) {
      if (!brackets) {
        throw syntax();
      }
      depth++;
      at++;
    } else if (next() == '(') {
      int inner = at + 1;
      while (inner < text.length() && IntegerText.isSpace(text.charAt(inner))) {
        inner++;
      }
      if (inner < text.length() && text.charAt(inner) == '(' || text.lastIndexOf('(') == at) {
        depth++;
        at = inner;
      }
    }
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(pair());
      accept(',');
    }
    while (depth > 0) {
      if (next() != ')' && !(next() == ']' && open && depth == 1)) {
        throw syntax();
      }
      depth--;
      at++;
      skipSpaces();
    }
    return new Pairs(open, points);
  }

  List<Point> two(boolean brackets) {
    Pairs pairs = several(2, brackets);
    expectEnd();
    return pairs.points;
  }

  List<Point> polygon() {
    Pairs pairs = several(pairs(), false);
    expectEnd();
    return pairs.points;
  }

  dev.tusk.sql.geometry.Path path() {
    int count = pairs();
    skipSpaces();
    boolean enclosed = next() == '(' && text.lastIndexOf('(') == at;
    if (enclosed) {
      at++;
    }
    Pairs pairs = several(count, true);
    if (enclosed) {
      expect(')');
      skipSpaces();
    }
    expectEnd();
    return new dev.tusk.sql.geometry.Path(!pairs.open, pairs.points);
  }

  Line line() {
    skipSpaces();
    if (!accept('{')) {
      List<Point> points = two(true);
      if (points.get(0).same(points.get(1))) {
        throw SqlException.of(
            SqlState.INVALID_TEXT_REPRESENTATION,
            "invalid line specification: must be two distinct points");
      }
      return Line.through(points.get(0), points.get(0).slope(points.get(1)));
    }
    double a = number();
    expect(',');
    double b = number();
    expect(',');
    double c = number();
    expect('}');
    skipSpaces();
    expectEnd();
    if (Reals.zero(a) && Reals.zero(b)) {
      throw SqlException.of(
          SqlState.INVALID_TEXT_REPRESENTATION,
          "invalid line specification: A and B cannot both be zero");
    }
    return new Line(a, b, c);
  }

  Circle circle() {
    int depth = 0;
    skipSpaces();
    if (accept('<')) {
      depth++;
    } else if (next() == '(') {
      int inner = at + 1;
      while (inner < text.length() && IntegerText.isSpace(text.charAt(inner))) {
        inner++;
      }
      if (inner < text.length() && text.charAt(inner) == '(') {
        depth++;
        at = inner;
      }
    }
    Point center = pair();
    accept(',');
    double radius = number();
    if (radius < 0) {
      throw syntax();
    }
    while (depth > 0) {
      if (next() != ')' && !(next() == '>' && depth == 1)) {
        throw syntax();
      }
      depth--;
      at++;
      skipSpaces();
    }
    expectEnd();
    return new Circle(center, radius);
  }
}
