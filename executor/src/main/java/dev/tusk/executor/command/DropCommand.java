package dev.tusk.executor.command;

import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DropObjects;

/** DROP of objects of any kind that are named by themselves. */
final class DropCommand {
  private final CommandHost host;
  private final DropObjects statement;

  DropCommand(CommandHost host, DropObjects statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    if (statement.concurrently()) {
      checkConcurrently();
    }
    ObjectTargets targets = new ObjectTargets(host);
    Removal removal = new Removal(host, statement.cascade());
    for (QualifiedName name : statement.names()) {
      ObjectAddress object = targets.find(statement.kind(), name);
      if (object == null) {
        missing(name);
      } else {
        removal.name(object);
      }
    }
    removal.run();
    return "DROP " + ObjectTargets.word(statement.kind());
  }

  private void checkConcurrently() {
    host.requireNoBlock("DROP INDEX CONCURRENTLY");
    if (statement.names().size() > 1) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "DROP INDEX CONCURRENTLY does not support dropping multiple objects");
    }
  }

  private void missing(QualifiedName name) {
    if (Names.isWithoutSchema(host, name.schema(), statement.ifExists())) {
      return;
    }
    if (!statement.ifExists()) {
      throw ObjectTargets.missing(statement.kind(), name);
    }
    host.notice(ObjectTargets.notThere(statement.kind(), name) + ", skipping");
  }
}
