package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState.ForeignReference;
import dev.tusk.executor.catalog.ForeignKeyParts;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Constraint.ForeignKey;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.Type;
import dev.tusk.storage.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The foreign keys of a table, in both directions: which changes of its rows have to be checked or
 * acted upon at the statement's end. As PostgreSQL's triggers do, the keys that others refer to
 * come first, then its own references, each in the order the constraints were made.
 */
final class ForeignKeyChecks {
  private static final int CHECKED_AT_ONCE = 1000;

  private final TableObject object;
  private final TableLayout layout;
  private final List<ForeignKey> outgoing;
  private final List<ForeignReference> incoming;
  private final AfterQueue queue;
  private final Transaction transaction;

  ForeignKeyChecks(StatementAccess access, TableRules rules, AfterQueue queue) {
    this.object = rules.object();
    this.layout = access.store().layout(object);
    Map<Long, TriggerObject> set = switched(access);
    boolean replica = access.host().replica();
    this.outgoing =
        rules.foreignKeys().stream()
            .filter(key -> !ForeignKeyParts.ofReferenced(object, key) && on(key, set, replica))
            .toList();
    this.incoming =
        access.catalog().referencesTo(object.oid()).stream()
            .filter(reference -> acts(access, reference) && on(reference.key(), set, replica))
            .sorted(Comparator.comparingLong(reference -> reference.key().oid()))
            .toList();
    this.queue = queue;
    this.transaction = access.transaction();
  }

  /** A partition's part of a key checks what is new; the whole acts upon what is gone. */
  private static boolean acts(StatementAccess access, ForeignReference reference) {
    return !ForeignKeyParts.ofReferencing(access.object(reference.tableOid()), reference.key());
  }

  /** Keys that ALTER TABLE ENABLE or DISABLE TRIGGER has set otherwise. */
  private Map<Long, TriggerObject> switched(StatementAccess access) {
    return access.catalog().triggersOn(object.oid()).stream()
        .filter(TriggerObject::internal)
        .collect(Collectors.toMap(TriggerObject::constraintOid, trigger -> trigger));
  }

  private static boolean on(ForeignKey key, Map<Long, TriggerObject> set, boolean replica) {
    TriggerObject trigger = set.get(key.oid());
    return trigger == null ? !replica : TriggerRule.on(trigger, replica);
  }

  void inserted(long rowId, @Nullable Object[] row) {
    for (ForeignKey key : outgoing) {
      addReference(key, rowId, values(key.columns(), row));
    }
  }

  void updated(long oldRowId, long rowId, @Nullable Object[] before, @Nullable Object[] after) {
    updatedKeys(before, after);
    for (ForeignKey key : outgoing) {
      @Nullable Object[] now = values(key.columns(), after);
      // A version of our own may have a check before it, which passes over what is gone.
      if (!equal(key.columns(), values(key.columns(), before), now)
          || transaction.ownChanges().wrote(object.relationId(), oldRowId)) {
        addReference(key, rowId, now);
      }
    }
  }

  /** Keys that others refer to were changed, in place or by a move to another partition. */
  void updatedKeys(@Nullable Object[] before, @Nullable Object[] after) {
    for (ForeignReference reference : incoming) {
      List<Integer> columns = reference.key().referencedColumns();
      @Nullable Object[] was = values(columns, before);
      @Nullable Object[] now = values(columns, after);
      if (!containsNull(was) && !sameImage(columns, was, now)) {
        queue.add(new AfterEvent.OldKey(object, reference, was, now));
      }
    }
  }

  void deleted(@Nullable Object[] before) {
    for (ForeignReference reference : incoming) {
      deleted(reference, before);
    }
  }

  /**
   * A row goes to another partition: what refers to the table above it is told of a change there,
   * what refers to this partition alone loses it.
   */
  void movedAway(StatementAccess access, @Nullable Object[] before) {
    for (ForeignReference reference : incoming) {
      if (!ForeignKeyParts.ofReferenced(access.object(reference.tableOid()), reference.key())) {
        deleted(reference, before);
      }
    }
  }

  /** Whether a key of others refers to this very table, not to one above it. */
  boolean referredToItself(StatementAccess access) {
    return incoming.stream()
        .anyMatch(reference ->
            !ForeignKeyParts.ofReferenced(access.object(reference.tableOid()), reference.key()));
  }

  private void deleted(ForeignReference reference, @Nullable Object[] before) {
    @Nullable Object[] was = values(reference.key().referencedColumns(), before);
    if (!containsNull(was)) {
      queue.add(new AfterEvent.OldKey(object, reference, was, null));
    }
  }

  private void addReference(ForeignKey key, long rowId, @Nullable Object[] values) {
    if (!containsNull(values) || key.matchesFull() && !allNull(values)) {
      queue.add(new AfterEvent.Reference(object, key, rowId, values));
    }
  }

  private Type type(int column) {
    return layout.table().column(column).type();
  }

  private boolean equal(List<Integer> columns, @Nullable Object[] left, @Nullable Object[] right) {
    for (int i = 0; i < columns.size(); i++) {
      Object a = left[i];
      Object b = right[i];
      if (a == null || b == null ? a != b : !type(columns.get(i)).equal(a, b)) {
        return false;
      }
    }
    return true;
  }

  /** A key that looks different is a change, though it be equal: 1.0 made 1.00 is passed on. */
  private boolean sameImage(
      List<Integer> columns, @Nullable Object[] left, @Nullable Object[] right) {
    if (!equal(columns, left, right)) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      Object a = left[i];
      Object b = right[i];
      if (a != b
          && a != null
          && b != null
          && !Arrays.equals(image(type(columns.get(i)), a), image(type(columns.get(i)), b))) {
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

  private @Nullable Object[] values(List<Integer> columns, @Nullable Object[] row) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row[layout.livePosition(columns.get(i))];
    }
    return values;
  }

  private static boolean containsNull(@Nullable Object[] values) {
    for (Object value : values) {
      if (value == null) {
        return true;
      }
    }
    return false;
  }

  private static boolean allNull(@Nullable Object[] values) {
    for (Object value : values) {
      if (value != null) {
        return false;
      }
    }
    return true;
  }

  /** Checks a new constraint against the rows there are already. */
  static void validate(StatementAccess now, TableObject object, ForeignKey key) {
    TableRules rules = now.store().rules(object, now.host().rules());
    AfterQueue queue = new AfterQueue(now);
    ForeignKeyChecks checks = new ForeignKeyChecks(now, rules, queue);
    ForeignKey atOnce = key.withTiming(Constraint.Timing.NOT_DEFERRABLE);
    List<Integer> columns = new ArrayList<>(key.columns());
    columns.add(PhysicalPlan.ROW_ID);
    int count = 0;
    try (RowSource rows = now.scan(object.table(), columns, now.host().ruleExecution())) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        long rowId = (Long) Objects.requireNonNull(row[row.length - 1]);
        checks.addReference(atOnce, rowId, Arrays.copyOf(row, row.length - 1));
        if (++count % CHECKED_AT_ONCE == 0) {
          queue.run();
        }
      }
    }
    queue.run();
  }
}
