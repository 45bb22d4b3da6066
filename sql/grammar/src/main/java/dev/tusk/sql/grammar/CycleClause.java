package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * CYCLE of a recursive query.
 *
 * @param columns by which rows are known again
 * @param mark the column that tells a cycle
 * @param value of it in a row that closes one; null for TRUE
 * @param otherwise of it in the others; null for FALSE
 * @param path the column with the rows on the way
 */
public record CycleClause(
    SqlNodeList columns,
    SqlIdentifier mark,
    SqlNode value,
    SqlNode otherwise,
    SqlIdentifier path,
    int position) {}
