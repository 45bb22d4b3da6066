package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.executor.rights.Schemas;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.AlterDatabase;
import dev.tusk.sql.statement.AlterExtension;
import dev.tusk.sql.statement.AlterSchema;
import dev.tusk.sql.statement.AlterSequence;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.Analyze;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Checkpoint;
import dev.tusk.sql.statement.Cluster;
import dev.tusk.sql.statement.Command;
import dev.tusk.sql.statement.Comment;
import dev.tusk.sql.statement.CopyFile;
import dev.tusk.sql.statement.CopyFrom;
import dev.tusk.sql.statement.CopyTo;
import dev.tusk.sql.statement.CreateDatabase;
import dev.tusk.sql.statement.CreateDomain;
import dev.tusk.sql.statement.CreateExtension;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.CreateSchema;
import dev.tusk.sql.statement.CreateSequence;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.CreateTrigger;
import dev.tusk.sql.statement.CreateType;
import dev.tusk.sql.statement.CreateView;
import dev.tusk.sql.statement.DefinedCommand;
import dev.tusk.sql.statement.Do;
import dev.tusk.sql.statement.DropObjects;
import dev.tusk.sql.statement.DropTrigger;
import dev.tusk.sql.statement.DropUnmade;
import dev.tusk.sql.statement.EventTriggerCommand;
import dev.tusk.sql.statement.LockTable;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.PolicyCommand;
import dev.tusk.sql.statement.Reindex;
import dev.tusk.sql.statement.RenameDatabase;
import dev.tusk.sql.statement.RenameTrigger;
import dev.tusk.sql.statement.RightsCommand;
import dev.tusk.sql.statement.RoutineCommand;
import dev.tusk.sql.statement.RuleCommand;
import dev.tusk.sql.statement.Truncate;
import dev.tusk.sql.statement.Vacuum;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the current user must be allowed for a command: its door, as plans have one of their own.
 * What is not there is left to the command, which says so.
 */
final class CommandRights {
  private static final long WRITES =
      Privileges.INSERT | Privileges.UPDATE | Privileges.DELETE | Privileges.TRUNCATE;

  private final CommandHost host;
  private final CatalogState state;
  private final Rights rights;
  private final long user;

  private CommandRights(CommandHost host) {
    this.host = host;
    this.state = host.changes().state();
    this.rights = new Rights(host.catalog());
    this.user = host.roles().current();
  }

  /** Refuses with 42501 what the current user may not do; superusers pass by. */
  static void check(CommandHost host, Command statement) {
    if (!host.changes().state().roles(0).superuser(host.roles().current())) {
      new CommandRights(host).check(statement);
    }
  }

  private void check(Command statement) {
    switch (statement) {
      case AlterTable s -> alter(s);
      case AlterSequence s -> owner(s.name(), false);
      case AlterSchema s -> ownerOfSchema(s.name());
      case AlterExtension s -> ownerOfExtension(s.name());
      case DropObjects s -> s.names().forEach(name -> drop(s.kind(), name));
      case Comment s -> comment(s);
      case CreateIndex s -> owner(s.table(), false);
      case CreateTrigger s -> relation(s.table(), Privileges.TRIGGER);
      case RenameTrigger s -> owner(s.table(), false);
      case RuleCommand s -> rule(s);
      case CreateTable _, CreateDomain _, CreateType _, CreateSequence _ -> {
        // What they are made of is asked for where it is found, the schema where its name is.
      }
      case DefinedCommand _ -> {} // The owner is asked for with the object.
      case DropUnmade _, EventTriggerCommand _ -> {} // Nobody may; asked when it is found.
      case DropTrigger _, PolicyCommand _ -> {} // The owner is asked for with the table.
      case RightsCommand _ -> {} // Each asks for what it changes.
      case Vacuum _, Analyze _ -> {} // They pass over what is another's.
      case Cluster s -> {
        if (s.table() != null) {
          owner(s.table(), false);
        }
      }
      case Call _, Do _ -> {} // Functions and languages are asked for where they are run.
      case CreateView s -> {
        if (s.replace()) {
          owner(s.name(), false);
        }
      }
      case Truncate s -> s.tables().forEach(t -> relation(t.name(), Privileges.TRUNCATE));
      case LockTable s -> s.tables().forEach(name -> lock(name, s.mode()));
      case Reindex s -> reindex(s);
      case CopyTo s -> {
        file(s.target(), RoleGraph.WRITE_SERVER_FILES, "COPY to");
        copy(s.table(), s.columns(), Privileges.SELECT);
      }
      case CopyFrom s -> {
        file(s.source(), RoleGraph.READ_SERVER_FILES, "COPY from");
        copy(s.table(), s.columns(), Privileges.INSERT);
      }
      case CreateSchema _ -> database(Privileges.CREATE);
      case CreateDatabase _ -> createDatabase();
      case AlterDatabase s -> ownerOfDatabase(s.name());
      case RenameDatabase s -> ownerOfDatabase(s.name());
      case CreateExtension s -> extension(s);
      case Checkpoint _ -> {
        if (!rights.roles().hasPrivilegesOf(user, RoleGraph.CHECKPOINT)) {
          throw Denied.because(
              "must be superuser or have privileges of pg_checkpoint to do CHECKPOINT");
        }
      }
      case RoutineCommand s -> RoutineRights.check(host, rights, s);
    }
  }

  private void owner(QualifiedName name, boolean orOfSchema) {
    CatalogObject object = host.catalog().relation(name);
    Index index = object == null ? host.catalog().index(name) : null;
    if (object != null) {
      owner(object, orOfSchema);
    } else if (index != null) {
      ObjectAddress table = ObjectAddress.relation(index.tableOid());
      if (!rights.owns(user, table) && !(orOfSchema && ownsSchema(index.schema()))) {
        throw Denied.notOwner("index", index.name());
      }
    }
  }

  private void owner(CatalogObject object, boolean orOfSchema) {
    if (!rights.owns(user, object.address()) && !(orOfSchema && ownsSchema(object.schema()))) {
      throw Denied.notOwner(RightsKind.word(object), object.name());
    }
  }

  private boolean ownsSchema(@Nullable String name) {
    return name != null
        && Schemas.address(host.catalog(), name)
            .filter(schema -> rights.owns(user, schema))
            .isPresent();
  }

  private void ownerOfPart(QualifiedName table) {
    CatalogObject object = host.catalog().relation(table);
    if (object != null && !rights.owns(user, object.address())) {
      throw Denied.notOwner("relation", object.name());
    }
  }

  private void rule(RuleCommand statement) {
    switch (statement) {
      case RuleCommand.Create s -> owner(s.table(), false);
      case RuleCommand.Rename s -> owner(s.table(), false);
      case RuleCommand.Drop _ -> {} // When it is found.
    }
  }

  private void ownerOfSchema(String name) {
    SchemaObject schema = state.schema(host.catalog().databaseOid(), name);
    if (schema != null) {
      owner(schema, false);
    }
  }

  private void ownerOfExtension(String name) {
    CatalogObject extension = state.extension(host.catalog().databaseOid(), name);
    if (extension != null) {
      owner(extension, false);
    }
  }

  private void ownerOfType(QualifiedName name, boolean orOfSchema) {
    host.catalog()
        .type(name)
        .ifPresent(type -> {
          CatalogObject object = state.object(type.oid());
          ObjectAddress address = ObjectAddress.type(type.oid());
          boolean schema = object != null && orOfSchema && ownsSchema(object.schema());
          if (!rights.owns(user, address) && !schema) {
            throw Denied.notOwner("type", host.catalog().typeName(type, -1));
          }
        });
  }

  private void alter(AlterTable statement) {
    if (statement.kind() == ObjectKind.TYPE && changesAttributes(statement)) {
      ownerOfAttributes(statement.name());
    } else if (statement.kind() == ObjectKind.TYPE || statement.kind() == ObjectKind.DOMAIN) {
      ownerOfType(statement.name(), false);
    } else {
      owner(statement.name(), false);
    }
  }

  private static boolean changesAttributes(AlterTable statement) {
    return statement.actions().stream()
        .anyMatch(action ->
            action instanceof AlterAction.AddColumn
                || action instanceof AlterAction.DropColumn
                || action instanceof AlterAction.SetType
                || action instanceof AlterAction.RenameColumn);
  }

  /** Attributes are the columns of a relation, which is what errors name. */
  private void ownerOfAttributes(QualifiedName name) {
    host.catalog()
        .type(name)
        .filter(type -> !rights.owns(user, ObjectAddress.type(type.oid())))
        .ifPresent(type -> {
          throw Denied.notOwner("table", type.name());
        });
  }

  private void ownerOfDatabase(String name) {
    DatabaseObject database = state.database(name);
    if (database != null) {
      owner(database, false);
    }
  }

  private void drop(ObjectKind kind, QualifiedName name) {
    switch (kind) {
      case TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED_VIEW -> owner(name, true);
      case SCHEMA -> ownerOfSchema(name.name());
      case DATABASE -> ownerOfDatabase(name.name());
      case EXTENSION -> ownerOfExtension(name.name());
      case TYPE, DOMAIN -> ownerOfType(name, true);
      default -> {}
    }
  }

  private void comment(Comment statement) {
    switch (statement.kind()) {
      case TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED_VIEW -> owner(statement.name(), false);
      case COLUMN, CONSTRAINT, TRIGGER, RULE, POLICY -> ownerOfPart(statement.name());
      case TYPE, DOMAIN -> ownerOfType(statement.name(), false);
      case SCHEMA ->
          Schemas.address(host.catalog(), statement.name().name())
              .filter(schema -> !rights.owns(user, schema))
              .ifPresent(_ -> {
                throw Denied.notOwner("schema", statement.name().name());
              });
      case DATABASE, EXTENSION, FUNCTION -> drop(statement.kind(), statement.name());
      case ROLE -> ofRole(statement.name().name());
      case LARGE_OBJECT ->
          host.routines()
              .session()
              .largeObjects()
              .requireOwner(Long.parseLong(statement.name().name()));
    }
  }

  /** Those who make roles may say something of them, of superusers only superusers. */
  private void ofRole(String name) {
    RoleObject role = state.role(name);
    RoleObject by = state.roles(0).find(user);
    if (role == null || by == null || by.attributes().superuser()) {
      return;
    }
    if (role.attributes().superuser()) {
      throw Denied.because("must be superuser");
    }
    if (!by.attributes().createRole()) {
      throw Denied.because("must have CREATEROLE privilege");
    }
  }

  private void relation(QualifiedName name, long any) {
    Table table = host.catalog().table(name).orElse(null);
    if (table != null && rights.mask(kind(table), address(table), user, any) == 0) {
      throw Denied.of(RightsKind.word(table), table.name());
    }
  }

  private static RightsKind kind(Table table) {
    return table.kind() == Table.Kind.SEQUENCE ? RightsKind.SEQUENCE : RightsKind.TABLE;
  }

  private static ObjectAddress address(Table table) {
    return ObjectAddress.relation(table.oid());
  }

  private void lock(QualifiedName name, LockTable.Mode mode) {
    if (!host.inBlock()) {
      return; // Which is what it says first.
    }
    relation(
        name,
        switch (mode) {
          case ACCESS_SHARE -> Privileges.SELECT;
          case ROW_EXCLUSIVE -> WRITES;
          default -> WRITES & ~Privileges.INSERT;
        });
  }

  private void reindex(Reindex statement) {
    QualifiedName name = statement.name();
    if (name != null) {
      switch (statement.scope()) {
        case INDEX, TABLE -> owner(name, false);
        case SCHEMA -> ownerOfSchema(name.name());
        case DATABASE, SYSTEM -> drop(ObjectKind.DATABASE, name);
      }
    }
  }

  private void file(@Nullable CopyFile file, long role, String what) {
    if (file == null) {
      return;
    }
    long needed = file.program() ? RoleGraph.EXECUTE_SERVER_PROGRAM : role;
    if (!rights.roles().hasPrivilegesOf(user, needed)) {
      throw Denied.because(
              "must be superuser or have privileges of the "
                  + rights.roles().name(needed)
                  + " role to "
                  + (file.program() ? "COPY to or from an external program" : what + " a file"))
          .withHint(
              "Anyone can COPY to stdout or from stdin. psql's \\copy command also works for"
                  + " anyone.");
    }
  }

  private void copy(@Nullable QualifiedName name, List<String> columns, long privilege) {
    Table table = name == null ? null : host.catalog().table(name).orElse(null);
    if (table == null || rights.has(kind(table), address(table), user, privilege)) {
      return;
    }
    Set<String> named =
        columns.isEmpty()
            ? table.liveColumns().stream().map(Column::name).collect(Collectors.toSet())
            : Set.copyOf(columns);
    for (Column column : table.liveColumns()) {
      if (named.contains(column.name())
          && rights.columnMask(table.oid(), column.number(), user, privilege) == 0) {
        throw Denied.of(RightsKind.word(table), table.name());
      }
    }
  }

  private void database(long privilege) {
    ObjectAddress database =
        ObjectAddress.of(ObjectAddress.PG_DATABASE, host.catalog().databaseOid());
    if (!rights.has(RightsKind.DATABASE, database, user, privilege)) {
      throw Denied.of("database", host.catalog().database());
    }
  }

  private void createDatabase() {
    var role = rights.roles().find(user);
    if (role == null || !role.attributes().createDatabase()) {
      throw Denied.because("permission denied to create database");
    }
  }

  private void extension(CreateExtension statement) {
    ObjectAddress database =
        ObjectAddress.of(ObjectAddress.PG_DATABASE, host.catalog().databaseOid());
    boolean there =
        state.extension(host.catalog().databaseOid(), statement.name()) != null
            && statement.ifNotExists();
    if (!there && !rights.has(RightsKind.DATABASE, database, user, Privileges.CREATE)) {
      throw Denied.because("permission denied to create extension \"" + statement.name() + "\"")
          .withHint("Must have CREATE privilege on current database to create this extension.");
    }
  }

  /** Whether VACUUM or ANALYZE takes a table; who may not is told that it is passed over. */
  static boolean maintains(CommandHost host, TableObject table, String verb) {
    Rights rights = new Rights(host.catalog());
    long user = host.roles().current();
    ObjectAddress database =
        ObjectAddress.of(ObjectAddress.PG_DATABASE, host.catalog().databaseOid());
    if (rights.owns(user, table.address()) || rights.owns(user, database)) {
      return true;
    }
    host.warning(
        SqlState.WARNING,
        "skipping \"" + table.name() + "\" --- only table or database owner can " + verb + " it");
    return false;
  }
}
