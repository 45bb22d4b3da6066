package dev.tusk.sql.parser;

import dev.tusk.sql.statement.Statement;

/**
 * A statement, and where it stands.
 *
 * @param parameterCount the highest n of {@code $n}; 0 without parameters
 * @param text the whole text parsed, in which positions count
 * @param start offset of the statement's first character
 * @param end offset behind its last, before the semicolon
 * @param literalsFolded literals are parameters ({@code FoldedLiteral}); then the plan belongs to
 *     {@link NormalizedStatement#key}, else to {@link NormalizedStatement#exactKey}
 */
public record ParsedStatement(
    Statement statement,
    int parameterCount,
    String text,
    int start,
    int end,
    boolean literalsFolded) {

  /** The statement's own text. */
  public String sql() {
    return text.substring(start, end);
  }
}
