package dev.tusk.executor.function;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * percentile_cont, percentile_disc and mode (utils/adt/orderedsetaggs.c). Rows come sorted: the
 * direct arguments, then the value; NULL values are left out.
 */
final class OrderedSetBodies {
  private OrderedSetBodies() {}

  static void register(FunctionLibrary library) {
    library.aggregate("percentile_cont(float8,float8)", _ -> new Percentile(Types.FLOAT8, true));
    library.aggregate("percentile_cont(_float8,float8)", _ -> new Percentile(Types.FLOAT8, true));
    library.aggregate(
        "percentile_cont(float8,interval)", _ -> new Percentile(Types.INTERVAL, true));
    library.aggregate(
        "percentile_cont(_float8,interval)", _ -> new Percentile(Types.INTERVAL, true));
    for (String fraction : List.of("float8", "_float8")) {
      library.typed(
          "percentile_disc(" + fraction + ",anyelement)",
          (types, _) -> {
            Type type = types.getLast();
            return (FunctionBody.Aggregate) _ -> new Percentile(type, false);
          });
    }
    library.typed(
        "mode(anyelement)",
        (types, _) -> {
          Type type = types.getFirst();
          return (FunctionBody.Aggregate) _ -> new Mode(type);
        });
  }

  private static final class Percentile implements Accumulator {
    private final Type type;
    private final boolean continuous;
    private final List<Object> values = new ArrayList<>();
    private @Nullable Object fraction;

    Percentile(Type type, boolean continuous) {
      this.type = type;
      this.continuous = continuous;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      fraction = arguments[0];
      Object value = arguments[1];
      if (value != null) {
        values.add(value);
      }
    }

    @Override
    public @Nullable Object result() {
      if (fraction instanceof ArrayValue fractions) {
        if (values.isEmpty()) {
          return null;
        }
        @Nullable Object[] results = new Object[fractions.size()];
        for (int i = 0; i < results.length; i++) {
          results[i] = at(fractions.get(i));
        }
        return fractions.withElements(type, results);
      }
      return at(fraction);
    }

    private @Nullable Object at(@Nullable Object fraction) {
      if (!(fraction instanceof Double p)) {
        return null;
      }
      if (Double.isNaN(p) || p < 0 || p > 1) {
        throw SqlException.of(
            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
            String.format(
                Locale.ROOT,
                "percentile value %s is not between 0 and 1",
                Types.FLOAT8.toText(p, FormatSettings.DEFAULT)));
      }
      if (values.isEmpty()) {
        return null;
      }
      if (!continuous) {
        int row = (int) Math.ceil(p * values.size());
        return values.get(Math.max(row, 1) - 1);
      }
      double place = p * (values.size() - 1);
      int low = (int) Math.floor(place);
      int high = (int) Math.ceil(place);
      Object from = values.get(low);
      return low == high ? from : between(from, values.get(high), place - low);
    }

    private static Object between(Object from, Object to, double share) {
      return from instanceof Interval start
          ? ((Interval) to).subtract(start).multiply(share).add(start)
          : (Object) ((Double) from + share * ((Double) to - (Double) from));
    }
  }

  /** The most frequent value, of several the first. */
  private static final class Mode implements Accumulator {
    private final Type type;
    private @Nullable Object best;
    private long bestCount;
    private @Nullable Object current;
    private long count;

    Mode(Type type) {
      this.type = type;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      Object value = arguments[0];
      if (value == null) {
        return;
      }
      if (current != null && type.equal(current, value)) {
        count++;
      } else {
        current = value;
        count = 1;
      }
      if (count > bestCount) {
        best = current;
        bestCount = count;
      }
    }

    @Override
    public @Nullable Object result() {
      return best;
    }
  }
}
