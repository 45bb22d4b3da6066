package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.TriggerRow;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A trigger written as the statement that makes it (pg_get_triggerdef_worker of ruleutils.c). */
public final class TriggerDefinition {
  private TriggerDefinition() {}

  /** The operations that fire a trigger, as information_schema lists them too. */
  public static List<String> events(TriggerRow trigger) {
    List<String> events = new ArrayList<>();
    if ((trigger.type() & 4) != 0) {
      events.add("INSERT");
    }
    if ((trigger.type() & 8) != 0) {
      events.add("DELETE");
    }
    if ((trigger.type() & 16) != 0) {
      events.add("UPDATE");
    }
    if ((trigger.type() & 32) != 0) {
      events.add("TRUNCATE");
    }
    return events;
  }

  /**
   * The definition.
   *
   * @param condition WHEN in the form wanted; null for none
   * @param pretty whether the table's schema is left out where the search path finds it
   * @param visible whether the search path finds a table
   */
  static String of(
      TriggerRow trigger, @Nullable String condition, boolean pretty, Predicate<Table> visible) {
    StringBuilder sql = new StringBuilder("CREATE ");
    sql.append(trigger.constraintOid() != 0 ? "CONSTRAINT TRIGGER " : "TRIGGER ")
        .append(Definitions.quoted(trigger.name()))
        .append(' ')
        .append(trigger.when())
        .append(' ');
    List<String> events = new ArrayList<>(events(trigger));
    if (!trigger.columns().isEmpty()) {
      events.replaceAll(event ->
          event.equals("UPDATE")
              ? "UPDATE OF " + Definitions.quotedAll(trigger.table(), trigger.columns())
              : event);
    }
    sql.append(String.join(" OR ", events))
        .append(" ON ")
        .append(name(trigger.table(), table -> pretty && visible.test(table)))
        .append(' ');
    if (trigger.constraintOid() != 0) {
      Table other = trigger.otherTable();
      if (other != null) {
        sql.append("FROM ").append(name(other, visible)).append(' ');
      }
      sql.append(trigger.timing().deferrable() ? "DEFERRABLE" : "NOT DEFERRABLE")
          .append(trigger.initiallyDeferred() ? " INITIALLY DEFERRED " : " INITIALLY IMMEDIATE ");
    }
    appendTransitions(sql, trigger);
    sql.append(trigger.perRow() ? "FOR EACH ROW " : "FOR EACH STATEMENT ");
    if (condition != null) {
      sql.append("WHEN (").append(condition).append(") ");
    }
    return sql.append(action(trigger)).toString();
  }

  /** {@code EXECUTE FUNCTION f('a')}. */
  public static String action(TriggerRow trigger) {
    List<String> arguments = trigger.arguments().stream().map(TriggerDefinition::literal).toList();
    return "EXECUTE FUNCTION " + trigger.function() + "(" + String.join(", ", arguments) + ")";
  }

  private static void appendTransitions(StringBuilder sql, TriggerRow trigger) {
    String old = trigger.oldTable();
    String now = trigger.newTable();
    if (old != null || now != null) {
      sql.append("REFERENCING ");
      if (old != null) {
        sql.append("OLD TABLE AS ").append(Definitions.quoted(old)).append(' ');
      }
      if (now != null) {
        sql.append("NEW TABLE AS ").append(Definitions.quoted(now)).append(' ');
      }
    }
  }

  private static String name(Table table, Predicate<Table> shortName) {
    String name = Definitions.quoted(table.name());
    return shortName.test(table) ? name : Definitions.quoted(table.schema()) + "." + name;
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
