package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TRIGGER.
 *
 * @param constraint CREATE CONSTRAINT TRIGGER
 * @param columns of UPDATE OF; empty for all
 * @param condition WHEN; null for none
 * @param timing of a constraint trigger
 * @param from the other table that a constraint trigger names; null for none
 */
public record CreateTrigger(
    boolean replace,
    boolean constraint,
    String name,
    When when,
    Set<Event> events,
    List<String> columns,
    QualifiedName table,
    List<Transition> transitions,
    boolean perRow,
    @Nullable ParsedExpression condition,
    QualifiedName function,
    List<String> arguments,
    Constraint.Timing timing,
    @Nullable QualifiedName from)
    implements Command {
  /** The same, of a table by another name. */
  public CreateTrigger on(QualifiedName newName) {
    return new CreateTrigger(
        replace,
        constraint,
        name,
        when,
        events,
        columns,
        newName,
        transitions,
        perRow,
        condition,
        function,
        arguments,
        timing,
        from);
  }

  /** When it fires. */
  public enum When {
    BEFORE,
    AFTER,
    INSTEAD_OF
  }

  /** What it fires upon. */
  public enum Event {
    INSERT,
    DELETE,
    UPDATE,
    TRUNCATE
  }

  /**
   * A name of REFERENCING.
   *
   * @param ofTable TABLE, not ROW
   */
  public record Transition(boolean isNew, boolean ofTable, String name) {}
}
