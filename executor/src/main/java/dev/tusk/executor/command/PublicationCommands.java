package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.DefinedObjects;
import dev.tusk.executor.catalog.Publication;
import dev.tusk.executor.catalog.Publication.Actions;
import dev.tusk.executor.catalog.Publication.PublicationObject;
import dev.tusk.executor.catalog.Publication.PublishedSchema;
import dev.tusk.executor.catalog.Publication.PublishedTable;
import dev.tusk.executor.command.PublishedTables.Wanted;
import dev.tusk.executor.rights.Denied;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.PublicationCommand;
import dev.tusk.sql.statement.PublicationCommand.Action;
import dev.tusk.sql.statement.PublicationCommand.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE and ALTER PUBLICATION (commands/publicationcmds.c). */
final class PublicationCommands {
  private final CommandHost host;
  private final DefinedCommands objects;

  PublicationCommands(CommandHost host) {
    this.host = host;
    this.objects = new DefinedCommands(host);
  }

  void run(PublicationCommand command) {
    switch (command) {
      case PublicationCommand.Create s -> create(s);
      case PublicationCommand.SetOptions s -> setOptions(s);
      case PublicationCommand.Change s -> change(s);
    }
  }

  private boolean superuser(long role) {
    return host.changes().state().roles(0).superuser(role);
  }

  private DefinedObjects defined() {
    return host.changes().state().defined();
  }

  private <T extends Publication> List<T> parts(Class<T> kind) {
    return defined().of(kind, host.catalog().databaseOid());
  }

  private void create(PublicationCommand.Create statement) {
    long user = host.roles().current();
    objects.requireCreationInDatabase(user);
    if (statement.allTables() && !superuser(user)) {
      throw Denied.because("must be superuser to create FOR ALL TABLES publication");
    }
    objects.requireFree(DefinedKind.PUBLICATION, new QualifiedName(null, statement.name()));
    PublicationOptions options = PublicationOptions.of(statement.options());
    PublicationObject publication =
        new PublicationObject(
            host.changes().newOid(),
            host.catalog().databaseOid(),
            statement.name(),
            statement.allTables(),
            options.actions() == null ? Actions.ALL : options.actions(),
            Boolean.TRUE.equals(options.viaRoot()));
    host.changes().put(publication);
    List<SchemaObject> schemas = schemas(statement.targets());
    if (!schemas.isEmpty() && !superuser(user)) {
      throw Denied.because("must be superuser to create FOR TABLES IN SCHEMA publication");
    }
    PublishedTables tables = new PublishedTables(host, publication);
    tables.add(tables.checked(statement.targets(), !schemas.isEmpty()), true);
    schemas.forEach(schema -> add(publication, schema, true));
    if (!"logical".equals(host.setting("wal_level"))) {
      host.notice(
          new Notice(
              "WARNING",
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "wal_level is insufficient to publish logical changes",
              null,
              "Set wal_level to \"logical\" before creating subscriptions.",
              0));
    }
  }

  /** The schemas that are named, each once. */
  private List<SchemaObject> schemas(List<Target> targets) {
    List<SchemaObject> found = new ArrayList<>();
    for (Target target : targets) {
      if (target instanceof Target.OfSchema of) {
        SchemaObject schema = schema(of.schema());
        if (!found.contains(schema)) {
          found.add(schema);
        }
      }
    }
    return found;
  }

  private SchemaObject schema(@Nullable String written) {
    String name = written == null ? host.catalog().creationSchema() : written;
    if (name == null) {
      throw SqlException.of(
          SqlState.INVALID_SCHEMA_NAME, "no schema has been selected for CURRENT_SCHEMA");
    }
    boolean temporary = name.startsWith("pg_temp_") || name.startsWith("pg_toast");
    SchemaObject schema = host.changes().state().schema(host.catalog().databaseOid(), name);
    if (schema != null && !temporary) {
      return schema;
    }
    if (!host.catalog().schemaExists(name)) {
      throw Names.noSchema(name);
    }
    throw SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE, "cannot add schema \"" + name + "\" to publication")
        .withDetail(
            name.startsWith("pg_temp_")
                ? "Temporary schemas cannot be replicated."
                : "This operation is not supported for system schemas.");
  }

  private void add(PublicationObject publication, SchemaObject schema, boolean ifNotExists) {
    for (PublishedSchema one : parts(PublishedSchema.class)) {
      if (one.publicationOid() == publication.oid() && one.schemaOid() == schema.oid()) {
        if (ifNotExists) {
          return;
        }
        throw SqlException.of(
            SqlState.DUPLICATE_OBJECT,
            "schema \""
                + schema.name()
                + "\" is already member of publication \""
                + publication.name()
                + "\"");
      }
    }
    host.changes()
        .put(
            new PublishedSchema(
                host.changes().newOid(),
                publication.databaseOid(),
                publication.oid(),
                schema.oid()));
  }

  private PublicationObject owned(String name) {
    return (PublicationObject)
        objects.owned(DefinedKind.PUBLICATION, new QualifiedName(null, name));
  }

  private void setOptions(PublicationCommand.SetOptions statement) {
    PublicationObject publication = owned(statement.name());
    PublicationOptions options = PublicationOptions.of(statement.options());
    Boolean viaRoot = options.viaRoot();
    if (!publication.allTables() && Boolean.FALSE.equals(viaRoot)) {
      for (PublishedTable one : parts(PublishedTable.class)) {
        TableObject table = host.changes().state().table(one.tableOid());
        boolean limited = one.where() != null || !one.columns().isEmpty();
        if (one.publicationOid() == publication.oid()
            && limited
            && table != null
            && table.partitioning().key() != null) {
          throw SqlException.of(
                  SqlState.INVALID_PARAMETER_VALUE,
                  "cannot set parameter \"publish_via_partition_root\" to false for publication \""
                      + publication.name()
                      + "\"")
              .withDetail(
                  "The publication contains a "
                      + (one.where() != null ? "WHERE clause" : "column list")
                      + " for partitioned table \""
                      + table.name()
                      + "\", which is not allowed when \"publish_via_partition_root\" is false.");
        }
      }
    }
    host.changes()
        .put(
            publication.with(
                options.actions() == null ? publication.actions() : options.actions(),
                viaRoot == null ? publication.viaRoot() : viaRoot));
  }

  private void change(PublicationCommand.Change statement) {
    PublicationObject publication = owned(statement.name());
    List<SchemaObject> schemas = schemas(statement.targets());
    boolean tables = statement.targets().stream().anyMatch(t -> t instanceof Target.OfTable);
    if (statement.action() != Action.DROP
        && !schemas.isEmpty()
        && !superuser(host.roles().current())) {
      throw Denied.because("must be superuser to add or set schemas");
    }
    if (publication.allTables() && (tables || !schemas.isEmpty())) {
      throw SqlException.of(
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "publication \"" + publication.name() + "\" is defined as FOR ALL TABLES")
          .withDetail(
              (schemas.isEmpty() ? "Tables" : "Schemas")
                  + " cannot be added to or dropped from FOR ALL TABLES publications.");
    }
    changeTables(publication, statement, !schemas.isEmpty());
    changeSchemas(publication, statement.action(), schemas);
  }

  private void changeTables(
      PublicationObject publication, PublicationCommand.Change statement, boolean withSchemas) {
    PublishedTables tables = new PublishedTables(host, publication);
    switch (statement.action()) {
      case ADD -> {
        boolean schemas =
            withSchemas
                || parts(PublishedSchema.class).stream()
                    .anyMatch(one -> one.publicationOid() == publication.oid());
        tables.add(tables.checked(statement.targets(), schemas), false);
      }
      case DROP -> tables.drop(tables.opened(statement.targets()));
      case SET -> {
        List<Wanted> wanted = tables.checked(statement.targets(), withSchemas);
        tables.keep(wanted);
        tables.add(wanted, true);
      }
    }
  }

  private void changeSchemas(
      PublicationObject publication, Action action, List<SchemaObject> schemas) {
    if (schemas.isEmpty() && action != Action.SET) {
      return;
    }
    switch (action) {
      case ADD -> {
        for (PublishedTable one : parts(PublishedTable.class)) {
          if (one.publicationOid() == publication.oid() && !one.columns().isEmpty()) {
            throw SqlException.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "cannot add schema to publication \"" + publication.name() + "\"")
                .withDetail(
                    "Schemas cannot be added if any tables that specify a column list are already"
                        + " part of the publication.");
          }
        }
        schemas.forEach(schema -> add(publication, schema, false));
      }
      case DROP -> schemas.forEach(schema -> drop(publication, schema));
      case SET -> {
        for (PublishedSchema one : parts(PublishedSchema.class)) {
          if (one.publicationOid() == publication.oid()
              && schemas.stream().noneMatch(schema -> schema.oid() == one.schemaOid())) {
            host.changes().remove(one.oid());
          }
        }
        schemas.forEach(schema -> add(publication, schema, true));
      }
    }
  }

  private void drop(PublicationObject publication, SchemaObject schema) {
    for (PublishedSchema one : parts(PublishedSchema.class)) {
      if (one.publicationOid() == publication.oid() && one.schemaOid() == schema.oid()) {
        host.changes().remove(one.oid());
        return;
      }
    }
    throw SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        "tables from schema \"" + schema.name() + "\" are not part of the publication");
  }

  /** What only superusers could have made stays with superusers. */
  void requireOwner(PublicationObject publication, RoleObject role) {
    boolean schemas =
        parts(PublishedSchema.class).stream()
            .anyMatch(one -> one.publicationOid() == publication.oid());
    if (!superuser(role.oid()) && (publication.allTables() || schemas)) {
      throw SqlException.of(
              SqlState.INSUFFICIENT_PRIVILEGE,
              "permission denied to change owner of publication \"" + publication.name() + "\"")
          .withHint(
              "The owner of a FOR "
                  + (publication.allTables() ? "ALL TABLES" : "TABLES IN SCHEMA")
                  + " publication must be a superuser.");
    }
  }
}
