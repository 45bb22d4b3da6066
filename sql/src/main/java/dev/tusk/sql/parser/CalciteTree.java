package dev.tusk.sql.parser;

import dev.tusk.sql.statement.QueryTree;
import org.apache.calcite.sql.SqlNode;

/** A statement or expression as Calcite's tree; the package's page tells the shapes. */
public record CalciteTree(SqlNode node) implements QueryTree {}
