package dev.tusk.executor.search;

import dev.tusk.sql.catalog.Index;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * A search for the rows nearest to a vector.
 *
 * @param index one that finds the nearest; null for the exact search
 * @param metric the operator: {@code <->}, {@code <#>}, {@code <=>}, {@code <+>}, {@code <~>},
 *     {@code <%>}
 * @param vector the query; null is a NULL query, for which all distances are NULL
 * @param limit rows wanted; {@code Long.MAX_VALUE} for all
 * @param columns of the rows given, which end with the distance as an extra field
 * @param filter over a row of {@code columns}; null for none. Rows are sought until {@code limit}
 *     pass it
 * @param bound the part of the filter that no row meets that is farther than one which does not
 * @param reach the same of a distance alone, as near as what is computed of it goes; null for none.
 *     Without a limit, all rows within it are the answer
 * @param conditions that indexes answer and rows also have to meet, all of them; {@code filter}
 *     says so too
 * @param exact whether all rows are compared though there is an index
 * @param candidates that a walk through a graph keeps; 0 for as many as settings say
 * @param trace what takes note of how it is done; null for nothing
 */
public record VectorQuery(
    @Nullable Index index,
    String metric,
    @Nullable Object vector,
    long limit,
    List<Integer> columns,
    @Nullable RowFilter filter,
    @Nullable RowFilter bound,
    @Nullable DoublePredicate reach,
    List<RowCondition> conditions,
    boolean exact,
    int candidates,
    @Nullable SearchTrace trace) {
  /** The same with other columns, whose first are the same, by comparing all rows or not. */
  public VectorQuery comparing(List<Integer> wider, boolean all) {
    return new VectorQuery(
        index,
        metric,
        vector,
        limit,
        wider,
        filter,
        bound,
        reach,
        conditions,
        all,
        candidates,
        null);
  }

  /** The same for all rows. */
  public VectorQuery unlimited() {
    return new VectorQuery(
        index,
        metric,
        vector,
        Long.MAX_VALUE,
        columns,
        filter,
        bound,
        reach,
        conditions,
        exact,
        candidates,
        trace);
  }

  /** The same for all rows, whether they pass the filter or not. */
  public VectorQuery unfiltered() {
    return new VectorQuery(
        index,
        metric,
        vector,
        Long.MAX_VALUE,
        columns,
        null,
        null,
        null,
        List.of(),
        exact,
        candidates,
        trace);
  }

  /** The same by a walk that keeps so many candidates. */
  public VectorQuery withCandidates(int count) {
    return new VectorQuery(
        index,
        metric,
        vector,
        limit,
        columns,
        filter,
        bound,
        reach,
        conditions,
        exact,
        count,
        trace);
  }
}
