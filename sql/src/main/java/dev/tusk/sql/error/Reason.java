package dev.tusk.sql.error;

/**
 * What an error is about, for those who say it in other words or act on it: so that nobody has to
 * read its message.
 */
public sealed interface Reason {
  /** An expression's type cannot be assigned to the one expected. */
  record Mistyped(String actual) implements Reason {}

  /** An error that is raised again: what it happened in has been told. */
  record ContextKnown() implements Reason {}

  /** A prepared statement would now give other columns than it was described with. */
  record ResultChanged() implements Reason {}
}
