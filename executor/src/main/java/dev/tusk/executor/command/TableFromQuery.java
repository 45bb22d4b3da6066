package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.OnCommit;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Materialized;
import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table made with the columns of a query, and taking its rows. */
public final class TableFromQuery {
  private final TableWriter writer;
  private final Snapshot snapshot;

  private TableFromQuery(TableWriter writer, Snapshot snapshot) {
    this.writer = writer;
    this.snapshot = snapshot;
  }

  /** Makes the table; null when IF NOT EXISTS found one. */
  public static @Nullable TableFromQuery create(
      CommandHost host, CreateTableAs statement, List<OutputColumn> columns) {
    if (statement.materialized() && statement.persistence() == Persistence.UNLOGGED) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "materialized views cannot be unlogged");
    }
    String name = statement.name().name();
    Names.Place place = Names.place(host, statement.name(), statement.persistence());
    String schema = place.schema();
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().lockName(host.transaction(), database, schema, name);
    if (state.relationNameTaken(database, schema, name)) {
      if (statement.ifNotExists()) {
        host.skipped(
            SqlState.DUPLICATE_TABLE, "relation \"" + name + "\" already exists, skipping");
        return null;
      }
      throw Names.relationExists(name);
    }
    if (statement.columns().size() > columns.size()) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "too many column names were specified");
    }
    CreateTableCommand.checkOptions(statement.options());
    TableDraft draft =
        new TableDraft(
            database,
            host.changes().newOid(),
            schema,
            name,
            place.persistence(),
            OnCommit.valueOf(statement.onCommit().name()));
    statement.options().forEach(o -> draft.options.put(o.name(), CreateTableCommand.value(o)));
    for (int i = 0; i < columns.size(); i++) {
      add(
          draft,
          columns.get(i),
          i < statement.columns().size() ? statement.columns().get(i) : null);
    }
    if (statement.materialized()) {
      draft.materialized = materialized(host, statement, draft);
    }
    Tablespaces spaces = new Tablespaces(host);
    spaces.place(draft.oid, spaces.ofNew(statement.tablespace(), false));
    CreateTableCommand.store(host, draft);
    Snapshot snapshot = host.transaction().newStatementSnapshot();
    return new TableFromQuery(host.access(snapshot).writer(draft.table()), snapshot);
  }

  private static Materialized materialized(
      CommandHost host, CreateTableAs statement, TableDraft draft) {
    if (!(statement.query() instanceof Query query)) {
      throw new IllegalArgumentException("a materialized view without a query");
    }
    CatalogExpressions.KeptQuery kept = host.expressions().query(query.tree());
    if (ViewCommands.namesTemporary(host, kept.references())) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "materialized views must not use temporary tables or views");
    }
    return new Materialized(
        kept.text(draft.table().columnNames()), kept.references(), statement.withData());
  }

  private static void add(TableDraft draft, OutputColumn output, @Nullable String given) {
    String name = given == null ? output.name() : given;
    if (draft.hasColumn(name)) {
      throw SqlException.of(
          SqlState.DUPLICATE_COLUMN, "column \"" + name + "\" specified more than once");
    }
    Type type = output.type() == Types.UNKNOWN ? Types.TEXT : output.type();
    ColumnBuilder.checkStorable(name, type);
    if (output.collation() != null && output.collation().undetermined()) {
      throw SqlException.of(
              SqlState.INDETERMINATE_COLLATION,
              "no collation was derived for column \""
                  + name
                  + "\" with collatable type "
                  + type.displayName())
          .withHint("Use the COLLATE clause to set the collation explicitly.");
    }
    Column column =
        new Column(
                draft.columns.size() + 1,
                name,
                type,
                output.typmod(),
                false,
                null,
                Column.Identity.NONE,
                false)
            .withCollation(output.collation());
    draft.columns.add(column);
    if (TableDraft.isVectorSlot(column)) {
      draft.dimensions.put(column.number(), column.typmod());
    }
  }

  public void insert(@Nullable Object[] row) {
    writer.insert(row);
  }

  public void finish() {
    writer.finish();
    snapshot.close();
  }
}
