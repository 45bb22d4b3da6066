package dev.tusk.executor.command;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.SequenceOptions;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.SequenceSpec;
import org.jspecify.annotations.Nullable;

/** Options of sequences made into rules, with the defaults and errors of commands/sequence.c. */
final class SequenceRules {
  /** A rule and what storage does not keep. */
  record Rule(Type type, SequenceSpec spec, long cache) {}

  static final SequenceOptions NONE =
      new SequenceOptions(
          null, null, null, false, null, false, null, false, null, null, null, null, false, null);

  private SequenceRules() {}

  /** The rule for options over an older rule, or over the defaults when that is null. */
  static Rule make(@Nullable Type type, SequenceOptions options, @Nullable Rule before) {
    Type valueType = type != null ? type : before != null ? before.type() : Types.INT8;
    if (valueType != Types.INT2 && valueType != Types.INT4 && valueType != Types.INT8) {
      throw invalid("sequence type must be smallint, integer, or bigint");
    }
    SequenceSpec old = before == null ? null : before.spec();
    boolean typeChanged = before != null && before.type() != valueType;
    Long given = options.increment();
    long increment = given != null ? given : old != null ? old.increment() : 1;
    if (increment == 0) {
      throw invalid("INCREMENT must not be zero");
    }
    long lowest = lowest(valueType);
    long highest = highest(valueType);
    // A limit that was the old type's becomes the new one's.
    boolean widest =
        before != null
            && old != null
            && typeChanged
            && old.maximum() == highest(before.type())
            && options.maximum() == null;
    boolean lowestBefore =
        before != null
            && old != null
            && typeChanged
            && old.minimum() == lowest(before.type())
            && options.minimum() == null;
    long maximum =
        limit(
            options.maximum(),
            options.noMaximum(),
            before == null || old == null || widest ? null : (Long) old.maximum(),
            increment > 0 || widest ? highest : -1);
    long minimum =
        limit(
            options.minimum(),
            options.noMinimum(),
            before == null || old == null || lowestBefore ? null : (Long) old.minimum(),
            increment < 0 || lowestBefore ? lowest : 1);
    checkLimits(valueType, minimum, maximum, lowest, highest);
    Long wanted = options.start();
    long start =
        wanted != null ? wanted : old != null ? old.start() : increment > 0 ? minimum : maximum;
    if (start < minimum) {
      throw invalid("START value (" + start + ") cannot be less than MINVALUE (" + minimum + ")");
    }
    if (start > maximum) {
      throw invalid(
          "START value (" + start + ") cannot be greater than MAXVALUE (" + maximum + ")");
    }
    Long cacheOption = options.cache();
    long cache = cacheOption != null ? cacheOption : before != null ? before.cache() : 1;
    if (cache <= 0) {
      throw invalid("CACHE (" + cache + ") must be greater than zero");
    }
    Boolean cycleOption = options.cycle();
    boolean cycle = cycleOption != null ? cycleOption : old != null && old.cycle();
    return new Rule(valueType, new SequenceSpec(start, increment, minimum, maximum, cycle), cache);
  }

  private static long limit(
      @Nullable Long given, boolean none, @Nullable Long old, long byDefault) {
    if (given != null) {
      return given;
    }
    return none || old == null ? byDefault : old;
  }

  private static void checkLimits(
      Type type, long minimum, long maximum, long lowest, long highest) {
    if (maximum < lowest || maximum > highest) {
      throw invalid(
          "MAXVALUE ("
              + maximum
              + ") is out of range for sequence data type "
              + type.displayName());
    }
    if (minimum < lowest || minimum > highest) {
      throw invalid(
          "MINVALUE ("
              + minimum
              + ") is out of range for sequence data type "
              + type.displayName());
    }
    if (minimum >= maximum) {
      throw invalid("MINVALUE (" + minimum + ") must be less than MAXVALUE (" + maximum + ")");
    }
  }

  private static long lowest(Type type) {
    return type == Types.INT2
        ? Short.MIN_VALUE
        : type == Types.INT4 ? Integer.MIN_VALUE : Long.MIN_VALUE;
  }

  private static long highest(Type type) {
    return type == Types.INT2
        ? Short.MAX_VALUE
        : type == Types.INT4 ? Integer.MAX_VALUE : Long.MAX_VALUE;
  }

  static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
