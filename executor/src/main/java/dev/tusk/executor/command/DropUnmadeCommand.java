package dev.tusk.executor.command;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.informationschema.SystemTables;
import dev.tusk.executor.pgcatalog.SystemTable;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DropUnmade;
import dev.tusk.sql.statement.DropUnmade.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * DROP of objects of a kind that no statement makes: says that they are not there, or that the
 * database system requires them (catalog/objectaddress.c, dropcmds.c).
 */
final class DropUnmadeCommand {
  private final CommandHost host;
  private final DropUnmade statement;

  DropUnmadeCommand(CommandHost host, DropUnmade statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    String method = statement.accessMethod();
    if (!method.isEmpty() && !listed(Kind.ACCESS_METHOD, new QualifiedName(null, method))) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, "access method \"" + method + "\" does not exist");
    }
    for (QualifiedName name : statement.names()) {
      drop(name);
    }
    return "DROP " + statement.kind().words();
  }

  private void drop(QualifiedName name) {
    if (Names.isWithoutSchema(host, name.schema(), statement.ifExists())) {
      return;
    }
    if (statement.kind() != Kind.FOREIGN_TABLE && listed(statement.kind(), name)) {
      if (statement.kind().words().startsWith("TEXT SEARCH")) { // PostgreSQL pins few of these.
        throw SqlException.notSupported("DROP " + statement.kind().words() + " of a built-in one");
      }
      throw SqlException.of(
          SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
          "cannot drop "
              + word()
              + " "
              + Identifier.quoted(name.name())
              + (statement.accessMethod().isEmpty()
                  ? ""
                  : " for access method " + statement.accessMethod())
              + " because it is required by the database system");
    }
    if (!statement.ifExists()) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          missing(name, statement.kind() == Kind.COLLATION ? " for encoding \"UTF8\"" : ""));
    }
    host.notice(missing(name, "") + ", skipping");
  }

  private String missing(QualifiedName name, String encoding) {
    return word()
        + " \""
        + name
        + "\""
        + encoding
        + " does not exist"
        + (statement.accessMethod().isEmpty()
            ? ""
            : " for access method \"" + statement.accessMethod() + "\"");
  }

  private String word() {
    return switch (statement.kind()) {
      default -> statement.kind().words().toLowerCase(Locale.ROOT);
    };
  }

  /** Whether a catalog has an object of that name, in that schema if one is written. */
  private boolean listed(Kind kind, QualifiedName name) {
    Table catalog =
        host.catalog().table(new QualifiedName("pg_catalog", kind.catalog())).orElse(null);
    SystemTable<?> relation = catalog == null ? null : SystemTables.find(catalog.oid());
    if (catalog == null || relation == null) {
      return false;
    }
    List<Integer> columns = new ArrayList<>();
    columns.add(catalog.column(kind.nameColumn()).map(Column::number).orElseThrow());
    if (kind.qualified()) {
      columns.add(catalog.column(kind.schemaColumn()).map(Column::number).orElseThrow());
    }
    CatalogView view = host.routines().session().view();
    return relation.rows(view, columns).stream().anyMatch(row -> is(row, name));
  }

  private boolean is(@Nullable Object[] row, QualifiedName name) {
    String schema = name.schema();
    return name.name().equals(row[0])
        && (row.length == 1
            || schema == null
            || "pg_catalog".equals(schema) && Long.valueOf(11).equals(row[1]));
  }
}
