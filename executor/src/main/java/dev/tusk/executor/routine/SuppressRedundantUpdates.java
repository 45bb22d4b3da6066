package dev.tusk.executor.routine;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code suppress_redundant_updates_trigger()}: leaves out an UPDATE that changes no bit of its row
 * (trigfuncs.c).
 */
public final class SuppressRedundantUpdates implements TriggerBody {
  /** Of the function in pg_proc. */
  public static final long OID = 1291;

  private static final String NAME = "suppress_redundant_updates_trigger";

  /** It is no function to be called by a query. */
  public static SqlException notCalledByTrigger() {
    return violation("called as trigger");
  }

  private static SqlException violation(String rule) {
    return SqlException.of(SqlState.TRIGGER_PROTOCOL_VIOLATED, NAME + ": must be " + rule);
  }

  @Override
  public @Nullable Object @Nullable [] fire(TriggerData trigger, RoutineContext context) {
    if (trigger.operation() != TriggerData.Operation.UPDATE) {
      throw violation("called on update");
    }
    if (trigger.when() != TriggerData.When.BEFORE) {
      throw violation("called before update");
    }
    if (!trigger.perRow()) {
      throw violation("called for each row");
    }
    @Nullable Object[] before = Objects.requireNonNull(trigger.oldRow());
    @Nullable Object[] after = Objects.requireNonNull(trigger.newRow());
    return same(trigger.relation().liveColumns(), before, after) ? null : after;
  }

  private static boolean same(
      List<Column> columns, @Nullable Object[] before, @Nullable Object[] after) {
    for (int i = 0; i < columns.size(); i++) {
      Object old = before[i];
      Object now = after[i];
      if (old != now
          && (old == null
              || now == null
              || !Arrays.equals(
                  image(columns.get(i).type(), old), image(columns.get(i).type(), now)))) {
        return false;
      }
    }
    return true;
  }

  private static byte[] image(Type type, Object value) {
    ByteWriter out = new ByteWriter(16);
    type.writeBinary(value, out);
    return out.toByteArray();
  }
}
