package dev.tusk.sql.grammar;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A number in the text: integer, bigint or numeric by PostgreSQL's rule, never float. */
public final class PgNumber extends SqlNumericLiteral {
  private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger MIN_INT = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);

  /** Digits before the point that numeric can hold (NUMERIC_WEIGHT_MAX, 4 digits each). */
  private static final int MAX_DIGITS = 131_072;

  private final FoldedLiteral.Kind kind;
  private final String text;

  private PgNumber(FoldedLiteral.Kind kind, String text, BigDecimal value, SqlParserPos position) {
    super(value, Math.max(value.precision(), 1), Math.max(value.scale(), 0), true, position);
    this.kind = kind;
    this.text = text;
  }

  /** Reads digits, with point and exponent, and perhaps a minus before them. */
  static PgNumber of(String text, SqlParserPos position) {
    BigDecimal value = value(text, position);
    return new PgNumber(kind(text, value), text, value, position);
  }

  /** Which of INTEGER, BIGINT and DECIMAL the digits are. */
  public static FoldedLiteral.Kind kind(String text) {
    return kind(text, value(text, SqlParserPos.ZERO));
  }

  private static BigDecimal value(String text, SqlParserPos position) {
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw overflow(position);
    }
    if ((long) value.precision() - value.scale() > MAX_DIGITS || value.scale() > 16_383) {
      throw overflow(position);
    }
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private static GrammarException overflow(SqlParserPos position) {
    return new GrammarException(
        "22003", "value overflows numeric format", null, position.getColumnNum());
  }

  private static FoldedLiteral.Kind kind(String text, BigDecimal value) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '-') {
        return FoldedLiteral.Kind.DECIMAL;
      }
    }
    BigInteger integer = value.unscaledValue();
    if (integer.compareTo(MIN_INT) >= 0 && integer.compareTo(MAX_INT) <= 0) {
      return FoldedLiteral.Kind.INTEGER;
    }
    if (integer.compareTo(MIN_LONG) >= 0 && integer.compareTo(MAX_LONG) <= 0) {
      return FoldedLiteral.Kind.BIGINT;
    }
    return FoldedLiteral.Kind.DECIMAL;
  }

  /** INTEGER (int4), BIGINT (int8) or DECIMAL (numeric). */
  public FoldedLiteral.Kind kind() {
    return kind;
  }

  /** As written; {@code 1.}, {@code .5} and {@code 1e5} are numeric. */
  public String text() {
    return text;
  }

  /** The number with a minus before it. */
  public PgNumber negated(SqlParserPos position) {
    return of(text.startsWith("-") ? text.substring(1) : "-" + text, position);
  }

  @Override
  public PgNumber clone(SqlParserPos position) {
    return new PgNumber(kind, text, bigDecimalValue(), position);
  }
}
