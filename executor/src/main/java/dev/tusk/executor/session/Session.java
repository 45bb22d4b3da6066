package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.catalogview.SessionRow;
import dev.tusk.executor.command.CommandHost;
import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.pgcatalog.CatalogNames;
import dev.tusk.executor.plancache.PlanEnvironment;
import dev.tusk.executor.rights.NewObjectRights;
import dev.tusk.executor.routine.Routines;
import dev.tusk.executor.setting.ClientIdentity;
import dev.tusk.executor.setting.IdleLimit;
import dev.tusk.executor.setting.LogLines;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.ObjectNames;
import dev.tusk.storage.DeadlockException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's session: what it may ask, by the simple and by the extended protocol.
 *
 * <p>Used by one thread at a time; only {@link #cancel}, {@link #terminate} and {@link #activity}
 * may be called beside. Every method may throw {@link SqlException}; the transaction has then
 * failed as PostgreSQL has it, and after an error of the extended protocol the caller goes on with
 * {@link #sync}.
 */
public final class Session implements AutoCloseable {
  private final LoginCounts.@Nullable Place place;
  private final EngineCore core;
  private final ClientIdentity client;
  private final String user;
  private final String database;
  private final long databaseOid;
  private final SessionListener listener;
  private final SessionRoles roles;
  private final SessionSettings settings;
  private final AdvisoryLocks advisory;
  private final TransactionBlock block;
  private final Interruption interruption;
  private final Services services;
  private final SessionContext context;
  private final SessionHost host;
  private final Statements statements = new Statements();
  private final StatementTexts texts;
  private final NameScope scope;
  private final Queries queries;
  private final BodyStatements bodies;
  private final SimpleProtocol simple;
  private final ExtendedProtocol extended;
  private final FunctionCalls calls;
  private final ObjectNames names;
  private final Activity activity = new Activity();
  private final StatementLog log;
  private final Notifications notifications;

  private boolean inPlace;
  private boolean inBatch;
  private boolean closed;

  /** Made by the engine, which knows that the database exists. */
  public Session(
      EngineCore core,
      String database,
      long databaseOid,
      RoleObject user,
      Map<String, String> startup,
      ClientIdentity client,
      SessionListener listener,
      LoginCounts.@Nullable Place place) {
    this.place = place;
    this.core = core;
    this.client = client;
    this.user = user.name();
    this.database = database;
    this.databaseOid = databaseOid;
    this.listener = listener;
    this.settings = new SessionSettings(listener, core.defaults());
    this.log = new StatementLog(settings, LogLines.of(client, user.name(), database));
    this.advisory = new AdvisoryLocks(this, core.storage().newLockOwner());
    UseCounts.OfDatabase counts = core.useCounts().ofDatabase(databaseOid);
    counts.session();
    this.block =
        new TransactionBlock(
            core.storage(), core.catalog(), settings, advisory.owner(), this::newRights, counts);
    this.roles = new SessionRoles(this, user);
    this.interruption = new Interruption(core.timer(), block::cancelWait);
    this.services = new Services(this, core);
    this.context =
        new SessionContext(
            settings,
            services,
            block,
            interruption,
            this::bodies,
            new Routines(core.languages()),
            this::becomeOwner);
    this.texts = new StatementTexts(settings, this::notice);
    this.host = new SessionHost(this, core);
    this.scope = new NameScope(this, core);
    this.queries = new Queries(this, core);
    UtilityRunner utilities = new UtilityRunner(this, core, queries);
    this.bodies = new BodyStatements(this, core, queries, utilities);
    this.simple = new SimpleProtocol(this, core, queries, utilities);
    this.extended = new ExtendedProtocol(this, core, queries, utilities);
    this.calls = new FunctionCalls(this, extended);
    this.names = new CatalogNames(services);
    this.notifications = new Notifications(this, core.notifications(), listener);
    settings.preset("session_authorization", this.user);
    settings.preset("is_superuser", user.attributes().superuser());
    settings.guardedBy(new SettingChecks(this));
    if (client.processId() != 0) {
      Logins.settings(core, databaseOid, user).forEach(this::startWith);
    }
    startup.forEach(settings::start);
    settings.ready();
    settings.tellTransport();
    core.add(this);
    if (client.processId() != 0) {
      log.connected(this.user, database, client.encryption());
    }
  }

  /** How long work in place may take before it is begun anew elsewhere. */
  private static final long IN_PLACE_NANOS = 2_000_000;

  // What the server asks.

  public int processId() {
    return client.processId();
  }

  ClientIdentity client() {
    return client;
  }

  public String user() {
    return user;
  }

  public String database() {
    return database;
  }

  /** Settings that the client is told at the start. */
  public Map<String, String> reportedSettings() {
    return settings.reported();
  }

  /** What text forms of values depend on; changes by SET. */
  public FormatSettings format() {
    return settings.format();
  }

  /** I idle, T in a transaction block, E in a failed one. */
  public char transactionStatus() {
    return block.status();
  }

  /**
   * Whether the requests that follow run in place, on a thread that others wait for. Only what the
   * {@code …IsShort} methods allow may do so. What turns out to take longer nevertheless ends with
   * {@link InPlaceTimeExceeded}, has had no effect, and is to be asked for again elsewhere.
   */
  public void inPlace(boolean nowInPlace) {
    inPlace = nowInPlace;
  }

  boolean inPlace() {
    return inPlace;
  }

  /** Whether all statements of a query string are sure to be quick and never to wait. */
  public boolean queryIsShort(String sql) {
    return endIsShort() && !log.tells() && simple.isShort(sql);
  }

  /** Whether preparing the text is quick: it was planned before, for the same parameter types. */
  public boolean parseIsShort(String sql, List<Integer> parameterTypes) {
    return extended.parseIsShort(sql, parameterTypes);
  }

  /** Whether the statement is planned, so that binding and describing it is quick. */
  public boolean bindIsShort(String statement) {
    return extended.bindIsShort(statement);
  }

  public boolean describePortalIsShort(String portal) {
    return extended.describePortalIsShort(portal);
  }

  public boolean executeIsShort(String portal) {
    return !log.tells() && extended.executeIsShort(portal);
  }

  /** Whether {@link #sync} has no commit to wait for. */
  public boolean syncIsShort() {
    return endIsShort();
  }

  /** Whether the transaction does not end with the request, or its end has nothing to do. */
  private boolean endIsShort() {
    return block.inBlock()
        || !block.hasWritten() && !scope.temporaryUsed() && !statements.holdsCursor();
  }

  /** Runs the statements of a string; the answer to each goes to the receiver. */
  public void simpleQuery(String sql, RowReceiver receiver) {
    run(() -> {
      simple.run(sql, receiver);
      return null;
    });
  }

  /**
   * Prepares a statement under a name, "" for the unnamed one.
   *
   * @param parameterTypes OIDs; 0 where the statement shall decide
   */
  public void parse(String name, String sql, List<Integer> parameterTypes) {
    run(() -> {
      extended.parse(name, sql, parameterTypes);
      return null;
    });
  }

  /**
   * @param formats of the parameters, 0 text and 1 binary: none, one for all, or one each
   */
  public void bind(
      String portal, String statement, short[] formats, List<byte @Nullable []> parameters) {
    run(() -> {
      extended.bind(portal, statement, formats, parameters);
      return null;
    });
  }

  public StatementDescription describeStatement(String name) {
    return run(() -> extended.describeStatement(name));
  }

  /** Columns of a portal's rows; null when it gives none. */
  public @Nullable List<OutputColumn> describePortal(String name) {
    return run(() -> Optional.ofNullable(extended.describePortal(name))).orElse(null);
  }

  /** Runs a portal or goes on with it; {@code maxRows} 0 is all. */
  public void execute(String portal, int maxRows, RowReceiver receiver) {
    run(() -> {
      extended.execute(portal, maxRows, receiver);
      return null;
    });
  }

  /**
   * Calls a function by its OID: the protocol's fast path. A transaction of its own where none is
   * open.
   *
   * @param formats of the arguments, 0 text and 1 binary: none, one for all, or one each
   */
  public FunctionResult call(int oid, short[] formats, List<byte @Nullable []> arguments) {
    return run(() -> calls.call(oid, formats, arguments));
  }

  public void closeStatement(String name) {
    statements.remove(name);
  }

  public void closePortal(String name) {
    statements.closePortal(name);
  }

  /** The end of a batch: the implicit transaction commits. */
  public void sync() {
    run(() -> {
      extended.sync();
      return null;
    });
    activity.idle(block);
  }

  /** An error was reported to the client: the transaction has failed. */
  public void failed() {
    if (block.inBlock() && block.depth() > 0) {
      statements.closePortalsBeyond(block.depth() - 1); // Those before the savepoint stay.
    } else {
      statements.closePortals();
    }
    block.fail();
  }

  /** Ends the statement that is running, with 57014; any thread. */
  public void cancel() {
    interruption.interrupt(Interruption.Reason.USER);
  }

  /** Ends the session's statements with 57P01, now and from now on, and the session; any thread. */
  public void terminate() {
    interruption.interrupt(Interruption.Reason.SHUTDOWN);
    listener.terminated(Interruption.Reason.SHUTDOWN.error());
  }

  /** What holds for the client from now to its next request; null for no limit. */
  public @Nullable IdleLimit idleLimit() {
    return IdleLimit.of(block.inBlock(), settings);
  }

  /** Tells the listener what others have notified; nothing while a transaction is open. */
  public void tellNotifications() {
    if (!block.active()) {
      notifications.tell();
    }
  }

  /** Whether a transaction is open, for pg_locks; any thread. */
  boolean inTransaction() {
    return activity.inTransaction();
  }

  /** What the session does, for pg_stat_activity; any thread. */
  public SessionRow activity() {
    return activity.row(this, settings);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    core.remove(this);
    if (place != null) {
      place.leave();
    }
    if (client.processId() != 0) {
      log.disconnected(user, database, client, activity.startedMicros());
    }
    notifications.close();
    statements.closeAllPortals();
    block.rollback();
    advisory.close();
    if (scope.temporaryUsed()) {
      new TemporaryObjects(this).drop();
    }
  }

  // Running.

  private <T extends @Nullable Object> T run(Supplier<T> work) {
    try {
      settings.follow(core.defaults());
      return ScopedValue.where(ObjectNames.CURRENT, names).call(work::get);
    } catch (InPlaceTimeExceeded e) {
      throw e;
    } catch (RuntimeException | Error e) {
      if (inPlace && !failureIsShort(e)) {
        throw new InPlaceTimeExceeded();
      }
      throw failure(e);
    }
  }

  /** Runs work of the engine's own as one transaction. */
  void runAlone(Consumer<CommandHost> work) {
    run(() -> {
      beginStatement("");
      try {
        block.ensureStarted(statementMicros());
        work.accept(host);
        host.runDeferred(true);
        commit();
      } finally {
        endStatement();
      }
      return null;
    });
  }

  /**
   * Whether an error is all there is to it: what has been written is not undone in place, and what
   * needs a deep stack may find it elsewhere.
   */
  boolean failureIsShort(Throwable error) {
    return !(error instanceof InPlaceTimeExceeded || error instanceof VirtualMachineError)
        && !block.hasWritten();
  }

  /** What the client is told of an error; the transaction has failed. */
  private RuntimeException failure(Throwable error) {
    failed();
    RuntimeException told = ShownText.without(translate(error));
    core.useCounts().ofDatabase(databaseOid).failed(told);
    log.failed(told, statementText());
    return told;
  }

  /** What an error is to SQL; one of ours stays what it is. */
  RuntimeException translate(Throwable error) {
    if (error instanceof DeadlockException deadlock
        && Failures.translate(error, interruption) instanceof SqlException told) {
      String circle = new LockRows(core).told(block.catalogState(), deadlock.circle());
      return told.withDetail(circle);
    }
    return Failures.translate(error, interruption);
  }

  /** A statement begins: its clock, its timeout. */
  void beginStatement(String text) {
    long now = DateTimes.now();
    context.statementBegins(now);
    log.begin();
    interruption.begin(settings.integer(Settings.STATEMENT_TIMEOUT));
    if (inPlace) {
      interruption.beginInPlace(IN_PLACE_NANOS);
    }
    activity.running(ShownText.of(text), now);
  }

  void endStatement() {
    interruption.end();
    log.end(statementText());
    activity.idle(block);
  }

  StatementLog log() {
    return log;
  }

  long statementMicros() {
    return context.statementMicros();
  }

  /** The text sent by the client that is being run. */
  String statementText() {
    return activity.query();
  }

  /** Within a string of several statements, which count as one transaction. */
  boolean inBatch() {
    return inBatch;
  }

  void inBatch(boolean several) {
    inBatch = several;
  }

  StatementTexts texts() {
    return texts;
  }

  // What the session's parts ask of it.

  SessionSettings settings() {
    return settings;
  }

  TransactionBlock block() {
    return block;
  }

  AdvisoryLocks advisory() {
    return advisory;
  }

  SessionContext context() {
    return context;
  }

  SessionHost host() {
    return host;
  }

  Services services() {
    return services;
  }

  Statements statements() {
    return statements;
  }

  BodyStatements bodies() {
    return bodies;
  }

  long databaseOid() {
    return databaseOid;
  }

  /** What has been said of all of the role's sessions; what does not hold any more is told. */
  private void startWith(String entry) {
    int equals = entry.indexOf('=');
    try {
      settings.startGiven(entry.substring(0, equals), entry.substring(equals + 1));
    } catch (SqlException e) {
      notice(Notice.warning(e.state(), e.text()));
    }
  }

  SessionRoles roles() {
    return roles;
  }

  private Runnable becomeOwner(long function) {
    return roles.become(
        Owners.of(block.catalogState(), databaseOid, ObjectAddress.function(function)));
  }

  private @Nullable ObjectRights newRights(CatalogState state, CatalogObject object, long oid) {
    return NewObjectRights.of(state, object, oid, roles.now().current());
  }

  void notice(Notice notice) {
    log.told(notice);
    if (MessageLevels.shown(notice.severity(), settings.text(Settings.CLIENT_MIN_MESSAGES))) {
      listener.notice(notice);
    }
  }

  /** Commits the transaction; in a failed block rolls back, which the answer tells. */
  boolean commit() {
    if (scope.temporaryUsed() && !block.failed()) {
      try {
        new TemporaryObjects(this).beforeCommit(host);
      } catch (RuntimeException e) {
        block.rollback();
        throw e;
      }
    }
    boolean committed = block.commit();
    notifications.committed();
    return committed;
  }

  Notifications notifications() {
    return notifications;
  }

  void requireWritable(String what) {
    if (block.readOnly()) {
      throw SqlException.of(
          SqlState.READ_ONLY_SQL_TRANSACTION,
          "cannot execute " + what + " in a read-only transaction");
    }
  }

  NameScope scope() {
    return scope;
  }

  /** Drops temporary objects: DISCARD TEMP. */
  void discardTemporary() {
    if (scope.temporaryUsed()) {
      new TemporaryObjects(this).dropTables(host);
    }
  }

  /** The catalog as of now; the same object while neither it nor the search path changes. */
  SessionCatalog catalog() {
    return scope.catalog();
  }

  /** What plans depend on now. */
  PlanEnvironment environment() {
    return scope.environment();
  }
}
