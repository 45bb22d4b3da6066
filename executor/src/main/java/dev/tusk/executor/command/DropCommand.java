package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.CatalogTypes;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DropObjects;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** DROP TABLE, INDEX, SEQUENCE, SCHEMA, EXTENSION. */
final class DropCommand {
  private final CommandHost host;
  private final DropObjects statement;
  private final Removal removal;

  DropCommand(CommandHost host, DropObjects statement) {
    this.host = host;
    this.statement = statement;
    this.removal = new Removal(host, statement.cascade());
  }

  String run() {
    switch (statement.kind()) {
      case TABLE -> dropTables();
      case INDEX -> dropIndexes();
      case SEQUENCE -> dropSequences();
      case SCHEMA -> dropSchemas();
      case EXTENSION -> dropExtensions();
      case DATABASE -> throw new IllegalStateException("see DatabaseCommand");
      case VIEW, MATERIALIZED_VIEW, TYPE, DOMAIN, FUNCTION, ROLE -> dropNothing();
      case COLUMN, CONSTRAINT -> throw SqlException.notSupported("DROP " + kindName());
    }
    return "DROP " + kindName();
  }

  private String kindName() {
    return statement.kind().name().replace('_', ' ');
  }

  /** Kinds of which there are no objects: every name is missing. */
  private void dropNothing() {
    for (QualifiedName name : statement.names()) {
      if (statement.kind() == ObjectKind.VIEW && host.catalog().relation(name) != null) {
        throw wrongKind(name, "view");
      }
      String kind = kindName().toLowerCase(Locale.ROOT);
      SqlState state =
          statement.kind() == ObjectKind.VIEW || statement.kind() == ObjectKind.MATERIALIZED_VIEW
              ? SqlState.UNDEFINED_TABLE
              : statement.kind() == ObjectKind.FUNCTION
                  ? SqlState.UNDEFINED_FUNCTION
                  : SqlState.UNDEFINED_OBJECT;
      missing(kind, name, state);
    }
  }

  private void missing(String kind, QualifiedName name, SqlState state) {
    String schema = name.schema();
    if (schema != null && !host.catalog().schemaExists(schema)) {
      if (!statement.ifExists()) {
        throw Names.noSchema(schema);
      }
      host.notice("schema \"" + schema + "\" does not exist, skipping");
      return;
    }
    if (!statement.ifExists()) {
      throw SqlException.of(state, kind + " \"" + name.name() + "\" does not exist");
    }
    host.notice(kind + " \"" + name.name() + "\" does not exist, skipping");
  }

  private SqlException wrongKind(QualifiedName name, String kind) {
    CatalogObject object = host.catalog().relation(name);
    String hint =
        object instanceof TableObject
            ? "Use DROP TABLE to remove a table."
            : object instanceof SequenceObject
                ? "Use DROP SEQUENCE to remove a sequence."
                : "Use DROP INDEX to remove an index.";
    return Names.notA(name.name(), kind).withHint(hint);
  }

  private void dropTables() {
    List<TableObject> tables = new ArrayList<>();
    for (QualifiedName name : statement.names()) {
      CatalogObject object = host.catalog().relation(name);
      if (object instanceof TableObject table) {
        tables.add(table);
        removal.name(table.oid());
      } else if (object != null || host.catalog().index(name) != null) {
        throw wrongKind(name, "table");
      } else if (host.catalog().table(name).isPresent()) {
        throw SqlException.of(
            SqlState.INSUFFICIENT_PRIVILEGE,
            "permission denied: \"" + name.name() + "\" is a system catalog");
      } else {
        missing("table", name, SqlState.UNDEFINED_TABLE);
      }
    }
    tables.forEach(removal::addTable);
    removal.run(describe(tables.size(), "table", first(tables)));
  }

  private @Nullable String first(List<TableObject> tables) {
    return tables.isEmpty()
        ? null
        : removal.describe(tables.getFirst().table().schema(), tables.getFirst().table().name());
  }

  private static String describe(int count, String kind, @Nullable String first) {
    return count == 1 ? kind + " " + first : Removal.SEVERAL;
  }

  private void dropIndexes() {
    if (statement.concurrently()) {
      host.requireNoBlock("DROP INDEX CONCURRENTLY");
      if (statement.names().size() > 1) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            "DROP INDEX CONCURRENTLY does not support dropping multiple objects");
      }
    }
    for (QualifiedName name : statement.names()) {
      Index index = host.catalog().index(name);
      if (index == null) {
        if (host.catalog().relation(name) != null) {
          throw wrongKind(name, "index");
        }
        missing("index", name, SqlState.UNDEFINED_OBJECT);
        continue;
      }
      CatalogState state = host.changes().lockObject(host.transaction(), index.tableOid());
      TableObject table = state.table(index.tableOid());
      if (table == null) {
        continue;
      }
      checkNoConstraint(table, index);
      removal.step(() -> removal.dropIndex(table.oid(), index.oid()));
    }
    removal.run("index");
  }

  private void checkNoConstraint(TableObject table, Index index) {
    for (Constraint constraint : table.table().constraints()) {
      if (constraint instanceof Constraint.Unique unique && unique.indexOid() == index.oid()) {
        String described =
            "constraint "
                + constraint.name()
                + " on table "
                + removal.describe(table.table().schema(), table.table().name());
        throw SqlException.of(
                SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                "cannot drop index " + index.name() + " because " + described + " requires it")
            .withHint("You can drop " + described + " instead.");
      }
    }
  }

  private void dropSequences() {
    List<SequenceObject> sequences = new ArrayList<>();
    for (QualifiedName name : statement.names()) {
      CatalogObject object = host.catalog().relation(name);
      if (object instanceof SequenceObject sequence) {
        sequences.add(sequence);
        removal.name(sequence.oid());
      } else if (object != null || host.catalog().index(name) != null) {
        throw wrongKind(name, "sequence");
      } else {
        missing("sequence", name, SqlState.UNDEFINED_TABLE);
      }
    }
    // PostgreSQL tells of what depends on the last one first.
    sequences.reversed().forEach(sequence -> removal.addSequence(sequence, false));
    removal.run(
        describe(
            sequences.size(),
            "sequence",
            sequences.isEmpty()
                ? null
                : removal.describe(sequences.getFirst().schema(), sequences.getFirst().name())));
  }

  private void dropSchemas() {
    CatalogState state = host.changes().state();
    long database = host.catalog().databaseOid();
    List<SchemaObject> schemas = new ArrayList<>();
    for (QualifiedName name : statement.names()) {
      SchemaObject schema = state.schema(database, name.name());
      if (schema == null) {
        if (host.catalog().schemaExists(name.name())) {
          throw SqlException.of(
              SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
              "cannot drop schema "
                  + name.name()
                  + " because it is required by the database system");
        }
        missing("schema", name, SqlState.INVALID_SCHEMA_NAME);
        continue;
      }
      schemas.add(schema);
      host.changes().lockObject(host.transaction(), schema.oid());
    }
    for (SchemaObject schema : schemas) {
      addSchemaContents(state, database, schema);
      removal.step(() -> host.changes().remove(schema.oid()));
    }
    removal.run(
        describe(schemas.size(), "schema", schemas.isEmpty() ? null : schemas.getFirst().name()));
  }

  private void addSchemaContents(CatalogState state, long database, SchemaObject schema) {
    String self = "schema " + schema.name();
    for (ExtensionObject extension : state.extensions(database)) {
      if (extension.schema().equals(schema.name())) {
        removal.dependent("extension " + extension.name(), self);
        addExtension(extension);
      }
    }
    for (TableObject table : state.tables(database)) {
      if (table.table().schema().equals(schema.name())) {
        removal.dependent(
            "table " + removal.describe(table.table().schema(), table.table().name()), self);
        removal.addTable(table);
      }
    }
    for (SequenceObject sequence : state.sequences(database)) {
      if (sequence.schema().equals(schema.name()) && sequence.ownerTable() == 0) {
        removal.dependent("sequence " + removal.describe(sequence.schema(), sequence.name()), self);
        removal.addSequence(sequence, true);
      }
    }
  }

  private void dropExtensions() {
    CatalogState state = host.changes().state();
    List<String> dropped = new ArrayList<>();
    for (QualifiedName name : statement.names()) {
      ExtensionObject extension = state.extension(host.catalog().databaseOid(), name.name());
      if (extension == null) {
        missing("extension", name, SqlState.UNDEFINED_OBJECT);
        continue;
      }
      dropped.add(extension.name());
      addExtension(extension);
    }
    removal.run(
        describe(dropped.size(), "extension", dropped.isEmpty() ? null : dropped.getFirst()));
  }

  private void addExtension(ExtensionObject extension) {
    CatalogState state = host.changes().lockObject(host.transaction(), extension.oid());
    for (TableObject table : state.tables(extension.databaseOid())) {
      for (Column column : table.table().columns()) {
        if (!column.dropped() && belongsTo(column.type(), extension)) {
          removal.dependent(
              "column "
                  + column.name()
                  + " of table "
                  + removal.describe(table.table().schema(), table.table().name()),
              "type " + column.type().displayName());
          removal.step(() -> new ColumnRemoval(host, removal).drop(table.oid(), column.number()));
        }
      }
    }
    removal.step(() -> host.changes().remove(extension.oid()));
  }

  private static boolean belongsTo(Type type, ExtensionObject extension) {
    return CatalogTypes.extension(type).filter(extension.name()::equals).isPresent();
  }
}
