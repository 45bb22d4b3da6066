package dev.tusk.sql.statement;

import java.util.List;

/** A body of the SQL standard's form, which CREATE FUNCTION reads itself. */
public sealed interface RoutineBody {
  /** The text as written, from its first word to its last. */
  String text();

  /** Where it begins in the text of the statement, from 1. */
  int position();

  /** RETURN expression. */
  record Return(ParsedExpression value, String text, int position) implements RoutineBody {}

  /** BEGIN ATOMIC … END. */
  record Atomic(List<BodyStatement> statements, String text, int position) implements RoutineBody {}

  /**
   * A statement of such a body.
   *
   * @param returned whether it is RETURN, which is a query of one value
   */
  record BodyStatement(Statement statement, boolean returned, String text, int position) {}
}
