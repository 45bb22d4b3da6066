package dev.tusk.executor.table;

import dev.tusk.executor.table.AfterEvent.StatementTrigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement, with its referential actions, has done to one table by one operation: for
 * transition tables, and so that triggers of the statement fire once (AfterTriggersTableData).
 */
final class ChangedRows {
  /** The old rows, where a trigger asks for them. */
  final List<@Nullable Object[]> before = new ArrayList<>(0);

  final List<@Nullable Object[]> after = new ArrayList<>(0);

  /** Whether triggers BEFORE the statement have fired. */
  boolean begun;

  /** Those behind it that wait: when more is changed the later ones take their place. */
  List<StatementTrigger> waiting = List.of();
}
