package dev.tusk.executor.session;

import dev.tusk.executor.access.AccessControl;
import dev.tusk.executor.access.FailedLogins;
import dev.tusk.executor.catalog.StoredCatalog;
import dev.tusk.executor.command.IndexBuilds;
import dev.tusk.executor.contrib.LibraryLanguage;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.lexicon.LexiconFiles;
import dev.tusk.executor.operator.PlanCompiler;
import dev.tusk.executor.plancache.PlanCache;
import dev.tusk.executor.plpgsql.PlpgsqlLanguage;
import dev.tusk.executor.routine.Language;
import dev.tusk.executor.routine.SqlLanguage;
import dev.tusk.executor.setting.ServerDefaults;
import dev.tusk.executor.stored.ExpressionTools;
import dev.tusk.executor.table.TableStore;
import dev.tusk.executor.vector.VectorIndexes;
import dev.tusk.sql.explain.ExpressionText;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.planner.Planner;
import dev.tusk.storage.StorageEngine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** What the sessions of an engine share. */
public final class EngineCore {
  private final StorageEngine storage;
  private final StoredCatalog catalog;
  private final ExpressionTools tools;
  private final PlanCache plans;
  private final TableStore tables;
  private final VectorIndexes vectorIndexes;
  private final ScheduledExecutorService timer;
  private final IndexBuilds indexBuilds = new IndexBuilds();
  private final UseCounts useCounts = new UseCounts();
  private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();
  private final NotificationHub notifications = new NotificationHub();
  private final AccessControl access;
  private final LoginCounts logins = new LoginCounts();
  private final FailedLogins failedLogins = new FailedLogins(System::nanoTime);
  private final LexiconFiles lexicon;
  private volatile ServerDefaults defaults;
  private final List<Runnable> reloaders = new CopyOnWriteArrayList<>();
  private final Map<String, Language> languages = new HashMap<>();

  public EngineCore(
      StorageEngine storage,
      StoredCatalog catalog,
      FunctionCatalog functions,
      FunctionLibrary library,
      VectorIndexes vectorIndexes,
      ScheduledExecutorService timer,
      AccessControl access,
      LexiconFiles lexicon,
      ServerDefaults defaults,
      int planCacheSize) {
    this.defaults = defaults;
    this.storage = storage;
    this.catalog = catalog;
    this.tools =
        new ExpressionTools(
            new Planner(functions),
            new PlanCompiler(library, functions),
            functions,
            ExpressionText.kept(functions, false),
            ExpressionText.kept(functions, true));
    this.plans = new PlanCache(planCacheSize);
    this.tables = new TableStore(storage, vectorIndexes);
    this.vectorIndexes = vectorIndexes;
    this.timer = timer;
    this.access = access;
    this.lexicon = lexicon;
    for (Language language :
        List.of(new SqlLanguage(), new PlpgsqlLanguage(), new LibraryLanguage())) {
      languages.put(language.name(), language);
    }
  }

  /** What sessions begin with. */
  public ServerDefaults defaults() {
    return defaults;
  }

  /** Sessions that begin from now on begin with these. */
  public void defaults(ServerDefaults read) {
    defaults = defaults.reloaded(read);
  }

  /** Files of words, for dictionaries. */
  LexiconFiles lexicon() {
    return lexicon;
  }

  LoginCounts logins() {
    return logins;
  }

  FailedLogins failedLogins() {
    return failedLogins;
  }

  /** Who may connect. */
  public AccessControl access() {
    return access;
  }

  /** Has something else read its files again, too, when {@link #reload} is called. */
  public void onReload(Runnable reloader) {
    reloaders.add(reloader);
  }

  /** Reads the files again that may be changed while the engine runs. */
  public void reload() {
    access.reload();
    reloaders.forEach(Runnable::run);
  }

  public StorageEngine storage() {
    return storage;
  }

  public StoredCatalog catalog() {
    return catalog;
  }

  /** The languages in which functions may be written, by name. */
  Map<String, Language> languages() {
    return languages;
  }

  ExpressionTools tools() {
    return tools;
  }

  FunctionCatalog functions() {
    return tools.functions();
  }

  Planner planner() {
    return tools.planner();
  }

  ExpressionText prettyText() {
    return tools.prettyText();
  }

  ExpressionText expressionText() {
    return tools.expressionText();
  }

  PlanCompiler compiler() {
    return tools.compiler();
  }

  PlanCache plans() {
    return plans;
  }

  TableStore tables() {
    return tables;
  }

  VectorIndexes vectorIndexes() {
    return vectorIndexes;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  IndexBuilds indexBuilds() {
    return indexBuilds;
  }

  UseCounts useCounts() {
    return useCounts;
  }

  NotificationHub notifications() {
    return notifications;
  }

  void add(Session session) {
    sessions.put(session.processId(), session);
  }

  void remove(Session session) {
    sessions.remove(session.processId());
  }

  /** Open sessions. */
  public Collection<Session> sessions() {
    return sessions.values();
  }

  @Nullable Session session(int processId) {
    return sessions.get(processId);
  }
}
