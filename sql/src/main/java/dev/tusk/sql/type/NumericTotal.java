package dev.tusk.sql.type;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A sum of finite numerics that may be larger than one in between (NumericAggState in numeric.c).
 * Long numbers are added digit by digit.
 */
public final class NumericTotal {
  private BigDecimal computed = BigDecimal.ZERO;
  private @Nullable LongDecimal digits;

  public void add(Numeric value) {
    LongDecimal kept = value.digits();
    if (kept == null) {
      computed = computed.add(value.decimal());
    } else {
      LongDecimal before = digits;
      digits = before == null ? kept : before.plus(kept);
    }
  }

  /**
   * What has been added.
   *
   * @throws dev.tusk.sql.error.SqlException 22003 where it is too large
   */
  public Numeric value() {
    return digits == null ? Numeric.of(computed) : Numeric.of(digits, LongDecimal.exact(computed));
  }

  /** {@link Numeric#quotient} by a number of values, which may be one too large for a numeric. */
  public Numeric average(long count) {
    LongDecimal kept = digits;
    BigDecimal sum = kept == null ? computed : computed.add(kept.decimal());
    return Numeric.of(Numeric.quotient(sum, BigDecimal.valueOf(count)));
  }
}
