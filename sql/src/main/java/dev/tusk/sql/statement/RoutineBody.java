package dev.tusk.sql.statement;

import java.util.List;

/** A body of the SQL standard's form, which CREATE FUNCTION reads itself. */
public sealed interface RoutineBody {
  /** The text as written, from its first word to its last. */
  String text();

  /** RETURN expression. */
  record Return(ParsedExpression value, String text) implements RoutineBody {}

  /** BEGIN ATOMIC … END. */
  record Atomic(List<BodyStatement> statements, String text) implements RoutineBody {}

  /** A statement of such a body, RETURN among them. */
  record BodyStatement(Statement statement, String text, int position) {}
}
