package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;

/**
 * SEARCH of a recursive query.
 *
 * @param columns by which rows are ordered
 * @param sequence the column that tells the order
 */
public record SearchClause(
    boolean breadth, SqlNodeList columns, SqlIdentifier sequence, int position) {}
