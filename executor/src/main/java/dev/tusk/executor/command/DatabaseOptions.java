package dev.tusk.executor.command;

import dev.tusk.executor.catalog.DatabaseAttributes;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DatabaseOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What CREATE DATABASE and ALTER DATABASE were told, checked (createdb of dbcommands.c). */
final class DatabaseOptions {
  private static final Set<String> ATTRIBUTES =
      Set.of("is_template", "allow_connections", "connection_limit", "tablespace");

  private static final Set<String> OF_NEW =
      Set.of(
          "owner",
          "template",
          "encoding",
          "strategy",
          "locale",
          "lc_collate",
          "lc_ctype",
          "locale_provider",
          "collation_version",
          "oid",
          "icu_locale");

  private final Map<String, DatabaseOption> given = new HashMap<>();

  private DatabaseOptions(List<DatabaseOption> options, boolean ofNew) {
    for (DatabaseOption option : options) {
      String name = option.name();
      if (!ATTRIBUTES.contains(name) && !(ofNew && OF_NEW.contains(name))) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "option \"" + name + "\" not recognized")
            .at(option.position());
      }
      if (given.put(name, option) != null) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "conflicting or redundant options")
            .at(option.position());
      }
    }
  }

  static DatabaseOptions ofNew(List<DatabaseOption> options) {
    DatabaseOptions made = new DatabaseOptions(options, true);
    made.check();
    return made;
  }

  /** Of a database that there is. */
  static DatabaseOptions ofKnown(List<DatabaseOption> options) {
    DatabaseOptions made = new DatabaseOptions(options, false);
    DatabaseOption tablespace = made.given.get("tablespace");
    if (tablespace != null) {
      if (options.size() > 1) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "option \"tablespace\" cannot be specified with other options")
            .at(tablespace.position());
      }
      throw SqlException.notSupported("ALTER DATABASE SET TABLESPACE")
          .withHint("There is one tablespace, in which everything is.");
    }
    return made;
  }

  private void check() {
    String encoding = plain("encoding");
    if (!Set.of("", "utf8", "unicode", "6").contains(encoding)) {
      throw SqlException.notSupported("encoding " + text("encoding"))
          .withHint("Databases are encoded in UTF8.");
    }
    if (!Set.of("", "template0", "template1").contains(plain("template"))) {
      throw SqlException.notSupported("template " + text("template"))
          .withHint("Restore a dump of the other database instead.");
    }
  }

  private String plain(String name) {
    String text = text(name);
    return text == null ? "" : text.toLowerCase(Locale.ROOT).replace("-", "");
  }

  private @Nullable String text(String name) {
    DatabaseOption option = given.get(name);
    return option == null ? null : option.value();
  }

  @Nullable String owner() {
    return text("owner");
  }

  /** What is asked for, and where nothing is, what was. */
  DatabaseAttributes applied(DatabaseAttributes before) {
    return new DatabaseAttributes(
        flag("allow_connections", before.connectable(), DatabaseAttributes.PLAIN.connectable()),
        flag("is_template", before.template(), DatabaseAttributes.PLAIN.template()),
        limit(before.connectionLimit()));
  }

  private boolean flag(String name, boolean before, boolean byDefault) {
    String value = text(name);
    if (value == null) {
      return given.containsKey(name) ? byDefault : before;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "on", "1" -> true;
      case "false", "off", "0" -> false;
      default -> throw SqlException.of(SqlState.SYNTAX_ERROR, name + " requires a Boolean value");
    };
  }

  private int limit(int before) {
    String value = text("connection_limit");
    if (value == null) {
      return given.containsKey("connection_limit")
          ? DatabaseAttributes.PLAIN.connectionLimit()
          : before;
    }
    int limit;
    try {
      limit = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "connection_limit requires an integer value");
    }
    if (limit < -1) {
      throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "invalid connection limit: " + limit);
    }
    return limit;
  }
}
