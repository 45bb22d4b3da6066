package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Command;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.CreateSchema;
import dev.tusk.sql.statement.CreateSequence;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.CreateTrigger;
import dev.tusk.sql.statement.CreateView;
import dev.tusk.sql.statement.Grant;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * CREATE SCHEMA (commands/schemacmds.c). Its elements are made as the schema's owner, in the order
 * of what may need what, with the schema in front of the search path.
 */
final class CreateSchemaCommand {
  private final CommandHost host;
  private final CreateSchema statement;
  private final Consumer<Command> runner;

  /**
   * @param runner runs a statement by itself
   */
  CreateSchemaCommand(CommandHost host, CreateSchema statement, Consumer<Command> runner) {
    this.host = host;
    this.statement = statement;
    this.runner = runner;
  }

  String run() {
    RoleSpec authorization = statement.authorization();
    RoleObject owner = authorization == null ? null : new Ownership(host).newOwner(authorization);
    String name =
        statement.name() != null ? statement.name() : Objects.requireNonNull(owner).name();
    if (name.startsWith("pg_")) {
      throw SqlException.of(SqlState.RESERVED_NAME, "unacceptable schema name \"" + name + "\"")
          .withDetail("The prefix \"pg_\" is reserved for system schemas.");
    }
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().lockName(host.transaction(), database, "", name);
    if (state.schema(database, name) != null || name.equals("information_schema")) {
      if (statement.ifNotExists()) {
        host.skipped(SqlState.DUPLICATE_SCHEMA, "schema \"" + name + "\" already exists, skipping");
        return "CREATE SCHEMA";
      }
      throw SqlException.of(SqlState.DUPLICATE_SCHEMA, "schema \"" + name + "\" already exists");
    }
    SchemaObject schema = new SchemaObject(host.changes().newOid(), database, name);
    host.changes().put(schema);
    if (owner != null) {
      new Ownership(host).set(schema, owner.oid());
    }
    if (!statement.elements().isEmpty()) {
      elements(name, owner);
    }
    return "CREATE SCHEMA";
  }

  private void elements(String schema, @Nullable RoleObject owner) {
    Runnable back = owner == null ? () -> {} : host.become(owner.oid());
    try {
      String path = Objects.requireNonNullElse(host.setting("search_path"), "");
      String own = host.settingEntry("search_path", List.of(schema), false);
      Runnable undo = host.routines().setForCall(List.of(path.isBlank() ? own : own + ", " + path));
      try {
        ordered(schema).forEach(runner);
      } finally {
        undo.run();
      }
    } finally {
      back.run();
    }
  }

  /** The elements, each in the schema, as transformCreateSchemaStmtElements puts them in order. */
  private List<Command> ordered(String schema) {
    List<Command> placed = new ArrayList<>();
    for (Statement element : statement.elements()) {
      placed.add(placed(schema, element));
    }
    placed.sort(Comparator.comparingInt(CreateSchemaCommand::rank));
    return placed;
  }

  private static int rank(Command element) {
    return switch (element) {
      case CreateSequence _ -> 0;
      case CreateTable _ -> 1;
      case CreateView _ -> 2;
      case CreateIndex _ -> 3;
      case CreateTrigger _ -> 4;
      default -> 5;
    };
  }

  private static Command placed(String schema, Statement element) {
    return switch (element) {
      case CreateSequence s -> s.named(in(schema, s.name()));
      case CreateTable s -> s.named(in(schema, s.name()));
      case CreateView s -> s.named(in(schema, s.name()));
      case CreateIndex s -> s.on(in(schema, s.table()));
      case CreateTrigger s -> s.on(in(schema, s.table()));
      case Grant s -> s;
      default -> throw new IllegalStateException("no element of a schema: " + element);
    };
  }

  private static QualifiedName in(String schema, QualifiedName name) {
    String written = name.schema();
    if (written != null && !written.equals(schema)) {
      throw SqlException.of(
          SqlState.INVALID_SCHEMA_DEFINITION,
          "CREATE specifies a schema ("
              + written
              + ") different from the one being created ("
              + schema
              + ")");
    }
    return new QualifiedName(schema, name.name());
  }
}
