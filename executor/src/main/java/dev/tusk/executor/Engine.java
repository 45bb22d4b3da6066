package dev.tusk.executor;

import dev.tusk.executor.access.AccessControl;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.StoredCatalog;
import dev.tusk.executor.catalog.StoredRoles;
import dev.tusk.executor.command.IndexLoading;
import dev.tusk.executor.command.RoleCommands;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.function.BuiltinFunctions;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.executor.lexicon.LexiconFiles;
import dev.tusk.executor.operator.TupleSort;
import dev.tusk.executor.pgcatalog.CatalogFunctions;
import dev.tusk.executor.pgcatalog.SessionFunctions;
import dev.tusk.executor.routine.RoutineCalls;
import dev.tusk.executor.routine.TextSearchQueries;
import dev.tusk.executor.session.Arrivals;
import dev.tusk.executor.session.DirectoryUpgrade;
import dev.tusk.executor.session.EngineCore;
import dev.tusk.executor.session.EngineWork;
import dev.tusk.executor.session.LoginCounts;
import dev.tusk.executor.session.Logins;
import dev.tusk.executor.session.Session;
import dev.tusk.executor.session.SessionListener;
import dev.tusk.executor.setting.ClientIdentity;
import dev.tusk.executor.setting.ServerDefaults;
import dev.tusk.executor.vector.VectorIndexes;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.statement.AlterRole;
import dev.tusk.sql.statement.RoleOption;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.storage.StorageEngine;
import dev.tusk.storage.StorageException;
import dev.tusk.storage.file.DamagedFileException;
import dev.tusk.vector.hnsw.VectorWarmUp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/**
 * A database engine over one data directory: storage, catalog, plans, vector indexes, and the
 * sessions that use them. Several may run in one process.
 */
public final class Engine implements AutoCloseable {
  /** The one role there is. */
  public static final String USER = "postgres";

  /** What version() answers: clients read PostgreSQL's version from its start. */
  private static final String VERSION = "PostgreSQL 15.18 (Tusk 0.1.0) on the JVM, 64-bit";

  private final StorageEngine storage;
  private final VectorIndexes vectorIndexes;
  private final ScheduledExecutorService timer;
  private final EngineCore core;
  private boolean closed;

  private Engine(
      StorageEngine storage,
      VectorIndexes vectorIndexes,
      ScheduledExecutorService timer,
      EngineCore core) {
    this.storage = storage;
    this.vectorIndexes = vectorIndexes;
    this.timer = timer;
    this.core = core;
  }

  /**
   * Opens a data directory, making it when it is missing, and recovers it. Vector indexes are
   * loaded in the background; until each is there, searches are exact.
   *
   * @throws DataDirectoryException when it cannot be opened
   */
  public static Engine open(Path directory, EngineOptions options) {
    VectorIndexes indexes = new VectorIndexes(directory.resolve("vector-index"));
    StorageEngine storage = openStorage(directory, options, indexes);
    try {
      indexes.attach(storage);
      StoredCatalog catalog = new StoredCatalog(storage);
      LargeObjects.prepare(storage);
      ScheduledExecutorService timer =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("tusk-timer").factory());
      EngineCore core =
          new EngineCore(
              storage,
              catalog,
              FunctionCatalog.builtin(),
              library(),
              indexes,
              timer,
              AccessControl.open(directory, new StoredRoles(catalog)),
              new LexiconFiles(directory, TupleSort::sort),
              options.serverDefaults(),
              options.planCacheSize());
      RoleObject superuser = catalog.state().roles(0).bootstrap();
      DirectoryUpgrade.run(core, superuser);
      loadIndexes(catalog, indexes);
      DirectoryUpgrade.loadIndexes(core, superuser);
      return new Engine(storage, indexes, timer, core);
    } catch (IOException e) {
      indexes.close();
      storage.close();
      throw new DataDirectoryException(String.valueOf(e.getMessage()), e);
    } catch (StorageException | DamagedFileException e) {
      indexes.close();
      storage.close();
      throw new DataDirectoryException(
          "cannot open " + directory + ": " + String.valueOf(e.getMessage()), e);
    } catch (RuntimeException | Error e) {
      indexes.close();
      storage.close();
      throw e;
    }
  }

  private static FunctionLibrary library() {
    FunctionLibrary library = BuiltinFunctions.library();
    CatalogFunctions.register(library);
    SessionFunctions.register(library, VERSION);
    TextSearchQueries.register(library);
    return library.routines(new RoutineCalls());
  }

  private static StorageEngine openStorage(
      Path directory, EngineOptions options, VectorIndexes indexes) {
    try {
      return StorageEngine.open(
          directory, options.storage().withSlotListener(indexes).withOnFatal(options.onFatal()));
    } catch (StorageException e) {
      indexes.close();
      throw new DataDirectoryException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void loadIndexes(StoredCatalog catalog, VectorIndexes indexes) {
    for (TableObject table : catalog.state().of(TableObject.class, 0)) {
      for (Index index : table.table().indexes()) {
        if (index.nearest() && !IndexLoading.keyed(table, index)) {
          indexes.load(index, table.relationId());
        }
      }
    }
  }

  /**
   * Begins a session.
   *
   * @param startup settings given by the client
   * @param client who must have a process id of its own
   * @throws SqlException 3D000, 28000, or what is wrong with a setting
   */
  public Session connect(
      String database,
      String user,
      Map<String, String> startup,
      ClientIdentity client,
      SessionListener listener) {
    LoginCounts.Place place = Logins.enter(core, user, database, client);
    try {
      RoleObject role = Logins.role(core, user);
      DatabaseObject found = Objects.requireNonNull(core.catalog().state().database(database));
      return new Session(core, database, found.oid(), role, startup, client, listener, place);
    } catch (RuntimeException | Error e) {
      place.leave();
      throw e;
    }
  }

  /** What sessions that begin from now on begin with, but for what holds from the start on. */
  public void defaults(ServerDefaults read) {
    core.defaults(read);
  }

  /** What is done and written about clients that have no session yet. */
  public Arrivals arrivals() {
    return new Arrivals(core);
  }

  /**
   * Lets the JIT compile what is slow while it is cold; once for a process.
   *
   * @param limit the longest it may take, about
   * @param cancelled asked often; it ends soon after this is true
   */
  public static void warmUp(Duration limit, BooleanSupplier cancelled) {
    VectorWarmUp.run(limit, cancelled);
  }

  /** Who may connect. */
  public AccessControl access() {
    return core.access();
  }

  /** Has something else read its files again, too, when {@link #reload} is called. */
  public void onReload(Runnable reloader) {
    core.onReload(reloader);
  }

  /** Reads the files again that may be changed while the engine runs: the rules of access. */
  public void reload() {
    core.reload();
  }

  public boolean roleExists(String role) {
    return core.catalog().state().role(role) != null;
  }

  /**
   * Gives a role another password.
   *
   * @throws SqlException 42704 when there is no such role
   */
  public void setPassword(String role, String password) {
    DatabaseObject database = core.catalog().state().databases().iterator().next();
    EngineWork.run(
        core,
        core.catalog().state().roles(0).bootstrap(),
        database,
        host ->
            new RoleCommands(host)
                .alter(
                    new AlterRole(
                        RoleSpec.named(role), List.of(new RoleOption.Password(password, 0)))));
  }

  /** Whether all vector indexes are in memory. */
  public boolean indexesReady() {
    return vectorIndexes.allReady();
  }

  /** What sessions share; for statistics. */
  public EngineCore core() {
    return core;
  }

  /** Ends all sessions, writes snapshots of vector indexes and a checkpoint. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (Session session : new ArrayList<>(core.sessions())) {
      session.terminate();
    }
    timer.shutdownNow();
    vectorIndexes.close();
    storage.close();
  }
}
