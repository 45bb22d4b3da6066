package dev.tusk.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * {@code a = x}, or {@code (a, b) = source}.
 *
 * @param columns simple identifiers
 * @param source for one column without parentheses an expression or DEFAULT; for a list a ROW call
 *     of as many operands, a query, or another expression that gives a row
 * @param list whether the columns stand in parentheses
 */
public record Assignment(List<SqlIdentifier> columns, SqlNode source, boolean list) {}
