package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Zone;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** generate_series: numbers and moments at a constant step, made as they are asked for. */
final class SeriesBodies {
  private SeriesBodies() {}

  static void register(FunctionLibrary library) {
    library.set("generate_series(int4,int4)", (a, _) -> integers(a, 4));
    library.set("generate_series(int4,int4,int4)", (a, _) -> integers(a, 4));
    library.set("generate_series(int8,int8)", (a, _) -> integers(a, 8));
    library.set("generate_series(int8,int8,int8)", (a, _) -> integers(a, 8));
    library.set("generate_series(numeric,numeric)", (a, _) -> numerics(a));
    library.set("generate_series(numeric,numeric,numeric)", (a, _) -> numerics(a));
    library.set(
        "generate_series(timestamp,timestamp,interval)",
        (a, _) -> {
          Interval step = (Interval) arg(a, 2);
          return moments(a, value -> DateTimeMath.plus(value, step));
        });
    library.set(
        "generate_series(timestamptz,timestamptz,interval)",
        (a, c) -> {
          Interval step = (Interval) arg(a, 2);
          Zone zone = c.format().timeZone();
          return moments(a, value -> DateTimeMath.plus(value, step, zone));
        });
  }

  /** From a first value on, while it is within; the successor is null where numbers end. */
  private static final class Series<T> implements Iterator<@Nullable Object> {
    private @Nullable T next;
    private final Function<T, @Nullable T> successor;
    private final java.util.function.Predicate<T> within;

    Series(T first, Function<T, @Nullable T> successor, java.util.function.Predicate<T> within) {
      this.next = within.test(first) ? first : null;
      this.successor = successor;
      this.within = within;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Object next() {
      T value = next;
      if (value == null) {
        throw new NoSuchElementException();
      }
      T following = successor.apply(value);
      next = following != null && within.test(following) ? following : null;
      return value;
    }
  }

  private static Iterator<@Nullable Object> integers(@Nullable Object[] arguments, int width) {
    long start = ((Number) arg(arguments, 0)).longValue();
    long stop = ((Number) arg(arguments, 1)).longValue();
    long step = arguments.length > 2 ? ((Number) arg(arguments, 2)).longValue() : 1;
    if (step == 0) {
      throw zeroStep();
    }
    long min = width == 4 ? Integer.MIN_VALUE : Long.MIN_VALUE;
    long max = width == 4 ? Integer.MAX_VALUE : Long.MAX_VALUE;
    Iterator<@Nullable Object> series =
        new Series<Long>(
            start,
            value -> (step > 0 ? value > max - step : value < min - step) ? null : value + step,
            value -> step > 0 ? value <= stop : value >= stop);
    if (width == 8) {
      return series;
    }
    return new Mapped(series, value -> (int) (long) (Long) value);
  }

  /** The values of a series in another type. */
  private record Mapped(Iterator<@Nullable Object> series, Function<Object, Object> to)
      implements Iterator<@Nullable Object> {
    @Override
    public boolean hasNext() {
      return series.hasNext();
    }

    @Override
    public Object next() {
      return to.apply(Objects.requireNonNull(series.next()));
    }
  }

  private static dev.tusk.sql.error.SqlException zeroStep() {
    return StringBodies.parameter("step size cannot equal zero");
  }

  private static Iterator<@Nullable Object> numerics(@Nullable Object[] arguments) {
    Numeric start = checked((Numeric) arg(arguments, 0), "start");
    Numeric stop = checked((Numeric) arg(arguments, 1), "stop");
    Numeric step =
        arguments.length > 2 ? checked((Numeric) arg(arguments, 2), "step") : Numeric.ONE;
    if (step.signum() == 0) {
      throw StringBodies.parameter("step size cannot equal zero");
    }
    boolean up = step.signum() > 0;
    BigDecimal end = stop.decimal();
    BigDecimal by = step.decimal();
    // The number behind the last one may be too large for a numeric, and is never shown.
    Series<BigDecimal> series =
        new Series<>(
            start.decimal(),
            value -> value.add(by),
            value -> up ? value.compareTo(end) <= 0 : value.compareTo(end) >= 0);
    return new Mapped(series, value -> Numeric.of((BigDecimal) value));
  }

  private static Numeric checked(Numeric value, String what) {
    if (!value.isFinite()) {
      String name = what.equals("step") ? "step size" : what + " value";
      throw StringBodies.parameter(name + " cannot be " + (value.isNaN() ? "NaN" : "infinity"));
    }
    return value;
  }

  private static Iterator<@Nullable Object> moments(
      @Nullable Object[] arguments, UnaryOperator<Long> successor) {
    long start = (Long) arg(arguments, 0);
    long stop = (Long) arg(arguments, 1);
    int direction = ((Interval) arg(arguments, 2)).compareTo(Interval.ZERO);
    if (direction == 0) {
      throw zeroStep();
    }
    if (!DateTimes.isFinite(start)) {
      throw DateTimes.outOfRange("timestamp");
    }
    return new Series<Long>(
        start, successor::apply, value -> direction > 0 ? value <= stop : value >= stop);
  }
}
