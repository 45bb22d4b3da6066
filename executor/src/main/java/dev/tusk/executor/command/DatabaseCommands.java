package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DatabaseAttributes;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterDatabase;
import dev.tusk.sql.statement.CreateDatabase;
import dev.tusk.sql.statement.DatabaseCommand;
import dev.tusk.sql.statement.DropObjects;
import dev.tusk.sql.statement.RenameDatabase;
import dev.tusk.sql.statement.RoleSpec;
import java.time.Duration;

/** CREATE, ALTER and DROP DATABASE. */
final class DatabaseCommands {
  /** How long DROP … WITH (FORCE) waits for the sessions that it ends, as PostgreSQL does. */
  private static final Duration FORCED_WAIT = Duration.ofSeconds(5);

  private final CommandHost host;

  DatabaseCommands(CommandHost host) {
    this.host = host;
  }

  static String tag(DatabaseCommand statement) {
    return statement instanceof CreateDatabase ? "CREATE DATABASE" : "ALTER DATABASE";
  }

  String run(DatabaseCommand statement) {
    switch (statement) {
      case CreateDatabase s -> create(s);
      case AlterDatabase s -> alter(s);
      case RenameDatabase s -> rename(s);
    }
    return tag(statement);
  }

  private void create(CreateDatabase statement) {
    host.requireNoBlock("CREATE DATABASE");
    DatabaseOptions options = DatabaseOptions.ofNew(statement.options());
    String owner = options.owner();
    RoleObject role = owner == null ? null : new Ownership(host).newOwner(RoleSpec.named(owner));
    String name = statement.name();
    CatalogState state = host.changes().lockName(host.transaction(), 0, "", name);
    if (state.database(name) != null) {
      throw taken(name);
    }
    long oid = host.changes().newOid();
    DatabaseObject made = new DatabaseObject(oid, name, options.applied(DatabaseAttributes.PLAIN));
    host.changes().put(made);
    if (role != null) {
      new Ownership(host).set(made, role.oid());
    }
    SchemaObject schema = new SchemaObject(host.changes().newOid(), oid, "public");
    host.changes().put(schema);
    ObjectRights rights = host.changes().state().rights(oid, schema.address());
    if (rights != null) {
      host.changes().put(OwnerRights.moved(rights, RoleGraph.DATABASE_OWNER));
    }
    host.changes()
        .put(new ExtensionObject(host.changes().newOid(), oid, "plpgsql", "1.0", "pg_catalog"));
  }

  private static SqlException taken(String name) {
    return SqlException.of(SqlState.DUPLICATE_DATABASE, "database \"" + name + "\" already exists");
  }

  private void alter(AlterDatabase statement) {
    DatabaseOptions options = DatabaseOptions.ofKnown(statement.options());
    DatabaseObject database = locked(statement.name());
    DatabaseAttributes changed = options.applied(database.attributes());
    if (!changed.connectable() && database.oid() == host.catalog().databaseOid()) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "cannot disallow connections for current database");
    }
    host.changes().put(new DatabaseObject(database.oid(), database.name(), changed));
  }

  private void rename(RenameDatabase statement) {
    DatabaseObject database = locked(statement.name());
    long current = host.roles().current();
    RoleObject role = host.changes().state().roles(0).find(current);
    if (role == null || !role.attributes().superuser() && !role.attributes().createDatabase()) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE, "permission denied to rename database");
    }
    CatalogState state = host.changes().lockName(host.transaction(), 0, "", statement.newName());
    if (state.database(statement.newName()) != null) {
      throw taken(statement.newName());
    }
    if (database.oid() == host.catalog().databaseOid()) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "current database cannot be renamed");
    }
    requireUnused(database);
    host.changes().put(database.named(null, statement.newName()));
  }

  private DatabaseObject locked(String name) {
    DatabaseObject database = existing(name);
    host.changes().lockObject(host.transaction(), database.oid());
    return existing(name);
  }

  private DatabaseObject existing(String name) {
    DatabaseObject database = host.changes().state().database(name);
    if (database == null) {
      throw SqlException.of(
          SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
    }
    return database;
  }

  private void requireUnused(DatabaseObject database) {
    int others = host.sessionsOf(database.oid());
    if (others > 0) {
      throw SqlException.of(
              SqlState.OBJECT_IN_USE,
              "database \"" + database.name() + "\" is being accessed by other users")
          .withDetail(
              others == 1
                  ? "There is 1 other session using the database."
                  : "There are " + others + " other sessions using the database.");
    }
  }

  String drop(DropObjects statement) {
    host.requireNoBlock("DROP DATABASE");
    for (QualifiedName name : statement.names()) {
      drop(name.name(), statement.ifExists(), statement.cascade());
    }
    return "DROP DATABASE";
  }

  private void drop(String name, boolean ifExists, boolean force) {
    DatabaseObject database = host.changes().state().database(name);
    if (database == null) {
      if (!ifExists) {
        throw SqlException.of(
            SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
      }
      host.notice("database \"" + name + "\" does not exist, skipping");
      return;
    }
    if (database.attributes().template()) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "cannot drop a template database");
    }
    if (database.oid() == host.catalog().databaseOid()) {
      throw SqlException.of(SqlState.OBJECT_IN_USE, "cannot drop the currently open database");
    }
    if (force) {
      host.endSessionsOf(database.oid(), FORCED_WAIT);
    }
    requireUnused(database);
    CatalogState state = host.changes().lockObject(host.transaction(), database.oid());
    host.routines().session().largeObjects().dropDatabase(database.oid());
    ObjectRemoval removal = new ObjectRemoval(host);
    for (CatalogObject object : state.of(CatalogObject.class, database.oid())) {
      removal.drop(object.address(), null);
    }
  }
}
