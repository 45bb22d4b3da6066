package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.Publication.PublicationObject;
import dev.tusk.executor.catalog.Publication.PublishedSchema;
import dev.tusk.executor.catalog.Publication.PublishedTable;
import dev.tusk.executor.catalog.Publishing;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publications and what is in them. */
final class PublicationTables {
  /** A table as a publication publishes it. */
  record PublishedRow(
      PublicationObject publication, TableObject table, @Nullable PublishedTable said) {
    /** Names of the columns that are published. */
    List<String> columns() {
      return table.table().liveColumns().stream().filter(this::isListed).map(Column::name).toList();
    }

    private boolean isListed(Column column) {
      return said == null || said.columns().isEmpty() || said.columns().contains(column.number());
    }

    @Nullable String filter() {
      return said == null ? null : said.where();
    }
  }

  private PublicationTables() {}

  private static final SystemTable<PublicationObject> PUBLICATIONS =
      SystemTable.<PublicationObject>named(
              "pg_catalog",
              "pg_publication",
              ObjectAddress.PG_PUBLICATION,
              v -> v.state().defined().of(PublicationObject.class, v.databaseOid()))
          .column("oid", "oid", (r, _) -> r.oid())
          .column("pubname", "name", (r, _) -> r.name())
          .column("pubowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_PUBLICATION, r.oid()))
          .column("puballtables", "bool", (r, _) -> r.allTables())
          .column("pubinsert", "bool", (r, _) -> r.actions().insert())
          .column("pubupdate", "bool", (r, _) -> r.actions().update())
          .column("pubdelete", "bool", (r, _) -> r.actions().delete())
          .column("pubtruncate", "bool", (r, _) -> r.actions().truncate())
          .column("pubviaroot", "bool", (r, _) -> r.viaRoot())
          .build();

  private static final SystemTable<PublishedTable> RELATIONS =
      SystemTable.<PublishedTable>named(
              "pg_catalog",
              "pg_publication_rel",
              ObjectAddress.PG_PUBLICATION_REL,
              v -> v.state().defined().of(PublishedTable.class, v.databaseOid()))
          .column("oid", "oid", (r, _) -> r.oid())
          .column("prpubid", "oid", (r, _) -> r.publicationOid())
          .column("prrelid", "oid", (r, _) -> r.tableOid())
          .column("prqual", "pg_node_tree", (r, _) -> r.where())
          .column("prattrs", "int2vector", (r, _) -> numbers(r.columns()))
          .build();

  private static final SystemTable<PublishedSchema> NAMESPACES =
      SystemTable.<PublishedSchema>named(
              "pg_catalog",
              "pg_publication_namespace",
              ObjectAddress.PG_PUBLICATION_NAMESPACE,
              v -> v.state().defined().of(PublishedSchema.class, v.databaseOid()))
          .column("oid", "oid", (r, _) -> r.oid())
          .column("pnpubid", "oid", (r, _) -> r.publicationOid())
          .column("pnnspid", "oid", (r, _) -> r.schemaOid())
          .build();

  private static final SystemTable<PublishedRow> BY_NAME =
      SystemTable.<PublishedRow>named(
              "pg_catalog", "pg_publication_tables", 12068, PublicationTables::all)
          .column("pubname", "name", (r, _) -> r.publication().name())
          .column("schemaname", "name", (r, _) -> r.table().schema())
          .column("tablename", "name", (r, _) -> r.table().name())
          .column("attnames", "_name", (r, _) -> ArrayValue.of(Types.NAME, r.columns()))
          .column("rowfilter", "text", (r, _) -> r.filter())
          .build();

  static final List<SystemTable<?>> ALL = List.of(PUBLICATIONS, RELATIONS, NAMESPACES, BY_NAME);

  private static @Nullable ArrayValue numbers(List<Integer> columns) {
    return columns.isEmpty()
        ? null
        : CatalogArrays.int2vector(
            columns.stream().map(number -> (Object) number.shortValue()).toList());
  }

  private static List<PublishedRow> all(CatalogView view) {
    List<PublishedRow> rows = new ArrayList<>();
    for (PublicationObject publication :
        view.state().defined().of(PublicationObject.class, view.databaseOid())) {
      rows.addAll(of(view, publication));
    }
    return rows;
  }

  /** What a publication publishes. */
  static List<PublishedRow> of(CatalogView view, PublicationObject publication) {
    List<PublishedRow> rows = new ArrayList<>();
    for (long oid : new Publishing(view.state(), view.databaseOid()).tables(publication)) {
      TableObject table = view.state().table(oid);
      if (table != null) {
        PublishedTable said =
            publication.allTables()
                ? null
                : view.state().defined().published(view.databaseOid(), publication.oid(), oid);
        rows.add(new PublishedRow(publication, table, said));
      }
    }
    return rows;
  }
}
