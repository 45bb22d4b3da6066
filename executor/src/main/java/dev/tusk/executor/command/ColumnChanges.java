package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.table.ConstraintValidation;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.Collations;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.ValueCodec;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The actions of ALTER TABLE on columns and constraints. */
final class ColumnChanges extends TableChanges {
  ColumnChanges(CommandHost host, long oid) {
    super(host, oid);
  }

  void add(AlterAction.AddColumn action) {
    TableDraft draft = draft();
    ColumnDefinition definition = action.column();
    if (action.ifNotExists() && draft.hasColumn(definition.name())) {
      host.skipped(
          SqlState.DUPLICATE_COLUMN,
          "column \""
              + definition.name()
              + "\" of relation \""
              + draft.name
              + "\" already exists, skipping");
      return;
    }
    ViewTexts views = new ViewTexts(host);
    views.readAll(oid);
    ColumnBuilder builder = new ColumnBuilder(host, draft);
    int number = builder.add(definition).number();
    builder.finish();
    Column column = draft.columns.get(number - 1);
    if (TableDraft.isVectorSlot(column)) {
      host.transaction().addVectorColumn(draft.relationId, TableDraft.vectorSpec(column));
    }
    fill(draft, column);
    for (TableConstraint constraint : action.constraints()) {
      addConstraint(constraint);
    }
    if (column.notNull()) {
      requireNoNulls(column);
    }
    views.write();
  }

  /**
   * Adds a column that a parent has got; false where there is such a column, which is the parent's
   * too then.
   */
  boolean inherit(TableObject parent, Column column) {
    TableDraft draft = draft();
    if (draft.hasColumn(column.name())) {
      Column own = draft.column(column.name());
      if (own.type() != column.type() || own.typmod() != column.typmod()) {
        throw FamilyColumns.differentType(draft.name, column.name());
      }
      host.notice(
          "merging definition of column \"" + own.name() + "\" for child \"" + draft.name + "\"");
      draft.replace(own.withDescent(own.descent().fromOneMore()));
      put(draft);
      return false;
    }
    ViewTexts views = new ViewTexts(host);
    views.readAll(oid);
    int number = draft.columns.size() + 1;
    String text = column.hasIdentity() ? null : column.defaultText();
    Column made =
        new Column(
            number,
            column.name(),
            column.type(),
            column.typmod(),
            column.collation(),
            column.notNull(),
            text,
            column.generated() ? Column.Identity.STORED : Column.Identity.NONE,
            false,
            new Descent(false, 1));
    draft.columns.add(made);
    ObjectAddress value = ObjectAddress.defaultOf(oid, number);
    if (text != null && column.generated()) {
      draft.referTo(value, List.of(host.expressions().kept(draft.table(), text).checked()));
    } else if (text != null) {
      draft.refer(
          value,
          parent
              .references()
              .getOrDefault(ObjectAddress.defaultOf(parent.oid(), column.number()), List.of()));
    }
    if (TableDraft.isVectorSlot(made)) {
      draft.dimensions.put(number, made.typmod());
      host.transaction().addVectorColumn(draft.relationId, TableDraft.vectorSpec(made));
    }
    fill(draft, made);
    if (made.notNull()) {
      requireNoNulls(made);
    }
    views.write();
    return true;
  }

  /** Rows there are get the default: one stored value, or one by one when it varies. */
  private void fill(TableDraft draft, Column column) {
    String text = column.defaultText();
    if (text != null) {
      refuseUsedRowType(draft);
    }
    refuseItself(column);
    put(draft);
    boolean given = text != null || DomainType.defaultOf(column.type()) != null;
    if (!given && !DomainType.constrained(column.type()) || isEmpty()) {
      return;
    }
    if (column.generated()) {
      rewrite(draft, Map.of());
      return;
    }
    boolean varies =
        column.identity() != Column.Identity.NONE
            || given && host.expressions().defaultFacts(draft.table(), column.number()).isVolatile()
            || TableDraft.isVectorSlot(column);
    if (varies) {
      rewrite(draft, Map.of(column.number(), defaultOf(column)));
      return;
    }
    Object value;
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      StatementAccess access = host.access(snapshot);
      value = TableRewrite.evaluate(access, defaultOf(column));
    }
    if (value != null) {
      ByteWriter bytes = new ByteWriter(32);
      ValueCodec.of(column.type()).write(value, bytes);
      draft.missing.put(column.number(), bytes.toByteArray());
      put(draft);
    }
  }

  /** No row is a part of itself. */
  private void refuseItself(Column column) {
    host.catalog()
        .type(TypeNumbers.rowType(oid))
        .filter(row -> TypeUses.contains(column.type(), row.oid()))
        .ifPresent(row -> {
          throw SqlException.of(
              SqlState.INVALID_TABLE_DEFINITION,
              "composite type " + row.displayName() + " cannot be made a member of itself");
        });
  }

  private Evaluator defaultOf(Column column) {
    return TableRewrite.defaultOf(host, object().table(), column.number());
  }

  private boolean isEmpty() {
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      return ConstraintValidation.isEmpty(host.access(snapshot), object());
    }
  }

  private void rewrite(TableDraft draft, Map<Integer, Evaluator> values) {
    new TableRewrite(host, object(), draft).run(values);
  }

  private void requireNoNulls(Column column) {
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      ConstraintValidation.noNulls(host.access(snapshot), object(), column);
    }
  }

  /**
   * DROP COLUMN.
   *
   * @param below the columns of tables below that go too
   */
  void drop(AlterAction.DropColumn action, List<ObjectAddress> below) {
    TableDraft draft = draft();
    if (action.ifExists() && !draft.hasColumn(action.column())) {
      host.notice(
          "column \""
              + action.column()
              + "\" of relation \""
              + draft.name
              + "\" does not exist, skipping");
      return;
    }
    Column column = draft.column(action.column());
    PartitionKeys.checkColumn(host, draft, column, "drop");
    Removal removal = new Removal(host, action.cascade());
    removal.name(ObjectAddress.column(oid, column.number()));
    below.forEach(removal::name);
    ViewTexts views = new ViewTexts(host);
    views.readAll(oid);
    below.forEach(address -> views.readAll(address.objectOid()));
    removal.run();
    views.write();
  }

  void setDefault(AlterAction.SetDefault action) {
    TableDraft draft = draft();
    Column c = draft.column(action.column());
    if (c.generated()) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              "column \""
                  + c.name()
                  + "\" of relation \""
                  + draft.name
                  + "\" is a generated column")
          .withHint(
              action.value() == null
                  ? "Use ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION instead."
                  : null);
    }
    if (c.identity() != Column.Identity.NONE) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              "column \""
                  + c.name()
                  + "\" of relation \""
                  + draft.name
                  + "\" is an identity column")
          .withHint(
              action.value() == null
                  ? "Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead."
                  : null);
    }
    ParsedExpression value = action.value();
    String text = null;
    if (value == null && c.defaultText() != null) {
      host.ddlEvents().dropping(ObjectAddress.defaultOf(oid, c.number()), true, false);
    }
    if (value != null) {
      CatalogExpressions.Checked checked =
          unplaced(() -> host.expressions().defaultValue(c.name(), c.type(), c.typmod(), value));
      boolean none = checked.text().equals(CatalogExpressions.NO_DEFAULT);
      text = none ? null : checked.text();
      draft.referTo(ObjectAddress.defaultOf(oid, c.number()), none ? List.of() : List.of(checked));
    }
    draft.replace(with(c, c.notNull(), text, c.identity()));
    put(draft);
  }

  static Column with(Column c, boolean notNull, @Nullable String text, Column.Identity identity) {
    return c.withNotNull(notNull).withDefault(text, identity);
  }

  void setNotNull(AlterAction.SetNotNull action) {
    TableDraft draft = draft();
    Column c = draft.column(action.column());
    if (!action.notNull()) {
      for (Constraint constraint : draft.constraints) {
        if (constraint instanceof Constraint.Unique unique
            && unique.primary()
            && unique.columns().contains(c.number())) {
          throw SqlException.of(
              SqlState.INVALID_TABLE_DEFINITION, "column \"" + c.name() + "\" is in a primary key");
        }
      }
      if (c.hasIdentity()) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR,
            "column \"" + c.name() + "\" of relation \"" + draft.name + "\" is an identity column");
      }
    }
    draft.replace(with(c, action.notNull(), c.defaultText(), c.identity()));
    put(draft);
    if (action.notNull() && !c.notNull()) {
      requireNoNulls(c);
    }
  }

  /** The sequence of an identity column gives values of the column's type. */
  private void retypeIdentity(Column column) {
    if (!column.hasIdentity()) {
      return;
    }
    for (SequenceObject sequence : host.changes().state().sequences(object().databaseOid())) {
      if (sequence.identity()
          && sequence.ownerTable() == oid
          && sequence.ownerColumn() == column.number()) {
        new SequenceCommands(host).retype(sequence, column.type());
      }
    }
  }

  void setType(AlterAction.SetType action) {
    TableDraft draft = draft();
    Column c = draft.column(action.column());
    PartitionKeys.checkColumn(host, draft, c, "alter");
    CatalogExpressions.Resolved type = unplaced(() -> host.expressions().type(action.type()));
    ColumnBuilder.checkStorable(c.name(), type.type());
    UseRights.type(host, type.type());
    Collation collation =
        action.collation() == null
            ? null
            : Collations.resolve(host.catalog(), action.collation(), type.type());
    refuseGenerated(c, action);
    refuseUsedRowType(draft);
    CatalogExpressions.Checked conversion =
        unplaced(() ->
            host.expressions()
                .converted(object().table(), c.name(), type.type(), type.typmod(), action.using()));
    ColumnUsers.refuse(host, oid, c);
    Column changed = c.withType(type.type(), type.typmod()).withCollation(collation);
    draft.replace(changed);
    new ColumnStorages(host).forget(oid, c.number());
    new ForeignKeyTypes(host).checkAgain(object(), draft);
    if (TableDraft.isVectorSlot(changed)) {
      draft.dimensions.put(c.number(), type.typmod());
    } else {
      draft.dimensions.remove(c.number());
    }
    retypeIndexes(draft, changed);
    retypeIdentity(changed);
    TableRewrite rewrite = new TableRewrite(host, object(), draft);
    try {
      readPredicates(draft);
      rewrite.run(Map.of(c.number(), conversion.evaluator()));
    } catch (SqlException e) {
      // Checks and index keys are read again: their places are not the statement's.
      throw e.replacePosition(0);
    }
  }

  /** As in PostgreSQL, indexes are made again before checks are: the first mistake is theirs. */
  private void readPredicates(TableDraft draft) {
    for (Index index : draft.indexes) {
      String predicate = index.predicateText();
      if (predicate != null) {
        host.expressions().columnsOf(draft.table(), predicate);
      }
    }
  }

  private void refuseGenerated(Column column, AlterAction.SetType action) {
    if (column.generated() && action.using() != null) {
      throw SqlException.of(
              SqlState.INVALID_COLUMN_DEFINITION,
              "cannot specify USING when altering type of generated column")
          .withDetail("Column \"" + column.name() + "\" is a generated column.");
    }
    for (Column other : object().table().liveColumns()) {
      String text = other.defaultText();
      if (other.generated()
          && text != null
          && host.expressions().columnsOf(object().table(), text).contains(column.number())) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "cannot alter type of a column used by a generated column")
            .withDetail(
                "Column \""
                    + column.name()
                    + "\" is used by generated column \""
                    + other.name()
                    + "\".");
      }
    }
  }

  /** The column's values stay, and are its own from now on. */
  void dropExpression(AlterAction.DropExpression action) {
    TableDraft draft = draft();
    Column c = draft.column(action.column());
    if (c.generated()) {
      draft.replace(with(c, c.notNull(), null, Column.Identity.NONE));
      put(draft);
      return;
    }
    String what =
        "column \""
            + c.name()
            + "\" of relation \""
            + draft.name
            + "\" is not a stored generated column";
    if (!action.ifExists()) {
      throw SqlException.of(SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, what);
    }
    host.notice(what + ", skipping");
  }

  /** Values of the table's row type that others hold would stay as they are. */
  private void refuseUsedRowType(TableDraft draft) {
    host.catalog()
        .type(TypeNumbers.rowType(oid))
        .ifPresent(row ->
            TypeUses.refuse(
                host, row, "cannot alter table \"" + draft.name + "\"", "its row type"));
  }

  /** PostgreSQL changes columns without the statement's text: its errors point nowhere. */
  private static <T> T unplaced(Supplier<T> analysis) {
    try {
      return analysis.get();
    } catch (SqlException e) {
      throw e.replacePosition(0);
    }
  }

  private void retypeIndexes(TableDraft draft, Column changed) {
    draft.indexes.replaceAll(index ->
        index.withKeys(
            index.keys().stream().map(key -> retyped(key, index, changed)).toList(),
            index.predicateText()));
  }

  private Index.Key retyped(Index.Key key, Index index, Column changed) {
    if (key.column() != changed.number()) {
      return key;
    }
    if (index.nearest() && changed.typmod() <= 0 && isVector(changed)) {
      throw SequenceRules.invalid("column does not have dimensions");
    }
    String operatorClass =
        index.accessMethod(index.keys().indexOf(key)).ordered()
            ? OperatorClasses.ofBtree(changed.type(), null)
            : OperatorClasses.resolve(
                index.accessMethod(),
                changed.type(),
                index
                        .accessMethod()
                        .operatorClass(key.operatorClass())
                        .filter(AccessMethod.OperatorClass::isDefault)
                        .isPresent()
                    ? null
                    : new dev.tusk.sql.catalog.QualifiedName(null, key.operatorClass()),
                host.catalog()::extensionExists);
    return new Index.Key(
        key.column(),
        null,
        changed.comparedType(),
        changed.collation(),
        false,
        operatorClass,
        key.descending(),
        key.nullsFirst());
  }

  private static boolean isVector(Column column) {
    return column.type() == Types.VECTOR;
  }

  /** Adds a constraint of the table's own and checks it against the rows there are. */
  void addConstraint(TableConstraint constraint) {
    addConstraint(constraint, Descent.OWN);
  }

  /**
   * Adds a constraint and checks it against the rows there are; null where it is one with another.
   */
  @Nullable Constraint addConstraint(TableConstraint constraint, Descent descent) {
    TableDraft draft = draft();
    int constraints = draft.constraints.size();
    Map<Integer, Boolean> notNullBefore = new LinkedHashMap<>();
    draft.columns.forEach(c -> notNullBefore.put(c.number(), c.notNull()));
    Constraint added = new ConstraintBuilder(host, draft, descent).add(constraint);
    if (added instanceof Constraint.Unique unique) {
      boolean existing = constraint instanceof TableConstraint.Unique u && u.usingIndex() != null;
      if (!existing) {
        Index index = draft.indexes.getLast();
        new IndexCreation(host).create(draft, index, "ALTER TABLE");
      }
      put(draft);
      for (int number : unique.columns()) {
        if (unique.primary() && Boolean.FALSE.equals(notNullBefore.get(number))) {
          requireNoNulls(draft.columns.get(number - 1));
        }
      }
      return added;
    }
    if (added instanceof Constraint.Exclusion) {
      new IndexCreation(host).create(draft, draft.indexes.getLast(), "ALTER TABLE");
    }
    put(draft);
    if (added instanceof Constraint.Check && draft.constraints.size() == constraints) {
      return null;
    }
    boolean notValid =
        switch (constraint) {
          case TableConstraint.Check c -> c.notValid();
          case TableConstraint.ForeignKey c -> c.notValid();
          case TableConstraint.Unique _, TableConstraint.Exclusion _ -> false;
        };
    if (!notValid) {
      validate(added);
    }
    return added;
  }

  /** Checks a constraint against the rows there are. */
  void validate(Constraint constraint) {
    if (constraint instanceof Constraint.ForeignKey key) {
      readBoth(key);
    }
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      ConstraintValidation.validate(host.access(snapshot), object(), constraint);
    }
    if (!constraint.validated()) {
      TableDraft draft = draft();
      draft.constraints.replaceAll(c -> c.oid() == constraint.oid() ? valid(c) : c);
      put(draft);
    }
  }

  private void readBoth(Constraint.ForeignKey key) {
    RelationLocks.readIndexes(host, object());
    TableObject referenced = host.changes().state().table(key.referencedTableOid());
    if (referenced != null) {
      RelationLocks.take(host, referenced, LockMode.ROW_SHARE);
      RelationLocks.readIndexes(host, referenced);
    }
  }

  private static Constraint valid(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Check check -> check.valid();
      case Constraint.ForeignKey key -> key.withValidated(true);
      case Constraint.Unique _, Constraint.Exclusion _ -> constraint;
    };
  }
}
