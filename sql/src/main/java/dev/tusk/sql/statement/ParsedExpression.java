package dev.tusk.sql.statement;

/**
 * An expression inside a statement that is stored: a default, a check, an index's key.
 *
 * @param text as written, without the blanks around it; it parses again to the same tree
 */
public record ParsedExpression(String text, QueryTree tree) {}
