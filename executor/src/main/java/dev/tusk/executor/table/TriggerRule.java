package dev.tusk.executor.table;

import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.routine.TriggerData.When;
import dev.tusk.sql.catalog.Table;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trigger, ready to fire.
 *
 * @param condition over the old row's fields and the new one's; null for none
 * @param oldTable how statements see the old rows; null where they are not asked for
 */
record TriggerRule(
    TriggerObject trigger,
    @Nullable Evaluator condition,
    @Nullable Table oldTable,
    @Nullable Table newTable) {
  When when() {
    return trigger.is(TriggerObject.BEFORE)
        ? When.BEFORE
        : trigger.is(TriggerObject.INSTEAD) ? When.INSTEAD_OF : When.AFTER;
  }

  boolean fitsEvent(Operation operation) {
    return trigger.is(
        switch (operation) {
          case INSERT -> TriggerObject.INSERT;
          case DELETE -> TriggerObject.DELETE;
          case UPDATE -> TriggerObject.UPDATE;
          case TRUNCATE -> TriggerObject.TRUNCATE;
        });
  }

  /** Whether it is on: {@code replica} as session_replication_role has it. */
  boolean on(boolean replica) {
    return on(trigger, replica);
  }

  static boolean on(TriggerObject trigger, boolean replica) {
    return switch (trigger.firing()) {
      case ORIGIN -> !replica;
      case REPLICA -> replica;
      case ALWAYS -> true;
      case DISABLED -> false;
    };
  }

  /** Whether an UPDATE of such columns, or another operation, is its business. */
  boolean concerns(Operation operation, Set<Integer> columns) {
    List<Integer> of = trigger.columns();
    return operation != Operation.UPDATE || of.isEmpty() || !Collections.disjoint(of, columns);
  }

  boolean readsTransition(boolean ofNew) {
    return (ofNew ? newTable : oldTable) != null;
  }
}
