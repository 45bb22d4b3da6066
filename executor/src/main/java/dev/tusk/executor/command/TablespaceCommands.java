package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.ObjectDescriptions;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.StorageChoice;
import dev.tusk.executor.catalog.Tablespace;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.TablespaceCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** CREATE, ALTER and DROP TABLESPACE (commands/tablespace.c). */
final class TablespaceCommands {
  private static final Set<String> OPTIONS =
      Set.of(
          "random_page_cost",
          "seq_page_cost",
          "effective_io_concurrency",
          "maintenance_io_concurrency");

  private final CommandHost host;
  private final DefinedCommands defined;

  TablespaceCommands(CommandHost host, DefinedCommands defined) {
    this.host = host;
    this.defined = defined;
  }

  void run(TablespaceCommand command) {
    switch (command) {
      case TablespaceCommand.Create s -> create(s);
      case TablespaceCommand.SetOptions s -> setOptions(s);
      case TablespaceCommand.Drop s -> drop(s);
      case TablespaceCommand.MoveAll s -> moveAll(s);
    }
  }

  private void create(TablespaceCommand.Create statement) {
    host.requireNoBlock("CREATE TABLESPACE");
    String name = statement.name();
    if (!host.changes().state().roles(0).superuser(host.roles().current())) {
      throw Denied.because("permission denied to create tablespace \"" + name + "\"")
          .withHint("Must be superuser to create a tablespace.");
    }
    RoleObject owner = statement.owner() == null ? null : host.role(statement.owner());
    String location = statement.location().replaceAll("(?<=.)/+$", "");
    if (location.contains("'")) {
      throw SqlException.of(
          SqlState.INVALID_NAME, "tablespace location cannot contain single quotes");
    }
    boolean inside = location.isEmpty() && "on".equals(host.setting("allow_in_place_tablespaces"));
    if (!inside && !location.startsWith("/")) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION, "tablespace location must be an absolute path");
    }
    if (name.startsWith("pg_")) {
      throw SqlException.of(SqlState.RESERVED_NAME, "unacceptable tablespace name \"" + name + "\"")
          .withDetail("The prefix \"pg_\" is reserved for system tablespaces.");
    }
    defined.requireFree(DefinedKind.TABLESPACE, new QualifiedName(null, name));
    List<String> options = changed(List.of(), statement.options(), false);
    Tablespace made = new Tablespace(host.changes().newOid(), name, location, options);
    if (!inside) {
      requireDirectory(location);
    }
    host.changes().put(made);
    if (owner != null && owner.oid() != host.roles().current()) {
      new Ownership(host).set(made, owner.oid());
    }
    if (!inside) {
      host.warning(
          SqlState.WARNING,
          "rows are kept in the data directory, whatever tablespace their table is in");
    }
  }

  /** As PostgreSQL, which makes a directory of its own in it. */
  private static void requireDirectory(String location) {
    Path path = Path.of(location);
    if (!Files.exists(path)) {
      throw SqlException.of(
          SqlState.UNDEFINED_FILE, "directory \"" + location + "\" does not exist");
    }
    try (Stream<Path> files = Files.list(path)) {
      if (files.findAny().isPresent()) {
        throw SqlException.of(
            SqlState.OBJECT_IN_USE,
            "directory \"" + location + "\" already in use as a tablespace");
      }
    } catch (IOException e) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE, "could not open directory \"" + location + "\"");
    }
  }

  /** The options as they are then; refuses those that there are not. */
  private static List<String> changed(List<String> before, List<Option> said, boolean reset) {
    List<String> after = new ArrayList<>(before);
    for (Option option : said) {
      if (reset && option.value() != null) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR, "RESET must not include values for parameters");
      }
      if (!OPTIONS.contains(option.name()) && !reset) {
        throw SequenceRules.invalid("unrecognized parameter \"" + option.name() + "\"");
      }
      after.removeIf(entry -> entry.startsWith(option.name() + "="));
      if (!reset) {
        String value = option.value() == null ? "true" : option.value();
        requireNumber(option.name(), value);
        after.add(option.name() + "=" + value);
      }
    }
    return after;
  }

  private static void requireNumber(String name, String value) {
    boolean cost = name.endsWith("_cost");
    double number;
    try {
      number = cost ? Double.parseDouble(value) : Integer.parseInt(value);
    } catch (NumberFormatException _) {
      throw SequenceRules.invalid(
          "invalid value for "
              + (cost ? "floating point" : "integer")
              + " option \""
              + name
              + "\": "
              + value);
    }
    if (number < 0 || !cost && number > 1000) {
      throw SequenceRules.invalid("value " + value + " out of bounds for option \"" + name + "\"")
          .withDetail(
              cost
                  ? "Valid values are between \"0.000000\" and \""
                      + String.format(Locale.ROOT, "%f\".", Double.MAX_VALUE)
                  : "Valid values are between \"0\" and \"1000\".");
    }
  }

  private Tablespace owned(String name) {
    return (Tablespace) defined.owned(DefinedKind.TABLESPACE, new QualifiedName(null, name));
  }

  private void setOptions(TablespaceCommand.SetOptions statement) {
    Tablespace before = owned(statement.name());
    List<String> options = changed(before.options(), statement.options(), statement.reset());
    host.changes().put(before.withOptions(options));
  }

  private void drop(TablespaceCommand.Drop statement) {
    host.requireNoBlock("DROP TABLESPACE");
    String name = statement.name();
    if (name.equals(Tablespace.DEFAULT.name()) || name.equals(Tablespace.GLOBAL.name())) {
      throw Denied.of("tablespace", name);
    }
    QualifiedName qualified = new QualifiedName(null, name);
    if (statement.ifExists() && defined.find(DefinedKind.TABLESPACE, qualified) == null) {
      host.notice("tablespace \"" + name + "\" does not exist, skipping");
      return;
    }
    Tablespace dropped = owned(name);
    requireUnused(dropped);
    for (CommentObject comment : host.changes().state().commentsOn(0, dropped.address())) {
      host.changes().remove(comment.oid());
    }
    host.changes().remove(dropped.oid());
  }

  /** What is divided needs it by name; what has rows is said to have them in it. */
  private void requireUnused(Tablespace dropped) {
    CatalogState state = host.changes().state();
    ObjectDescriptions descriptions = new ObjectDescriptions(host.catalog());
    List<String> needing = new ArrayList<>();
    boolean filled = false;
    for (StorageChoice choice : state.of(StorageChoice.class, 0)) {
      if (choice.tablespace() == dropped.oid()) {
        Index index = state.index(choice.relationOid());
        TableObject table = state.table(index == null ? choice.relationOid() : index.tableOid());
        if (table != null && table.table().kind() == Table.Kind.PARTITIONED) {
          boolean here = table.databaseOid() == host.catalog().databaseOid();
          needing.add(
              here
                  ? "tablespace for " + descriptions.of(choice.address())
                  : "1 object in another database");
        } else {
          filled = true;
        }
      }
    }
    if (!needing.isEmpty()) {
      throw SqlException.of(
              SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
              "tablespace \""
                  + dropped.name()
                  + "\" cannot be dropped because some objects depend on it")
          .withDetail(String.join("\n", needing));
    }
    if (filled) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "tablespace \"" + dropped.name() + "\" is not empty");
    }
  }

  /** AlterTableMoveAll of commands/tablecmds.c. */
  private void moveAll(TablespaceCommand.MoveAll statement) {
    Tablespaces spaces = new Tablespaces(host);
    long from = spaces.named(statement.from());
    long to = spaces.usable(statement.to());
    if (statement.from().equals("pg_global") || statement.to().equals("pg_global")) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "cannot move relations in to or out of pg_global tablespace");
    }
    List<Long> owners = statement.owners().stream().map(spec -> host.role(spec).oid()).toList();
    CatalogState state = host.changes().state();
    boolean any = false;
    for (TableObject table : state.tables(host.catalog().databaseOid())) {
      long owner = Owners.of(state, table.databaseOid(), table.address());
      if (!owners.isEmpty() && !owners.contains(owner)) {
        continue;
      }
      for (long relation : relations(table, statement.kind())) {
        if (StorageChoices.of(host, relation).tablespace() == from && from != to) {
          OwnerRights.require(host.catalog(), host.roles(), table);
          spaces.move(table, relation, to);
          any = true;
        }
      }
    }
    if (!any && from != to) {
      host.skipped(
          SqlState.NO_DATA_FOUND,
          "no matching relations in tablespace \"" + statement.from() + "\" found");
    }
  }

  private static List<Long> relations(TableObject table, ObjectKind kind) {
    return switch (kind) {
      case INDEX -> table.table().indexes().stream().map(Index::oid).toList();
      case MATERIALIZED_VIEW -> table.materialized() != null ? List.of(table.oid()) : List.of();
      default -> table.materialized() == null ? List.of(table.oid()) : List.of();
    };
  }
}
