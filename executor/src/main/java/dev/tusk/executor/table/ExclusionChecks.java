package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.table.ExclusionClaims.Writer;
import dev.tusk.sql.catalog.Constraint.Exclusion;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.RowOutcome;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.Transaction;
import dev.tusk.storage.WaitPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** EXCLUDE constraints at work (check_exclusion_constraint of execIndexing.c). */
final class ExclusionChecks {
  private final StatementAccess access;
  private final TableObject object;
  private final TableRules rules;
  private final Execution execution;
  private final Transaction transaction;

  /** What the row that is being written is yet to be checked for. */
  private final List<ExclusionRule> doubts = new ArrayList<>(0);

  ExclusionChecks(StatementAccess access, TableObject object, TableRules rules) {
    this.access = access;
    this.object = object;
    this.rules = rules;
    this.execution = access.host().ruleExecution();
    this.transaction = access.transaction();
  }

  /** A row that conflicts with another: which, and with what values. */
  private record Found(long rowId, @Nullable Object[] values) {}

  /**
   * Before a row is written: claims its values, and refuses those of a row that is there, but for
   * what may be checked later.
   *
   * @param replaced the row that is about to go; 0 for none
   */
  void claim(@Nullable Object @Nullable [] before, @Nullable Object[] now, long replaced) {
    for (ExclusionRule rule : rules.exclusions()) {
      @Nullable Object[] values = rule.values(now, execution);
      if (values == null || before != null && same(rule, before, values)) {
        continue;
      }
      List<Writer> earlier = claims().add(rule.index().storageId(), transaction, values);
      if (rule.constraint().timing().deferrable()) {
        boolean doubtful =
            earlier.stream()
                    .flatMap(other -> other.values().stream())
                    .anyMatch(written -> rule.conflict(written, values, execution))
                || find(rule, values, replaced, false) != null;
        if (doubtful) {
          doubts.add(rule);
        }
        continue;
      }
      await(rule, earlier, values);
      Found found = find(rule, values, replaced, true);
      if (found != null) {
        throw refused(rule, values, found.values());
      }
    }
  }

  /** Whether a change touches what a constraint reads, so that others are to wait for it. */
  boolean touches(@Nullable Object[] before, @Nullable Object[] now) {
    for (ExclusionRule rule : rules.exclusions()) {
      @Nullable Object[] values = rule.values(now, execution);
      if (values == null ? rule.values(before, execution) != null : !same(rule, before, values)) {
        return true;
      }
    }
    return false;
  }

  /** After a row was written: what is to be checked later. */
  void written(@Nullable Object[] now, long rowId, AfterQueue queue) {
    for (ExclusionRule rule : doubts) {
      @Nullable Object[] values = rule.values(now, execution);
      if (values != null) {
        queue.add(new AfterEvent.DoubtfulRow(object, rule, rowId, values));
      }
    }
    doubts.clear();
  }

  /** A row that an arbiter of ON CONFLICT says is in the way; {@link TableAccess#GONE} for none. */
  long conflict(@Nullable Object[] row, List<Index> arbiters) {
    for (ExclusionRule rule : rules.exclusions()) {
      Index index = rule.index().index();
      if (!arbiters.isEmpty() && arbiters.stream().noneMatch(a -> a.oid() == index.oid())) {
        continue;
      }
      if (rule.constraint().timing().deferrable()) {
        throw RowErrors.deferrableArbiter(object.table(), index);
      }
      @Nullable Object[] values = rule.values(row, execution);
      if (values == null) {
        continue;
      }
      await(rule, claims().others(rule.index().storageId(), transaction), values);
      Found found = find(rule, values, 0, true);
      if (found != null) {
        return found.rowId();
      }
    }
    return TableAccess.GONE;
  }

  /** What was left to later. */
  void check(AfterEvent.DoubtfulRow doubt) {
    try (Snapshot snapshot = transaction.newStatementSnapshot()) {
      if (!access.refreshed(snapshot).view(object).visible(doubt.rowId())) {
        return; // Changed again since: its newer version has a check of its own.
      }
    }
    ExclusionRule rule = doubt.rule();
    await(rule, claims().others(rule.index().storageId(), transaction), doubt.values());
    Found found = find(rule, doubt.values(), doubt.rowId(), true);
    if (found != null) {
      throw refused(rule, doubt.values(), found.values());
    }
  }

  private ExclusionClaims claims() {
    return access.store().exclusions();
  }

  private boolean same(ExclusionRule rule, @Nullable Object[] before, @Nullable Object[] values) {
    @Nullable Object[] held = rule.values(before, execution);
    if (held == null) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      Object a = Objects.requireNonNull(held[i]);
      Object b = Objects.requireNonNull(values[i]);
      String shown = rule.index().index().keys().get(i).type().toText(a, FormatSettings.DEFAULT);
      if (!shown.equals(
          rule.index().index().keys().get(i).type().toText(b, FormatSettings.DEFAULT))) {
        return false;
      }
    }
    return true;
  }

  /** Waits for those whose values conflict, until they have ended. */
  private void await(ExclusionRule rule, List<Writer> others, @Nullable Object[] values) {
    long storageId = rule.index().storageId();
    for (Writer other : others) {
      if (transaction.claimIfFree(storageId, other.key())) {
        claims().forget(storageId, other);
      } else if (other.values().stream()
          .anyMatch(written -> rule.conflict(written, values, execution))) {
        transaction.lockUnique(storageId, other.key());
        claims().forget(storageId, other);
      }
    }
  }

  /** A row there that conflicts, whatever the statement's snapshot sees. */
  private @Nullable Found find(
      ExclusionRule rule, @Nullable Object[] values, long except, boolean waits) {
    try (Snapshot snapshot = transaction.newCurrentSnapshot()) {
      return find(access.refreshed(snapshot), rule, values, except, waits);
    }
  }

  private @Nullable Found find(
      StatementAccess now,
      ExclusionRule rule,
      @Nullable Object[] values,
      long except,
      boolean waits) {
    Table table = object.table();
    List<Integer> columns = IndexFill.withRowId(now.store().layout(object));
    long[] ids = now.find(table, rule.condition(values), execution);
    try (RowSource rows = now.rows(table, ids, columns, execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        long rowId = (Long) Objects.requireNonNull(row[row.length - 1]);
        @Nullable Object[] held = rowId == except ? null : rule.values(row, execution);
        if (held == null || !rule.conflict(held, values, execution)) {
          continue;
        }
        Found there = new Found(rowId, held);
        Found found = waits ? stillThere(now, rule, values, there) : there;
        if (found != null && found.rowId() != except) {
          return found;
        }
      }
    }
    return null;
  }

  /** What is found once another transaction that is changing the row has ended. */
  private @Nullable Found stillThere(
      StatementAccess now, ExclusionRule rule, @Nullable Object[] values, Found found) {
    RowOutcome outcome = access.lockRow(object, found.rowId(), LockMode.KEY_SHARE, WaitPolicy.WAIT);
    return switch (outcome.kind()) {
      case DONE, OWN, SKIPPED -> found;
      case DELETED -> null;
      case UPDATED -> {
        List<Integer> columns =
            Arrays.stream(now.store().layout(object).liveColumns()).boxed().toList();
        @Nullable Object[] newest = now.fetch(object.table(), outcome.rowId(), columns);
        @Nullable Object[] held = newest == null ? null : rule.values(newest, execution);
        yield held != null && rule.conflict(held, values, execution)
            ? new Found(outcome.rowId(), held)
            : null;
      }
    };
  }

  private SqlException refused(
      ExclusionRule rule, @Nullable Object[] values, @Nullable Object[] held) {
    return error(
        rule,
        "conflicting key value violates exclusion constraint \"" + rule.constraint().name() + "\"",
        "Key " + key(rule, values) + " conflicts with existing key " + key(rule, held) + ".");
  }

  private SqlException error(ExclusionRule rule, String message, String detail) {
    Table table = object.table();
    return SqlException.of(SqlState.EXCLUSION_VIOLATION, message)
        .withDetail(
            FailingRow.tells(table, RowErrors.keyColumns(rule.index().index()), execution)
                ? detail
                : null)
        .about(table.schema(), table.name(), null, rule.constraint().name());
  }

  private String key(ExclusionRule rule, @Nullable Object[] values) {
    return RowErrors.key(
        object.table(),
        rule.index().index(),
        values,
        access.host().rules(),
        execution.functions().format());
  }

  /**
   * Checks a new constraint against the rows there are.
   *
   * @throws SqlException 23P01
   */
  static void validate(StatementAccess now, TableObject object, Exclusion constraint) {
    TableRules rules = now.store().rules(object, now.host().rules());
    ExclusionChecks checks = new ExclusionChecks(now, object, rules);
    for (ExclusionRule rule : rules.exclusions()) {
      if (rule.constraint().oid() == constraint.oid()) {
        checks.validate(now, rule);
      }
    }
  }

  private void validate(StatementAccess now, ExclusionRule rule) {
    List<Integer> columns = IndexFill.withRowId(now.store().layout(object));
    try (RowSource rows = now.scan(object.table(), columns, execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        long rowId = (Long) Objects.requireNonNull(row[row.length - 1]);
        @Nullable Object[] values = rule.values(row, execution);
        Found found = values == null ? null : find(now, rule, values, rowId, true);
        if (values != null && found != null) {
          throw error(
              rule,
              "could not create exclusion constraint \"" + rule.constraint().name() + "\"",
              "Key "
                  + key(rule, values)
                  + " conflicts with key "
                  + key(rule, found.values())
                  + ".");
        }
      }
    }
  }
}
