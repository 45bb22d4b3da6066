package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.Materialized;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.RefreshMaterializedView;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.Row;
import dev.tusk.storage.RowCursor;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.WaitPolicy;
import org.jspecify.annotations.Nullable;

/**
 * REFRESH MATERIALIZED VIEW (commands/matview.c): by emptying the table that its rows are in, which
 * nobody can read meanwhile, or, CONCURRENTLY, by deleting row for row, so that others see the old
 * rows until the end.
 */
public final class MaterializedRefresh {
  private final CommandHost host;
  private final RefreshMaterializedView statement;
  private final TableObject view;
  private final String query;
  private final Snapshot snapshot;
  private @Nullable TableWriter writer;

  private MaterializedRefresh(
      CommandHost host, RefreshMaterializedView statement, TableObject view, String query) {
    this.host = host;
    this.statement = statement;
    this.view = view;
    this.query = query;
    this.snapshot = host.transaction().newStatementSnapshot();
  }

  /** Finds the view and locks it. */
  public static MaterializedRefresh begin(CommandHost host, RefreshMaterializedView statement) {
    CatalogObject object = host.catalog().relation(statement.name());
    if (object == null && host.catalog().table(statement.name()).isEmpty()) {
      throw Names.noRelation(statement.name());
    }
    if (!(object instanceof TableObject table)) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "\"" + statement.name().name() + "\" is not a table or materialized view");
    }
    OwnerRights.require(host.catalog(), host.roles(), table);
    Materialized materialized = table.materialized();
    if (materialized == null) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "\"" + statement.name().name() + "\" is not a materialized view");
    }
    host.changes().lockObject(host.transaction(), table.oid());
    if (statement.concurrently()) {
      checkConcurrently(host, statement, table, materialized);
    } else {
      host.transaction().lockRelation(table.relationId(), LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    }
    host.requireUnused(table.table(), "REFRESH MATERIALIZED VIEW");
    return new MaterializedRefresh(host, statement, table, materialized.text());
  }

  private static void checkConcurrently(
      CommandHost host,
      RefreshMaterializedView statement,
      TableObject view,
      Materialized materialized) {
    if (!materialized.populated()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "CONCURRENTLY cannot be used when the materialized view is not populated");
    }
    if (!statement.withData()) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "CONCURRENTLY and WITH NO DATA options cannot be used together");
    }
    boolean unique =
        view.table().indexes().stream()
            .anyMatch(index ->
                index.unique()
                    && index.valid()
                    && index.predicateText() == null
                    && index.keys().stream().allMatch(key -> key.column() != 0));
    if (!unique) {
      throw SqlException.of(
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "cannot refresh materialized view \""
                  + Names.quoted(view.schema())
                  + "."
                  + Names.quoted(view.name())
                  + "\" concurrently")
          .withHint(
              "Create a unique index with no WHERE clause on one or more columns of the"
                  + " materialized view.");
    }
  }

  /** Whose view it is, as whom its query is run. */
  public long owner() {
    return Owners.of(host.changes().state(), host.catalog().databaseOid(), view.address());
  }

  /** Its query as SQL. */
  public String query() {
    return query;
  }

  /** Takes its rows away; from now on it is populated, unless it shall not be. */
  public void empty() {
    if (statement.concurrently()) {
      RowCursor rows = snapshot.relation(view.relationId()).scan();
      for (Row row = rows.next(); row != null; row = rows.next()) {
        host.transaction().delete(view.relationId(), row.rowId());
      }
    } else {
      host.transaction().truncate(view.relationId());
    }
    TableDraft draft = new TableDraft(view);
    Materialized before = draft.materialized;
    if (before != null) {
      draft.materialized = before.withPopulated(statement.withData());
    }
    host.changes().put(draft.object());
    writer = host.access(snapshot).writer(draft.table());
  }

  public void insert(@Nullable Object[] row) {
    if (writer == null) {
      throw new IllegalStateException("not emptied");
    }
    writer.insert(row);
  }

  public void finish() {
    if (writer != null) {
      writer.finish();
    }
    snapshot.close();
  }
}
