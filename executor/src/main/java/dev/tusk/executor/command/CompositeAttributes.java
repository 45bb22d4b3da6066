package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.executor.catalog.TypeDefinition;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.Collations;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.CreateType;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;

/** The attributes of a composite type: made, added, dropped, changed. */
final class CompositeAttributes {
  private final CommandHost host;

  CompositeAttributes(CommandHost host) {
    this.host = host;
  }

  TypeDefinition definition(CreateType.Definition.Composite composite) {
    List<Column> columns = new ArrayList<>();
    for (ColumnDefinition attribute : composite.attributes()) {
      if (find(columns, attribute.name()) >= 0) {
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
    UseRights.type(host, type.type());
    Column column = column(number, attribute.name(), type);
    return attribute.collation() == null
        ? column
        : column.withCollation(
            Collations.resolve(host.catalog(), attribute.collation(), type.type()));
  }

  private static Column column(int number, String name, CatalogExpressions.Resolved type) {
    return new Column(
        number, name, type.type(), type.typmod(), false, null, Column.Identity.NONE, false);
  }

  /** PostgreSQL looks these up without the statement's text: its errors point nowhere. */
  private CatalogExpressions.Resolved type(TypeName name) {
    try {
      return host.expressions().type(name);
    } catch (SqlException e) {
      throw e.replacePosition(0);
    }
  }

  private static int find(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).dropped() && columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  TypeObject changed(TypeObject type, AlterAction action) {
    if (!(type.definition() instanceof TypeDefinition.Composite(List<Column> before))) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE, "\"" + type.name() + "\" is not a composite type");
    }
    List<Column> columns = new ArrayList<>(before);
    switch (action) {
      case AlterAction.AddColumn a -> add(type, columns, a.column());
      case AlterAction.DropColumn a -> drop(type, columns, a);
      case AlterAction.SetType a -> setType(type, columns, a);
      case AlterAction.RenameColumn a -> rename(type, columns, a);
      default -> throw SqlException.notSupported("this form of ALTER TYPE");
    }
    return type.with(new TypeDefinition.Composite(List.copyOf(columns)));
  }

  private void add(TypeObject type, List<Column> columns, ColumnDefinition attribute) {
    if (find(columns, attribute.name()) >= 0) {
      throw exists(type, attribute.name());
    }
    Column column = attribute(columns.size() + 1, attribute);
    requireOther(type, column.type());
    columns.add(column);
  }

  /** No type is a part of itself. */
  private void requireOther(TypeObject type, Type part) {
    host.catalog()
        .type((int) type.oid())
        .filter(whole -> TypeUses.contains(part, whole.oid()))
        .ifPresent(whole -> {
          throw SqlException.of(
              SqlState.INVALID_TABLE_DEFINITION,
              "composite type " + whole.displayName() + " cannot be made a member of itself");
        });
  }

  private static SqlException exists(TypeObject type, String attribute) {
    return SqlException.of(
        SqlState.DUPLICATE_COLUMN,
        "column \"" + attribute + "\" of relation \"" + type.name() + "\" already exists");
  }

  private static SqlException missing(TypeObject type, String attribute) {
    return Names.noColumn(attribute, type.name());
  }

  private void drop(TypeObject type, List<Column> columns, AlterAction.DropColumn action) {
    int at = find(columns, action.column());
    if (at < 0 && action.ifExists()) {
      host.notice(
          "column \""
              + action.column()
              + "\" of relation \""
              + type.name()
              + "\" does not exist, skipping");
      return;
    }
    if (at < 0) {
      throw missing(type, action.column());
    }
    columns.set(at, columns.get(at).removed());
  }

  private void setType(TypeObject type, List<Column> columns, AlterAction.SetType action) {
    int at = find(columns, action.column());
    if (at < 0) {
      throw missing(type, action.column());
    }
    CatalogExpressions.Resolved changed = type(action.type());
    UseRights.type(host, changed.type());
    ColumnBuilder.checkStorable(action.column(), changed.type());
    requireOther(type, changed.type());
    host.catalog()
        .type((int) type.oid())
        .ifPresent(
            own -> TypeUses.refuse(host, own, "cannot alter type \"" + type.name() + "\"", "it"));
    columns.set(at, column(at + 1, action.column(), changed));
  }

  private static void rename(
      TypeObject type, List<Column> columns, AlterAction.RenameColumn action) {
    int at = find(columns, action.column());
    if (at < 0) {
      throw SqlException.of(
          SqlState.UNDEFINED_COLUMN, "column \"" + action.column() + "\" does not exist");
    }
    if (find(columns, action.newName()) >= 0) {
      throw exists(type, action.newName());
    }
    Column c = columns.get(at);
    columns.set(
        at,
        column(
            c.number(), action.newName(), new CatalogExpressions.Resolved(c.type(), c.typmod())));
  }
}
