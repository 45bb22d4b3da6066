package dev.tusk.executor.command;

import dev.tusk.executor.catalogview.ColumnStatistics;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a sample of rows, summed up (compute_scalar_stats and compute_trivial_stats of
 * commands/analyze.c).
 */
final class ColumnSummary {
  /** default_statistics_target. */
  static final int TARGET = 100;

  /** Wider values are counted as different, and not kept. */
  private static final int WIDEST = 1024;

  private final int column;
  private final Type type;
  private final int rows;
  private final long total;
  private final List<Item> items = new ArrayList<>();
  private final List<Run> common = new ArrayList<>();
  private int nulls;
  private int tooWide;
  private double width;
  private int different;
  private int repeated;
  private double products;

  /** A value and its place in the sample. */
  private record Item(Object value, int place) {}

  /** Equal values: where they begin among the sorted ones, and how many they are. */
  private record Run(int first, int count) {}

  /**
   * @param total rows of the whole table
   */
  ColumnSummary(int column, Type type, List<@Nullable Object> values, long total) {
    this.column = column;
    this.type = type;
    this.rows = values.size();
    this.total = total;
    for (Object value : values) {
      if (value == null) {
        nulls++;
        continue;
      }
      int size = size(value);
      width += size;
      if (type.length() < 0 && size > WIDEST) {
        tooWide++;
      } else {
        items.add(new Item(value, items.size()));
      }
    }
  }

  private int size(Object value) {
    if (type.length() > 0) {
      return type.length();
    }
    ByteWriter out = new ByteWriter(64);
    type.writeBinary(value, out);
    int bytes = out.size();
    return bytes < 127 ? bytes + 1 : bytes + 4;
  }

  ColumnStatistics statistics() {
    float nullFraction = (float) nulls / rows;
    int present = rows - nulls;
    int average = type.length() > 0 ? type.length() : present == 0 ? 0 : (int) (width / present);
    if (!type.ordered() || items.isEmpty()) {
      float distinct = present > 0 && items.isEmpty() && type.ordered() ? -(1 - nullFraction) : 0;
      return new ColumnStatistics(
          column, type, nullFraction, average, distinct, List.of(), List.of(), List.of(), null);
    }
    items.sort(Comparator.comparing(Item::value, type::compare).thenComparing(Item::place));
    count();
    float distinct = distinct(nullFraction);
    int kept = kept(distinct, nullFraction);
    List<Object> values = new ArrayList<>();
    List<Float> frequencies = new ArrayList<>();
    for (Run run : common.subList(0, kept)) {
      values.add(items.get(run.first()).value());
      frequencies.add((float) ((double) run.count() / rows));
    }
    return new ColumnStatistics(
        column,
        type,
        nullFraction,
        average,
        distinct,
        List.copyOf(values),
        List.copyOf(frequencies),
        bounds(kept),
        items.size() > 1 ? correlation() : null);
  }

  /** Finds the runs of equal values, the longest of which are kept. */
  private void count() {
    int first = 0;
    for (int i = 0; i < items.size(); i++) {
      products += (double) i * items.get(i).place();
      boolean last =
          i + 1 == items.size()
              || type.compare(items.get(i).value(), items.get(i + 1).value()) != 0;
      if (!last) {
        continue;
      }
      different++;
      int count = i + 1 - first;
      if (count > 1) {
        repeated++;
        keep(new Run(first, count));
      }
      first = i + 1;
    }
  }

  private void keep(Run run) {
    if (common.size() == TARGET && run.count() <= common.getLast().count()) {
      return;
    }
    if (common.size() == TARGET) {
      common.removeLast();
    }
    int place = common.size();
    while (place > 0 && run.count() > common.get(place - 1).count()) {
      place--;
    }
    common.add(place, run);
  }

  /** How many different values there are; the estimator is that of Haas and Stokes. */
  private float distinct(float nullFraction) {
    double distinct;
    if (repeated == 0) {
      distinct = -1.0 * (1.0 - nullFraction);
    } else if (tooWide == 0 && repeated == different) {
      distinct = different;
    } else {
      int once = different - repeated + tooWide;
      int all = once + repeated;
      double n = rows - nulls;
      double whole = total * (1.0 - nullFraction);
      distinct = whole > 0 ? n * all / (n - once + once * n / whole) : 0;
      distinct = Math.floor(Math.min(Math.max(distinct, all), whole) + 0.5);
    }
    return (float) (distinct > 0.1 * total ? -(distinct / total) : distinct);
  }

  /** How many of the most common values are worth being kept (analyze_mcv_list). */
  private int kept(float distinct, float nullFraction) {
    boolean complete = common.size() == different && tooWide == 0 && distinct > 0;
    int kept = common.size();
    if (complete || rows == total || total <= 1) {
      return kept;
    }
    double values = distinct < 0 ? -distinct * total : distinct;
    double before = 0;
    for (Run run : common.subList(0, Math.max(0, kept - 1))) {
      before += run.count();
    }
    while (kept > 0) {
      int count = common.get(kept - 1).count();
      double share = Math.clamp(1.0 - before / rows - nullFraction, 0.0, 1.0);
      double others = values - (kept - 1);
      share = others > 1 ? share / others : share;
      double all = total;
      double expected = all * count / rows;
      double variance = rows * expected * (all - expected) * (all - rows) / (all * all * (all - 1));
      if (count > share * rows + 2 * Math.sqrt(variance) + 0.5) {
        break;
      }
      kept--;
      before -= kept > 0 ? common.get(kept - 1).count() : 0;
    }
    return kept;
  }

  /** Bounds of the histogram of what is not among the most common values. */
  private List<Object> bounds(int kept) {
    int wanted = Math.min(different - kept, TARGET + 1);
    if (wanted < 2) {
      return List.of();
    }
    boolean[] out = new boolean[items.size()];
    for (Run run : common.subList(0, kept)) {
      Arrays.fill(out, run.first(), run.first() + run.count(), true);
    }
    List<Object> rest = new ArrayList<>();
    for (int i = 0; i < out.length; i++) {
      if (!out[i]) {
        rest.add(items.get(i).value());
      }
    }
    List<Object> bounds = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      bounds.add(rest.get((int) ((long) i * (rest.size() - 1) / (wanted - 1))));
    }
    return List.copyOf(bounds);
  }

  private float correlation() {
    double n = items.size();
    double sum = (n - 1) * n / 2.0;
    double squares = (n - 1) * n * (2 * n - 1) / 6.0;
    return (float) ((n * products - sum * sum) / (n * squares - sum * sum));
  }
}
