package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DefinedObject;
import dev.tusk.executor.catalog.ForeignObject.ServerObject;
import dev.tusk.executor.catalog.ForeignObject.WrapperObject;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.Publication.PublicationObject;
import dev.tusk.executor.catalog.Tablespace;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DefinedCommand;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.ForeignCommand;
import dev.tusk.sql.statement.PublicationCommand;
import dev.tusk.sql.statement.StatisticsCommand;
import dev.tusk.sql.statement.TablespaceCommand;
import dev.tusk.sql.statement.TextSearchCommand;
import org.jspecify.annotations.Nullable;

/**
 * Names, owners, comments and the end of the objects of {@link DefinedKind} (commands/alter.c,
 * dropcmds.c); what makes them is in a class for each kind.
 */
final class DefinedCommands {
  private final CommandHost host;

  DefinedCommands(CommandHost host) {
    this.host = host;
  }

  String run(DefinedCommand command) {
    switch (command) {
      case ForeignCommand s -> new ForeignCommands(host, this).run(s);
      case PublicationCommand s -> new PublicationCommands(host).run(s);
      case TablespaceCommand s -> new TablespaceCommands(host, this).run(s);
      case StatisticsCommand s -> new StatisticsCommands(host, this).run(s);
      case TextSearchCommand s -> new TextSearchCommands(host, this).run(s);
      case DefinedCommand.Rename s -> rename(s);
      case DefinedCommand.Owner s -> owner(s);
      case DefinedCommand.SetSchema s -> move(s);
      case DefinedCommand.Drop s -> drop(s);
      case DefinedCommand.CommentOn s ->
          CommentCommand.set(host, owned(s.kind(), s.name()).address(), s.text());
    }
    return command.tag();
  }

  /** The object of a name; null where there is none. */
  @Nullable DefinedObject find(DefinedKind kind, QualifiedName name) {
    String written = name.schema();
    if (!kind.qualified() || written != null) {
      boolean temporary = written != null && host.catalog().isOwnTemporary(written);
      return in(kind, temporary ? host.temporarySchema() : written, name.name());
    }
    for (String schema : host.catalog().searchPath()) {
      DefinedObject object = in(kind, schema, name.name());
      if (object != null && !host.catalog().isOwnTemporary(schema)) {
        return object;
      }
    }
    return null;
  }

  private @Nullable DefinedObject in(DefinedKind kind, @Nullable String schema, String name) {
    if (kind == DefinedKind.TABLESPACE) {
      return host.changes().state().defined().tablespace(name);
    }
    return host.changes().state().defined().find(kind, host.catalog().databaseOid(), schema, name);
  }

  /** The object of a name, which nobody else changes meanwhile. */
  DefinedObject require(DefinedKind kind, QualifiedName name) {
    DefinedObject object = find(kind, name);
    if (object == null) {
      throw missing(kind, name);
    }
    host.changes().lockObject(host.transaction(), object.oid());
    DefinedObject settled = find(kind, name);
    if (settled == null) {
      throw missing(kind, name);
    }
    return settled;
  }

  /** The same, which belongs to the current user. */
  DefinedObject owned(DefinedKind kind, QualifiedName name) {
    DefinedObject object = require(kind, name);
    OwnerRights.require(host.catalog(), host.roles(), object);
    return object;
  }

  private static SqlException missing(DefinedKind kind, QualifiedName name) {
    return SqlException.of(SqlState.UNDEFINED_OBJECT, notThere(kind, name));
  }

  private static String notThere(DefinedKind kind, QualifiedName name) {
    return kind.described() + " \"" + name + "\" does not exist";
  }

  /** Refuses a name that is taken. */
  void requireFree(DefinedKind kind, QualifiedName name) {
    host.changes()
        .lockName(host.transaction(), host.catalog().databaseOid(), kind.described(), name.name());
    if (find(kind, name) != null) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          kind.described()
              + " \""
              + name.name()
              + "\" already exists"
              + (name.schema() == null ? "" : " in schema \"" + name.schema() + "\""));
    }
  }

  private void rename(DefinedCommand.Rename statement) {
    DefinedObject object = owned(statement.kind(), statement.name());
    if (object instanceof PublicationObject) {
      requireCreationInDatabase(host.roles().current());
    }
    if (object instanceof Tablespace && statement.newName().startsWith("pg_")) {
      throw SqlException.of(
              SqlState.RESERVED_NAME,
              "unacceptable tablespace name \"" + statement.newName() + "\"")
          .withDetail("The prefix \"pg_\" is reserved for system tablespaces.");
    }
    requireFree(statement.kind(), new QualifiedName(object.schema(), statement.newName()));
    host.changes().put(object.named(object.schema(), statement.newName()));
  }

  private void move(DefinedCommand.SetSchema statement) {
    DefinedObject object = owned(statement.kind(), statement.name());
    Names.requireSchema(host.catalog(), statement.schema());
    host.catalog().requireCreation(statement.schema());
    if (!statement.schema().equals(object.schema())) {
      requireFree(statement.kind(), new QualifiedName(statement.schema(), object.name()));
      host.changes().put(object.named(statement.schema(), object.name()));
    }
  }

  /** Refuses who may not create in the database. */
  void requireCreationInDatabase(long role) {
    ObjectAddress database =
        ObjectAddress.of(ObjectAddress.PG_DATABASE, host.catalog().databaseOid());
    Rights rights = new Rights(host.catalog());
    if (!rights.has(RightsKind.DATABASE, database, role, Privileges.CREATE)) {
      throw Denied.of("database", host.catalog().database());
    }
  }

  private void owner(DefinedCommand.Owner statement) {
    DefinedObject object = require(statement.kind(), statement.name());
    RoleObject role = host.role(statement.owner());
    CatalogState state = host.changes().state();
    long database = host.catalog().databaseOid();
    if (object instanceof WrapperObject wrapper) {
      new ForeignCommands(host, this).requireOwner(wrapper, role);
    }
    if (Owners.of(state, database, object.address()) == role.oid()) {
      return;
    }
    Ownership ownership = new Ownership(host);
    if (!state.roles(0).superuser(host.roles().current())) {
      OwnerRights.require(host.catalog(), host.roles(), object);
      ownership.newOwner(statement.owner());
      if (object instanceof PublicationObject publication) {
        requireCreationInDatabase(role.oid());
        new PublicationCommands(host).requireOwner(publication, role);
      }
      if (object instanceof ServerObject server) {
        new ForeignCommands(host, this).requireUsage(server, role.oid());
      }
    }
    ownership.set(object, role.oid());
  }

  private void drop(DefinedCommand.Drop statement) {
    Removal removal = new Removal(host, statement.cascade());
    boolean any = false;
    for (QualifiedName name : statement.names()) {
      if (Names.isWithoutSchema(host, name.schema(), statement.ifExists())) {
        continue;
      }
      if (find(statement.kind(), name) == null && statement.ifExists()) {
        host.notice(notThere(statement.kind(), name) + ", skipping");
        continue;
      }
      removal.name(owned(statement.kind(), name).address());
      any = true;
    }
    if (any) {
      removal.run();
    }
  }
}
