package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Publication.Actions;
import dev.tusk.executor.catalog.Publication.PublicationObject;
import dev.tusk.executor.catalog.Publication.PublishedTable;
import dev.tusk.executor.catalog.Publishing;
import dev.tusk.executor.catalog.ReplicaIdentity;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlanParts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to change rows of a published table that nobody elsewhere could know again
 * (CheckCmdReplicaIdentity of executor/execReplication.c).
 */
final class PublishedChanges {
  private final CatalogState state;
  private final long database;
  private final Publishing publishing;

  private PublishedChanges(CatalogState state, long database) {
    this.state = state;
    this.database = database;
    this.publishing = new Publishing(state, database);
  }

  /** Throws for the first table of a plan that may not be changed so. */
  static void check(CatalogState state, long database, PhysicalPlan plan) {
    if (state.defined().publishes(database)) {
      new PublishedChanges(state, database).check(plan);
    }
  }

  private void check(PhysicalPlan plan) {
    switch (plan) {
      case PhysicalPlan.Update p -> targets(p.table(), p.targets(), p.input(), true);
      case PhysicalPlan.Delete p -> targets(p.table(), p.targets(), p.input(), false);
      case PhysicalPlan.Merge p -> {
        for (PhysicalPlan.MergeAction action : p.actions()) {
          switch (action.change()) {
            case PhysicalPlan.MergeChange.Update _ ->
                targets(p.table(), p.targets(), p.input(), true);
            case PhysicalPlan.MergeChange.Delete _ ->
                targets(p.table(), p.targets(), p.input(), false);
            case PhysicalPlan.MergeChange.Insert _, PhysicalPlan.MergeChange.Nothing _ -> {}
          }
        }
      }
      case PhysicalPlan.Insert p -> {
        if (p.onConflict() != null && !p.onConflict().assignments().isEmpty()) {
          table(p.table().oid(), true);
          // To which parts its rows go is known when they come: none may be one that cannot.
          state.descendants(p.table().oid()).forEach(part -> table(part.oid(), true));
        }
      }
      default -> {}
    }
    PlanParts.inputs(plan).forEach(this::check);
  }

  /** Of the tables whose rows are the table's, those that are read after pruning. */
  private void targets(Table table, List<Table> targets, PhysicalPlan input, boolean update) {
    if (targets.isEmpty()) {
      table(table.oid(), update);
      return;
    }
    Set<Long> scanned = new HashSet<>();
    collectScanned(input, scanned);
    for (Table target : targets) {
      if (scanned.contains(target.oid())) {
        table(target.oid(), update);
      }
    }
  }

  private static void collectScanned(PhysicalPlan plan, Set<Long> scanned) {
    switch (plan) {
      case PhysicalPlan.SeqScan p -> scanned.add(p.table().oid());
      case PhysicalPlan.IndexScan p -> scanned.add(p.table().oid());
      case PhysicalPlan.BitmapHeapScan p -> scanned.add(p.table().oid());
      case PhysicalPlan.VectorSearch p -> scanned.add(p.table().oid());
      default -> PlanParts.inputs(plan).forEach(below -> collectScanned(below, scanned));
    }
  }

  private void table(long oid, boolean update) {
    TableObject table = state.table(oid);
    if (table == null || table.partitioning().key() != null) {
      return;
    }
    List<PublicationObject> publications = publishing.of(oid);
    Set<Integer> identity = identity(table);
    Actions published = Actions.NONE;
    boolean filters = true;
    boolean columns = true;
    for (PublicationObject publication : publications) {
      Actions actions = publication.actions();
      published = published.or(actions);
      boolean concerned = update ? actions.update() : actions.delete();
      if (!publication.allTables() && concerned) {
        PublishedTable said = said(publication, oid);
        filters &= said == null || filterHolds(table, said, identity);
        columns &= said == null || columnsHold(table, said, identity);
      }
    }
    if (!filters) {
      throw refused(table, update, SqlState.INVALID_COLUMN_REFERENCE, "")
          .withDetail(
              "Column used in the publication WHERE expression is not part of the replica"
                  + " identity.");
    }
    if (!columns) {
      throw refused(table, update, SqlState.INVALID_COLUMN_REFERENCE, "")
          .withDetail("Column list used by the publication does not cover the replica identity.");
    }
    boolean known =
        publishing.identityIndex(table) != null
            || state.defined().identityOf(oid) == ReplicaIdentity.FULL;
    if (!known && (update ? published.update() : published.delete())) {
      throw refused(
              table,
              update,
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
              " because it does not have a replica identity and publishes "
                  + (update ? "updates" : "deletes"))
          .withHint(
              "To enable "
                  + (update ? "updating" : "deleting from")
                  + " the table, set REPLICA IDENTITY using ALTER TABLE.");
    }
  }

  private static SqlException refused(
      TableObject table, boolean update, SqlState code, String because) {
    return SqlException.of(
        code,
        "cannot "
            + (update ? "update" : "delete from")
            + " table \""
            + table.name()
            + "\""
            + because);
  }

  /** What a publication says of a table, or of the one above it that it publishes it as. */
  private @Nullable PublishedTable said(PublicationObject publication, long table) {
    long topmost = publication.viaRoot() ? publishing.topmost(publication, table) : 0;
    return state.defined().published(database, publication.oid(), topmost == 0 ? table : topmost);
  }

  /** Numbers of the columns by which the table's rows are known elsewhere. */
  private Set<Integer> identity(TableObject table) {
    Index index = publishing.identityIndex(table);
    Set<Integer> columns = new HashSet<>();
    if (index != null) {
      index.keys().forEach(key -> columns.add(key.column()));
    }
    return columns;
  }

  private boolean filterHolds(TableObject table, PublishedTable said, Set<Integer> identity) {
    if (said.where() == null || state.defined().identityOf(table.oid()) == ReplicaIdentity.FULL) {
      return true;
    }
    return said.filtered().stream()
        .allMatch(column -> identity.contains(own(table, said.tableOid(), column)));
  }

  private boolean columnsHold(TableObject table, PublishedTable said, Set<Integer> identity) {
    if (said.columns().isEmpty()) {
      return true;
    }
    if (state.defined().identityOf(table.oid()) == ReplicaIdentity.FULL) {
      return false;
    }
    Set<Integer> listed = new HashSet<>();
    said.columns().forEach(column -> listed.add(own(table, said.tableOid(), column)));
    return listed.containsAll(identity);
  }

  /** A column's number in a partition: that of the same name. */
  private int own(TableObject table, long named, int column) {
    TableObject other = state.table(named);
    if (other == null || named == table.oid()) {
      return column;
    }
    return table.table().column(other.table().column(column).name()).map(Column::number).orElse(0);
  }
}
