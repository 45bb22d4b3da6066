package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A literal that the plan cache's key leaves out: a parameter whose value came with the text.
 *
 * <p>As a {@link SqlDynamicParam} its index (from 0) follows the statement's own parameters:
 * highest {@code $n} of the text + {@link #ordinal()}. A plan that depends on {@link #value()} must
 * say so: it is reused for other values of the same kind.
 */
public final class FoldedLiteral extends SqlDynamicParam {
  /** What PostgreSQL takes the literal for. */
  public enum Kind {
    /** A string, of type unknown until its use decides. */
    STRING,
    /** Digits that fit int4. */
    INTEGER,
    /** Digits that fit int8 and not int4. */
    BIGINT,
    /** Any other number: numeric. */
    DECIMAL
  }

  private final int ordinal;
  private final Kind kind;
  private final String value;

  public FoldedLiteral(int index, int ordinal, Kind kind, String value, SqlParserPos position) {
    super(index, position);
    this.ordinal = ordinal;
    this.kind = kind;
    this.value = value;
  }

  /** Number among the folded literals of the statement, from 0, in the text's order. */
  public int ordinal() {
    return ordinal;
  }

  public Kind kind() {
    return kind;
  }

  /** This execution's value, in text. */
  public String value() {
    return value;
  }

  /** The literal as it was written, for a plan that depends on its value. */
  public SqlLiteral literal() {
    return kind == Kind.STRING
        ? SqlLiteral.createCharString(value, getParserPosition())
        : PgNumber.of(value, getParserPosition());
  }

  @Override
  public SqlNode clone(SqlParserPos position) {
    return new FoldedLiteral(getIndex(), ordinal, kind, value, position);
  }
}
