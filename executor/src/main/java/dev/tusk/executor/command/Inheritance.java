package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a new table gets from those that it INHERITS ({@code MergeAttributes}): columns with their
 * defaults, NOT NULL and checks, merged by their names, with those of other parents and with its
 * own.
 */
final class Inheritance {
  private final CommandHost host;
  private final TableDraft draft;

  /** Columns whose parents give different defaults, until the table gives one. */
  private final Set<Integer> conflicting = new HashSet<>();

  private final List<Constraint.Check> checks = new ArrayList<>();

  /** Columns that the statement has written so far. */
  private int written;

  Inheritance(CommandHost host, TableDraft draft) {
    this.host = host;
    this.draft = draft;
  }

  /** Puts the parents' columns into the draft, in order. */
  void from(List<QualifiedName> names) {
    for (QualifiedName name : names) {
      TableObject parent = parent(name);
      if (draft.parents.contains(parent.oid())) {
        throw SqlException.of(
            SqlState.DUPLICATE_TABLE,
            "relation \"" + parent.name() + "\" would be inherited from more than once");
      }
      draft.parents.add(parent.oid());
    }
    for (long oid : draft.parents) {
      TableObject parent = host.changes().state().table(oid);
      if (parent != null) {
        checkPersistence(parent);
        parent.table().liveColumns().forEach(column -> inherit(parent, column));
        checks(parent.table());
      }
    }
  }

  private TableObject parent(QualifiedName name) {
    CatalogObject object = host.catalog().relation(name);
    if (object instanceof TableObject table && table.materialized() == null) {
      host.changes().lockObject(host.transaction(), table.oid());
      TableObject now = host.changes().state().table(table.oid());
      if (now == null) {
        throw Names.noRelation(name);
      }
      OwnerRights.require(host.catalog(), host.roles(), now);
      return now;
    }
    boolean other =
        object != null
            || host.catalog().table(name).isPresent()
            || host.catalog().index(name) != null;
    throw other
        ? SqlException.of(
            SqlState.WRONG_OBJECT_TYPE,
            "inherited relation \"" + name.name() + "\" is not a table or foreign table")
        : Names.noRelation(name);
  }

  private void checkPersistence(TableObject parent) {
    if (draft.persistence != Persistence.TEMPORARY && parent.temporary()) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "cannot inherit from temporary relation \"" + parent.name() + "\"");
    }
    if (parent.temporary() && !host.catalog().isOwnTemporary(parent.schema())) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE, "cannot inherit from temporary relation of another session");
    }
  }

  private void inherit(TableObject parent, Column column) {
    String text = column.hasIdentity() ? null : column.defaultText();
    Column.Identity identity = column.generated() ? Column.Identity.STORED : Column.Identity.NONE;
    Column now;
    if (draft.hasColumn(column.name())) {
      host.notice("merging multiple inherited definitions of column \"" + column.name() + "\"");
      Column other = draft.column(column.name());
      requireSameType("inherited column", other, column);
      if (other.generated() != column.generated()) {
        throw SqlException.of(
            SqlState.DATATYPE_MISMATCH,
            "inherited column \"" + column.name() + "\" has a generation conflict");
      }
      if (other.defaultText() != null && text != null && !other.defaultText().equals(text)) {
        conflicting.add(other.number());
      }
      now =
          other
              .withNotNull(other.notNull() || column.notNull())
              .withDefault(other.defaultText() == null ? text : other.defaultText())
              .withDescent(other.descent().fromOneMore());
      draft.replace(now);
    } else {
      now =
          new Column(
              draft.columns.size() + 1,
              column.name(),
              column.type(),
              column.typmod(),
              column.collation(),
              column.notNull(),
              text,
              identity,
              false,
              new Descent(false, 1));
      draft.columns.add(now);
      if (TableDraft.isVectorSlot(now)) {
        draft.dimensions.put(now.number(), now.typmod());
      }
    }
    if (text != null && !column.generated()) {
      draft.refer(
          ObjectAddress.defaultOf(draft.oid, now.number()),
          parent
              .references()
              .getOrDefault(ObjectAddress.defaultOf(parent.oid(), column.number()), List.of()));
    }
  }

  private void requireSameType(String what, Column one, Column other) {
    if (one.type() != other.type() || one.typmod() != other.typmod()) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH, what + " \"" + one.name() + "\" has a type conflict")
          .withDetail(
              typeName(one.type(), one.typmod())
                  + " versus "
                  + typeName(other.type(), other.typmod()));
    }
  }

  private String typeName(Type type, int typmod) {
    return host.catalog().typeName(type, typmod);
  }

  private void checks(Table parent) {
    for (Constraint constraint : parent.constraints()) {
      if (constraint instanceof Constraint.Check check && !check.noInherit()) {
        checks(check);
      }
    }
  }

  private void checks(Constraint.Check check) {
    for (int i = 0; i < checks.size(); i++) {
      Constraint.Check other = checks.get(i);
      if (other.name().equals(check.name())) {
        if (!other.expressionText().equals(check.expressionText())) {
          throw SqlException.of(
              SqlState.DUPLICATE_OBJECT,
              "check constraint name \""
                  + check.name()
                  + "\" appears multiple times but with different expressions");
        }
        checks.set(i, other.withDescent(other.descent().fromOneMore()));
        return;
      }
    }
    checks.add(
        new Constraint.Check(
            host.changes().newOid(),
            check.name(),
            check.expressionText(),
            false,
            true,
            new Descent(false, 1)));
  }

  /**
   * A column that the statement writes too, and that keeps its inherited place.
   *
   * @param own as it was written
   */
  Column merged(Column inherited, Column own) {
    if (inherited.number() == written) {
      host.notice("merging column \"" + own.name() + "\" with inherited definition");
    } else {
      host.notice(
          Notice.notice(
                  "moving and merging column \"" + own.name() + "\" with inherited definition")
              .withDetail("User-specified column moved to the position of the inherited column."));
    }
    requireSameType("column", inherited, own);
    checkGenerated(inherited, own);
    String text = own.defaultText();
    if (text != null || own.generated()) {
      conflicting.remove(inherited.number());
    }
    return inherited
        .withNotNull(inherited.notNull() || own.notNull())
        .withDefault(
            text == null ? inherited.defaultText() : text,
            inherited.generated() ? inherited.identity() : own.identity())
        .withDescent(inherited.descent().made());
  }

  private static void checkGenerated(Column inherited, Column own) {
    if (!inherited.generated()) {
      return;
    }
    if (own.generated()) {
      throw SqlException.of(
              SqlState.INVALID_COLUMN_DEFINITION,
              "child column \"" + own.name() + "\" specifies generation expression")
          .withHint(
              "Omit the generation expression in the definition of the child table column to"
                  + " inherit the generation expression from the parent table.");
    }
    String refused = own.hasIdentity() ? "identity" : own.defaultText() != null ? "default" : null;
    if (refused != null) {
      throw SqlException.of(
          SqlState.INVALID_COLUMN_DEFINITION,
          "column \"" + own.name() + "\" inherits from generated column but specifies " + refused);
    }
  }

  /** Where a column that is written goes: its inherited place, or behind the others. */
  int place(String name) {
    written++;
    Column there = inherited(name);
    return there == null ? draft.columns.size() + 1 : there.number();
  }

  /** The inherited column of that name that the statement has not written yet. */
  @Nullable Column inherited(String name) {
    for (Column column : draft.columns) {
      if (column.name().equals(name) && !column.descent().local()) {
        return column;
      }
    }
    return null;
  }

  /** When all columns are there: what their expressions name, and the parents' checks. */
  void finish() {
    for (Column column : draft.columns) {
      if (conflicting.contains(column.number())) {
        throw SqlException.of(
                SqlState.INVALID_COLUMN_DEFINITION,
                "column \""
                    + column.name()
                    + (column.generated()
                        ? "\" inherits conflicting generation expressions"
                        : "\" inherits conflicting default values"))
            .withHint(
                column.generated()
                    ? "To resolve the conflict, specify a generation expression explicitly."
                    : "To resolve the conflict, specify a default explicitly.");
      }
    }
    for (Column column : List.copyOf(draft.columns)) {
      String text = column.defaultText();
      if (column.generated() && column.descent().inherited() && text != null) {
        draft.referTo(
            ObjectAddress.defaultOf(draft.oid, column.number()),
            List.of(host.expressions().kept(draft.table(), text).checked()));
      }
    }
    for (Constraint.Check check : checks) {
      draft.constraints.add(check);
      refer(host, draft, check);
    }
  }

  /** Notes what a check that came from elsewhere names. */
  static void refer(CommandHost host, TableDraft draft, Constraint.Check check) {
    draft.referTo(
        ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, check.oid()),
        List.of(host.expressions().kept(draft.table(), check.expressionText()).checked()));
  }
}
