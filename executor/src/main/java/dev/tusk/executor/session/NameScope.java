package dev.tusk.executor.session;

import dev.tusk.executor.catalog.AskedPolicies;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.RowCounts;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.catalogview.TableUse;
import dev.tusk.executor.plancache.PlanEnvironment;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.executor.rights.Schemas;
import dev.tusk.executor.setting.SearchPath;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Setting;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import java.util.List;
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
  private long countedTables = -1;
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
        && countedTables == core.useCounts().countedTables()
        && known.passing() == session.host().triggers().tables()) {
      return known;
    }
    return refresh(state);
  }

  private SessionCatalog refresh(CatalogState state) {
    settingsVersion = settings.version();
    rolesVersion = session.roles().version();
    countedTables = core.useCounts().countedTables();
    long database = session.databaseOid();
    String user = session.roles().currentUser();
    List<String> path =
        SearchPath.resolve(settings.text(Settings.SEARCH_PATH), user, state, database);
    AskedPolicies policies =
        new AskedPolicies(
            state, database, session.roles().now().current(), settings.flag(Settings.ROW_SECURITY));
    SessionCatalog whole = made(state, path, policies);
    SessionCatalog made =
        session.roles().superuser() ? whole : made(state, usable(whole, path), policies);
    catalog = made;
    PlanEnvironment next =
        new PlanEnvironment(
            state.version(),
            database,
            made.searchPath(),
            plannerSettings(),
            made.passing(),
            policies.scope(),
            countedTables,
            session.host().replica());
    if (!next.equals(environment)) {
      environment = next;
    }
    return made;
  }

  /** The schemas that the current user may look into. */
  private List<String> usable(SessionCatalog whole, List<String> path) {
    Rights rights = new Rights(whole);
    long user = session.roles().now().current();
    return path.stream()
        .filter(schema ->
            schema.equals(SearchPath.OWN_TEMPORARY)
                || Schemas.address(whole, schema)
                    .filter(s -> rights.has(RightsKind.SCHEMA, s, user, Privileges.USAGE))
                    .isPresent())
        .toList();
  }

  private SessionCatalog made(CatalogState state, List<String> path, AskedPolicies policies) {
    SessionHost host = session.host();
    long database = session.databaseOid();
    String temporary =
        state.schema(database, temporarySchemaName()) == null ? null : temporarySchemaName();
    return new SessionCatalog(
        state,
        database,
        path,
        temporary,
        SystemDescriptors.ALL,
        rowCounts(),
        host::constant,
        host.triggers().tables(),
        policies,
        session.roles(),
        session.host().replica());
  }

  private RowCounts rowCounts() {
    return new RowCounts() {
      @Override
      public long rows(TableObject table) {
        return core.storage().statistics(table.relationId()).liveRows();
      }

      @Override
      public boolean counted(TableObject table) {
        TableUse use = core.useCounts().table(table.oid());
        return use.vacuums() > 0 || use.analyses() > 0;
      }
    };
  }

  private PlannerSettings plannerSettings() {
    return new PlannerSettings(
        flag("enable_seqscan"),
        flag("enable_indexscan"),
        flag("enable_bitmapscan"),
        flag("enable_hashjoin"),
        flag("enable_mergejoin"),
        flag("enable_nestloop"),
        flag("enable_material"),
        flag("enable_hashagg"),
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
