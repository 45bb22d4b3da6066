package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.OnCommit;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.storage.RelationSpec;
import dev.tusk.storage.VectorColumnSpec;
import java.util.ArrayList;
import java.util.List;

/** CREATE TABLE. */
final class CreateTableCommand {
  private final CommandHost host;
  private final CreateTable statement;

  CreateTableCommand(CommandHost host, CreateTable statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    create();
    return "CREATE TABLE";
  }

  private Names.Place place() {
    try {
      return Names.place(host, statement.name(), statement.persistence());
    } catch (SqlException e) {
      throw e.at(statement.position());
    }
  }

  /** Makes the table; false when IF NOT EXISTS found one. */
  boolean create() {
    String name = statement.name().name();
    Names.Place place = place();
    String schema = place.schema();
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().lockName(host.transaction(), database, schema, name);
    if (state.relationNameTaken(database, schema, name)) {
      if (statement.ifNotExists()) {
        host.skipped(
            SqlState.DUPLICATE_TABLE, "relation \"" + name + "\" already exists, skipping");
        return false;
      }
      throw Names.relationExists(name);
    }
    if (place.persistence() != Persistence.TEMPORARY
        && statement.onCommit() != CreateTable.OnCommit.PRESERVE_ROWS) {
      throw SqlException.of(
          SqlState.INVALID_TABLE_DEFINITION, "ON COMMIT can only be used on temporary tables");
    }
    TableDraft draft =
        new TableDraft(
            database, host.changes().newOid(), schema, name, place.persistence(), onCommit());
    checkOptions(statement.options());
    refuseOids(statement.options());
    place(draft);
    statement.options().forEach(o -> draft.options.put(o.name(), value(o)));
    checkDuplicateColumns();
    PartitionCreation partition = new PartitionCreation(host, draft, statement);
    Inheritance inheritance = new Inheritance(host, draft);
    partition.checkParents();
    inheritance.from(statement.parents());
    ColumnBuilder columns = new ColumnBuilder(host, draft, inheritance);
    List<TableCopy> copies =
        statement.partitionOf() == null ? columns(draft, columns) : partition.columns();
    columns.finish();
    inheritance.finish();
    partition.attach();
    ConstraintBuilder constraints = new ConstraintBuilder(host, draft);
    // The primary key first, as PostgreSQL orders its indexes; foreign keys may refer to the table.
    List<TableConstraint> ordered = new ArrayList<>(statement.constraints());
    ordered.sort((a, b) -> Integer.compare(rank(a), rank(b)));
    for (TableConstraint constraint : ordered) {
      constraints.add(constraint);
    }
    copies.forEach(copy -> copy.constraints(constraints));
    store(host, draft);
    new ColumnStorages(host).inherit(draft.object());
    copies.forEach(TableCopy::finish);
    partition.finish();
    return true;
  }

  /** A part goes where the whole does, unless it is said where. */
  private void place(TableDraft draft) {
    Tablespaces spaces = new Tablespaces(host);
    CreateTable.PartitionOf of = statement.partitionOf();
    CatalogObject whole = of == null ? null : host.catalog().relation(of.parent());
    long inherited =
        statement.tablespace() != null || whole == null
            ? 0
            : StorageChoices.of(host, whole.oid()).tablespace();
    boolean divided = statement.partitionBy() != null;
    spaces.place(
        draft.oid, inherited != 0 ? inherited : spaces.ofNew(statement.tablespace(), divided));
  }

  /** The columns written, and those of LIKE where it stands among them. */
  private List<TableCopy> columns(TableDraft draft, ColumnBuilder columns) {
    List<TableCopy> copies = new ArrayList<>();
    for (int i = 0; i <= statement.columns().size(); i++) {
      for (CreateTable.Like like : statement.likes()) {
        if (like.at() == i) {
          TableCopy copy = new TableCopy(host, draft, like);
          copy.columns(columns);
          copies.add(copy);
        }
      }
      if (i < statement.columns().size()) {
        columns.add(statement.columns().get(i));
      }
    }
    return copies;
  }

  private void checkDuplicateColumns() {
    List<String> names = new ArrayList<>();
    for (ColumnDefinition definition : statement.columns()) {
      if (names.contains(definition.name())) {
        throw SqlException.of(
            SqlState.DUPLICATE_COLUMN,
            "column \"" + definition.name() + "\" specified more than once");
      }
      names.add(definition.name());
    }
  }

  private static int rank(TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.Check _ -> 0;
      case TableConstraint.Unique unique -> unique.primary() ? 1 : 2;
      case TableConstraint.Exclusion _ -> 2;
      case TableConstraint.ForeignKey _ -> 3;
    };
  }

  /** Makes what a new table needs in storage, and puts it in the catalog. */
  static void store(CommandHost host, TableDraft draft) {
    UseRights.types(host, draft.columns);
    host.transaction().createRelation(spec(draft));
    IndexCreation indexes = new IndexCreation(host);
    for (Index index : draft.indexes) {
      indexes.createEmpty(draft, index);
    }
    host.changes().put(draft.object());
  }

  static RelationSpec spec(TableDraft draft) {
    List<VectorColumnSpec> vectors = new ArrayList<>();
    for (Column column : draft.columns) {
      if (draft.dimensions.containsKey(column.number())) {
        vectors.add(TableDraft.vectorSpec(column));
      }
    }
    return new RelationSpec(draft.relationId, vectors);
  }

  private OnCommit onCommit() {
    return switch (statement.onCommit()) {
      case PRESERVE_ROWS -> OnCommit.PRESERVE_ROWS;
      case DELETE_ROWS -> OnCommit.DELETE_ROWS;
      case DROP -> OnCommit.DROP;
    };
  }

  static String value(Option option) {
    return option.value() == null ? "true" : option.value();
  }

  /** WITH (oids = false) of old dumps says what holds anyway. */
  private static void refuseOids(List<Option> options) {
    for (Option option : options) {
      if (option.name().equals("oids") && !"false".equals(value(option))) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, "tables declared WITH OIDS are not supported");
      }
    }
  }

  static void checkOptions(List<Option> options) {
    for (Option option : options) {
      String name = option.name();
      boolean known =
          name.equals("fillfactor")
              || name.equals("oids")
              || name.startsWith("autovacuum_")
              || name.startsWith("toast")
              || name.equals("parallel_workers")
              || name.equals("user_catalog_table")
              || name.startsWith("vacuum_")
              || name.startsWith("log_autovacuum");
      if (!known) {
        throw SequenceRules.invalid("unrecognized parameter \"" + name + "\"");
      }
    }
  }
}
