package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.CreateView;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.LockMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CREATE and ALTER VIEW (commands/view.c). */
final class ViewCommands {
  private final CommandHost host;

  ViewCommands(CommandHost host) {
    this.host = host;
  }

  String create(CreateView statement) {
    if (statement.persistence() == Persistence.UNLOGGED) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "views cannot be unlogged because they do not have storage");
    }
    if (!(statement.query() instanceof Query query)) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "views must not contain SELECT INTO");
    }
    Map<String, String> options = ViewOptions.checked(statement.options());
    if (statement.checkOption() != null) {
      options.put("check_option", statement.checkOption());
    }
    CatalogExpressions.KeptQuery kept = host.expressions().query(query.tree());
    List<Column> columns = columns(kept.columns(), statement.columns());
    UseRights.types(host, columns);
    List<Dependency> references = kept.references();
    Persistence persistence = statement.persistence();
    if (persistence == Persistence.PERMANENT && namesTemporary(host, references)) {
      persistence = Persistence.TEMPORARY;
      host.notice("view \"" + statement.name().name() + "\" will be a temporary view");
    }
    Names.Place place = place(statement, persistence);
    String name = statement.name().name();
    long database = host.catalog().databaseOid();
    CatalogState state =
        host.changes().lockName(host.transaction(), database, place.schema(), name);
    long oid = 0;
    if (state.relationNameTaken(database, place.schema(), name)) {
      if (!statement.replace()) {
        throw Names.relationExists(name);
      }
      if (!(state.relation(database, place.schema(), name) instanceof ViewObject before)) {
        throw Names.notA(name, "view");
      }
      host.changes().lockObject(host.transaction(), before.oid());
      checkReplacement(before, columns);
      columns = withDefaults(before, columns);
      oid = before.oid();
    }
    List<String> names = columns.stream().map(Column::name).toList();
    host.changes()
        .put(
            new ViewObject(
                oid == 0 ? host.changes().newOid() : oid,
                database,
                place.schema(),
                name,
                columns,
                kept.text(names),
                Collections.unmodifiableMap(options),
                place.persistence() == Persistence.TEMPORARY,
                references));
    return "CREATE VIEW";
  }

  /** The columns with the defaults that they had before. */
  private static List<Column> withDefaults(ViewObject before, List<Column> columns) {
    List<Column> kept = new ArrayList<>(columns);
    for (Column old : before.columns()) {
      kept.set(old.number() - 1, columns.get(old.number() - 1).withDefault(old.defaultText()));
    }
    return List.copyOf(kept);
  }

  private Names.Place place(CreateView statement, Persistence persistence) {
    try {
      return Names.place(host, statement.name(), persistence);
    } catch (SqlException e) {
      throw e.at(statement.position());
    }
  }

  static boolean namesTemporary(CommandHost host, List<Dependency> references) {
    for (Dependency reference : references) {
      CatalogObject object = host.changes().state().object(reference.on().objectOid());
      boolean temporary =
          object instanceof TableObject table && table.temporary()
              || object instanceof ViewObject view && view.temporary()
              || object instanceof SequenceObject sequence && sequence.temporary();
      if (temporary) {
        return true;
      }
    }
    return false;
  }

  private static List<Column> columns(List<OutputColumn> output, List<String> names) {
    if (names.size() > output.size()) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "CREATE VIEW specifies more column names than columns");
    }
    List<Column> columns = new ArrayList<>();
    for (OutputColumn column : output) {
      int number = columns.size() + 1;
      String name = number <= names.size() ? names.get(number - 1) : column.name();
      if (columns.stream().anyMatch(c -> c.name().equals(name))) {
        throw SqlException.of(
            SqlState.DUPLICATE_COLUMN, "column \"" + name + "\" specified more than once");
      }
      Type type = column.type() == Types.UNKNOWN ? Types.TEXT : column.type();
      ColumnBuilder.checkStorable(name, type);
      columns.add(
          column(number, name, type, column.typmod())
              .withCollation(known(name, column.collation())));
    }
    return List.copyOf(columns);
  }

  private static @Nullable Collation known(String column, @Nullable Collation collation) {
    if (collation != null && collation.undetermined()) {
      throw SqlException.of(
              SqlState.INDETERMINATE_COLLATION,
              "could not determine which collation to use for view column \"" + column + "\"")
          .withHint("Use the COLLATE clause to set the collation explicitly.");
    }
    return collation;
  }

  private static Column column(int number, String name, Type type, int typmod) {
    return new Column(number, name, type, typmod, false, null, Column.Identity.NONE, false);
  }

  /** What is there stays as it is, more may come (checkViewTupleDesc). */
  private static void checkReplacement(ViewObject before, List<Column> columns) {
    if (columns.size() < before.columns().size()) {
      throw SqlException.of(SqlState.INVALID_TABLE_DEFINITION, "cannot drop columns from view");
    }
    for (Column old : before.columns()) {
      Column now = columns.get(old.number() - 1);
      if (!now.name().equals(old.name())) {
        throw SqlException.of(
                SqlState.INVALID_TABLE_DEFINITION,
                "cannot change name of view column \""
                    + old.name()
                    + "\" to \""
                    + now.name()
                    + "\"")
            .withHint(
                "Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.");
      }
      if (now.type().oid() != old.type().oid() || now.typmod() != old.typmod()) {
        throw SqlException.of(
            SqlState.INVALID_TABLE_DEFINITION,
            "cannot change data type of view column \""
                + old.name()
                + "\" from "
                + old.type().displayName(old.typmod())
                + " to "
                + now.type().displayName(now.typmod()));
      }
    }
  }

  void alter(ViewObject view, AlterTable statement) {
    host.changes().lockObject(host.transaction(), view.oid());
    RelationLocks.take(host, view.oid(), LockMode.EXCLUSIVE);
    for (AlterAction action : statement.actions()) {
      if (!(host.changes().state().object(view.oid()) instanceof ViewObject now)) {
        throw Names.noRelation(statement.name());
      }
      apply(now, action);
    }
  }

  /** What INSERT gives a column of the view that is left out. */
  private void setDefault(ViewObject view, AlterAction.SetDefault action) {
    List<Column> columns = new ArrayList<>(view.columns());
    Column column =
        view.table()
            .column(action.column())
            .orElseThrow(() -> Names.noColumn(action.column(), view.name()));
    ParsedExpression value = action.value();
    String text =
        value == null
            ? null
            : host.expressions()
                .defaultValue(column.name(), column.type(), column.typmod(), value)
                .text();
    columns.set(column.number() - 1, column.withDefault(text));
    host.changes().put(view.with(List.copyOf(columns), view.text()));
  }

  private void apply(ViewObject view, AlterAction action) {
    switch (action) {
      case AlterAction.Rename a -> {
        host.catalog().requireCreation(view.schema());
        new Renaming(host).rename(view, a.newName());
      }
      case AlterAction.SetSchema a -> new Renaming(host).setSchema(view, a.schema());
      case AlterAction.OwnerTo a -> new Ownership(host).change(view, a.role());
      case AlterAction.RenameColumn a -> new Renaming(host).column(view, a.column(), a.newName());
      case AlterAction.SetOptions a -> {
        Map<String, String> options = new LinkedHashMap<>(view.options());
        if (a.reset()) {
          a.options().forEach(option -> options.remove(option.name()));
        } else {
          options.putAll(ViewOptions.checked(a.options()));
        }
        host.changes().put(view.with(Collections.unmodifiableMap(options)));
      }
      case AlterAction.SetDefault a -> setDefault(view, a);
      default -> throw AlterNames.refusal(action, view.name(), "views");
    }
  }
}
