package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.CreateDatabase;
import dev.tusk.sql.statement.DropObjects;
import dev.tusk.sql.statement.Option;
import java.util.Locale;
import java.util.Set;

/** CREATE and DROP DATABASE. */
final class DatabaseCommands {
  private static final Set<String> OPTIONS =
      Set.of(
          "owner",
          "template",
          "encoding",
          "strategy",
          "locale",
          "lc_collate",
          "lc_ctype",
          "tablespace",
          "connection_limit",
          "allow_connections",
          "is_template",
          "locale_provider",
          "collation_version",
          "oid",
          "icu_locale");

  private final CommandHost host;

  DatabaseCommands(CommandHost host) {
    this.host = host;
  }

  String create(CreateDatabase statement) {
    host.requireNoBlock("CREATE DATABASE");
    for (Option option : statement.options()) {
      check(option);
    }
    String name = statement.name();
    CatalogState state = host.changes().lockName(host.transaction(), 0, "", name);
    if (state.database(name) != null) {
      throw SqlException.of(
          SqlState.DUPLICATE_DATABASE, "database \"" + name + "\" already exists");
    }
    long oid = host.changes().newOid();
    host.changes().put(new DatabaseObject(oid, name));
    host.changes().put(new SchemaObject(host.changes().newOid(), oid, "public"));
    host.changes()
        .put(new ExtensionObject(host.changes().newOid(), oid, "plpgsql", "1.0", "pg_catalog"));
    return "CREATE DATABASE";
  }

  private static void check(Option option) {
    String value = option.value() == null ? "" : option.value();
    String name = option.name().toLowerCase(Locale.ROOT).replace(' ', '_');
    if (!OPTIONS.contains(name)) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "option \"" + option.name() + "\" not recognized");
    }
    String plain = value.toLowerCase(Locale.ROOT).replace("-", "");
    if (name.equals("encoding")
        && !plain.equals("utf8")
        && !plain.equals("unicode")
        && !plain.equals("default")
        && !plain.equals("6")) {
      throw SqlException.notSupported("encoding " + value);
    }
    if (name.equals("template") && !Set.of("template0", "template1", "default").contains(plain)) {
      throw SqlException.notSupported("template " + value);
    }
  }

  String drop(DropObjects statement) {
    host.requireNoBlock("DROP DATABASE");
    for (QualifiedName name : statement.names()) {
      drop(name.name(), statement.ifExists());
    }
    return "DROP DATABASE";
  }

  private void drop(String name, boolean ifExists) {
    DatabaseObject database = host.changes().state().database(name);
    if (database == null) {
      if (!ifExists) {
        throw SqlException.of(
            SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
      }
      host.notice("database \"" + name + "\" does not exist, skipping");
      return;
    }
    if (name.startsWith("template")) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "cannot drop a template database");
    }
    if (database.oid() == host.catalog().databaseOid()) {
      throw SqlException.of(SqlState.OBJECT_IN_USE, "cannot drop the currently open database");
    }
    int others = host.sessionsOf(database.oid());
    if (others > 0) {
      throw SqlException.of(
              SqlState.OBJECT_IN_USE, "database \"" + name + "\" is being accessed by other users")
          .withDetail(
              others == 1
                  ? "There is 1 other session using the database."
                  : "There are " + others + " other sessions using the database.");
    }
    CatalogState state = host.changes().lockObject(host.transaction(), database.oid());
    ObjectRemoval removal = new ObjectRemoval(host);
    for (CatalogObject object : state.of(CatalogObject.class, database.oid())) {
      removal.drop(object.address(), null);
    }
  }
}
