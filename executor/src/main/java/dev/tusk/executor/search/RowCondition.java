package dev.tusk.executor.search;

import dev.tusk.sql.catalog.Index;
import java.util.List;

/** Rows that indexes alone find: what they say of a condition, evaluated for one execution. */
public sealed interface RowCondition {
  /** The rows in any of the ranges of a B-tree index. */
  record Ranges(Index index, List<IndexRange> ranges) implements RowCondition {}

  /** The rows that an inverted index has for all of some conditions. */
  record Contained(Index index, List<Sought> sought) implements RowCondition {}

  /** No row: something is compared with NULL. */
  record None() implements RowCondition {}

  record All(List<RowCondition> parts) implements RowCondition {}

  record Any(List<RowCondition> parts) implements RowCondition {}

  /** What is sought in a column of an inverted index: a condition's operator and right side. */
  record Sought(int column, String operator, Object value) {}
}
