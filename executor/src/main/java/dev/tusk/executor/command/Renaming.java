package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.NameSpace;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DependencyGraph;
import dev.tusk.executor.catalog.DependencyGraph.Link;
import dev.tusk.executor.catalog.Materialized;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives objects of any kind another name or schema, and columns another name. What is written of
 * them in stored expressions is read before and written anew after.
 */
final class Renaming {
  private final CommandHost host;

  Renaming(CommandHost host) {
    this.host = host;
  }

  /** RENAME TO. */
  void rename(CatalogObject object, String name) {
    CatalogState state =
        host.changes().lockName(host.transaction(), object.databaseOid(), schema(object), name);
    if (state.nameTaken(object.nameSpace(), object.databaseOid(), object.schema(), name)) {
      throw taken(object, name);
    }
    move(object.oid(), object.schema(), name);
  }

  /** SET SCHEMA; what belongs to the object moves along. */
  void setSchema(CatalogObject object, String schema) {
    Names.requireSchema(host.catalog(), schema);
    if (schema.equals(object.schema())) {
      return;
    }
    requireMovable(object, schema);
    CatalogState state =
        host.changes().lockName(host.transaction(), object.databaseOid(), schema, object.name());
    if (state.nameTaken(object.nameSpace(), object.databaseOid(), schema, object.name())) {
      SqlException taken = taken(object, object.name());
      throw SqlException.of(taken.state(), taken.getMessage() + " in schema \"" + schema + "\"");
    }
    move(object.oid(), schema, object.name());
    for (Link link : state.dependencies(object.databaseOid()).dependents(object.address())) {
      if (link.dependency().kind() != Dependency.Kind.NORMAL
          && host.changes().state().object(link.dependent().objectOid())
              instanceof SequenceObject sequence
          && !schema.equals(sequence.schema())) {
        move(sequence.oid(), schema, sequence.name());
      }
    }
  }

  private void requireMovable(CatalogObject object, String schema) {
    String from = schema(object);
    if (host.catalog().isOwnTemporary(from) != host.catalog().isOwnTemporary(schema)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "cannot move objects into or out of temporary schemas");
    }
    if (object instanceof SequenceObject sequence && sequence.ownerTable() != 0) {
      CatalogObject owner = host.changes().state().object(sequence.ownerTable());
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, "cannot move an owned sequence into another schema")
          .withDetail(
              "Sequence \""
                  + sequence.name()
                  + "\" is linked to table \""
                  + (owner == null ? "" : owner.name())
                  + "\".");
    }
  }

  private static String schema(CatalogObject object) {
    String schema = object.schema();
    return schema == null ? "" : schema;
  }

  private static SqlException taken(CatalogObject object, String name) {
    return switch (object.nameSpace()) {
      case RELATION, NONE -> Names.relationExists(name);
      case TYPE ->
          SqlException.of(SqlState.DUPLICATE_OBJECT, "type \"" + name + "\" already exists");
      case SCHEMA ->
          SqlException.of(SqlState.DUPLICATE_SCHEMA, "schema \"" + name + "\" already exists");
      case DATABASE ->
          SqlException.of(SqlState.DUPLICATE_DATABASE, "database \"" + name + "\" already exists");
      case EXTENSION ->
          SqlException.of(SqlState.DUPLICATE_OBJECT, "extension \"" + name + "\" already exists");
    };
  }

  /** A schema's objects go with it, under their names. */
  void renameSchema(CatalogObject.SchemaObject schema, String name) {
    List<CatalogObject> inside = new ArrayList<>();
    for (CatalogObject object :
        host.changes().state().of(CatalogObject.class, schema.databaseOid())) {
      if (schema.name().equals(object.schema())) {
        inside.add(object);
      }
    }
    CatalogState state =
        host.changes().lockName(host.transaction(), schema.databaseOid(), "", name);
    if (state.nameTaken(NameSpace.SCHEMA, schema.databaseOid(), null, name)) {
      throw taken(schema, name);
    }
    Map<ObjectAddress, CatalogExpressions.Kept> written = new HashMap<>();
    inside.forEach(object -> written.putAll(writtenOf(object)));
    ViewTexts views = new ViewTexts(host);
    inside.forEach(object -> views.read(object.address()));
    host.changes().put(schema.named(null, name));
    inside.forEach(object -> host.changes().put(object.named(name, object.name())));
    written.forEach(this::writeAnew);
    views.write();
  }

  /** Gives an object its new place, which nothing else has. */
  void move(long oid, @Nullable String schema, String name) {
    CatalogObject object = host.changes().state().object(oid);
    if (object == null) {
      return;
    }
    Map<ObjectAddress, CatalogExpressions.Kept> written = writtenOf(object);
    ViewTexts views = new ViewTexts(host);
    views.read(object.address());
    host.changes().put(object.named(schema, name));
    written.forEach(this::writeAnew);
    views.write();
  }

  /** The defaults that name an object. */
  private Map<ObjectAddress, CatalogExpressions.Kept> writtenOf(CatalogObject object) {
    Map<ObjectAddress, CatalogExpressions.Kept> written = new HashMap<>();
    DependencyGraph graph = host.changes().state().dependencies(object.databaseOid());
    for (Link link : graph.dependents(object.address())) {
      ObjectAddress column = graph.partOf(link.dependent());
      TableObject table =
          column == null || link.dependent().classOid() != ObjectAddress.PG_ATTRDEF
              ? null
              : host.changes().state().table(column.objectOid());
      if (table == null || column == null) {
        continue;
      }
      Column of = table.table().column(column.sub());
      String text = of.defaultText();
      if (text != null) {
        // What is generated is so over the row.
        written.put(column, host.expressions().kept(of.generated() ? table.table() : null, text));
      }
    }
    return written;
  }

  private void writeAnew(ObjectAddress column, CatalogExpressions.Kept kept) {
    TableObject table = host.changes().state().table(column.objectOid());
    if (table == null) {
      return;
    }
    boolean generated = table.table().column(column.sub()).generated();
    String text = kept.text(generated ? table.table() : null);
    if (text == null) {
      return;
    }
    TableDraft draft = new TableDraft(table);
    draft.replace(draft.columns.get(column.sub() - 1).withDefault(text));
    host.changes().put(draft.object());
  }

  /** Renames an index; the constraint it holds is renamed with it. */
  void index(Index index, String name) {
    TableObject object = host.changes().state().table(index.tableOid());
    if (object == null) {
      return;
    }
    if (host.changes()
        .lockName(host.transaction(), object.databaseOid(), index.schema(), name)
        .relationNameTaken(object.databaseOid(), index.schema(), name)) {
      throw Names.relationExists(name);
    }
    TableDraft draft = new TableDraft(object);
    draft.indexes.replaceAll(i -> i.oid() == index.oid() ? i.named(i.schema(), name) : i);
    draft.constraints.replaceAll(c ->
        c instanceof Constraint.Unique u && u.indexOid() == index.oid() ? u.withName(name) : c);
    host.changes().put(draft.object());
  }

  /**
   * Renames a column, also in the checks and indexes that mention it; views are the caller's, who
   * reads them before the first column of a family is renamed, and writes them behind the last.
   */
  void column(TableDraft draft, String from, String to) {
    if (!draft.hasColumn(from)) {
      throw SqlException.of(SqlState.UNDEFINED_COLUMN, "column \"" + from + "\" does not exist");
    }
    Column c = draft.column(from);
    if (ColumnBuilder.isSystemName(to)) {
      throw SqlException.of(
          SqlState.DUPLICATE_COLUMN,
          "column name \"" + to + "\" conflicts with a system column name");
    }
    if (draft.hasColumn(to)) {
      throw SqlException.of(
          SqlState.DUPLICATE_COLUMN,
          "column \"" + to + "\" of relation \"" + draft.name + "\" already exists");
    }
    Rewording words = new Rewording(host, draft);
    Materialized own = draft.materialized;
    CatalogExpressions.KeptQuery query =
        own == null ? null : host.expressions().storedQuery(own.text());
    draft.replace(c.named(to));
    words.write(draft);
    if (own != null && query != null) {
      draft.materialized = own.withText(query.text(draft.table().columnNames()));
    }
    host.changes().put(draft.object());
  }

  /** Renames a column of a view. */
  void column(ViewObject view, String from, String to) {
    Column renamed = null;
    for (Column column : view.columns()) {
      if (column.name().equals(to)) {
        throw SqlException.of(
            SqlState.DUPLICATE_COLUMN,
            "column \"" + to + "\" of relation \"" + view.name() + "\" already exists");
      }
      if (column.name().equals(from)) {
        renamed = column;
      }
    }
    if (renamed == null) {
      throw SqlException.of(SqlState.UNDEFINED_COLUMN, "column \"" + from + "\" does not exist");
    }
    ViewTexts views = new ViewTexts(host);
    views.read(ObjectAddress.column(view.oid(), renamed.number()));
    CatalogExpressions.KeptQuery own = host.expressions().storedQuery(view.text());
    List<Column> columns = new ArrayList<>(view.columns());
    columns.set(renamed.number() - 1, renamed.named(to));
    host.changes().put(view.with(columns, own.text(columns.stream().map(Column::name).toList())));
    views.write();
  }
}
