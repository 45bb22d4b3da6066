package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.Publication.PublicationObject;
import dev.tusk.executor.catalog.Publication.PublishedTable;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.ToastTable;
import dev.tusk.sql.statement.DefinedKind;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The {@link DefinedObject}s of each database, in the order in which they were made. Whoever made a
 * copy changes it, until a state of the catalog has it.
 */
public final class DefinedObjects {
  private Groups<Long, DefinedObject> byDatabase =
      Groups.by(Comparator.comparing(DefinedObject::oid));
  private Groups<Long, PublicationObject> publications =
      Groups.by(Comparator.comparing(PublicationObject::oid));
  private PMap<Long, ReplicaIdentity> identities = HashTreePMap.empty();
  private PMap<Long, StorageChoice> choices = HashTreePMap.empty();
  private PMap<ObjectAddress, ColumnStorage> storages = HashTreePMap.empty();

  DefinedObjects copy() {
    DefinedObjects copy = new DefinedObjects();
    copy.byDatabase = byDatabase;
    copy.publications = publications;
    copy.identities = identities;
    copy.choices = choices;
    copy.storages = storages;
    return copy;
  }

  void add(DefinedObject object) {
    byDatabase = byDatabase.plus(object.databaseOid(), object);
    if (object instanceof PublicationObject publication) {
      publications = publications.plus(object.databaseOid(), publication);
    }
    if (object instanceof ReplicaIdentity identity) {
      identities = identities.plus(identity.tableOid(), identity);
    }
    if (object instanceof StorageChoice choice) {
      choices = choices.plus(choice.relationOid(), choice);
    }
    if (object instanceof ColumnStorage storage) {
      storages = storages.plus(storage.address(), storage);
    }
  }

  void remove(DefinedObject object) {
    byDatabase = byDatabase.minus(object.databaseOid(), o -> o == object);
    publications = publications.minus(object.databaseOid(), o -> o == object);
    if (object instanceof ReplicaIdentity identity) {
      identities = identities.minus(identity.tableOid());
    }
    if (object instanceof StorageChoice choice) {
      choices = choices.minus(choice.relationOid());
    }
    if (object instanceof ColumnStorage storage) {
      storages = storages.minus(storage.address());
    }
  }

  /** Those of a class. */
  public <T extends DefinedObject> List<T> of(Class<T> kind, long database) {
    List<DefinedObject> all = byDatabase.of(database);
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The object of a name; null where there is none. */
  public @Nullable DefinedObject find(
      DefinedKind kind, long database, @Nullable String schema, String name) {
    for (DefinedObject object : byDatabase.of(database)) {
      if (object.kind() == kind
          && object.name().equals(name)
          && Objects.equals(object.schema(), schema)) {
        return object;
      }
    }
    return null;
  }

  /** Whether a database has any publication. */
  public boolean publishes(long database) {
    return !publications.of(database).isEmpty();
  }

  /** What was said of a table's replica identity; null for nothing. */
  public @Nullable ReplicaIdentity identity(long tableOid) {
    return identities.get(tableOid);
  }

  /** What was said of how a relation is stored. */
  public StorageChoice storage(long relationOid) {
    return choices.getOrDefault(relationOid, StorageChoice.NONE);
  }

  /** All tablespaces but those that are always there. */
  public List<Tablespace> tablespaces() {
    return of(Tablespace.class, 0);
  }

  /** The tablespace of a name; null where there is none. */
  public @Nullable Tablespace tablespace(String name) {
    if (name.equals(Tablespace.DEFAULT.name())) {
      return Tablespace.DEFAULT;
    }
    if (name.equals(Tablespace.GLOBAL.name())) {
      return Tablespace.GLOBAL;
    }
    return find(DefinedKind.TABLESPACE, 0, null, name) instanceof Tablespace found ? found : null;
  }

  /** What was said of how a column is stored; null for nothing. */
  public @Nullable ColumnStorage columnStorage(long tableOid, int column) {
    return storages.get(ObjectAddress.column(tableOid, column));
  }

  /** {@code attstorage}: what was said, or else what the type says. */
  public char storageOf(long tableOid, Column column) {
    ColumnStorage said = columnStorage(tableOid, column.number());
    return said == null ? column.type().storage() : said.storage();
  }

  /** Whether a table has a TOAST table. */
  public boolean hasToast(Table table) {
    return ToastTable.isBeside(table, column -> storageOf(table.oid(), column));
  }

  /** {@code relreplident}. */
  public char identityOf(long tableOid) {
    ReplicaIdentity identity = identities.get(tableOid);
    return identity == null ? ReplicaIdentity.DEFAULT : identity.identity();
  }

  /** What a publication says of a table; null where it is not in it by itself. */
  public @Nullable PublishedTable published(long database, long publication, long table) {
    for (PublishedTable one : of(PublishedTable.class, database)) {
      if (one.publicationOid() == publication && one.tableOid() == table) {
        return one;
      }
    }
    return null;
  }
}
