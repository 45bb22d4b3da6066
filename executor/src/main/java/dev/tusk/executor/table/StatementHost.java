package dev.tusk.executor.table;

import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.executor.search.SearchHost;
import dev.tusk.sql.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What table access asks of the session whose statement it serves. */
public interface StatementHost extends SearchHost {
  /** Rows of a system relation or a sequence. */
  RowSource scanOther(Table table, List<Integer> columns, Execution execution);

  /** For expressions of the catalog (CHECK, index keys), which read no parameters. */
  Execution ruleExecution();

  RuleCompiler rules();

  /**
   * Calls a trigger's function.
   *
   * @return the row it gives; null where it gives NULL
   */
  @Nullable Object @Nullable [] fire(TriggerObject trigger, TriggerData data);

  /** Does what a trigger does in PostgreSQL, as pg_trigger_depth counts them. */
  void inTrigger(Runnable action);

  /** Whether session_replication_role is replica: neither triggers nor foreign keys are at work. */
  boolean replica();

  /** What the transaction has left to its commit. */
  DeferredEvents deferred();

  /** Refuses with 42501 what would stay in the session while what runs is another's. */
  void requireUnrestricted(String what);

  /** Statistics: rows that scans of a table have read. */
  void countScanned(long tableOid, long rows);

  /** Statistics: rows that searches of an index have found. */
  void countIndexed(long indexOid, long rows);

  /** Statistics: rows were inserted (0), updated (1) or deleted (2). */
  void countRows(long tableOid, int kind, long rows);
}
