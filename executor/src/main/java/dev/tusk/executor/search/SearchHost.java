package dev.tusk.executor.search;

import dev.tusk.sql.error.Notice;
import dev.tusk.vector.VectorIndex;
import org.jspecify.annotations.Nullable;

/** What a search asks of the session whose statement it serves. */
public interface SearchHost {
  /** {@code hnsw.ef_search}. */
  int efSearch();

  /** {@code hnsw.recall_target}; 0 where {@code hnsw.ef_search} says how far to look. */
  double recallTarget();

  /** How much a search looks at, by the settings of its index method, with so many candidates. */
  VectorIndex.Effort searchEffort(int ef);

  /** {@code compat.pgvector_limits}: pgvector's limits hold, and what its indexes leave out. */
  boolean pgvectorLimits();

  /**
   * How many rows a search may look at before its answer is called short; null for as many as it
   * takes.
   *
   * @param ef candidates that it keeps
   */
  @Nullable ScanLimit graphLimit(int ef);

  /**
   * The same of a search through so many lists, of which settings leave some out; null where they
   * leave none out.
   */
  @Nullable ScanLimit listLimit(int lists);

  /** Tells the client. */
  void notice(Notice notice);

  /** Statistics: a table is read from end to end. */
  void countScan(long tableOid);

  /** Statistics: an index is searched. */
  void countIndexScan(long indexOid);
}
