package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.statement.DefinedKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A publication, and what is said of the tables and schemas in it. */
public sealed interface Publication extends DefinedObject {
  @Override
  default @Nullable String schema() {
    return null;
  }

  /** Which modifications are published. */
  record Actions(boolean insert, boolean update, boolean delete, boolean truncate) {
    public static final Actions ALL = new Actions(true, true, true, true);
    public static final Actions NONE = new Actions(false, false, false, false);

    /** Those that either of two publishes. */
    public Actions or(Actions other) {
      return new Actions(
          insert || other.insert,
          update || other.update,
          delete || other.delete,
          truncate || other.truncate);
    }
  }

  /**
   * A publication.
   *
   * @param viaRoot whether what happens to partitions is published as happening to the divided
   *     table
   */
  record PublicationObject(
      long oid, long databaseOid, String name, boolean allTables, Actions actions, boolean viaRoot)
      implements Publication {
    @Override
    public DefinedKind kind() {
      return DefinedKind.PUBLICATION;
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_PUBLICATION, oid);
    }

    @Override
    public PublicationObject named(@Nullable String schema, String newName) {
      return new PublicationObject(oid, databaseOid, newName, allTables, actions, viaRoot);
    }

    /** The same with other options. */
    public PublicationObject with(Actions newActions, boolean newViaRoot) {
      return new PublicationObject(oid, databaseOid, name, allTables, newActions, newViaRoot);
    }
  }

  /**
   * A table in a publication.
   *
   * @param columns numbers of those that alone are published, in order; empty for all
   * @param where which rows alone are; null for all
   * @param references what the condition names
   */
  record PublishedTable(
      long oid,
      long databaseOid,
      long publicationOid,
      long tableOid,
      List<Integer> columns,
      @Nullable String where,
      List<Dependency> references)
      implements Publication, DefinedPart {
    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_PUBLICATION_REL, oid);
    }

    @Override
    public List<Dependency> dependencies() {
      List<Dependency> needs = new ArrayList<>();
      needs.add(Dependency.auto(ObjectAddress.of(ObjectAddress.PG_PUBLICATION, publicationOid)));
      needs.add(Dependency.auto(ObjectAddress.relation(tableOid)));
      needs.addAll(references);
      columns.forEach(
          column -> needs.add(Dependency.normal(ObjectAddress.column(tableOid, column))));
      return needs;
    }

    /** Numbers of the columns that the condition reads. */
    public List<Integer> filtered() {
      return references.stream()
          .map(Dependency::on)
          .filter(on -> on.classOid() == ObjectAddress.PG_CLASS && on.objectOid() == tableOid)
          .map(ObjectAddress::sub)
          .toList();
    }

    /** The same with its condition written otherwise. */
    public PublishedTable with(String text) {
      return new PublishedTable(
          oid, databaseOid, publicationOid, tableOid, columns, text, references);
    }
  }

  /** A schema in a publication: all its tables, those to come too. */
  record PublishedSchema(long oid, long databaseOid, long publicationOid, long schemaOid)
      implements Publication, DefinedPart {
    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_PUBLICATION_NAMESPACE, oid);
    }

    @Override
    public List<Dependency> dependencies() {
      return List.of(
          Dependency.auto(ObjectAddress.of(ObjectAddress.PG_PUBLICATION, publicationOid)),
          Dependency.auto(ObjectAddress.of(ObjectAddress.PG_NAMESPACE, schemaOid)));
    }
  }
}
