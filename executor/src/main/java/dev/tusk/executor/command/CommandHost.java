package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogChanges;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.catalogview.ColumnStatistics;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.table.RuleCompiler;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.executor.table.TableStore;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.Transaction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What commands need of the session that runs them. */
public interface CommandHost {
  /** The catalog as of now, this transaction's changes included. */
  SessionCatalog catalog();

  CatalogChanges changes();

  Transaction transaction();

  /** Whether BEGIN has been given, or other statements stand in one string with this one. */
  boolean inBlock();

  /** Whether the current subtransaction made the relation of rows, or deleted all of them. */
  boolean emptied(long relationId);

  /** Done when the transaction, or the part of it since a savepoint, is undone. */
  void onRollback(Runnable action);

  void afterCommit(Runnable action);

  TableStore store();

  /** Who is told what commands do. */
  DdlEvents ddlEvents();

  /** The value of a setting as SHOW gives it; null when there is none. */
  @Nullable String setting(String name);

  /**
   * What a function keeps of SET: {@code name=value}.
   *
   * @param whole whether the values are one text that SHOW gave
   * @throws dev.tusk.sql.error.SqlException when there is no such setting or it cannot be so
   */
  String settingEntry(String name, List<String> values, boolean whole);

  /** The context in which functions are checked and run. */
  RoutineContext routines();

  /** How values are written and read. */
  FormatSettings format();

  CatalogExpressions expressions();

  IndexBuilds indexBuilds();

  int processId();

  /** As whom the statement runs. */
  CurrentRoles roles();

  /** Runs what follows as another role, until what is given is run. */
  Runnable become(long role);

  /** Runs what is another's by his rights alone, until what is given is run. */
  Runnable restrict(long role);

  /** Refuses with 42501 what would stay in the session while what runs is another's. */
  void requireUnrestricted(String what);

  /** The current user's name. */
  default String currentUser() {
    return changes().state().roles(0).name(roles().current());
  }

  /** The role that a statement names. */
  default RoleObject role(RoleSpec spec) {
    return roles().named(spec, changes().state());
  }

  /** Name of the session's schema for temporary objects, which is made when missing. */
  String temporarySchema();

  /** Tables under a snapshot of this transaction; the caller closes the snapshot. */
  StatementAccess access(Snapshot snapshot);

  /** For expressions of the catalog, which read no parameters. */
  Execution ruleExecution();

  RuleCompiler rules();

  /** Says whether VACUUM or ANALYZE is at work; answers whether one was before. */
  boolean maintains(boolean now);

  /** Statistics: VACUUM has come by a table. */
  void countVacuum(long tableOid);

  /** Statistics: ANALYZE has come by a divided table, whose partitions have so many rows. */
  void countBelow(long tableOid, long rows);

  /** A table had those that inherit from it, or ANALYZE has seen that it has none now. */
  void countChildren(long tableOid, boolean had);

  /** Statistics: ANALYZE has come by a table, and found this of its columns. */
  void countAnalyze(long tableOid, List<ColumnStatistics> found);

  void notice(Notice notice);

  default void notice(String message) {
    notice(Notice.notice(message));
  }

  /** What was to be created is there: the state is that of the error it would have been. */
  default void skipped(SqlState state, String message) {
    notice(Notice.notice(state, message));
  }

  default void warning(SqlState state, String message) {
    notice(Notice.warning(state, message));
  }

  /** Open sessions of a database. */
  int sessionsOf(long databaseOid);

  /** Ends the sessions of a database, and waits a while for them to be gone. */
  void endSessionsOf(long databaseOid, Duration wait);

  /** Throws when the statement is to end. */
  void checkCancelled();

  /**
   * Refuses a command inside a transaction block: {@code x cannot run inside a transaction block}.
   */
  void requireNoBlock(String what);

  /**
   * OID of the function without arguments that a trigger is to call.
   *
   * @param result what it has to return: {@code trigger} or {@code event_trigger}
   */
  long triggerFunction(QualifiedName name, String result);

  /**
   * Fails with 55006 where a statement of the session that is under way has the table open, or
   * checks or triggers of the table still wait for the commit.
   */
  void requireUnused(Table table, String command);

  /** Fails with 55006 where checks or triggers of the table still wait for the commit. */
  void requireNothingPending(Table table, String command);

  /** Fails with 55006 where a statement of the session that is under way has the index open. */
  void requireUnused(Table table, Index index, String command);

  /** Fails with 25006 in a read-only transaction. */
  void requireWritable(String what);
}
