package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogChanges;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.catalogview.ColumnStatistics;
import dev.tusk.executor.command.CommandHost;
import dev.tusk.executor.command.IndexBuilds;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.Known;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.informationschema.SystemTables;
import dev.tusk.executor.pgcatalog.SystemTable;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.executor.search.ScanLimit;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Settings;
import dev.tusk.executor.stored.GuardedRules;
import dev.tusk.executor.stored.PlannedExpressions;
import dev.tusk.executor.table.DeferredEvents;
import dev.tusk.executor.table.RuleCompiler;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.executor.table.StatementHost;
import dev.tusk.executor.table.TableStore;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.storage.SequenceState;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.Transaction;
import dev.tusk.vector.VectorIndex;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The session as commands and table access see it. */
final class SessionHost implements CommandHost, StatementHost {
  /** VACUUM or ANALYZE is at work, which runs functions that indexes compute. */
  private boolean maintaining;

  private final Session session;
  private final EngineCore core;
  private final PlannedExpressions expressions;
  private final RuleCompiler rules;
  private final Execution ruleExecution;
  private final TriggerCalls triggers;
  private final EventTriggers eventTriggers;

  SessionHost(Session session, EngineCore core) {
    this.session = session;
    this.core = core;
    this.expressions = new PlannedExpressions(core.tools(), session::catalog);
    this.rules = new GuardedRules(core.tools(), session::catalog, expressions);
    this.ruleExecution = new RuleExecution(session);
    this.triggers = new TriggerCalls(session);
    this.eventTriggers = new EventTriggers(session);
  }

  @Override
  public SessionCatalog catalog() {
    return session.catalog();
  }

  @Override
  public EventTriggers ddlEvents() {
    return eventTriggers;
  }

  TriggerCalls triggers() {
    return triggers;
  }

  private TransactionBlock block() {
    return session.block();
  }

  @Override
  public CatalogChanges changes() {
    return block().catalogChanges();
  }

  @Override
  public Transaction transaction() {
    return block().transaction();
  }

  @Override
  public boolean inBlock() {
    return block().inBlock() || session.inBatch();
  }

  @Override
  public boolean emptied(long relationId) {
    return block().emptied(relationId);
  }

  @Override
  public void onRollback(Runnable action) {
    block().onRollback(action);
  }

  @Override
  public void afterCommit(Runnable action) {
    block().afterCommit(action);
  }

  @Override
  public TableStore store() {
    return core.tables();
  }

  /** The value of a constant, for the planner. */
  @Nullable Object constant(Expression expression) {
    return core.compiler().expressions().compile(expression).evaluate(new Object[0], ruleExecution);
  }

  @Override
  public @Nullable String setting(String name) {
    return session.settings().show(name);
  }

  @Override
  public Runnable become(long role) {
    return session.roles().become(role);
  }

  @Override
  public Runnable restrict(long role) {
    return session.roles().restrict(role);
  }

  @Override
  public void requireUnrestricted(String what) {
    session.roles().requireUnrestricted(what);
  }

  @Override
  public String settingEntry(String name, List<String> values, boolean whole) {
    String value = whole ? values.getFirst() : SettingStatements.value(name, values);
    return session.settings().checked(name, value) + "=" + value;
  }

  @Override
  public RoutineContext routines() {
    return session.context();
  }

  @Override
  public FormatSettings format() {
    return session.settings().format();
  }

  @Override
  public PlannedExpressions expressions() {
    return expressions;
  }

  @Override
  public IndexBuilds indexBuilds() {
    return core.indexBuilds();
  }

  @Override
  public int processId() {
    return session.processId();
  }

  @Override
  public CurrentRoles roles() {
    return session.roles().now();
  }

  @Override
  public String temporarySchema() {
    String name = session.scope().temporarySchemaName();
    long database = session.databaseOid();
    if (changes().state().schema(database, name) != null) {
      session.roles().requireCreation(name);
    } else {
      session.roles().requireTemporary();
      changes().put(new SchemaObject(changes().newOid(), database, name));
      session.scope().useTemporarySchema();
    }
    return name;
  }

  @Override
  public StatementAccess access(Snapshot snapshot) {
    return new StatementAccess(
        core.tables(), block().catalogState(), block().transaction(), snapshot, this);
  }

  @Override
  public Execution ruleExecution() {
    return ruleExecution;
  }

  @Override
  public RuleCompiler rules() {
    return rules;
  }

  @Override
  public DeferredEvents deferred() {
    return block().deferred();
  }

  @Override
  public void requireUnused(Table table, String command) {
    if (openQueries().uses(block().catalogState(), table.oid())) {
      throw inUse(table.name(), command);
    }
    requireNothingPending(table, command);
  }

  @Override
  public void requireNothingPending(Table table, String command) {
    if (deferred().pending(table.oid())) {
      throw SqlException.of(
          SqlState.OBJECT_IN_USE,
          "cannot " + command + " \"" + table.name() + "\" because it has pending trigger events");
    }
  }

  @Override
  public void requireUnused(Table table, Index index, String command) {
    if (openQueries().uses(table, index)) {
      throw inUse(index.name(), command);
    }
  }

  private OpenQueries openQueries() {
    return session.bodies().queries().active().open();
  }

  private static SqlException inUse(String name, String command) {
    return SqlException.of(
        SqlState.OBJECT_IN_USE,
        "cannot "
            + command
            + " \""
            + name
            + "\" because it is being used by active queries in this session");
  }

  @Override
  public @Nullable Object @Nullable [] fire(TriggerObject trigger, TriggerData data) {
    return triggers.fire(trigger, data);
  }

  @Override
  public void inTrigger(Runnable action) {
    triggers.within(action);
  }

  @Override
  public long triggerFunction(QualifiedName name, String result) {
    return triggers.function(name, result);
  }

  @Override
  public boolean replica() {
    return session.settings().text(Settings.REPLICATION_ROLE).equals("replica");
  }

  /** Does what is deferred no longer, or, before the commit, all that was deferred. */
  void runDeferred(boolean everything) {
    deferred().run(everything, () -> access(transaction().newStatementSnapshot()));
  }

  @Override
  public void notice(Notice notice) {
    session.notice(notice);
  }

  @Override
  public void checkCancelled() {
    session.context().checkCancelled();
  }

  @Override
  public int sessionsOf(long databaseOid) {
    return (int) core.sessions().stream().filter(s -> s.databaseOid() == databaseOid).count();
  }

  @Override
  public void endSessionsOf(long databaseOid, Duration wait) {
    core.sessions().stream()
        .filter(s -> s.databaseOid() == databaseOid && s != session)
        .forEach(Session::terminate);
    long deadline = System.nanoTime() + wait.toNanos();
    try {
      while (sessionsOf(databaseOid) > 0 && System.nanoTime() < deadline) {
        checkCancelled();
        Thread.sleep(10);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void requireNoBlock(String what) {
    if (block().inBlock() || session.inBatch()) {
      throw SqlException.of(
          SqlState.ACTIVE_SQL_TRANSACTION, what + " cannot run inside a transaction block");
    }
  }

  @Override
  public RowSource scanOther(Table table, List<Integer> columns, Execution execution) {
    if (table.kind() == Table.Kind.SEQUENCE) {
      return sequenceRow(table, columns);
    }
    Iterator<@Nullable Object[]> passing = triggers.rows(table, columns);
    if (passing != null) {
      return rows(passing);
    }
    SystemTable<?> system = SystemTables.find(table.oid());
    if (system == null) {
      throw new IllegalStateException("no system relation " + table.name());
    }
    return rows(system.rows(session.services().view(), columns).iterator());
  }

  private RowSource sequenceRow(Table table, List<Integer> columns) {
    SequenceObject sequence = block().catalogState().sequence(table.oid());
    if (sequence == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_TABLE, "relation \"" + table.name() + "\" does not exist");
    }
    SequenceState state = session.services().state(sequence.oid());
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] =
          switch (columns.get(i)) {
            case 1 -> (Object) state.lastValue();
            case 2 -> (Object) (long) state.ahead();
            case 3 -> state.called();
            case PhysicalPlan.TABLE_OID -> table.oid();
            case PhysicalPlan.XMIN -> (Object) 2L; // Frozen, as PostgreSQL's are.
            default -> (Object) 0L;
          };
    }
    return rows(List.<@Nullable Object[]>of(row).iterator());
  }

  private static RowSource rows(Iterator<@Nullable Object[]> rows) {
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        return rows.hasNext() ? rows.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public int efSearch() {
    return session.settings().integer(Settings.EF_SEARCH);
  }

  @Override
  public double recallTarget() {
    SessionSettings settings = session.settings();
    return settings.changed(Settings.EF_SEARCH) ? 0 : settings.number(Settings.RECALL_TARGET);
  }

  @Override
  public boolean pgvectorLimits() {
    return session.settings().flag(Settings.PGVECTOR_LIMITS);
  }

  @Override
  public VectorIndex.Effort searchEffort(int ef) {
    SessionSettings settings = session.settings();
    int probes = settings.integer(Settings.IVFFLAT_PROBES);
    boolean iterative = !settings.text(Settings.IVFFLAT_ITERATIVE_SCAN).equals("off");
    int most = iterative ? Math.max(probes, settings.integer(Settings.IVFFLAT_MAX_PROBES)) : probes;
    return new VectorIndex.Effort(ef, probes, most, !pgvectorLimits());
  }

  @Override
  public @Nullable ScanLimit graphLimit(int ef) {
    SessionSettings settings = session.settings();
    if (pgvectorLimits() && settings.text(Settings.HNSW_ITERATIVE_SCAN).equals("off")) {
      return new ScanLimit(
          ef,
          "hnsw.ef_search (" + ef + ") reached",
          "Set hnsw.ef_search higher, or hnsw.iterative_scan to relaxed_order",
          whenShort());
    }
    if (!pgvectorLimits() && !settings.changed(Settings.MAX_SCAN_TUPLES)) {
      return null;
    }
    int most = settings.integer(Settings.MAX_SCAN_TUPLES);
    return new ScanLimit(
        Math.max(ef, most),
        "hnsw.max_scan_tuples (" + most + ") reached",
        "Set hnsw.max_scan_tuples higher",
        whenShort());
  }

  @Override
  public @Nullable ScanLimit listLimit(int lists) {
    SessionSettings settings = session.settings();
    int most = searchEffort(0).mostProbes();
    if (!pgvectorLimits() || most >= lists) {
      return null;
    }
    boolean iterative = !settings.text(Settings.IVFFLAT_ITERATIVE_SCAN).equals("off");
    String name = iterative ? "ivfflat.max_probes" : "ivfflat.probes";
    return new ScanLimit(
        Long.MAX_VALUE,
        name + " (" + most + ") of " + lists + " lists searched",
        "Set " + name + " higher",
        whenShort());
  }

  private ScanLimit.WhenShort whenShort() {
    return ScanLimit.WhenShort.of(session.settings().text(Settings.ON_TRUNCATE));
  }

  @Override
  public void countScan(long tableOid) {
    core.useCounts().scan(tableOid);
  }

  @Override
  public void countIndexScan(long indexOid) {
    core.useCounts().indexScan(indexOid);
  }

  @Override
  public void countRows(long tableOid, int kind, long rows) {
    core.useCounts().rows(session.databaseOid(), tableOid, kind, rows);
  }

  @Override
  public void countVacuum(long tableOid) {
    core.useCounts().vacuumed(tableOid);
  }

  @Override
  public void countAnalyze(long tableOid, List<ColumnStatistics> found) {
    core.useCounts().analyzed(tableOid, found);
  }

  @Override
  public boolean maintains(boolean now) {
    boolean before = maintaining;
    maintaining = now;
    return before;
  }

  @Override
  public void countBelow(long tableOid, long rows) {
    core.useCounts().analyzedBelow(tableOid, rows);
  }

  @Override
  public void countChildren(long tableOid, boolean had) {
    core.useCounts().hadChildren(tableOid, had);
  }

  @Override
  public void countScanned(long tableOid, long rows) {
    core.useCounts().scanned(session.databaseOid(), tableOid, rows);
  }

  @Override
  public void countIndexed(long indexOid, long rows) {
    core.useCounts().indexed(session.databaseOid(), indexOid, rows);
  }

  /** For expressions of the catalog: no parameters, no subqueries. */
  private static final class RuleExecution implements Execution {
    private static final @Nullable Object[] NONE = {};

    private final Session session;

    RuleExecution(Session session) {
      this.session = session;
    }

    @Override
    public @Nullable Object[] parameters() {
      return NONE;
    }

    @Override
    public @Nullable Object[] slots() {
      return NONE;
    }

    @Override
    public FunctionContext functions() {
      return session.context();
    }

    @Override
    public RowSource open(PhysicalPlan plan) {
      throw SqlException.notSupported("subquery in a stored expression");
    }

    @Override
    public <T> T memo(Object key, Supplier<T> first) {
      return first.get();
    }

    @Override
    public Known known(Expression expression, Supplier<Known> first) {
      return first.get();
    }

    @Override
    public void checkCancelled() {
      session.context().checkCancelled();
    }
  }

  @Override
  public void requireWritable(String what) {
    session.requireWritable(what);
  }
}
