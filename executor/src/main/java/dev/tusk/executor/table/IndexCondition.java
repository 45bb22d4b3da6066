package dev.tusk.executor.table;

import dev.tusk.sql.catalog.Index;
import java.util.List;

/** The rows in any of the ranges of a B-tree index: an IndexScan with its expressions evaluated. */
public record IndexCondition(Index index, List<IndexRange> ranges) {}
