package dev.tusk.executor.routine;

import dev.tusk.sql.catalog.Table;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger's function is told of the change that it is called for.
 *
 * <p>Rows are the values of the table's live columns in order. They are not to be changed: a
 * function that changes the new row gives back another one.
 *
 * @param triggerOid of the trigger in pg_trigger
 * @param name of the trigger
 * @param perRow FOR EACH ROW; otherwise there are no rows here
 * @param arguments those that CREATE TRIGGER gave
 * @param oldRow the row before an UPDATE, or deleted
 * @param newRow the row inserted, or after an UPDATE
 * @param assigned numbers of the columns that an UPDATE assigns
 * @param oldTable REFERENCING OLD TABLE AS; null where it was not asked for
 */
public record TriggerData(
    long triggerOid,
    String name,
    When when,
    Operation operation,
    boolean perRow,
    Table relation,
    List<String> arguments,
    @Nullable Object @Nullable [] oldRow,
    @Nullable Object @Nullable [] newRow,
    Set<Integer> assigned,
    @Nullable TransitionTable oldTable,
    @Nullable TransitionTable newTable) {

  /** As {@code TG_WHEN} has it. */
  public enum When {
    BEFORE("BEFORE"),
    AFTER("AFTER"),
    INSTEAD_OF("INSTEAD OF");

    private final String words;

    When(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** As {@code TG_OP} has it, by its name. */
  public enum Operation {
    INSERT,
    DELETE,
    UPDATE,
    TRUNCATE
  }

  /**
   * All rows that the statement changed. Statements of the function read it by its name: the
   * session finds it there while the trigger runs.
   *
   * @param table its name and columns
   */
  public record TransitionTable(Table table, List<@Nullable Object[]> rows) {}

  /** {@code TG_LEVEL}. */
  public String level() {
    return perRow ? "ROW" : "STATEMENT";
  }
}
