package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.sql.type.Type;
import dev.tusk.storage.LockMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Constraints as written, made into descriptors; with the indexes of UNIQUE and PRIMARY KEY. */
final class ConstraintBuilder {
  private final CommandHost host;
  private final TableDraft draft;
  private final Set<String> checkNames = new HashSet<>();

  /** How the constraints come to the table. */
  private final Descent descent;

  ConstraintBuilder(CommandHost host, TableDraft draft) {
    this(host, draft, Descent.OWN);
  }

  ConstraintBuilder(CommandHost host, TableDraft draft, Descent descent) {
    this.host = host;
    this.draft = draft;
    this.descent = descent;
  }

  /** Adds a constraint to the draft; the index of a unique one is put in, not yet in storage. */
  Constraint add(TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.Unique unique -> addUnique(unique);
      case TableConstraint.Exclusion exclusion -> new ExclusionBuilder(host, draft).add(exclusion);
      case TableConstraint.Check check -> addCheck(check);
      case TableConstraint.ForeignKey key -> addForeignKey(key);
    };
  }

  private Constraint addUnique(TableConstraint.Unique unique) {
    if (unique.nullsNotDistinct()) {
      throw SqlException.notSupported("NULLS NOT DISTINCT");
    }
    if (unique.primary()
        && draft.constraints.stream()
            .anyMatch(c -> c instanceof Constraint.Unique u && u.primary())) {
      throw SqlException.of(
              SqlState.INVALID_TABLE_DEFINITION,
              "multiple primary keys for table \"" + draft.name + "\" are not allowed")
          .at(draft.created ? unique.position() : 0);
    }
    if (unique.usingIndex() != null) {
      return usingIndex(unique, unique.usingIndex());
    }
    if (!draft.created) {
      host.catalog().requireCreation(draft.schema);
    }
    List<Integer> numbers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : unique.columns()) {
      if (!draft.hasColumn(name)) {
        throw SqlException.of(
                SqlState.UNDEFINED_COLUMN, "column \"" + name + "\" named in key does not exist")
            .at(unique.position());
      }
      if (!seen.add(name)) {
        throw SqlException.of(
                SqlState.DUPLICATE_COLUMN,
                "column \""
                    + name
                    + "\" appears twice in "
                    + (unique.primary() ? "primary key" : "unique")
                    + " constraint")
            .at(unique.position());
      }
      Column column = draft.column(name);
      numbers.add(column.number());
      if (unique.primary() && !column.notNull()) {
        draft.setNotNull(column.number(), true);
      }
    }
    String name = unique.name();
    if (name == null) {
      name =
          unique.primary()
              ? chooseIndexName(null, "pkey")
              : chooseIndexName(String.join("_", indexed(unique)), "key");
    } else if (host.changes().state().relationNameTaken(draft.databaseOid, draft.schema, name)) {
      throw Names.relationExists(name);
    }
    Index index = index(name, numbers, unique.primary()).withIncluded(included(unique));
    Tablespaces spaces = new Tablespaces(host);
    boolean divided = draft.partitioning.key() != null;
    spaces.place(index.oid(), spaces.ofNew(unique.tablespace(), divided));
    PartitionIndexes.checkUnique(draft, index, unique.primary() ? "PRIMARY KEY" : "UNIQUE");
    draft.indexes.add(index);
    Constraint made =
        new Constraint.Unique(
            host.changes().newOid(), name, numbers, index.oid(), unique.primary(), unique.timing());
    draft.constraints.add(made);
    return made;
  }

  private static List<String> indexed(TableConstraint.Unique unique) {
    List<String> names = new ArrayList<>(unique.columns());
    names.addAll(unique.include());
    return names;
  }

  /** The columns of INCLUDE. */
  private List<Integer> included(TableConstraint.Unique unique) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : unique.include()) {
      if (!draft.hasColumn(name)) {
        throw SqlException.of(
                SqlState.UNDEFINED_COLUMN, "column \"" + name + "\" named in key does not exist")
            .at(draft.created ? unique.position() : 0);
      }
      numbers.add(draft.column(name).number());
    }
    return numbers;
  }

  private Index index(String name, List<Integer> numbers, boolean primary) {
    List<Index.Key> keys = new ArrayList<>();
    for (int number : numbers) {
      Column column = draft.columns.get(number - 1);
      Type type = column.type();
      String operatorClass = OperatorClasses.ofBtree(type, null);
      keys.add(
          new Index.Key(number, null, type, operatorClass, false, false)
              .collatedBy(column.collation(), false));
    }
    return new Index(
        host.changes().newOid(),
        draft.schema,
        name,
        draft.oid,
        AccessMethod.BTREE.name(),
        List.copyOf(keys),
        true,
        primary,
        null,
        Map.of(),
        true);
  }

  private Constraint usingIndex(TableConstraint.Unique unique, String indexName) {
    for (int i = 0; i < draft.indexes.size(); i++) {
      Index index = draft.indexes.get(i);
      if (!index.name().equals(indexName)) {
        continue;
      }
      new AdoptedIndex(draft, index, unique.position()).check();
      String name = unique.name() == null ? indexName : unique.name();
      if (!name.equals(indexName)) {
        host.notice(
            "ALTER TABLE / ADD CONSTRAINT USING INDEX will rename index \""
                + indexName
                + "\" to \""
                + name
                + "\"");
      }
      List<Integer> numbers = index.keys().stream().map(Index.Key::column).toList();
      draft.indexes.set(
          i,
          new Index(
              index.oid(),
              index.schema(),
              name,
              index.tableOid(),
              index.method(),
              index.keys(),
              true,
              unique.primary(),
              null,
              index.options(),
              index.valid(),
              index.included()));
      if (unique.primary()) {
        numbers.forEach(number -> draft.setNotNull(number, true));
      }
      Constraint made =
          new Constraint.Unique(
              host.changes().newOid(),
              name,
              numbers,
              index.oid(),
              unique.primary(),
              unique.timing());
      draft.constraints.add(made);
      return made;
    }
    throw AdoptedIndex.missing(host, draft, indexName, unique.position());
  }

  private String chooseIndexName(@Nullable String columns, String label) {
    return Names.choose(
        draft.name,
        columns,
        label,
        name ->
            host.changes().state().relationNameTaken(draft.databaseOid, draft.schema, name)
                || draft.constraintNameTaken(name));
  }

  private Constraint addCheck(TableConstraint.Check check) {
    Table table = draft.table();
    CatalogExpressions.Checked checked =
        host.expressions().condition(table, check.expression(), Clause.CHECK);
    String name = check.name();
    if (name == null) {
      String column = onlyColumn(checked);
      name = Names.choose(draft.name, column, "check", draft::constraintNameTaken);
    }
    if (draft.created && !checkNames.add(name)) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT, "check constraint \"" + name + "\" already exists");
    }
    Constraint.Check wanted =
        new Constraint.Check(
            host.changes().newOid(),
            name,
            checked.text(),
            check.noInherit(),
            draft.created || !check.notValid(),
            descent);
    Constraint.Check merged =
        new CheckMerging(host, draft).merge(wanted, draft.created || !descent.local());
    if (merged != null) {
      return merged;
    }
    Constraint made = wanted;
    draft.constraints.add(made);
    draft.referTo(ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, made.oid()), List.of(checked));
    return made;
  }

  /** The one column that a condition reads, tableoid among them; null where it reads more. */
  private @Nullable String onlyColumn(CatalogExpressions.Checked checked) {
    if (checked.facts().inputs().size() != 1) {
      return null;
    }
    return checked.columns().isEmpty()
        ? "tableoid"
        : draft.columns.get(checked.columns().getFirst() - 1).name();
  }

  private void checkNameFree(String name) {
    if (draft.constraintNameTaken(name)) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          "constraint \"" + name + "\" for relation \"" + draft.name + "\" already exists");
    }
  }

  private Constraint addForeignKey(TableConstraint.ForeignKey key) {
    List<Integer> columns = numbers(key.columns());
    List<Integer> setColumns = setColumns(key, columns);
    boolean self =
        key.referencedTable().name().equals(draft.name)
            && (key.referencedTable().schema() == null
                || key.referencedTable().schema().equals(draft.schema))
            && !(host.catalog().relation(key.referencedTable()) instanceof TableObject found
                && found.oid() != draft.oid);
    TableObject other = self ? null : referenced(key);
    if (other != null) {
      checkLifetime(other);
    }
    Table target = other == null ? draft.table() : other.table();
    if (key.notValid() && !draft.created && draft.partitioning.key() != null) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              "cannot add NOT VALID foreign key on partitioned table \""
                  + draft.name
                  + "\" referencing relation \""
                  + target.name()
                  + "\"")
          .withDetail("This feature is not yet supported on partitioned tables.");
    }
    List<Integer> referenced = referencedColumns(key, target);
    if (other != null) {
      UseRights.references(host, target, referenced);
    }
    if (referenced.size() != columns.size()) {
      throw SqlException.of(
          SqlState.INVALID_FOREIGN_KEY,
          "number of referencing and referenced columns for foreign key disagree");
    }
    String name = key.name();
    if (name == null) {
      name =
          Names.choose(
              draft.name, String.join("_", key.columns()), "fkey", draft::constraintNameTaken);
    }
    checkNameFree(name);
    checkTypes(name, key, columns, target, referenced);
    Constraint.ForeignKey made =
        new Constraint.ForeignKey(
            host.changes().newOid(),
            name,
            columns,
            target.oid(),
            referenced,
            key.onUpdate(),
            key.onDelete(),
            setColumns,
            key.match() == TableConstraint.Match.FULL ? "FULL" : null,
            key.timing(),
            draft.created || !key.notValid());
    draft.constraints.add(made);
    new ReferencedParts(host).add(draft, made);
    return made;
  }

  /** The table referred to, of which no row goes until this transaction is over. */
  private TableObject referenced(TableConstraint.ForeignKey key) {
    TableObject found = Names.table(host, key.referencedTable());
    RelationLocks.take(host, found, LockMode.SHARE_ROW_EXCLUSIVE);
    TableObject locked = host.changes().settledState().table(found.oid());
    return locked == null ? Names.table(host, key.referencedTable()) : locked;
  }

  /** What one session drops at its end, or alone sees, can be no ground for others' rows. */
  private void checkLifetime(TableObject target) {
    if (target.temporary() != draft.temporary()) {
      String kind = draft.temporary() ? "temporary" : "permanent";
      throw SqlException.of(
          SqlState.INVALID_TABLE_DEFINITION,
          "constraints on " + kind + " tables may reference only " + kind + " tables");
    }
  }

  private List<Integer> numbers(List<String> names) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : names) {
      refuseSystemColumn(name);
      if (!draft.hasColumn(name)) {
        throw SqlException.of(
            SqlState.UNDEFINED_COLUMN,
            "column \"" + name + "\" referenced in foreign key constraint does not exist");
      }
      numbers.add(draft.column(name).number());
    }
    return numbers;
  }

  private static void refuseSystemColumn(String name) {
    if (ColumnBuilder.isSystemName(name)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "system columns cannot be used in foreign keys");
    }
  }

  private List<Integer> setColumns(TableConstraint.ForeignKey key, List<Integer> columns) {
    List<Integer> numbers = numbers(key.setColumns());
    for (int i = 0; i < numbers.size(); i++) {
      if (!columns.contains(numbers.get(i))) {
        throw SqlException.of(
            SqlState.INVALID_COLUMN_REFERENCE,
            "column \""
                + key.setColumns().get(i)
                + "\" referenced in ON DELETE SET action must be part of foreign key");
      }
    }
    return numbers.stream().distinct().toList();
  }

  private static List<Integer> referencedColumns(TableConstraint.ForeignKey key, Table target) {
    if (key.referencedColumns().isEmpty()) {
      for (Constraint constraint : target.constraints()) {
        if (constraint instanceof Constraint.Unique unique && unique.primary()) {
          if (unique.timing().deferrable()) {
            throw SqlException.of(
                SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                "cannot use a deferrable primary key for referenced table \""
                    + target.name()
                    + "\"");
          }
          return unique.columns();
        }
      }
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "there is no primary key for referenced table \"" + target.name() + "\"");
    }
    List<Integer> numbers = new ArrayList<>();
    for (String name : key.referencedColumns()) {
      refuseSystemColumn(name);
      Column column =
          target
              .column(name)
              .orElseThrow(() ->
                  SqlException.of(
                      SqlState.UNDEFINED_COLUMN,
                      "column \""
                          + name
                          + "\" referenced in foreign key constraint does not exist"));
      numbers.add(column.number());
    }
    if (numbers.stream().distinct().count() < numbers.size()) {
      throw SqlException.of(
          SqlState.INVALID_FOREIGN_KEY,
          "foreign key referenced-columns list must not contain duplicates");
    }
    boolean deferrable = false;
    for (Index index : target.indexes()) {
      if (index.unique()
          && index.valid()
          && index.predicateText() == null
          && index.keys().size() == numbers.size()
          && index.keys().stream().allMatch(k -> numbers.contains(k.column()))) {
        deferrable |= !target.immediatelyUnique(index);
        if (target.immediatelyUnique(index)) {
          return numbers;
        }
      }
    }
    if (deferrable) {
      throw deferrableTarget(target);
    }
    throw SqlException.of(
        SqlState.INVALID_FOREIGN_KEY,
        "there is no unique constraint matching given keys for referenced table \""
            + target.name()
            + "\"");
  }

  private static SqlException deferrableTarget(Table target) {
    return SqlException.of(
        SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
        "cannot use a deferrable unique constraint for referenced table \"" + target.name() + "\"");
  }

  private void checkTypes(
      String name,
      TableConstraint.ForeignKey key,
      List<Integer> columns,
      Table target,
      List<Integer> referenced) {
    for (int i = 0; i < columns.size(); i++) {
      Column mine = draft.columns.get(columns.get(i) - 1);
      Column theirs = target.column(referenced.get(i));
      new ForeignKeyTypes(host).check(name, mine, theirs);
    }
  }
}
