package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * {@code = <> < <= > >=} of all types: within a type by {@link Type#compare}, between integers,
 * floats and dates of different width by value.
 */
final class ComparisonBodies {
  private ComparisonBodies() {}

  /** A way to compare: names of the six functions, and the comparison. */
  @FunctionalInterface
  private interface Comparison {
    int compare(Object left, Object right, FormatSettings settings);
  }

  private static final List<String> SUFFIXES = List.of("eq", "ne", "lt", "le", "gt", "ge");

  static IntPredicate test(String suffix) {
    return switch (suffix) {
      case "eq" -> order -> order == 0;
      case "ne" -> order -> order != 0;
      case "lt" -> order -> order < 0;
      case "le" -> order -> order <= 0;
      case "gt" -> order -> order > 0;
      default -> order -> order >= 0;
    };
  }

  static void register(FunctionLibrary library) {
    within(library, "bool", Types.BOOL);
    within(library, "char", Types.CHAR);
    within(library, "name", Types.NAME);
    within(library, "oid", Types.OID);
    within(library, "bytea", Types.BYTEA);
    within(library, "bpchar", Types.BPCHAR);
    within(library, "bit", Types.BIT);
    within(library, "varbit", Types.VARBIT);
    within(library, "date_", Types.DATE);
    within(library, "time_", Types.TIME);
    within(library, "timetz_", Types.TIMETZ);
    within(library, "timestamp_", Types.TIMESTAMP);
    within(library, "timestamptz_", Types.TIMESTAMPTZ);
    within(library, "interval_", Types.INTERVAL);
    within(library, "numeric_", Types.NUMERIC);
    within(library, "uuid_", Types.UUID);
    within(library, "jsonb_", Types.JSONB);
    within(library, "vector_", Types.VECTOR);
    within(library, "halfvec_", Types.HALFVEC);
    within(library, "sparsevec_", Types.SPARSEVEC);
    within(library, "citext_", Types.CITEXT);
    within(library, "tid", Types.TID);
    within(library, "pg_lsn_", Types.PG_LSN);
    within(library, "cash_", Types.MONEY);
    within(library, "xid8", Types.XID8);
    within(library, "network_", Types.INET);
    within(library, "tsvector_", Types.TSVECTOR);
    within(library, "tsquery_", Types.TSQUERY);
    within(library, "macaddr_", Types.MACADDR);
    within(library, "macaddr8_", Types.MACADDR8);
    texts(library);
    integers(library);
    floats(library);
    dates(library);
    byActualType(library, "array_", "anyarray");
    byActualType(library, "record_", "record");
    byActualType(library, "enum_", "anyenum");
    byActualType(library, "range_", "anyrange");
    byActualType(library, "multirange_", "anymultirange");
  }

  /** {@code xeq(x,x)} and its five siblings. */
  private static void within(FunctionLibrary library, String prefix, Type type) {
    add(library, prefix, type.name(), type.name(), (a, b, _) -> type.compare(a, b));
  }

  private static void add(
      FunctionLibrary library, String prefix, String left, String right, Comparison comparison) {
    for (String suffix : SUFFIXES) {
      IntPredicate test = test(suffix);
      String key = prefix + suffix + "(" + left + "," + right + ")";
      library.two(key, (a, b, context) -> test.test(comparison.compare(a, b, context.format())));
    }
  }

  private static void texts(FunctionLibrary library) {
    for (String suffix : SUFFIXES) {
      boolean equality = suffix.equals("eq") || suffix.equals("ne");
      IntPredicate test = test(suffix);
      FunctionBody.TwoArguments body = (a, b, _) -> test.test(Types.TEXT.compare(a, b));
      library.two((equality ? "text" : "text_") + suffix + "(text,text)", body);
      library.two("name" + suffix + "text(name,text)", body);
      library.two("text" + suffix + "name(text,name)", body);
    }
  }

  private static void integers(FunctionLibrary library) {
    List<String> widths = List.of("2", "4", "8");
    for (String left : widths) {
      for (String right : widths) {
        String prefix = left.equals(right) ? "int" + left : "int" + left + right;
        add(
            library,
            prefix,
            "int" + left,
            "int" + right,
            (a, b, _) -> Long.compare(((Number) a).longValue(), ((Number) b).longValue()));
      }
    }
  }

  private static void floats(FunctionLibrary library) {
    Comparison comparison =
        (a, b, _) -> Types.FLOAT8.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
    add(library, "float4", "float4", "float4", comparison);
    add(library, "float8", "float8", "float8", comparison);
    add(library, "float48", "float4", "float8", comparison);
    add(library, "float84", "float8", "float4", comparison);
  }

  /** date, timestamp and timestamptz with each other: as timestamps, in the session's time zone. */
  private static void dates(FunctionLibrary library) {
    List<Type> types = List.of(Types.DATE, Types.TIMESTAMP, Types.TIMESTAMPTZ);
    for (Type left : types) {
      for (Type right : types) {
        if (left == right) {
          continue;
        }
        boolean instants = left == Types.TIMESTAMPTZ || right == Types.TIMESTAMPTZ;
        for (String suffix : SUFFIXES) {
          IntPredicate test = test(suffix);
          library.two(
              String.format(
                  Locale.ROOT,
                  "%s_%s_%s(%s,%s)",
                  left.name(),
                  suffix,
                  right.name(),
                  left.name(),
                  right.name()),
              (a, b, context) ->
                  test.test(
                      Long.compare(
                          micros(a, left, instants, context.format()),
                          micros(b, right, instants, context.format()))));
        }
      }
    }
  }

  private static long micros(Object value, Type type, boolean instants, FormatSettings settings) {
    if (type == Types.TIMESTAMPTZ) {
      return (Long) value;
    }
    long local = type == Types.DATE ? timestampOf((Integer) value) : (Long) value;
    // A local time may lie outside the timestamps in UTC, and compares all the same.
    return instants && DateTimes.isTimestamp(local)
        ? DateTimes.instantOf(local, settings.timeZone())
        : local;
  }

  private static long timestampOf(int date) {
    return switch (date) {
      case DateTimes.DATE_INFINITY -> DateTimes.INFINITY;
      case DateTimes.DATE_NEGATIVE_INFINITY -> DateTimes.NEGATIVE_INFINITY;
      // All dates behind the last timestamp are above each of them, and below infinity.
      default ->
          date < DateTimes.END_TIMESTAMP / DateTimes.DAY
              ? date * DateTimes.DAY
              : DateTimes.END_TIMESTAMP;
    };
  }

  /** Polymorphic comparisons use the actual type of the call's arguments. */
  private static void byActualType(FunctionLibrary library, String prefix, String argument) {
    for (String suffix : SUFFIXES) {
      IntPredicate test = test(suffix);
      library.typed(
          prefix + suffix + "(" + argument + "," + argument + ")",
          (types, _) -> {
            Type type = types.getFirst();
            requireOperator(type, suffix);
            return (FunctionBody.TwoArguments) (a, b, _) -> test.test(type.compare(a, b));
          });
    }
  }

  /** Arrays, rows and the like are compared by the operators of what is in them. */
  private static void requireOperator(Type type, String suffix) {
    Type element = type.elementType();
    Type compared = element == null ? type : element;
    boolean equality = suffix.equals("eq") || suffix.equals("ne");
    if (equality ? !compared.hashed() : !compared.ordered()) {
      throw SqlException.of(
          SqlState.UNDEFINED_FUNCTION,
          String.format(
              Locale.ROOT,
              "could not identify %s for type %s",
              equality ? "an equality operator" : "a comparison function",
              compared.displayName()));
    }
  }
}
