package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One action of ALTER TABLE. */
public sealed interface AlterAction {
  /**
   * ADD COLUMN.
   *
   * @param constraints those written with the column
   */
  record AddColumn(ColumnDefinition column, List<TableConstraint> constraints, boolean ifNotExists)
      implements AlterAction {}

  /**
   * INHERIT and NO INHERIT.
   *
   * @param ends the table inherits from the parent no more
   */
  record Inherit(QualifiedName parent, boolean ends) implements AlterAction {}

  record DropColumn(String column, boolean ifExists, boolean cascade) implements AlterAction {}

  /** SET DEFAULT; DROP DEFAULT when {@code value} is null. */
  record SetDefault(String column, @Nullable ParsedExpression value) implements AlterAction {}

  record SetNotNull(String column, boolean notNull) implements AlterAction {}

  /** [SET DATA] TYPE; {@code using} null without USING. */
  record SetType(
      String column,
      TypeName type,
      @Nullable QualifiedName collation,
      @Nullable ParsedExpression using)
      implements AlterAction {}

  record SetStatistics(String column, int target) implements AlterAction {}

  /** SET STORAGE: PLAIN, EXTERNAL, EXTENDED or MAIN. */
  record SetStorage(String column, String storage) implements AlterAction {}

  record SetCompression(String column, String method) implements AlterAction {}

  /** SET (...) or RESET (...) of one column's attributes. */
  record SetColumnOptions(String column, List<Option> options, boolean reset)
      implements AlterAction {}

  /** ADD GENERATED ... AS IDENTITY. */
  record AddIdentity(String column, ColumnDefinition.Identity identity) implements AlterAction {}

  /** SET GENERATED, SET option and RESTART; {@code always} null when not changed. */
  record SetIdentity(String column, @Nullable Boolean always, SequenceOptions options)
      implements AlterAction {}

  record DropIdentity(String column, boolean ifExists) implements AlterAction {}

  record DropExpression(String column, boolean ifExists) implements AlterAction {}

  /**
   * ADD VALUE of an enum.
   *
   * @param neighbour the label that it comes before or after; null for the end
   */
  record AddValue(String label, boolean ifNotExists, @Nullable String neighbour, boolean after)
      implements AlterAction {}

  /** RENAME VALUE of an enum. */
  record RenameValue(String label, String newLabel) implements AlterAction {}

  /**
   * ATTACH PARTITION.
   *
   * @param values null for an index's
   */
  record AttachPartition(QualifiedName partition, int position, @Nullable PartitionValues values)
      implements AlterAction {}

  /** DETACH PARTITION. */
  record DetachPartition(QualifiedName partition, boolean concurrently, boolean finish)
      implements AlterAction {}

  record AddConstraint(TableConstraint constraint) implements AlterAction {}

  record DropConstraint(String name, boolean ifExists, boolean cascade) implements AlterAction {}

  record AlterConstraint(String name, Constraint.Timing timing) implements AlterAction {}

  record ValidateConstraint(String name) implements AlterAction {}

  record RenameColumn(String column, String newName) implements AlterAction {}

  record RenameConstraint(String name, String newName) implements AlterAction {}

  /** RENAME TO. */
  record Rename(String newName) implements AlterAction {}

  record SetSchema(String schema) implements AlterAction {}

  record OwnerTo(RoleSpec role) implements AlterAction {}

  /** SET (...) or RESET (...) of storage parameters. */
  record SetOptions(List<Option> options, boolean reset) implements AlterAction {}

  /** SET TABLESPACE. */
  record SetTablespace(String name) implements AlterAction {}

  record SetPersistence(Persistence persistence) implements AlterAction {}

  record SetReplicaIdentity(String identity) implements AlterAction {}

  /** CLUSTER ON; SET WITHOUT CLUSTER when {@code index} is null. */
  record ClusterOn(@Nullable String index) implements AlterAction {}

  /** ENABLE, DISABLE, FORCE or NO FORCE ROW LEVEL SECURITY. */
  record SetRowSecurity(RowSecurity change) implements AlterAction {}

  /** What becomes of row level security. */
  enum RowSecurity {
    ENABLE,
    DISABLE,
    FORCE,
    NO_FORCE
  }

  /** ENABLE or DISABLE TRIGGER of one. */
  record SetTrigger(String name, Firing firing) implements AlterAction {}

  /**
   * ENABLE or DISABLE TRIGGER ALL, or USER.
   *
   * @param internal those of foreign keys too
   */
  record SetAllTriggers(Firing firing, boolean internal) implements AlterAction {}

  /** ENABLE or DISABLE RULE. */
  record SetRule(String name, Firing firing) implements AlterAction {}

  /** By which session_replication_role a trigger fires. */
  enum Firing {
    ORIGIN,
    DISABLED,
    REPLICA,
    ALWAYS
  }
}
