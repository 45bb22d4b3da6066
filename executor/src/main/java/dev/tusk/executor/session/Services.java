package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.expression.SessionServices;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.executor.lexicon.LexiconFiles;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ToastTable;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.NumbersSeen;
import dev.tusk.storage.RelationStatistics;
import dev.tusk.storage.SequenceExhaustedException;
import dev.tusk.storage.SequenceSpec;
import dev.tusk.storage.SequenceState;
import dev.tusk.storage.TransactionState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What functions ask of a session. */
final class Services implements SessionServices {
  /** Bytes of an index entry beside its key, for sizes. */
  private static final int ENTRY_BYTES = 16;

  private static final long PAGE_BYTES = 8192;

  private final Session session;
  private final EngineCore core;
  private final Map<Long, Long> currentValues = new HashMap<>();
  private @Nullable Long lastSequence;
  private @Nullable LargeObjects largeObjects;

  Services(Session session, EngineCore core) {
    this.session = session;
    this.core = core;
  }

  @Override
  public LargeObjects largeObjects() {
    LargeObjects known = largeObjects;
    if (known == null) {
      known = new LargeObjects(new LargeObjectHost(session, core), session.databaseOid());
      largeObjects = known;
    }
    return known;
  }

  @Override
  public LexiconFiles lexicon() {
    return core.lexicon();
  }

  @Override
  public Catalog catalog() {
    return session.catalog();
  }

  @Override
  public String currentUser() {
    return session.roles().currentUser();
  }

  @Override
  public String sessionUser() {
    return session.roles().sessionUser();
  }

  @Override
  public CurrentRoles roles() {
    return session.roles().now();
  }

  @Override
  public String currentDatabase() {
    return session.database();
  }

  @Override
  public void requireCreationSchema() {
    if (session.catalog().temporaryFirst()) {
      session.host().temporarySchema();
    }
  }

  @Override
  public int processId() {
    return session.processId();
  }

  @Override
  public @Nullable String setting(String name) {
    return session.settings().show(name);
  }

  @Override
  public void setSetting(String name, String value, boolean local) {
    session.settings().set(name, value, local);
  }

  private SequenceObject sequence(long oid) {
    SequenceObject sequence = session.block().catalogState().sequence(oid);
    if (sequence == null) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "\""
              + session.catalog().table(oid).map(t -> t.name()).orElse(Long.toString(oid))
              + "\" is not a sequence");
    }
    return sequence;
  }

  @Override
  public long nextValue(long sequenceOid) {
    SequenceObject sequence = sequence(sequenceOid);
    session.roles().requireSequence(sequence, Privileges.USAGE | Privileges.UPDATE);
    return next(sequence);
  }

  @Override
  public long nextIdentity(long sequenceOid) {
    return next(sequence(sequenceOid));
  }

  @Override
  public void requireCall(int function) {
    session.roles().requireCall(function);
  }

  private long next(SequenceObject sequence) {
    long sequenceOid = sequence.oid();
    session.requireWritable("nextval()");
    long value;
    try {
      value = session.block().transaction().nextValue(sequenceOid);
    } catch (SequenceExhaustedException _) {
      SequenceSpec rule = session.block().transaction().sequence(sequenceOid).spec();
      boolean up = rule.increment() > 0;
      throw SqlException.of(
          SqlState.SEQUENCE_GENERATOR_LIMIT_EXCEEDED,
          "nextval: reached "
              + (up ? "maximum" : "minimum")
              + " value of sequence \""
              + sequence.name()
              + "\" ("
              + (up ? rule.maximum() : rule.minimum())
              + ")");
    }
    currentValues.put(sequenceOid, value);
    lastSequence = sequenceOid;
    return value;
  }

  @Override
  public long currentValue(long sequenceOid) {
    SequenceObject sequence = sequence(sequenceOid);
    session.roles().requireSequence(sequence, Privileges.USAGE | Privileges.SELECT);
    Long value = currentValues.get(sequenceOid);
    if (value == null) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "currval of sequence \"" + sequence.name() + "\" is not yet defined in this session");
    }
    return value;
  }

  @Override
  public void setValue(long sequenceOid, long value, boolean called) {
    SequenceObject sequence = sequence(sequenceOid);
    session.roles().requireSequence(sequence, Privileges.UPDATE);
    session.requireWritable("setval()");
    if (value < sequence.spec().minimum() || value > sequence.spec().maximum()) {
      throw SqlException.of(
          SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
          "setval: value "
              + value
              + " is out of bounds for sequence \""
              + sequence.name()
              + "\" ("
              + sequence.spec().minimum()
              + ".."
              + sequence.spec().maximum()
              + ")");
    }
    session.block().transaction().setValue(sequenceOid, value, called);
    if (called) {
      currentValues.put(sequenceOid, value);
      lastSequence = sequenceOid;
    }
  }

  @Override
  public long lastValue() {
    SequenceObject sequence =
        lastSequence == null ? null : session.block().catalogState().sequence(lastSequence);
    Long value = sequence == null ? null : currentValues.get(sequence.oid());
    if (sequence == null || value == null) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, "lastval is not yet defined in this session");
    }
    session.roles().requireSequence(sequence, Privileges.USAGE | Privileges.SELECT);
    return value;
  }

  /** DISCARD SEQUENCES. */
  void forgetSequences() {
    currentValues.clear();
    lastSequence = null;
  }

  SequenceState state(long sequenceOid) {
    return session.block().transaction().sequence(sequenceOid);
  }

  @Override
  public void notice(Notice notice) {
    session.notice(notice);
  }

  @Override
  public CatalogView view() {
    return new SystemView(session, core);
  }

  @Override
  public @Nullable Long relationSize(long oid, boolean withIndexes) {
    CatalogState state = session.block().catalogState();
    TableObject table = state.table(oid);
    if (table != null) {
      return tableSize(table, withIndexes);
    }
    TableObject owner = state.table(ToastTable.owner(oid));
    boolean beside = owner != null && state.defined().hasToast(owner.table());
    if (owner != null && beside && (ToastTable.is(oid) || ToastTable.isIndex(oid))) {
      return ToastTable.is(oid) ? toastSize(owner) : toastIndexSize(owner);
    }
    Index index = state.index(oid);
    if (index == null) {
      if (state.object(oid) instanceof SequenceObject) {
        return PAGE_BYTES;
      }
      return session.catalog().table(oid).isPresent() ? (Long) 0L : null;
    }
    owner = state.table(index.tableOid());
    return owner == null ? 0 : indexSize(owner, index);
  }

  private long toastSize(TableObject table) {
    return core.storage().statistics(table.relationId()).toastBlocks() * PAGE_BYTES;
  }

  /** Its first page, and an entry for each of the four parts of values that a block holds. */
  private long toastIndexSize(TableObject table) {
    return PAGE_BYTES + pages(4 * ENTRY_BYTES * toastSize(table) / PAGE_BYTES);
  }

  private long tableSize(TableObject table, boolean withIndexes) {
    RelationStatistics statistics = core.storage().statistics(table.relationId());
    long bytes = statistics.blocks() * PAGE_BYTES;
    if (withIndexes) {
      for (Index index : table.table().indexes()) {
        bytes += indexSize(table, index);
      }
    }
    return bytes;
  }

  /** Whole pages, as {@code block_size} tells clients. */
  private static long pages(long bytes) {
    return (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
  }

  private long indexSize(TableObject table, Index index) {
    LiveIndex live = core.vectorIndexes().find(index.oid());
    if (live != null) {
      return Math.max(PAGE_BYTES, pages(live.bytes()));
    }
    long keyBytes = ENTRY_BYTES;
    for (Index.Key key : index.keys()) {
      keyBytes += Math.max(8, key.type().length());
    }
    long entries = core.storage().statistics(table.relationId()).liveRows();
    return Math.max(PAGE_BYTES, pages(entries * keyBytes));
  }

  @Override
  public @Nullable Long vectorIndexChecksum(long indexOid) {
    LiveIndex live = core.vectorIndexes().find(indexOid);
    return live == null || session.block().catalogState().index(indexOid) == null
        ? null
        : (Long) live.checksum();
  }

  @Override
  public long databaseSize(long databaseOid) {
    long bytes = 0;
    for (TableObject table : session.block().catalogState().tables(databaseOid)) {
      bytes += tableSize(table, true);
    }
    return bytes;
  }

  @Override
  public boolean reload() {
    core.reload();
    return true;
  }

  @Override
  public boolean signal(int processId, boolean terminate) {
    Session other = core.session(processId);
    if (other == null) {
      session.notice(
          Notice.warning(
              SqlState.WARNING, "PID " + processId + " is not a PostgreSQL backend process"));
      return false;
    }
    session.roles().requireSignal(other.roles().login(), terminate ? "terminate" : "cancel");
    if (terminate) {
      other.terminate();
    } else {
      other.cancel();
    }
    return true;
  }

  @Override
  public List<Integer> blockingSessions(int processId) {
    return new LockRows(core).blocking(processId);
  }

  @Override
  public List<Integer> snapshotBlockers(int processId) {
    return new LockRows(core).snapshotBlockers(processId);
  }

  @Override
  public String exportSnapshot() {
    return session.block().exportSnapshot();
  }

  @Override
  public boolean lockAdvisory(
      boolean pair, long key, boolean shared, boolean inTransaction, boolean wait) {
    return inTransaction
        ? session.advisory().lockInTransaction(pair, key, shared, wait)
        : session.advisory().lock(pair, key, shared, wait);
  }

  @Override
  public boolean unlockAdvisory(boolean pair, long key, boolean shared) {
    return session.advisory().unlock(pair, key, shared);
  }

  @Override
  public void unlockAdvisory() {
    session.advisory().unlockAll();
  }

  @Override
  public void notify(String channel, String payload) {
    session.notifications().notify(channel, payload);
  }

  @Override
  public List<String> listeningChannels() {
    return session.notifications().channels();
  }

  @Override
  public @Nullable Long currentRow(String cursor, long tableOid) {
    return session.bodies().queries().currentRow(cursor, tableOid);
  }

  @Override
  public List<@Nullable Object> droppedObjects() {
    return EventRows.dropped(session.host().ddlEvents());
  }

  @Override
  public List<@Nullable Object> ddlCommands() {
    return EventRows.commands(session.host().ddlEvents(), session);
  }

  @Override
  public long rewrittenTable() {
    return session.host().ddlEvents().rewritten("pg_event_trigger_table_rewrite_oid()").oid();
  }

  @Override
  public int rewriteReason() {
    return session.host().ddlEvents().rewriteReason();
  }

  @Override
  public int triggerDepth() {
    return session.host().triggers().depth();
  }

  @Override
  public long transactionId() {
    return session.block().transaction().xid();
  }

  @Override
  public NumbersSeen numbersSeen() {
    return core.storage().numbersSeen(session.block().transaction());
  }

  @Override
  public TransactionState transactionState(long number) {
    return core.storage().transactionState(number);
  }
}
