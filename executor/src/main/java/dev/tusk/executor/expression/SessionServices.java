package dev.tusk.executor.expression;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.executor.lexicon.LexiconFiles;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.error.Notice;
import dev.tusk.storage.NumbersSeen;
import dev.tusk.storage.TransactionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session's and the catalog's part in functions such as nextval and current_setting. */
public interface SessionServices {
  Catalog catalog();

  String currentUser();

  String sessionUser();

  /** As whom the statement runs. */
  CurrentRoles roles();

  String currentDatabase();

  /** Makes the session's schema for temporary objects where new objects are to go there. */
  void requireCreationSchema();

  int processId();

  /** Those that a session waits for, for a lock. */
  List<Integer> blockingSessions(int processId);

  /** Those that a session waits for, to have a snapshot that is safe. */
  List<Integer> snapshotBlockers(int processId);

  /** pg_export_snapshot: the name by which others may take over the transaction's snapshot. */
  String exportSnapshot();

  /** The value as SHOW prints it; null when no such setting exists. */
  @Nullable String setting(String name);

  void setSetting(String name, String value, boolean local);

  long nextValue(long sequenceOid);

  /** The same for an identity column, which nobody needs a right of the sequence for. */
  long nextIdentity(long sequenceOid);

  /** Refuses with 42501 a function that the current user may not call. */
  void requireCall(int function);

  long currentValue(long sequenceOid);

  void setValue(long sequenceOid, long value, boolean called);

  /** lastval(). */
  long lastValue();

  void notice(Notice notice);

  /** The catalog's objects as system relations list them. */
  CatalogView view();

  /** Bytes on disk of a table or an index; with a table's indexes when asked. */
  /** Null for what is no relation. */
  @Nullable Long relationSize(long oid, boolean withIndexes);

  long databaseSize(long databaseOid);

  /** A number made of all that an index over vectors consists of; null for anything else. */
  @Nullable Long vectorIndexChecksum(long indexOid);

  /** pg_reload_conf: reads the files again that may be changed while the engine runs. */
  boolean reload();

  /** pg_cancel_backend, pg_terminate_backend; false when there is no such session. */
  boolean signal(int processId, boolean terminate);

  /**
   * Takes an advisory lock.
   *
   * @param pair whether the key is of two numbers
   * @param inTransaction whether it is held to the end of the transaction, not of the session
   * @param wait false: gives false when it cannot be had at once
   */
  boolean lockAdvisory(boolean pair, long key, boolean shared, boolean inTransaction, boolean wait);

  /** Gives back a lock of the session's; false, with a warning, when there is none. */
  boolean unlockAdvisory(boolean pair, long key, boolean shared);

  /** Gives back all locks of the session's. */
  void unlockAdvisory();

  LargeObjects largeObjects();

  /** Files of words, for dictionaries. */
  LexiconFiles lexicon();

  /**
   * The row of a table that a cursor stands on, as the running statement sees it.
   *
   * @return its row id; null for none of this table
   * @throws dev.tusk.sql.error.SqlException where the cursor is not such that it has one
   */
  @Nullable Long currentRow(String cursor, long tableOid);

  /** pg_event_trigger_dropped_objects: records. */
  List<@Nullable Object> droppedObjects();

  /** pg_event_trigger_ddl_commands: records. */
  List<@Nullable Object> ddlCommands();

  /** pg_event_trigger_table_rewrite_oid. */
  long rewrittenTable();

  /** pg_event_trigger_table_rewrite_reason. */
  int rewriteReason();

  /** pg_notify. */
  void notify(String channel, String payload);

  /** pg_listening_channels. */
  List<String> listeningChannels();

  /** pg_trigger_depth. */
  int triggerDepth();

  /** The transaction's number; one is assigned when it has none. */
  long transactionId();

  /** Whose changes the transaction sees, and its number if one is assigned. */
  NumbersSeen numbersSeen();

  /** How it stands with the transaction of a number. */
  TransactionState transactionState(long number);
}
