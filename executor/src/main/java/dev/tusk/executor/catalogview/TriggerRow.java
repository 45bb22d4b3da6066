package dev.tusk.executor.catalogview;

import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trigger.
 *
 * @param type its bits in {@code tgtype}
 * @param function its name, with the schema unless the search path finds it
 * @param firing {@code tgenabled}
 * @param constraintOid 0 unless it is a constraint trigger
 * @param otherTable of a constraint trigger's FROM; null for none
 * @param condition WHEN as SQL over {@code old} and {@code new}
 */
public record TriggerRow(
    long oid,
    Table table,
    String name,
    long functionOid,
    String function,
    int type,
    String firing,
    long constraintOid,
    Constraint.Timing timing,
    @Nullable Table otherTable,
    List<Integer> columns,
    List<String> arguments,
    @Nullable String condition,
    @Nullable String oldTable,
    @Nullable String newTable) {
  public boolean perRow() {
    return (type & 1) != 0;
  }

  public String when() {
    return (type & 2) != 0 ? "BEFORE" : (type & 64) != 0 ? "INSTEAD OF" : "AFTER";
  }

  public boolean initiallyDeferred() {
    return timing == Constraint.Timing.INITIALLY_DEFERRED;
  }
}
