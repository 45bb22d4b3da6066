package dev.tusk.sql.planner;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalog made of lines like {@code id int8 pk, name text, embedding vector(3)}. */
final class FakeCatalog implements Catalog {
  private final Map<String, Table> tables = new HashMap<>();
  private final Map<String, Long> rows = new HashMap<>();
  private long nextOid = 16384;
  private boolean vector = true;

  @Override
  public String database() {
    return "tests";
  }

  FakeCatalog withoutVector() {
    vector = false;
    return this;
  }

  /** Adds a table; {@code pk} makes a primary key, {@code unique} a unique index. */
  FakeCatalog table(String name, long rowCount, String definition) {
    long oid = nextOid++;
    List<Column> columns = new ArrayList<>();
    List<Index> indexes = new ArrayList<>();
    List<Constraint> constraints = new ArrayList<>();
    for (String part : definition.split(", ")) {
      String[] words = part.split(" ", 3);
      String options = words.length > 2 ? words[2] : "";
      int number = columns.size() + 1;
      columns.add(column(number, words[0], words[1], options));
      if (options.contains("pk") || options.contains("unique")) {
        boolean primary = options.contains("pk");
        long indexOid = nextOid++;
        String indexName = name + (primary ? "_pkey" : "_" + words[0] + "_key");
        indexes.add(index(indexOid, indexName, oid, columns, List.of(words[0]), true, primary));
        constraints.add(
            new Constraint.Unique(
                nextOid++,
                indexName,
                List.of(number),
                indexOid,
                primary,
                Constraint.Timing.NOT_DEFERRABLE));
      }
    }
    put(
        name,
        rowCount,
        new Table(oid, "public", name, Table.Kind.TABLE, columns, indexes, constraints));
    return this;
  }

  private void put(String name, long rowCount, Table table) {
    tables.put(name, table);
    rows.put(name, rowCount);
  }

  private static Column column(int number, String name, String type, String options) {
    int typmod = -1;
    String typeName = type;
    if (type.contains("(")) {
      typmod = Integer.parseInt(type.substring(type.indexOf('(') + 1, type.length() - 1));
      typeName = type.substring(0, type.indexOf('('));
      typmod = typeName.equals("varchar") ? typmod + 4 : typmod;
    }
    String defaultText =
        (" " + options).contains(" default ")
            ? (" " + options).substring((" " + options).indexOf(" default ") + 9)
            : null;
    Column.Identity identity =
        options.contains("always")
            ? Column.Identity.ALWAYS
            : options.contains("by_default") ? Column.Identity.BY_DEFAULT : Column.Identity.NONE;
    return new Column(
        number,
        name,
        Types.bySqlName(typeName).orElseThrow(),
        typmod,
        options.contains("pk") || options.contains("notnull"),
        defaultText,
        identity,
        false);
  }

  private static Index index(
      long oid,
      String name,
      long tableOid,
      List<Column> columns,
      List<String> keys,
      boolean unique,
      boolean primary) {
    List<Index.Key> indexKeys = new ArrayList<>();
    for (String key : keys) {
      Column column = columns.stream().filter(c -> c.name().equals(key)).findFirst().orElseThrow();
      indexKeys.add(new Index.Key(column.number(), null, column.type(), "ops", false, false));
    }
    return new Index(
        oid, "public", name, tableOid, "btree", indexKeys, unique, primary, null, Map.of(), true);
  }

  /** Adds a B-tree index over columns. */
  FakeCatalog btree(String table, String name, String... keys) {
    Table old = tables.get(table);
    return with(
        table, index(nextOid++, name, old.oid(), old.columns(), List.of(keys), false, false));
  }

  /** Adds an hnsw index over a column; {@code predicate} may be null. */
  FakeCatalog hnsw(
      String table, String name, String column, String operatorClass, String predicate) {
    Table old = tables.get(table);
    Column key = old.column(column).orElseThrow();
    return with(
        table,
        new Index(
            nextOid++,
            "public",
            name,
            old.oid(),
            "hnsw",
            List.of(new Index.Key(key.number(), null, key.type(), operatorClass, false, false)),
            false,
            false,
            predicate,
            Map.of(),
            true));
  }

  /** Adds an index over an expression. */
  FakeCatalog expressionIndex(
      String table, String name, String method, String expression, Type type, String ops) {
    Table old = tables.get(table);
    return with(
        table,
        new Index(
            nextOid++,
            "public",
            name,
            old.oid(),
            method,
            List.of(new Index.Key(0, expression, type, ops, false, false)),
            false,
            false,
            null,
            Map.of(),
            true));
  }

  private FakeCatalog with(String table, Index index) {
    Table old = tables.get(table);
    List<Index> indexes = new ArrayList<>(old.indexes());
    indexes.add(index);
    tables.put(
        table,
        new Table(
            old.oid(),
            old.schema(),
            old.name(),
            old.kind(),
            old.columns(),
            indexes,
            old.constraints()));
    return this;
  }

  @Override
  public long version() {
    return 1;
  }

  @Override
  public List<String> searchPath() {
    return List.of("public", "pg_catalog");
  }

  @Override
  public Optional<Table> table(QualifiedName name) {
    return name.schema() == null || name.schema().equals("public")
        ? Optional.ofNullable(tables.get(name.name()))
        : Optional.empty();
  }

  @Override
  public Optional<Table> table(long oid) {
    return tables.values().stream().filter(t -> t.oid() == oid).findFirst();
  }

  @Override
  public boolean schemaExists(String schema) {
    return schema.equals("public");
  }

  @Override
  public Optional<Type> type(QualifiedName name) {
    return name.name().equals("vector") && !vector ? Optional.empty() : Types.byName(name.name());
  }

  @Override
  public Optional<Type> type(int oid) {
    return Types.byOid(oid);
  }

  @Override
  public List<FoundFunction> functions(QualifiedName name) {
    return FoundFunction.builtin(
        name, searchPath(), extension -> extensionExists(extension) ? "public" : null);
  }

  @Override
  public Optional<FunctionSignature> function(int oid) {
    return Optional.ofNullable(FunctionCatalog.builtin().function(oid));
  }

  @Override
  public boolean extensionExists(String extension) {
    return vector;
  }

  @Override
  public long rowCount(Table table) {
    return rows.get(table.name());
  }
}
