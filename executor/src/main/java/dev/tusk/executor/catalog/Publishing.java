package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.Publication.PublicationObject;
import dev.tusk.executor.catalog.Publication.PublishedSchema;
import dev.tusk.executor.catalog.Publication.PublishedTable;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.statement.Persistence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tables the publications of a database publish (catalog/pg_publication.c). */
public final class Publishing {
  private final CatalogState state;
  private final long database;

  public Publishing(CatalogState state, long database) {
    this.state = state;
    this.database = database;
  }

  /** Whether a table could be published. */
  public static boolean isPublishable(@Nullable CatalogObject object) {
    return object instanceof TableObject table
        && table.materialized() == null
        && table.persistence() == Persistence.PERMANENT;
  }

  /** The tables that the table is a partition of, the nearest first. */
  public List<Long> ancestors(long table) {
    List<Long> found = new ArrayList<>();
    TableObject at = state.table(table);
    while (at != null && at.partitioning().isPartition() && !at.parents().isEmpty()) {
      found.add(at.parents().getFirst());
      at = state.table(at.parents().getFirst());
    }
    return found;
  }

  /** Whether a table is in a publication, by itself or by its schema. */
  public boolean names(PublicationObject publication, long table) {
    return state.defined().published(database, publication.oid(), table) != null
        || bySchema(publication, table);
  }

  private boolean bySchema(PublicationObject publication, long table) {
    TableObject object = state.table(table);
    SchemaObject schema = object == null ? null : state.schema(database, object.schema());
    if (schema == null) {
      return false;
    }
    for (PublishedSchema one : state.defined().of(PublishedSchema.class, database)) {
      if (one.publicationOid() == publication.oid() && one.schemaOid() == schema.oid()) {
        return true;
      }
    }
    return false;
  }

  /** The publications that publish what happens to a table, in the order of their making. */
  public List<PublicationObject> of(long table) {
    if (!state.defined().publishes(database) || !isPublishable(state.table(table))) {
      return List.of();
    }
    List<Long> ancestors = ancestors(table);
    List<PublicationObject> found = new ArrayList<>();
    for (PublicationObject publication : state.defined().of(PublicationObject.class, database)) {
      if (publication.allTables()
          || names(publication, table)
          || ancestors.stream().anyMatch(ancestor -> names(publication, ancestor))) {
        found.add(publication);
      }
    }
    return found;
  }

  /** The topmost table above one that is named by a publication; 0 for none. */
  public long topmost(PublicationObject publication, long table) {
    long found = 0;
    for (long ancestor : ancestors(table)) {
      if (names(publication, ancestor)) {
        found = ancestor;
      }
    }
    return found;
  }

  /** The tables of a publication by the names under which they are published. */
  public List<Long> tables(PublicationObject publication) {
    if (publication.allTables()) {
      return all(publication.viaRoot());
    }
    Set<Long> named = new HashSet<>();
    List<Long> found = new ArrayList<>();
    for (PublishedTable one : state.defined().of(PublishedTable.class, database)) {
      if (one.publicationOid() == publication.oid()) {
        spread(one.tableOid(), publication.viaRoot(), named, found);
      }
    }
    for (PublishedSchema one : state.defined().of(PublishedSchema.class, database)) {
      if (one.publicationOid() == publication.oid()) {
        CatalogObject schema = state.object(one.schemaOid());
        for (TableObject table : state.tables(database)) {
          if (schema != null && table.schema().equals(schema.name()) && isPublishable(table)) {
            spread(table.oid(), publication.viaRoot(), named, found);
          }
        }
      }
    }
    return publication.viaRoot()
        ? found.stream().filter(t -> ancestors(t).stream().noneMatch(named::contains)).toList()
        : found;
  }

  private List<Long> all(boolean viaRoot) {
    List<Long> found = new ArrayList<>();
    for (TableObject table : state.tables(database)) {
      boolean divided = table.partitioning().key() != null;
      boolean wanted = viaRoot ? !table.partitioning().isPartition() : !divided;
      if (isPublishable(table) && wanted) {
        found.add(table.oid());
      }
    }
    return found;
  }

  /** A divided table is published as itself or as its leaves. */
  private void spread(long table, boolean viaRoot, Set<Long> named, List<Long> found) {
    TableObject object = state.table(table);
    if (object == null) {
      return;
    }
    List<TableObject> parts =
        viaRoot || object.partitioning().key() == null
            ? List.of(object)
            : state.descendants(table).stream()
                .filter(part -> part.partitioning().key() == null)
                .toList();
    for (TableObject part : parts) {
      if (named.add(part.oid())) {
        found.add(part.oid());
      }
    }
  }

  /** The index by which a table's rows are known elsewhere; null for none. */
  public @Nullable Index identityIndex(TableObject table) {
    char identity = state.defined().identityOf(table.oid());
    ReplicaIdentity said = state.defined().identity(table.oid());
    for (Index index : table.table().indexes()) {
      boolean is =
          switch (identity) {
            case ReplicaIdentity.DEFAULT ->
                index.primary() && table.table().immediatelyUnique(index);
            case ReplicaIdentity.INDEX -> said != null && said.indexOid() == index.oid();
            default -> false;
          };
      if (is) {
        return index;
      }
    }
    return null;
  }
}
