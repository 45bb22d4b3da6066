package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Constraint.Timing;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.statement.AlterAction.Firing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trigger of a table.
 *
 * @param type its bits in {@code pg_trigger.tgtype}
 * @param firing by which session_replication_role it fires
 * @param constraintOid of the constraint that a constraint trigger is; 0 for another
 * @param timing of a constraint trigger
 * @param otherTable the table that FROM of a constraint trigger names, 0 for none
 * @param columns of UPDATE OF; empty for all
 * @param condition WHEN, as SQL over {@code old} and {@code new}
 * @param reads columns that it reads
 * @param oldTable name of the transition table; null for none
 */
public record TriggerObject(
    long oid,
    long databaseOid,
    long tableOid,
    String name,
    long functionOid,
    int type,
    Firing firing,
    long constraintOid,
    Timing timing,
    long otherTable,
    List<Integer> columns,
    List<String> arguments,
    @Nullable String condition,
    List<Integer> reads,
    @Nullable String oldTable,
    @Nullable String newTable)
    implements NamedWithinRelation {
  public static final int ROW = 1;
  public static final int BEFORE = 2;
  public static final int INSERT = 4;
  public static final int DELETE = 8;
  public static final int UPDATE = 16;
  public static final int TRUNCATE = 32;
  public static final int INSTEAD = 64;

  @Override
  public ObjectAddress address() {
    return ObjectAddress.of(ObjectAddress.PG_TRIGGER, oid);
  }

  @Override
  public List<Dependency> dependencies() {
    List<Dependency> needs = new ArrayList<>();
    ObjectAddress function = ObjectAddress.function(functionOid);
    if (!function.pinned()) {
      needs.add(Dependency.normal(function));
    }
    if (internal()) {
      needs.add(Dependency.auto(ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, constraintOid)));
    }
    needs.add(Dependency.auto(ObjectAddress.relation(tableOid)));
    if (otherTable != 0) {
      needs.add(Dependency.auto(ObjectAddress.relation(otherTable)));
    }
    Stream.concat(columns.stream(), reads.stream())
        .distinct()
        .forEach(n -> needs.add(Dependency.normal(ObjectAddress.column(tableOid, n))));
    return needs;
  }

  @Override
  public TriggerObject named(@Nullable String schema, String newName) {
    return withName(newName);
  }

  /**
   * That a foreign key does not work on one of its sides, as PostgreSQL's triggers of it can be
   * switched: kept only where it is not as it was made.
   */
  public static TriggerObject ofForeignKey(
      long oid, long database, long table, long constraint, Firing firing) {
    return new TriggerObject(
        oid,
        database,
        table,
        "RI_ConstraintTrigger_" + constraint,
        0,
        0,
        firing,
        constraint,
        Timing.NOT_DEFERRABLE,
        0,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null);
  }

  /** Whether it only tells of a foreign key. */
  public boolean internal() {
    return functionOid == 0;
  }

  public boolean is(int bit) {
    return (type & bit) != 0;
  }

  public boolean isConstraint() {
    return constraintOid != 0 && !internal();
  }

  /** The same, with another firing. */
  public TriggerObject withFiring(Firing newFiring) {
    return with(name, newFiring, condition);
  }

  /** The same under another name. */
  public TriggerObject withName(String newName) {
    return with(newName, firing, condition);
  }

  /** The same with its condition in other words. */
  public TriggerObject withCondition(@Nullable String newCondition) {
    return with(name, firing, newCondition);
  }

  private TriggerObject with(String newName, Firing newFiring, @Nullable String newCondition) {
    return new TriggerObject(
        oid,
        databaseOid,
        tableOid,
        newName,
        functionOid,
        type,
        newFiring,
        constraintOid,
        timing,
        otherTable,
        columns,
        arguments,
        newCondition,
        reads,
        oldTable,
        newTable);
  }
}
