package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.View;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A view.
 *
 * @param text its query in the printer's stored form
 * @param options WITH (…): {@code security_barrier}, {@code security_invoker}, {@code check_option}
 * @param references what the query names
 */
public record ViewObject(
    long oid,
    long databaseOid,
    String schema,
    String name,
    List<Column> columns,
    String text,
    Map<String, String> options,
    boolean temporary,
    List<Dependency> references)
    implements CatalogObject {
  @Override
  public ObjectAddress address() {
    return ObjectAddress.relation(oid);
  }

  @Override
  public NameSpace nameSpace() {
    return NameSpace.RELATION;
  }

  /** The rule that makes it a view needs what the query names. */
  @Override
  public List<Member> members() {
    List<Member> members = new ArrayList<>(TypeMembers.rowType(oid));
    columns.forEach(c -> members.add(TypeMembers.column(address(), address(), c)));
    List<Dependency> needs = new ArrayList<>(references);
    needs.add(Dependency.internal(address()));
    members.add(new Member(ObjectAddress.rule(oid), address(), needs));
    return members;
  }

  @Override
  public ViewObject named(@Nullable String newSchema, String newName) {
    return new ViewObject(
        oid,
        databaseOid,
        newSchema == null ? schema : newSchema,
        newName,
        columns,
        text,
        options,
        temporary,
        references);
  }

  /** The same with columns of other collations. */
  ViewObject withColumns(List<Column> changed) {
    return new ViewObject(
        oid, databaseOid, schema, name, changed, text, options, temporary, references);
  }

  /** The same with another text, or with columns of other names. */
  public ViewObject with(List<Column> newColumns, String newText) {
    return new ViewObject(
        oid, databaseOid, schema, name, newColumns, newText, options, temporary, references);
  }

  public ViewObject with(Map<String, String> newOptions) {
    return new ViewObject(
        oid, databaseOid, schema, name, columns, text, newOptions, temporary, references);
  }

  /** As it stands in FROM. */
  public Table table() {
    return new Table(oid, schema, name, Table.Kind.VIEW, columns, List.of(), List.of());
  }

  public View view(long owner) {
    View.CheckOption check =
        switch (options.getOrDefault("check_option", "")) {
          case "local" -> View.CheckOption.LOCAL;
          case "cascaded" -> View.CheckOption.CASCADED;
          default -> View.CheckOption.NONE;
        };
    boolean invoker = isTrue(options.get("security_invoker"));
    return new View(text, check, isTrue(options.get("security_barrier")), invoker ? 0 : owner);
  }

  private static boolean isTrue(@Nullable String option) {
    return option != null && Types.BOOL.parse(option, FormatSettings.DEFAULT).equals(true);
  }
}
