package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.search.VectorAccess;
import dev.tusk.executor.search.VectorQuery;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is among the nearest that a search finds, or is not: its place in the search's own
 * answer, in the exact one, without the filter, and in the answers of searches that look further.
 */
record RowFate(VectorAccess vectors, VectorQuery query, long ctid) {
  /** Most candidates that a search is told to keep, to see whether it finds the row then. */
  private static final int MOST_CANDIDATES = 1_000;

  /** Where a row stands, from 1, and how far it is; NaN where it has no vector. */
  private record Place(long rank, double distance) {}

  String tell(Execution execution) {
    Place given = place(query.comparing(wider(), false), execution);
    if (given != null) {
      return "returned at " + given.rank;
    }
    Place exact = place(query.comparing(wider(), true).unlimited(), execution);
    if (exact == null) {
      return query.filter() == null
              || place(query.comparing(wider(), true).unfiltered(), execution) == null
          ? "not visible to the snapshot"
          : "filtered: it does not meet the condition";
    }
    if (Double.isNaN(exact.distance)) {
      return "not indexed: it has no vector, or one without a direction";
    }
    String where =
        String.format(Locale.ROOT, "exact rank %d, distance %.6g", exact.rank, exact.distance);
    return exact.rank > query.limit()
        ? "farther than the limit: " + where
        : "missed: " + where + foundWith(execution);
  }

  /** The least of some efforts by which the row is found. */
  private String foundWith(Execution execution) {
    for (int ef = 40; ef <= MOST_CANDIDATES; ef = 2 * ef) {
      if (place(query.comparing(wider(), false).withCandidates(ef), execution) != null) {
        return "; found with hnsw.ef_search = " + ef;
      }
    }
    return "; not found with hnsw.ef_search = " + MOST_CANDIDATES + " either";
  }

  private List<Integer> wider() {
    List<Integer> columns = new ArrayList<>(query.columns());
    columns.add(PhysicalPlan.CTID);
    return columns;
  }

  private @Nullable Place place(VectorQuery search, Execution execution) {
    try (RowSource rows = vectors.search(search, execution)) {
      long rank = 0;
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        rank++;
        if (row[row.length - 2] instanceof Long id && id == ctid) {
          return new Place(rank, row[row.length - 1] instanceof Double d ? d : Double.NaN);
        }
      }
      return null;
    }
  }
}
