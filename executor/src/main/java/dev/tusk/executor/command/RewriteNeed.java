package dev.tusk.executor.command;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Set;

/**
 * Whether a column of another type makes PostgreSQL write its table anew
 * (ATColumnChangeRequiresRewrite): not where every value stays what it is.
 */
final class RewriteNeed {
  private static final Set<Type> TEXTS = Set.of(Types.TEXT, Types.VARCHAR);
  private static final Set<Type> TIMES = Set.of(Types.TIMESTAMP, Types.TIMESTAMPTZ);
  private static final Set<Type> PRECISE =
      Set.of(Types.TIMESTAMP, Types.TIMESTAMPTZ, Types.TIME, Types.TIMETZ);

  private static final int ALL_DIGITS = 6;

  private RewriteNeed() {}

  static boolean of(Column before, Column after, FormatSettings format) {
    Type old = before.type();
    Type now = after.type();
    boolean same =
        old == now
            || TEXTS.contains(old) && TEXTS.contains(now)
            || old == Types.CIDR && now == Types.INET
            || TIMES.contains(old) && TIMES.contains(now) && utc(format);
    return !same || !holds(now, before.typmod(), after.typmod());
  }

  private static boolean utc(FormatSettings format) {
    return format.timeZone().isUtc();
  }

  /** Whether what fitted before fits still. */
  private static boolean holds(Type type, int before, int after) {
    if (before == after || after < 0) {
      return true;
    }
    if (PRECISE.contains(type)) {
      return after >= (before < 0 ? ALL_DIGITS : before);
    }
    if (before < 0) {
      return false;
    }
    if (type == Types.NUMERIC) {
      return (before - 4 & 0xFFFF) == (after - 4 & 0xFFFF) && after >= before;
    }
    return (type == Types.VARCHAR || type == Types.VARBIT) && after >= before;
  }
}
