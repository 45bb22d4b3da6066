package dev.tusk.executor.command;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;

/** What errors call the actions of ALTER TABLE (alter_table_type_to_string). */
final class AlterNames {
  private AlterNames() {}

  /**
   * The error for a relation that cannot be altered so.
   *
   * @param kinds of which it is one
   */
  static SqlException refusal(AlterAction action, String relation, String kinds) {
    return SqlException.of(
            SqlState.WRONG_OBJECT_TYPE,
            "ALTER action " + of(action) + " cannot be performed on relation \"" + relation + "\"")
        .withDetail("This operation is not supported for " + kinds + ".");
  }

  static String of(AlterAction action) {
    return switch (action) {
      case AlterAction.AddColumn _ -> "ADD COLUMN";
      case AlterAction.DropColumn _ -> "DROP COLUMN";
      case AlterAction.SetNotNull a ->
          a.notNull() ? "ALTER COLUMN ... SET NOT NULL" : "ALTER COLUMN ... DROP NOT NULL";
      case AlterAction.SetType _ -> "ALTER COLUMN ... SET DATA TYPE";
      case AlterAction.SetStatistics _ -> "ALTER COLUMN ... SET STATISTICS";
      case AlterAction.SetStorage _ -> "ALTER COLUMN ... SET STORAGE";
      case AlterAction.SetCompression _ -> "ALTER COLUMN ... SET COMPRESSION";
      case AlterAction.SetColumnOptions a ->
          a.reset() ? "ALTER COLUMN ... RESET" : "ALTER COLUMN ... SET";
      case AlterAction.AddIdentity _ -> "ALTER COLUMN ... ADD IDENTITY";
      case AlterAction.SetIdentity _ -> "ALTER COLUMN ... SET";
      case AlterAction.DropIdentity _ -> "ALTER COLUMN ... DROP IDENTITY";
      case AlterAction.DropExpression _ -> "ALTER COLUMN ... DROP EXPRESSION";
      case AlterAction.AddConstraint _ -> "ADD CONSTRAINT";
      case AlterAction.DropConstraint _ -> "DROP CONSTRAINT";
      case AlterAction.ValidateConstraint _ -> "VALIDATE CONSTRAINT";
      case AlterAction.Inherit a -> a.ends() ? "NO INHERIT" : "INHERIT";
      case AlterAction.AttachPartition _ -> "ATTACH PARTITION";
      case AlterAction.DetachPartition _ -> "DETACH PARTITION";
      case AlterAction.SetTablespace _ -> "SET TABLESPACE";
      case AlterAction.SetReplicaIdentity _ -> "REPLICA IDENTITY";
      case AlterAction.ClusterOn a -> a.index() == null ? "SET WITHOUT CLUSTER" : "CLUSTER ON";
      case AlterAction.SetRowSecurity a ->
          switch (a.change()) {
            case ENABLE -> "ENABLE ROW SECURITY";
            case DISABLE -> "DISABLE ROW SECURITY";
            case FORCE -> "FORCE ROW SECURITY";
            case NO_FORCE -> "NO FORCE ROW SECURITY";
          };
      default -> action.getClass().getSimpleName();
    };
  }
}
