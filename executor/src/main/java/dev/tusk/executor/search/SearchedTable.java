package dev.tusk.executor.search;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.vector.IndexedVectors;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.exact.ScanCodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as a statement sees it, as far as searches ask. */
public interface SearchedTable {
  long oid();

  /** The rows that the snapshot sees. */
  RelationView view();

  /** Makes rows of some columns from stored ones. */
  Format format(List<Integer> columns);

  /** All rows seen. */
  RowSource scan(List<Integer> columns, Execution execution);

  /** Ids, ascending, of the rows seen that indexes find for all of some conditions. */
  long[] rows(List<RowCondition> conditions, Execution execution);

  /** The vectors of a column that lie in slots; null when they are in the rows. */
  @Nullable IndexedVectors vectors(int column);

  /** A vector index that searches may use; null when there is none yet. */
  @Nullable LiveIndex index(long oid);

  /** Codes by which all of some vectors are scanned; null where the values are read. */
  @Nullable ScanCodes codes(IndexedVectors vectors, Metric metric);

  /** What is remembered of filters. */
  FilterMemory filters();

  /** Stands for the table as one descriptor of it has the columns. */
  Object layout();

  SearchHost host();

  /** Makes rows of a fixed list of columns. */
  interface Format {
    /** The row, and so many fields more. */
    @Nullable Object[] read(Row row, int extra);
  }
}
