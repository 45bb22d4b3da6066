package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterExtension;
import dev.tusk.sql.statement.AlterSchema;
import dev.tusk.sql.statement.CreateExtension;
import dev.tusk.sql.statement.RoleSpec;

/** ALTER SCHEMA; CREATE and ALTER EXTENSION. */
final class SchemaCommands {
  private final CommandHost host;

  SchemaCommands(CommandHost host) {
    this.host = host;
  }

  String alter(AlterSchema statement) {
    long database = host.catalog().databaseOid();
    SchemaObject schema = host.changes().state().schema(database, statement.name());
    if (schema == null) {
      throw Names.noSchema(statement.name());
    }
    RoleSpec owner = statement.owner();
    if (owner != null) {
      new Ownership(host).change(schema, owner);
    }
    String newName = statement.newName();
    if (newName == null) {
      return "ALTER SCHEMA";
    }
    host.changes().lockObject(host.transaction(), schema.oid());
    new Renaming(host).renameSchema(schema, newName);
    return "ALTER SCHEMA";
  }

  String create(CreateExtension statement) {
    String name = statement.name();
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().lockName(host.transaction(), database, "extension", name);
    if (state.extension(database, name) != null) {
      if (statement.ifNotExists()) {
        host.skipped(
            SqlState.DUPLICATE_OBJECT, "extension \"" + name + "\" already exists, skipping");
        return "CREATE EXTENSION";
      }
      throw SqlException.of(SqlState.DUPLICATE_OBJECT, "extension \"" + name + "\" already exists");
    }
    Extensions known = Extensions.find(name);
    String wanted = statement.version();
    if (wanted != null && !wanted.equals(known.version())) {
      throw SequenceRules.invalid(
          "extension \""
              + name
              + "\" has no installation script nor update path for version \""
              + wanted
              + "\"");
    }
    String schema = statement.schema();
    if (schema != null) {
      Names.requireSchema(host.catalog(), schema);
    } else {
      schema = host.catalog().creationSchema();
      if (schema == null) {
        throw SqlException.of(
            SqlState.INVALID_SCHEMA_NAME, "no schema has been selected to create in");
      }
    }
    host.changes()
        .put(new ExtensionObject(host.changes().newOid(), database, name, known.version(), schema));
    return "CREATE EXTENSION";
  }

  String alter(AlterExtension statement) {
    ExtensionObject extension =
        host.changes().state().extension(host.catalog().databaseOid(), statement.name());
    if (extension == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, "extension \"" + statement.name() + "\" does not exist");
    }
    String wanted = statement.version();
    if (wanted == null || wanted.equals(extension.version())) {
      host.notice(
          "version \""
              + extension.version()
              + "\" of extension \""
              + extension.name()
              + "\" is already installed");
      return "ALTER EXTENSION";
    }
    throw SequenceRules.invalid(
        "extension \""
            + extension.name()
            + "\" has no update path from version \""
            + extension.version()
            + "\" to version \""
            + wanted
            + "\"");
  }
}
