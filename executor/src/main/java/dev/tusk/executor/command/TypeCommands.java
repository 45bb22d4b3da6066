package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TypeDefinition;
import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.CreateType;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.TypeName;
import java.util.ArrayList;
import java.util.List;

/** CREATE TYPE, ALTER TYPE. */
final class TypeCommands {
  private final CommandHost host;

  TypeCommands(CommandHost host) {
    this.host = host;
  }

  String create(CreateType statement) {
    String name = statement.name().name();
    String schema = Names.place(host, statement.name(), Persistence.PERMANENT).schema();
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().lockName(host.transaction(), database, schema, name);
    requireFree(state, statement.name(), schema);
    TypeDefinition definition =
        switch (statement.definition()) {
          case CreateType.Definition.Composite composite -> {
            if (state.relationNameTaken(database, schema, name)) {
              throw Names.relationExists(name);
            }
            yield composite(composite);
          }
          case CreateType.Definition.Enumeration _ ->
              throw SqlException.notSupported("CREATE TYPE AS ENUM");
        };
    host.changes().put(new TypeObject(host.changes().newOid(), database, schema, name, definition));
    return "CREATE TYPE";
  }

  private void requireFree(CatalogState state, QualifiedName name, String schema) {
    if (state.type(host.catalog().databaseOid(), schema, name.name()) != null) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT, "type \"" + name.name() + "\" already exists");
    }
  }

  private TypeDefinition composite(CreateType.Definition.Composite composite) {
    List<Column> columns = new ArrayList<>();
    for (ColumnDefinition attribute : composite.attributes()) {
      if (columns.stream().anyMatch(c -> c.name().equals(attribute.name()))) {
        throw SqlException.of(
            SqlState.DUPLICATE_COLUMN,
            "column \"" + attribute.name() + "\" specified more than once");
      }
      columns.add(attribute(columns.size() + 1, attribute));
    }
    return new TypeDefinition.Composite(List.copyOf(columns));
  }

  private Column attribute(int number, ColumnDefinition attribute) {
    CatalogExpressions.Resolved type = type(attribute.type());
    ColumnBuilder.checkStorable(attribute.name(), type.type());
    return new Column(
        number,
        attribute.name(),
        type.type(),
        type.typmod(),
        false,
        null,
        Column.Identity.NONE,
        false);
  }

  /** PostgreSQL looks these up without the statement's text: its errors point nowhere. */
  private CatalogExpressions.Resolved type(TypeName name) {
    try {
      return host.expressions().type(name);
    } catch (SqlException e) {
      throw e.replacePosition(0);
    }
  }

  String alter(AlterTable statement) {
    throw SqlException.notSupported("ALTER TYPE");
  }
}
