package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ForeignKeyParts;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.analyze.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a parent's indexes and constraints that a partition has: found among its own, or
 * made (AttachPartitionEnsureIndexes, CloneForeignKeyConstraints).
 */
final class PartitionParts {
  private final CommandHost host;
  private final TableDraft draft;
  private final TableObject parent;

  PartitionParts(CommandHost host, TableDraft draft, TableObject parent) {
    this.host = host;
    this.draft = draft;
    this.parent = parent;
  }

  /** Puts all of them into the draft of a new table. */
  void create() {
    for (Index index : ordered()) {
      add(index);
    }
    for (Constraint constraint : parent.table().constraints()) {
      if (constraint instanceof Constraint.ForeignKey key
          && !ForeignKeyParts.ofReferenced(parent, key)) {
        foreignKey(key);
      }
    }
  }

  /** In the order in which PostgreSQL lists them: by their numbers. */
  private List<Index> ordered() {
    return parent.table().indexes().stream()
        .sorted((a, b) -> Long.compare(a.oid(), b.oid()))
        .toList();
  }

  /** The constraint that an index of the parent's holds; null for none. */
  static Constraint.@Nullable Unique held(Table table, Index index) {
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof Constraint.Unique unique && unique.indexOid() == index.oid()) {
        return unique;
      }
    }
    return null;
  }

  /** Makes the partition's part of an index; it is not in storage yet. */
  Index add(Index index) {
    Constraint.Unique constraint = held(parent.table(), index);
    List<Index.Key> keys = new ArrayList<>();
    for (Index.Key key : index.keys()) {
      keys.add(key.column() == 0 ? key : key.of(number(key.column())));
    }
    Index made =
        new Index(
            host.changes().newOid(),
            draft.schema,
            name(index, constraint),
            draft.oid,
            index.method(),
            List.copyOf(keys),
            index.unique(),
            index.primary(),
            index.predicateText(),
            index.options(),
            true,
            numbers(index.included()));
    draft.indexes.add(made);
    new Tablespaces(host).place(made.oid(), StorageChoices.of(host, index.oid()).tablespace());
    refer(made);
    draft.partitioning = draft.partitioning.attach(made.oid(), index.oid());
    if (constraint != null) {
      Constraint.Unique own =
          new Constraint.Unique(
              host.changes().newOid(),
              made.name(),
              numbers(constraint.columns()),
              made.oid(),
              constraint.primary(),
              constraint.timing());
      draft.constraints.add(own);
      draft.partitioning = draft.partitioning.attach(own.oid(), constraint.oid());
      if (own.primary()) {
        own.columns().forEach(number -> draft.setNotNull(number, true));
      }
    }
    return made;
  }

  private void refer(Index made) {
    List<CatalogExpressions.Checked> expressions = new ArrayList<>();
    for (Index.Key key : made.keys()) {
      String text = key.expressionText();
      if (text != null) {
        expressions.add(
            host.expressions().indexKey(draft.table(), SqlParser.parseExpression(text)));
      }
    }
    String predicate = made.predicateText();
    if (predicate != null) {
      expressions.add(
          host.expressions()
              .condition(
                  draft.table(), SqlParser.parseExpression(predicate), Clause.INDEX_PREDICATE));
    }
    draft.referTo(ObjectAddress.relation(made.oid()), expressions);
  }

  private String name(Index index, Constraint.@Nullable Unique constraint) {
    if (constraint != null && constraint.primary()) {
      return free(null, "pkey");
    }
    List<String> parts = new ArrayList<>();
    for (Index.Key key : index.keys()) {
      parts.add(
          key.expressionText() == null
              ? parent.table().column(key.column()).name()
              : CreateIndexCommand.expressionName(key.expressionText()));
    }
    index.included().forEach(number -> parts.add(parent.table().column(number).name()));
    String columns = CreateIndexCommand.joinedDistinct(parts);
    return free(columns, constraint == null ? "idx" : "key");
  }

  private String free(@Nullable String columns, String label) {
    return Names.choose(
        draft.name,
        columns,
        label,
        name ->
            host.changes().state().relationNameTaken(draft.databaseOid, draft.schema, name)
                || draft.constraintNameTaken(name)
                || draft.indexes.stream().anyMatch(i -> i.name().equals(name)));
  }

  /** Makes the partition's part of a foreign key of the parent's. */
  void foreignKey(Constraint.ForeignKey key) {
    String name = key.name();
    if (draft.constraintNameTaken(name)) {
      List<String> columns =
          key.columns().stream().map(n -> parent.table().column(n).name()).toList();
      name =
          Names.choose(draft.name, String.join("_", columns), "fkey", draft::constraintNameTaken);
    }
    Constraint.ForeignKey made =
        new Constraint.ForeignKey(
            host.changes().newOid(),
            name,
            numbers(key.columns()),
            key.referencedTableOid(),
            key.referencedColumns(),
            key.onUpdate(),
            key.onDelete(),
            numbers(key.setColumns()),
            key.match(),
            key.timing(),
            key.validated());
    draft.constraints.add(made);
    draft.partitioning = draft.partitioning.attach(made.oid(), key.oid());
  }

  private List<Integer> numbers(List<Integer> columns) {
    return columns.stream().map(this::number).toList();
  }

  /** The column of the partition with the name of one of the parent's. */
  private int number(int column) {
    String name = parent.table().column(column).name();
    for (Column own : draft.columns) {
      if (!own.dropped() && own.name().equals(name)) {
        return own.number();
      }
    }
    throw new IllegalStateException("no column " + name + " in " + draft.name);
  }

  /** A foreign key of the partition's own that is what one of the parent's asks for; or null. */
  Constraint.@Nullable ForeignKey fitting(Constraint.ForeignKey key) {
    for (Constraint constraint : draft.constraints) {
      if (constraint instanceof Constraint.ForeignKey own
          && draft.partitioning.parentOf(own.oid()) == 0
          && own.referencedTableOid() == key.referencedTableOid()
          && own.columns().equals(numbers(key.columns()))
          && own.referencedColumns().equals(key.referencedColumns())
          && own.onUpdate() == key.onUpdate()
          && own.onDelete() == key.onDelete()
          && Objects.equals(own.match(), key.match())
          && own.timing() == key.timing()
          && own.validated()) {
        return own;
      }
    }
    return null;
  }

  /** An index of the partition's own that is what one of the parent's asks for; null for none. */
  @Nullable Index fitting(Index index) {
    Constraint.Unique constraint = held(parent.table(), index);
    for (Index own : draft.indexes) {
      Constraint.Unique held = held(draft.table(), own);
      boolean holds = constraint == null || held != null && held.primary() == constraint.primary();
      if (draft.partitioning.parentOf(own.oid()) == 0 && holds && same(index, own)) {
        return own;
      }
    }
    return null;
  }

  /** Whether two indexes are of the same keys (CompareIndexInfo). */
  boolean same(Index parents, Index own) {
    if (parents.unique() != own.unique()
        || !parents.method().equals(own.method())
        || parents.keys().size() != own.keys().size()
        || !Objects.equals(parents.predicateText(), own.predicateText())) {
      return false;
    }
    for (int i = 0; i < own.keys().size(); i++) {
      Index.Key a = parents.keys().get(i);
      Index.Key b = own.keys().get(i);
      boolean sameColumn = a.column() == 0 ? b.column() == 0 : b.column() == number(a.column());
      if (!sameColumn
          || !Objects.equals(a.expressionText(), b.expressionText())
          || !a.operatorClass().equals(b.operatorClass())) {
        return false;
      }
    }
    return true;
  }

  /** Makes an index, and the constraint that it holds, the part of one of the parent's. */
  void attach(Index own, Index index) {
    draft.partitioning = draft.partitioning.attach(own.oid(), index.oid());
    Constraint.Unique constraint = held(parent.table(), index);
    Constraint.Unique held = held(draft.table(), own);
    if (constraint != null && held != null) {
      draft.partitioning = draft.partitioning.attach(held.oid(), constraint.oid());
    }
  }
}
