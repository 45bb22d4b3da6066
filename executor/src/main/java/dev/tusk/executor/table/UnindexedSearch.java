package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.vector.codec.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nearest rows by reading all of them: for columns without a dimension, whose vectors are in
 * the rows, for a NULL query, and for rows without a vector.
 */
final class UnindexedSearch {
  private UnindexedSearch() {}

  static RowSource search(
      StatementAccess access,
      TableObject object,
      int column,
      VectorQuery query,
      Execution execution) {
    float[] vector = query.vector();
    Metric metric = VectorSearcher.metric(query.metric());
    List<@Nullable Object[]> found = new ArrayList<>();
    try (RowSource rows = rows(access, object, column, query, execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        int last = row.length - 1;
        Object value = row[last];
        row[last] =
            value == null || vector == null ? null : distance(metric, (float[]) value, vector);
        found.add(row);
      }
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

  /** Rows that pass the filter and have no vector, with a NULL distance. */
  static RowSource rowsWithoutVector(
      StatementAccess access,
      TableObject object,
      int column,
      VectorQuery query,
      Execution execution) {
    RowSource rows = rows(access, object, column, query, execution);
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
          if (row[row.length - 1] == null) {
            return row;
          }
        }
        return null;
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  /** The rows wanted, the vector as an extra last field. */
  private static RowSource rows(
      StatementAccess access,
      TableObject object,
      int column,
      VectorQuery query,
      Execution execution) {
    List<Integer> columns = new ArrayList<>(query.columns());
    columns.add(column);
    RowSource all = access.scan(object.table(), columns, execution);
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
  static double distance(Metric metric, float[] a, float[] b) {
    if (a.length != b.length) {
      throw SqlException.of(
          SqlState.DATA_EXCEPTION, "different vector dimensions " + a.length + " and " + b.length);
    }
    float sum = 0;
    switch (metric) {
      case L2 -> {
        for (int i = 0; i < a.length; i++) {
          float difference = a[i] - b[i];
          sum += difference * difference;
        }
        return Math.sqrt(sum);
      }
      case INNER_PRODUCT -> {
        for (int i = 0; i < a.length; i++) {
          sum += a[i] * b[i];
        }
        return -(double) sum;
      }
      case L1 -> {
        for (int i = 0; i < a.length; i++) {
          sum += Math.abs(a[i] - b[i]);
        }
        return sum;
      }
      case COSINE -> {
        float normA = 0;
        float normB = 0;
        for (int i = 0; i < a.length; i++) {
          sum += a[i] * b[i];
          normA += a[i] * a[i];
          normB += b[i] * b[i];
        }
        double similarity = sum / Math.sqrt((double) normA * normB);
        return 1 - Math.max(-1, Math.min(1, similarity));
      }
    }
    throw new IllegalStateException();
  }
}
