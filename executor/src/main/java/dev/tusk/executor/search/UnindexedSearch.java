package dev.tusk.executor.search;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.vector.VectorSlots;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.Distances;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nearest rows by reading all of them: for columns without a dimension, whose vectors are in
 * the rows, and for a NULL query.
 */
final class UnindexedSearch {
  private UnindexedSearch() {}

  static RowSource search(SearchedTable table, int column, VectorQuery query, Execution execution) {
    float[] vector = (float[]) query.vector();
    Metric metric = Metric.of(query.metric());
    List<@Nullable Object[]> found = new ArrayList<>();
    try (RowSource rows = rows(table, column, query, execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        int last = row.length - 1;
        Object value = row[last];
        row[last] =
            value == null || vector == null ? null : distance(metric, (float[]) value, vector);
        found.add(row);
      }
    }
    if (query.trace() != null) {
      query.trace().addRows(found.size());
    }
    Comparator<@Nullable Object[]> byDistance =
        Comparator.comparing(
            row -> (Double) row[row.length - 1],
            Comparator.nullsLast(Comparator.<Double>naturalOrder()));
    found.sort(byDistance);
    Iterator<@Nullable Object[]> rows =
        found.subList(0, (int) Math.min(found.size(), query.limit())).iterator();
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        return rows.hasNext() ? rows.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  /** The rows wanted, the vector as an extra last field. */
  private static RowSource rows(
      SearchedTable table, int column, VectorQuery query, Execution execution) {
    List<Integer> columns = new ArrayList<>(query.columns());
    columns.add(column);
    RowSource all = table.scan(columns, execution);
    RowFilter filter = query.filter();
    if (filter == null) {
      return all;
    }
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        for (@Nullable Object[] row = all.next(); row != null; row = all.next()) {
          if (filter.accepts(row)) {
            return row;
          }
        }
        return null;
      }

      @Override
      public void close() {
        all.close();
      }
    };
  }

  /** As pgvector has it: float sums, widened at the end. */
  private static double distance(Metric metric, float[] a, float[] b) {
    if (a.length != b.length) {
      throw VectorSlots.differ(a, a.length, b.length);
    }
    return switch (metric) {
      case L2 -> Distances.l2(a, b);
      case INNER_PRODUCT -> -Distances.innerProduct(a, b);
      case COSINE -> Distances.cosine(a, b);
      case L1 -> Distances.l1(a, b);
      case HAMMING, JACCARD -> throw new IllegalArgumentException("bits are no floats");
    };
  }
}
