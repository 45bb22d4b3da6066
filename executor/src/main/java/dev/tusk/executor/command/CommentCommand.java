package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Comment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** COMMENT ON. */
final class CommentCommand {
  private static final long PG_CLASS = 1259;
  private static final long PG_CONSTRAINT = 2606;
  private static final long PG_NAMESPACE = 2615;
  private static final long PG_DATABASE = 1262;
  private static final long PG_EXTENSION = 3079;

  private final CommandHost host;
  private final Comment statement;

  private record Target(long classOid, long oid, int column) {}

  CommentCommand(CommandHost host, Comment statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    Target target = target();
    CatalogState state = host.changes().state();
    long database = host.catalog().databaseOid();
    CommentObject before = find(state, database, target);
    String text = statement.text();
    if (text == null || text.isEmpty()) {
      if (before != null) {
        host.changes().remove(before.oid());
      }
      return "COMMENT";
    }
    host.changes()
        .put(
            new CommentObject(
                before != null ? before.oid() : host.changes().newOid(),
                database,
                target.classOid(),
                target.oid(),
                target.column(),
                text));
    return "COMMENT";
  }

  private static @Nullable CommentObject find(CatalogState state, long database, Target target) {
    for (CommentObject comment : state.comments(database)) {
      if (comment.classOid() == target.classOid()
          && comment.objectOid() == target.oid()
          && comment.column() == target.column()) {
        return comment;
      }
    }
    return null;
  }

  private Target target() {
    long database = host.catalog().databaseOid();
    String name = statement.name().name();
    return switch (statement.kind()) {
      case TABLE -> new Target(PG_CLASS, Names.table(host, statement.name()).oid(), 0);
      case COLUMN -> {
        TableObject table = Names.table(host, statement.name());
        String column = part();
        yield new Target(PG_CLASS, table.oid(), new TableDraft(table).column(column).number());
      }
      case CONSTRAINT -> new Target(PG_CONSTRAINT, constraint(), 0);
      case INDEX -> {
        Index index = host.catalog().index(statement.name());
        if (index == null) {
          throw Names.noRelation(statement.name());
        }
        yield new Target(PG_CLASS, index.oid(), 0);
      }
      case SEQUENCE -> {
        CatalogObject object = host.catalog().relation(statement.name());
        if (!(object instanceof SequenceObject sequence)) {
          throw Names.noRelation(statement.name());
        }
        yield new Target(PG_CLASS, sequence.oid(), 0);
      }
      case SCHEMA -> {
        SchemaObject schema = host.changes().state().schema(database, name);
        if (schema == null) {
          throw Names.noSchema(name);
        }
        yield new Target(PG_NAMESPACE, schema.oid(), 0);
      }
      case DATABASE -> {
        DatabaseObject object = host.changes().state().database(name);
        if (object == null) {
          throw SqlException.of(
              SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
        }
        yield new Target(PG_DATABASE, object.oid(), 0);
      }
      case EXTENSION -> {
        ExtensionObject extension = host.changes().state().extension(database, name);
        if (extension == null) {
          throw SqlException.of(
              SqlState.UNDEFINED_OBJECT, "extension \"" + name + "\" does not exist");
        }
        yield new Target(PG_EXTENSION, extension.oid(), 0);
      }
      case VIEW, MATERIALIZED_VIEW, TYPE, DOMAIN, FUNCTION, ROLE ->
          throw SqlException.notSupported(
              "COMMENT ON " + statement.kind().name().replace('_', ' ').toUpperCase(Locale.ROOT));
    };
  }

  private String part() {
    String part = statement.part();
    if (part == null) {
      throw new IllegalArgumentException("comment on a part without its name");
    }
    return part;
  }

  private long constraint() {
    TableObject table = Names.table(host, statement.name());
    for (Constraint constraint : table.table().constraints()) {
      if (constraint.name().equals(part())) {
        return constraint.oid();
      }
    }
    throw SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        "constraint \"" + part() + "\" for table \"" + table.table().name() + "\" does not exist");
  }
}
