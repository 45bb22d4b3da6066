package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Types;
import java.math.BigInteger;

/** Arithmetic of {@code pg_lsn}: places of the log and numbers of bytes between them. */
final class LogPlaceBodies {
  private LogPlaceBodies() {}

  static void register(FunctionLibrary library) {
    library.two("pg_lsn_mi(pg_lsn,pg_lsn)", (a, b, _) -> difference((Long) a, (Long) b));
    library.two("pg_wal_lsn_diff(pg_lsn,pg_lsn)", (a, b, _) -> difference((Long) a, (Long) b));
    library.two("pg_lsn_pli(pg_lsn,numeric)", (a, b, _) -> plus((Long) a, (Numeric) b));
    library.two("numeric_pl_pg_lsn(numeric,pg_lsn)", (a, b, _) -> plus((Long) b, (Numeric) a));
    library.two("pg_lsn_mii(pg_lsn,numeric)", (a, b, _) -> minus((Long) a, (Numeric) b));
    library.one("pg_lsn(numeric)", (a, _) -> place((Numeric) a));
    library.two("pg_lsn_cmp(pg_lsn,pg_lsn)", (a, b, _) -> Types.PG_LSN.compare(a, b));
    library.two(
        "pg_lsn_larger(pg_lsn,pg_lsn)", (a, b, _) -> Types.PG_LSN.compare(a, b) > 0 ? a : b);
    library.two(
        "pg_lsn_smaller(pg_lsn,pg_lsn)", (a, b, _) -> Types.PG_LSN.compare(a, b) < 0 ? a : b);
  }

  private static Numeric number(long place) {
    return Numeric.of(new BigInteger(Long.toUnsignedString(place)));
  }

  private static Numeric difference(long from, long subtracted) {
    return number(from).subtract(number(subtracted));
  }

  private static long plus(long place, Numeric bytes) {
    if (bytes.isNaN()) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "cannot add NaN to pg_lsn");
    }
    return place(number(place).add(bytes));
  }

  private static long minus(long place, Numeric bytes) {
    if (bytes.isNaN()) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "cannot subtract NaN from pg_lsn");
    }
    return place(number(place).subtract(bytes));
  }

  private static long place(Numeric number) {
    if (!number.isFinite()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "cannot convert " + (number.isNaN() ? "NaN" : "infinity") + " to pg_lsn");
    }
    BigInteger whole = number.round(0).decimal().toBigInteger();
    if (whole.signum() < 0 || whole.bitLength() > Long.SIZE) {
      throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "pg_lsn out of range");
    }
    return whole.longValue();
  }
}
