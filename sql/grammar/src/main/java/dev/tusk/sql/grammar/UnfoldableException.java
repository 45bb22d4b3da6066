package dev.tusk.sql.grammar;

/**
 * A literal that was folded out of the plan cache's key stands where only its value makes sense: a
 * type's modifier, say. The statement must be parsed, and cached, with its literals.
 */
public final class UnfoldableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfoldableException() {
    super("a folded literal in a place for constants", null, false, false);
  }
}
