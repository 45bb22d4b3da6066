package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.PartitionBy;
import dev.tusk.sql.statement.Persistence;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What CREATE TABLE does with PARTITION OF and PARTITION BY. */
final class PartitionCreation {
  private final CommandHost host;
  private final TableDraft draft;
  private final CreateTable statement;
  private @Nullable PartitionBound bound;

  PartitionCreation(CommandHost host, TableDraft draft, CreateTable statement) {
    this.host = host;
    this.draft = draft;
    this.statement = statement;
  }

  /** The table that it is to be a part of; null where it is none. */
  private @Nullable TableObject parent() {
    return statement.partitionOf() == null || draft.parents.isEmpty()
        ? null
        : host.changes().state().table(draft.parents.getFirst());
  }

  /** What can have children only as partitions, and what can have none. */
  void checkParents() {
    CreateTable.PartitionOf of = statement.partitionOf();
    PartitionBy by = statement.partitionBy();
    if (by != null && of == null && !statement.parents().isEmpty()) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          "cannot create partitioned table as inheritance child");
    }
    if (by != null && !statement.options().isEmpty()) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              "cannot specify storage parameters for a partitioned table")
          .withHint("Specify storage parameters for its leaf partitions instead.");
    }
    for (QualifiedName name : statement.parents()) {
      if (host.catalog().relation(name) instanceof TableObject parent) {
        if (of == null) {
          checkInherited(parent);
        } else {
          checkDivided(parent);
        }
      } else if (of != null && host.catalog().relation(name) == null) {
        throw Names.noRelation(name).at(host.catalog().index(name) == null ? 0 : of.position());
      }
    }
  }

  private static void checkInherited(TableObject parent) {
    if (parent.partitioning().key() != null) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "cannot inherit from partitioned table \"" + parent.name() + "\"");
    }
    if (parent.partitioning().isPartition()) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE, "cannot inherit from partition \"" + parent.name() + "\"");
    }
  }

  private void checkDivided(TableObject parent) {
    if (parent.partitioning().key() == null) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION, "\"" + parent.name() + "\" is not partitioned");
    }
    boolean temporary = draft.persistence == Persistence.TEMPORARY;
    if (temporary != parent.temporary()) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          String.format(
              Locale.ROOT,
              "cannot create a %s relation as partition of %s relation \"%s\"",
              temporary ? "temporary" : "permanent",
              temporary ? "permanent" : "temporary",
              parent.name()));
    }
  }

  /** What is said of single columns; all of them are the parent's. */
  List<TableCopy> columns() {
    for (ColumnDefinition definition : statement.columns()) {
      if (!draft.hasColumn(definition.name())) {
        throw SqlException.of(
            SqlState.UNDEFINED_COLUMN, "column \"" + definition.name() + "\" does not exist");
      }
      if (definition.identity() != null) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, "identity columns are not supported on partitions");
      }
      change(draft.column(definition.name()), definition);
    }
    return List.of();
  }

  private void change(Column column, ColumnDefinition definition) {
    Column now = column.withNotNull(column.notNull() || definition.notNull());
    if (definition.generated() != null) {
      throw SqlException.of(
              SqlState.INVALID_COLUMN_DEFINITION,
              "child column \"" + column.name() + "\" specifies generation expression")
          .withHint(
              column.generated()
                  ? "Omit the generation expression in the definition of the child table column to"
                      + " inherit the generation expression from the parent table."
                  : "A child table column cannot be generated unless its parent column is.");
    }
    if (definition.defaultValue() != null) {
      if (column.generated()) {
        throw SqlException.of(
            SqlState.INVALID_COLUMN_DEFINITION,
            "column \""
                + column.name()
                + "\" inherits from generated column but specifies default");
      }
      CatalogExpressions.Checked checked =
          host.expressions()
              .defaultValue(
                  column.name(), column.type(), column.typmod(), definition.defaultValue());
      now = now.withDefault(checked.text());
      draft.referTo(ObjectAddress.defaultOf(draft.oid, column.number()), List.of(checked));
    }
    draft.replace(now);
  }

  /** When the columns are there: the bound, the key, and the parts of what the parent has. */
  void attach() {
    TableObject parent = parent();
    if (parent != null && statement.partitionOf() != null) {
      PartitionKey key = parent.partitioning().key();
      if (key == null) {
        throw new IllegalStateException("not partitioned");
      }
      bound =
          new PartitionBounds(host, parent, key).of(draft.name, statement.partitionOf().values());
      draft.partitioning = draft.partitioning.taking(bound);
      new PartitionScan(host).checkDefault(parent, bound);
    }
    if (statement.partitionBy() != null) {
      new PartitionKeys(host, draft).divide(statement.partitionBy());
    }
    if (parent != null) {
      new PartitionParts(host, draft, parent).create();
    }
  }

  /** When the table is there: the parent's triggers, and what refers to the parent. */
  void finish() {
    TableObject parent = parent();
    if (parent != null) {
      new PartitionTriggers(host).cloneAll(parent, draft.oid);
      new ReferencedParts(host).partitionAdded(parent, draft.oid);
    }
  }
}
