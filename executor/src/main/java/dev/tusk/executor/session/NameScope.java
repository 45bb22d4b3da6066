package dev.tusk.executor.session;

import dev.tusk.executor.catalog.AskedPolicies;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import org.jspecify.annotations.Nullable;

/**
 * What names mean to a session: the catalog as its transaction sees it, by its search path and with
 * its temporary schema; and what plans depend on beside their text.
 */
final class NameScope {
  private final Session session;
  private final EngineCore core;
  private final SessionSettings settings;

  private @Nullable SessionCatalog catalog;
  private @Nullable PlanEnvironment environment;
  private int settingsVersion = -1;
  private int rolesVersion = -1;
  private boolean temporaryUsed;

  NameScope(Session session, EngineCore core) {
    this.session = session;
    this.core = core;
    this.settings = session.settings();
  }

  String temporarySchemaName() {
    return "pg_temp_" + session.processId();
  }

  void useTemporarySchema() {
    temporaryUsed = true;
    catalog = null;
  }

  /** Whether the session has had a temporary object. */
  boolean temporaryUsed() {
    return temporaryUsed;
  }

  /** The catalog as of now; the same object while neither it nor the search path changes. */
  SessionCatalog catalog() {
    CatalogState state = session.block().catalogState();
    SessionCatalog known = catalog;
    if (known != null
        && known.state() == state
        && settingsVersion == settings.version()
        && rolesVersion == session.roles().version()
        && known.passing() == session.host().triggers().tables()) {
      return known;
    }
    return refresh(state);
  }

  private SessionCatalog refresh(CatalogState state) {
    settingsVersion = settings.version();
    rolesVersion = session.roles().version();
    SessionHost host = session.host();
    long database = session.databaseOid();
    String temporary =
        state.schema(database, temporarySchemaName()) == null ? null : temporarySchemaName();
    AskedPolicies policies =
        new AskedPolicies(
            state, database, session.roles().now().current(), settings.flag(Settings.ROW_SECURITY));
    SessionCatalog made =
        new SessionCatalog(
            state,
            database,
            SearchPath.resolve(
                settings.text(Settings.SEARCH_PATH),
                session.roles().currentUser(),
                state,
                database),
            temporary,
            SystemDescriptors.ALL,
            table -> core.storage().statistics(table.relationId()).liveRows(),
            host::constant,
            host.triggers().tables(),
            policies);
    catalog = made;
    PlanEnvironment next =
        new PlanEnvironment(
            state.version(),
            database,
            made.searchPath(),
            plannerSettings(),
            made.passing(),
            policies.scope());
    if (!next.equals(environment)) {
      environment = next;
    }
    return made;
  }

  private PlannerSettings plannerSettings() {
    return new PlannerSettings(
        flag("enable_seqscan"),
        flag("enable_indexscan"),
        flag("enable_bitmapscan"),
        flag("enable_hashjoin"),
        flag("enable_sort"),
        flag("compat.pgvector_limits"),
        flag("enable_partition_pruning"),
        settings.text(Settings.RESTRICTED_KINDS).contains("view"),
        settings.format());
  }

  private boolean flag(String name) {
    Setting setting = Settings.find(name);
    return setting == null || settings.flag(setting);
  }

  /** What plans depend on now. */
  PlanEnvironment environment() {
    catalog();
    PlanEnvironment now = environment;
    if (now == null) {
      throw new IllegalStateException();
    }
    return now;
  }
}
