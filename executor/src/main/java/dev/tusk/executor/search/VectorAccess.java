package dev.tusk.executor.search;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;

/** A vector column of a table under a statement's snapshot, with the indexes over it. */
public interface VectorAccess {
  /**
   * The nearest rows, nearest first, ties by row id: {@code query.columns()}, then the distance as
   * float8. Rows written by this transaction are among them. Without a limit, and in an exact
   * search, rows whose vector is NULL come last with a NULL distance.
   */
  RowSource search(VectorQuery query, Execution execution);
}
