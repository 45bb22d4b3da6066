package dev.tusk.executor.session;

import dev.tusk.executor.access.AccessRules;
import dev.tusk.executor.access.UserMaps;
import dev.tusk.executor.catalog.CastObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Materialized;
import dev.tusk.executor.catalog.ObjectDescriptions;
import dev.tusk.executor.catalog.ObjectIdentities;
import dev.tusk.executor.catalog.ObjectIdentity;
import dev.tusk.executor.catalog.OperatorObject;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.catalog.SystemDomains;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.executor.catalogview.AvailableExtension;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ColumnStatistics;
import dev.tusk.executor.catalogview.CommentRow;
import dev.tusk.executor.catalogview.CursorRow;
import dev.tusk.executor.catalogview.DatabaseRow;
import dev.tusk.executor.catalogview.DatabaseUse;
import dev.tusk.executor.catalogview.DependencyRow;
import dev.tusk.executor.catalogview.ExtensionRow;
import dev.tusk.executor.catalogview.IndexBuildRow;
import dev.tusk.executor.catalogview.IndexUse;
import dev.tusk.executor.catalogview.InheritanceRow;
import dev.tusk.executor.catalogview.LockRow;
import dev.tusk.executor.catalogview.OwnCast;
import dev.tusk.executor.catalogview.OwnOperator;
import dev.tusk.executor.catalogview.PolicyRow;
import dev.tusk.executor.catalogview.PreparedRow;
import dev.tusk.executor.catalogview.RowSecurityRow;
import dev.tusk.executor.catalogview.RuleRow;
import dev.tusk.executor.catalogview.SchemaRow;
import dev.tusk.executor.catalogview.SequenceRow;
import dev.tusk.executor.catalogview.SessionRow;
import dev.tusk.executor.catalogview.SettingRow;
import dev.tusk.executor.catalogview.TableUse;
import dev.tusk.executor.catalogview.TriggerRow;
import dev.tusk.executor.catalogview.VectorIndexRow;
import dev.tusk.executor.catalogview.ViewRow;
import dev.tusk.executor.command.ColumnDefaults;
import dev.tusk.executor.command.Extensions;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.setting.SettingRows;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.ToastTable;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.catalog.WriteAbilities;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.RelationStatistics;
import dev.tusk.storage.SequenceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalog's objects as one session's statement lists them. */
final class SystemView implements CatalogView {
  private static final long PG_CATALOG = 11;
  private static final long PG_TOAST = 99;
  private static final long INFORMATION_SCHEMA = 13_000;

  private final Map<Long, WriteAbilities> abilities = new HashMap<>();
  private final Session session;
  private final EngineCore core;
  private final SessionCatalog catalog;
  private final CatalogState state;
  private final Rights rights;

  SystemView(Session session, EngineCore core) {
    this.session = session;
    this.core = core;
    this.catalog = session.catalog();
    this.state = catalog.state();
    this.rights = new Rights(catalog);
  }

  @Override
  public Rights rights() {
    return rights;
  }

  @Override
  public CurrentRoles currentRoles() {
    return session.roles().now();
  }

  @Override
  public CatalogState state() {
    return state;
  }

  @Override
  public long databaseOid() {
    return session.databaseOid();
  }

  @Override
  public LargeObjects largeObjects() {
    return session.services().largeObjects();
  }

  @Override
  public AccessRules accessRules() {
    return core.access().inFile();
  }

  @Override
  public UserMaps userMaps() {
    return core.access().mapsInFile();
  }

  @Override
  public String databaseName() {
    return session.database();
  }

  @Override
  public List<Table> systemTables() {
    return CatalogIndexes.tables();
  }

  @Override
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    for (TableObject object : state.tables(session.databaseOid())) {
      tables.add(ColumnDefaults.shown(object.table(), catalog));
    }
    for (ViewObject view : state.views(session.databaseOid())) {
      tables.add(view.table());
    }
    for (SequenceObject sequence : state.sequences(session.databaseOid())) {
      catalog.table(sequence.oid()).ifPresent(tables::add);
    }
    return tables;
  }

  @Override
  public List<Table> compositeTypes() {
    List<Table> relations = new ArrayList<>();
    for (TypeObject type : state.types(session.databaseOid())) {
      catalog.table(TypeNumbers.relation((int) type.oid())).ifPresent(relations::add);
    }
    return relations;
  }

  @Override
  public List<Type> userTypes() {
    List<Type> types = new ArrayList<>(SystemDomains.ALL);
    for (TypeObject type : state.types(session.databaseOid())) {
      catalog.type((int) type.oid()).ifPresent(types::add);
    }
    for (TableObject table : state.tables(session.databaseOid())) {
      catalog.type(TypeNumbers.rowType(table.oid())).ifPresent(types::add);
    }
    for (ViewObject view : state.views(session.databaseOid())) {
      catalog.type(TypeNumbers.rowType(view.oid())).ifPresent(types::add);
    }
    for (Table table : systemTables()) {
      catalog.type(TypeNumbers.rowType(table.oid())).ifPresent(types::add);
    }
    List<Type> arrays = types.stream().map(Types::array).toList();
    types.addAll(arrays);
    return types;
  }

  @Override
  public List<RuleRow> rules() {
    return new RuleRows(session).all();
  }

  @Override
  public @Nullable String ruleDefinition(long oid, PrintStyle style) {
    return new RuleRows(session).definition(oid, style);
  }

  @Override
  public List<ViewRow> views() {
    return state.views(session.databaseOid()).stream()
        .map(v ->
            new ViewRow(
                v.table(),
                texts().view(v.text(), v.table(), PrintStyle.INDENTED),
                v.view(0).checkOption().name(),
                v.references()))
        .toList();
  }

  @Override
  public List<ViewRow> materializedViews() {
    List<ViewRow> rows = new ArrayList<>();
    for (TableObject table : state.tables(session.databaseOid())) {
      Materialized view = table.materialized();
      if (view != null) {
        rows.add(
            new ViewRow(
                table.table(),
                texts().view(view.text(), table.table(), PrintStyle.INDENTED),
                "NONE",
                view.references()));
      }
    }
    return rows;
  }

  @Override
  public boolean populated(long relationOid) {
    TableObject table = state.table(relationOid);
    Materialized view = table == null ? null : table.materialized();
    return view == null || view.populated();
  }

  private StoredTexts texts() {
    return new StoredTexts(session);
  }

  @Override
  public @Nullable String viewDefinition(long oid, PrintStyle style) {
    return texts().view(state.object(oid), style);
  }

  @Override
  public @Nullable String functionBody(long oid) {
    return texts().body(state.object(oid));
  }

  @Override
  public WriteAbilities abilities(Table view, boolean triggers) {
    return abilities.computeIfAbsent(
        triggers ? -view.oid() : view.oid(),
        _ -> core.planner().abilities(view, catalog, triggers));
  }

  @Override
  public List<String> options(long relationOid) {
    Map<String, String> options =
        switch (state.object(relationOid)) {
          case ViewObject view -> view.options();
          case TableObject table -> table.options();
          case null, default -> Map.of();
        };
    return options.entrySet().stream().map(o -> o.getKey() + "=" + o.getValue()).toList();
  }

  @Override
  public List<SchemaRow> schemas() {
    List<SchemaRow> rows = new ArrayList<>();
    rows.add(new SchemaRow(PG_CATALOG, "pg_catalog"));
    rows.add(new SchemaRow(PG_TOAST, "pg_toast"));
    rows.add(new SchemaRow(INFORMATION_SCHEMA, "information_schema"));
    for (SchemaObject schema : state.schemas(session.databaseOid())) {
      rows.add(new SchemaRow(schema.oid(), schema.name()));
      if (schema.name().startsWith("pg_temp_")) {
        rows.add(new SchemaRow(ToastTable.oid(schema.oid()), ToastTable.schema(schema.name())));
      }
    }
    return rows;
  }

  @Override
  public List<DatabaseRow> databases() {
    return state.databases().stream()
        .map(d -> new DatabaseRow(d.oid(), d.name(), d.attributes()))
        .toList();
  }

  @Override
  public List<SequenceRow> sequences() {
    List<SequenceRow> rows = new ArrayList<>();
    for (SequenceObject s : state.sequences(session.databaseOid())) {
      SequenceState now = session.services().state(s.oid());
      rows.add(
          new SequenceRow(
              s.oid(),
              s.schema(),
              s.name(),
              Types.byOid(s.typeOid()).orElse(Types.INT8),
              s.spec().start(),
              s.spec().increment(),
              s.spec().minimum(),
              s.spec().maximum(),
              s.cache(),
              s.spec().cycle(),
              now.called() ? (Long) now.lastValue() : null,
              s.identity(),
              s.ownerTable(),
              s.ownerColumn()));
    }
    return rows;
  }

  @Override
  public List<TriggerRow> triggers() {
    return new TableRows(session, catalog).triggers();
  }

  @Override
  public List<PolicyRow> policies() {
    return new PolicyView(session, state).rows();
  }

  @Override
  public RowSecurityRow rowSecurity(long table) {
    return new PolicyView(session, state).security(table);
  }

  @Override
  public String prettyCondition(String condition, Table table) {
    return session.host().expressions().prettyCondition(condition, table);
  }

  @Override
  public List<ExtensionRow> extensions() {
    List<ExtensionRow> rows = new ArrayList<>();
    for (ExtensionObject extension : state.extensions(session.databaseOid())) {
      rows.add(
          new ExtensionRow(
              extension.oid(),
              extension.name(),
              extension.version(),
              schemaOid(extension.schema())));
    }
    return rows;
  }

  @Override
  public List<AvailableExtension> availableExtensions() {
    List<AvailableExtension> rows = new ArrayList<>();
    for (Extensions known : Extensions.ALL) {
      ExtensionObject installed = state.extension(session.databaseOid(), known.name());
      rows.add(
          new AvailableExtension(
              known.name(),
              known.version(),
              installed == null ? null : installed.version(),
              known.comment()));
    }
    return rows;
  }

  @Override
  public List<SettingRow> settings() {
    return SettingRows.of(session.settings());
  }

  @Override
  public List<CommentRow> comments() {
    return StoredComments.ofDatabase(state, session.databaseOid());
  }

  @Override
  public List<CommentRow> sharedComments() {
    return StoredComments.shared(state);
  }

  @Override
  public List<DependencyRow> dependencies() {
    return state.dependencies(session.databaseOid()).all().stream()
        .map(link -> new DependencyRow(link.dependent(), link.dependency()))
        .toList();
  }

  @Override
  public List<InheritanceRow> inheritance() {
    return new TableRows(session, catalog).inheritance();
  }

  @Override
  public PartitionFacts partitions() {
    return new PartitionFacts(state, session.databaseOid());
  }

  @Override
  public @Nullable String describe(ObjectAddress object) {
    return new ObjectDescriptions(catalog).find(object);
  }

  @Override
  public @Nullable ObjectIdentity identity(ObjectAddress object) {
    return new ObjectIdentities(catalog).of(object);
  }

  @Override
  public List<SessionRow> sessions() {
    RoleGraph roles = session.block().catalogState().roles(0);
    long user = session.roles().now().current();
    boolean all = roles.hasPrivilegesOf(user, RoleGraph.READ_ALL_STATS);
    return core.sessions().stream()
        .map(Session::activity)
        .map(row -> all || roles.hasPrivilegesOf(user, row.userOid()) ? row : row.hidden())
        .toList();
  }

  @Override
  public List<LockRow> locks() {
    return new LockRows(core).all(session.block().catalogState());
  }

  @Override
  public List<VectorIndexRow> vectorIndexes() {
    List<VectorIndexRow> rows = new ArrayList<>();
    for (Table table : tables()) {
      for (Index index : table.indexes()) {
        LiveIndex live = core.vectorIndexes().find(index.oid());
        if (live != null && !catalog.secured(table)) {
          rows.add(VectorIndexRows.row(table, index, live));
        }
      }
    }
    return rows;
  }

  @Override
  public List<IndexBuildRow> indexBuilds() {
    return core.indexBuilds().running().stream()
        .map(b ->
            new IndexBuildRow(
                b.processId(),
                b.databaseOid(),
                session.database(),
                b.tableOid(),
                b.indexOid(),
                b.command(),
                b.phase(),
                b.total(),
                b.done(),
                b.rowsPerSecond(),
                b.secondsLeft()))
        .toList();
  }

  @Override
  public List<PreparedRow> preparedStatements() {
    return session.statements().prepared().stream().map(PreparedStatement::row).toList();
  }

  @Override
  public List<CursorRow> cursors() {
    return session.statements().portals().stream().map(p -> cursor(p)).toList();
  }

  private static CursorRow cursor(Portal p) {
    return new CursorRow(
        p.name(), p.text(), p.holdable(), p.binary(), p.scroll(), p.openedMicros());
  }

  @Override
  public String persistence(long oid) {
    TableObject table = state.table(oid);
    if (state.object(oid) instanceof ViewObject view) {
      return view.temporary() ? "t" : "p";
    }
    SequenceObject sequence = state.sequence(oid);
    char said = state.defined().storage(oid).persistence();
    if (said != '\0') {
      return String.valueOf(said);
    }
    if (table == null && sequence != null && !sequence.temporary()) {
      table = state.table(sequence.ownerTable());
    }
    if (table == null) {
      return sequence != null && sequence.temporary() ? "t" : "p";
    }
    return switch (table.persistence()) {
      case PERMANENT -> "p";
      case TEMPORARY -> "t";
      case UNLOGGED -> "u";
    };
  }

  @Override
  public String pretty(String expression, Table table) {
    return session.host().expressions().pretty(expression, table);
  }

  @Override
  public String prettyCheck(DomainType domain, String condition) {
    return session.host().expressions().prettyCheck(domain, condition);
  }

  @Override
  public FunctionCatalog functions() {
    return core.functions();
  }

  @Override
  public List<FunctionSignature> routines() {
    return catalog.state().functions(catalog.databaseOid()).stream()
        .map(catalog::signature)
        .toList();
  }

  @Override
  public List<OwnOperator> ownOperators() {
    return catalog.state().of(OperatorObject.class, catalog.databaseOid()).stream()
        .map(o ->
            new OwnOperator(
                catalog.signature(o),
                o.schema(),
                o.merges(),
                o.hashes(),
                o.restriction(),
                o.join()))
        .toList();
  }

  @Override
  public List<OwnCast> ownCasts() {
    return catalog.state().of(CastObject.class, catalog.databaseOid()).stream()
        .map(o -> new OwnCast(o.oid(), catalog.signature(o)))
        .toList();
  }

  @Override
  public @Nullable FunctionSignature function(long oid) {
    return catalog.function((int) oid).orElse(null);
  }

  @Override
  public List<String> languages() {
    return session.context().routines().languageNames();
  }

  @Override
  public long rowCount(Table table) {
    return catalog.rowCount(table);
  }

  private RelationFiles files() {
    return new RelationFiles(state, core.storage());
  }

  @Override
  public long toastBlocks(long tableOid) {
    return files().statistics(tableOid).toastBlocks();
  }

  @Override
  public long fileNode(long relationOid) {
    return files().node(relationOid);
  }

  @Override
  public TableUse tableUse(long tableOid) {
    return core.useCounts().table(tableOid);
  }

  @Override
  public List<ColumnStatistics> statistics(long tableOid) {
    return core.useCounts().statistics(tableOid);
  }

  @Override
  public boolean isOwnTemporary(String schema) {
    return catalog.isOwnTemporary(schema);
  }

  @Override
  public IndexUse indexUse(long indexOid) {
    return core.useCounts().index(indexOid);
  }

  @Override
  public DatabaseUse databaseUse(long databaseOid) {
    return core.useCounts().database(databaseOid);
  }

  @Override
  public RelationStatistics statistics(Table table) {
    return files().statistics(table.oid());
  }

  @Override
  public long transactionId() {
    return session.services().transactionId();
  }
}
