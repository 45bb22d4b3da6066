package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * The window functions that look at positions and at other rows' values: row_number, rank, lag,
 * first_value and their kin (PostgreSQL's windowfuncs.c).
 */
final class RankingWindow implements WindowFunction {
  private final String name;
  private final Evaluator[] arguments;
  private final WindowFrame frame;

  RankingWindow(String name, Evaluator[] arguments, WindowFrame frame) {
    this.name = name;
    this.arguments = arguments;
    this.frame = frame;
  }

  @Override
  public Evaluation start(WindowPartition p, PlanExecution execution) {
    int size = p.size();
    return switch (name) {
      case "row_number" -> row -> row + 1L;
      case "rank" -> row -> p.peerStart(row) + 1L;
      case "dense_rank" -> row -> p.group(row) + 1L;
      case "percent_rank" -> row -> size < 2 ? 0.0 : (double) p.peerStart(row) / (size - 1);
      case "cume_dist" -> row -> (double) p.peerEnd(row) / size;
      case "ntile" -> ntile(p, execution);
      case "lag" -> row -> neighbour(p, row, -1, execution);
      case "lead" -> row -> neighbour(p, row, 1, execution);
      case "first_value", "last_value", "nth_value" -> inFrame(p, execution);
      default -> throw SqlException.notSupported("window function " + name);
    };
  }

  private @Nullable Object argument(
      int index, WindowPartition p, int row, PlanExecution execution) {
    return arguments[index].evaluate(p.row(row), execution);
  }

  private Evaluation ntile(WindowPartition p, PlanExecution execution) {
    Object value = p.size() == 0 ? null : argument(0, p, 0, execution);
    if (value == null) {
      return _ -> null;
    }
    int buckets = ((Number) value).intValue();
    if (buckets <= 0) {
      throw SqlException.of(
          SqlState.INVALID_ARGUMENT_FOR_NTILE, "argument of ntile must be greater than zero");
    }
    int small = p.size() / buckets;
    int larger = p.size() % buckets;
    int inLarger = larger * (small + 1);
    return row -> row < inLarger ? row / (small + 1) + 1 : larger + (row - inLarger) / small + 1;
  }

  /** lag and lead: {@code (value [, offset [, default]])}. */
  private @Nullable Object neighbour(
      WindowPartition p, int row, int direction, PlanExecution execution) {
    long offset = 1;
    if (arguments.length > 1) {
      Object given = argument(1, p, row, execution);
      if (given == null) {
        return null;
      }
      offset = ((Number) given).longValue();
    }
    long other = row + direction * offset;
    if (other >= 0 && other < p.size()) {
      return argument(0, p, (int) other, execution);
    }
    return arguments.length > 2 ? argument(2, p, row, execution) : null;
  }

  private Evaluation inFrame(WindowPartition p, PlanExecution execution) {
    WindowFrame.Bounds bounds = frame.bind(p, execution);
    return row -> {
      long number = 1;
      if (name.equals("nth_value")) {
        Object given = argument(1, p, row, execution);
        if (given == null) {
          return null;
        }
        number = ((Number) given).longValue();
        if (number <= 0) {
          throw SqlException.of(
              SqlState.INVALID_ARGUMENT_FOR_NTH_VALUE,
              "argument of nth_value must be greater than zero");
        }
      }
      int found = find(bounds, row, number, name.equals("last_value"));
      return found < 0 ? null : argument(0, p, found, execution);
    };
  }

  private static int find(WindowFrame.Bounds bounds, int row, long number, boolean last) {
    int from = bounds.from(row);
    int to = bounds.to(row);
    if (last) {
      for (int i = to - 1; i >= from; i--) {
        if (!bounds.excluded(row, i)) {
          return i;
        }
      }
      return -1;
    }
    for (int i = from; i < to; i++) {
      if (!bounds.excluded(row, i) && --number == 0) {
        return i;
      }
    }
    return -1;
  }
}
