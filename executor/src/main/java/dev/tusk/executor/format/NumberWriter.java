package dev.tusk.executor.format;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.Locale;

/** to_char of numbers, digit by digit: NUM_processor and NUM_numpart_to_char. */
final class NumberWriter {
  private final NumberFormat format;
  private final String number;
  private final char sign;
  private final int spaces;
  private final StringBuilder out = new StringBuilder();
  private final int zeroStart;
  private final int lastRelevant;
  private final boolean bracket;
  private final NumberFormat.SignPlace signPlace;
  private boolean signWritten;
  private boolean inNumber;
  private boolean ended;
  private int count;
  private int current;
  private int at;

  /**
   * @param number digits without a sign
   * @param spaces digits of the template before the number's first one
   */
  NumberWriter(NumberFormat format, String number, char sign, int spaces) {
    this.format = format;
    this.number = number;
    this.sign = sign;
    this.spaces = spaces;
    this.zeroStart = format.zeroStart > 0 ? format.zeroStart - 1 : 0;
    boolean separateSign = format.plus || format.minus;
    this.bracket = format.bracket && (separateSign || sign == '-' || !format.fill);
    this.signPlace =
        !separateSign
                && format.signPlace == NumberFormat.SignPlace.BEFORE
                && format.before + format.shift == format.digitsBeforeSign
            ? NumberFormat.SignPlace.AFTER
            : format.signPlace;
    this.signWritten =
        separateSign
            ? !format.plus || format.minus
            : sign == '+' && format.fill && !format.localSign;
    this.count = format.after + format.before + format.shift - 1;
    this.lastRelevant = format.fill && format.decimal ? lastRelevant() : -1;
    if (!signWritten && spaces == 0) {
      count++;
    }
  }

  /** The last digit behind the point that is no zero, or that a 0 of the template asks for. */
  private int lastRelevant() {
    int point = number.indexOf('.');
    if (point < 0) {
      return -1;
    }
    int last = point;
    for (int i = point + 1; i < number.length(); i++) {
      if (number.charAt(i) != '0') {
        last = i;
      }
    }
    if (format.zeroEnd > spaces) {
      last = Math.max(last, Math.min(number.length() - 1, format.zeroEnd - spaces));
    }
    return last;
  }

  private boolean endsAtPoint() {
    return lastRelevant >= 0 && number.charAt(lastRelevant) == '.';
  }

  String write() {
    for (TemplateNode node : format.nodes) {
      if (ended) {
        break;
      }
      switch (node) {
        case TemplateNode.Text(var character, _, _) -> out.append(character);
        case TemplateNode.Pattern pattern -> write(pattern.name());
      }
    }
    return out.toString();
  }

  private void write(String name) {
    switch (name) {
      case "9", "0", ".", "D", "d" -> {
        if (!format.roman) {
          digit(name);
        }
      }
      case ",", "G", "g" -> {
        if (inNumber) {
          out.append(',');
        } else if (!format.fill) {
          out.append(' ');
        }
      }
      case "L", "l" -> out.append(' ');
      case "RN" -> roman(number);
      case "rn" -> roman(number.toLowerCase(Locale.ROOT));
      case "TH", "th" -> {
        if (!format.roman && !number.startsWith("#") && sign != '-' && !format.decimal) {
          if (!Character.isDigit(number.charAt(number.length() - 1))) {
            throw SqlException.of(
                SqlState.INVALID_TEXT_REPRESENTATION, "\"" + number + "\" is not a number");
          }
          out.append(DateWords.ordinal(number, name.equals("TH")));
        }
      }
      case "MI", "mi" -> signOrSpace('-');
      case "PL", "pl" -> signOrSpace('+');
      case "SG", "sg" -> {
        if (format.roman) {
          // There is no sign, and PostgreSQL's text ends where it would stand.
          ended = true;
        } else {
          out.append(sign);
        }
      }
      default -> {}
    }
  }

  private void roman(String text) {
    if (!format.fill) {
      out.append(" ".repeat(Math.max(0, 15 - text.length())));
    }
    out.append(text);
  }

  private void signOrSpace(char shown) {
    if (sign == shown && !format.roman) {
      out.append(shown);
    } else if (!format.fill) {
      out.append(' ');
    }
  }

  /** {@code 0.1} by {@code 9.9} is {@code .1}. */
  private boolean hidesLeadingZero() {
    return !format.zero && at == 0 && number.startsWith("0") && format.after != 0;
  }

  private void digit(String name) {
    inNumber = false;
    boolean reached = current >= spaces || format.zero && zeroStart == current;
    if (!signWritten && reached && (!hidesLeadingZero() || endsAtPoint())) {
      leadingSign();
    }
    if (current < spaces && (zeroStart > current || !format.zero)) {
      if (!format.fill) {
        out.append(' ');
      }
    } else if (current < spaces) {
      out.append('0');
      inNumber = true;
    } else {
      next(name);
    }
    int end = count + (spaces > 0 ? 1 : 0) + (format.decimal ? 1 : 0);
    if (lastRelevant >= 0 && lastRelevant == at) {
      end = current;
    }
    if (current + 1 == end) {
      trailingSign();
    }
    current++;
  }

  private void leadingSign() {
    if (format.localSign) {
      if (signPlace == NumberFormat.SignPlace.BEFORE) {
        out.append(sign);
        signWritten = true;
      }
    } else if (bracket) {
      out.append(sign == '+' ? ' ' : '<');
      signWritten = true;
    } else {
      if (sign == '-') {
        out.append('-');
      } else if (!format.fill) {
        out.append(' ');
      }
      signWritten = true;
    }
  }

  private void next(String name) {
    char c = at < number.length() ? number.charAt(at) : 0;
    if (c == '.') {
      if (!endsAtPoint() || format.fill) {
        out.append('.');
      }
    } else if (lastRelevant >= 0 && at > lastRelevant && !name.equals("0")) {
      // Zeros that nobody asked for.
      inNumber = false;
    } else if (hidesLeadingZero()) {
      if (!format.fill) {
        out.append(' ');
      } else if (endsAtPoint()) {
        out.append('0');
      }
    } else {
      if (c == 0) {
        // PostgreSQL writes the number's closing zero byte, and with it ends the text.
        ended = true;
      } else {
        out.append(c);
      }
      inNumber = true;
    }
    if (at < number.length()) {
      at++;
    }
  }

  private void trailingSign() {
    if (signWritten && bracket) {
      out.append(sign == '+' ? ' ' : '>');
    } else if (format.localSign && signPlace == NumberFormat.SignPlace.AFTER) {
      out.append(sign);
    }
  }
}
