package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.WaitPolicy;
import java.util.Comparator;
import java.util.List;

/** Locks of relations that commands take and hold to the end of the transaction. */
final class RelationLocks {
  /** From the weakest to the strongest. */
  private static final List<LockMode> STRENGTH =
      List.of(
          LockMode.ACCESS_SHARE,
          LockMode.ROW_SHARE,
          LockMode.WRITE,
          LockMode.SHARE_UPDATE_EXCLUSIVE,
          LockMode.SHARE,
          LockMode.SHARE_ROW_EXCLUSIVE,
          LockMode.READ_ONLY,
          LockMode.EXCLUSIVE);

  private RelationLocks() {}

  /** As whom a table's own functions run where another than its owner has it cleaned. */
  static long owner(CommandHost host, TableObject table) {
    return Owners.of(host.changes().state(), table.databaseOid(), table.address());
  }

  static void take(CommandHost host, TableObject table, LockMode mode) {
    host.transaction().lockRelation(table.relationId(), mode, WaitPolicy.WAIT);
  }

  /** Locks what has no rows of its own: a view, an index. */
  static void take(CommandHost host, long oid, LockMode mode) {
    host.transaction().lockRelation(-oid, mode, WaitPolicy.WAIT);
  }

  /** The indexes by which a query over the table might be answered stay while it is. */
  static void readIndexes(CommandHost host, TableObject table) {
    for (Index index : table.table().indexes()) {
      take(host, index.oid(), LockMode.ACCESS_SHARE);
    }
  }

  /** What an ALTER TABLE needs: the strongest of its actions ({@code AlterTableGetLockLevel}). */
  static LockMode forActions(List<AlterAction> actions) {
    return actions.stream()
        .map(RelationLocks::forAction)
        .max(Comparator.comparingInt(STRENGTH::indexOf))
        .orElse(LockMode.EXCLUSIVE);
  }

  private static LockMode forAction(AlterAction action) {
    return switch (action) {
      case AlterAction.SetStatistics _,
          AlterAction.SetColumnOptions _,
          AlterAction.ClusterOn _,
          AlterAction.ValidateConstraint _ ->
          LockMode.SHARE_UPDATE_EXCLUSIVE;
      case AlterAction.SetOptions a ->
          a.options().stream().allMatch(RelationLocks::letsWritersGoOn)
              ? LockMode.SHARE_UPDATE_EXCLUSIVE
              : LockMode.EXCLUSIVE;
      case AlterAction.SetTrigger _, AlterAction.SetAllTriggers _ -> LockMode.SHARE_ROW_EXCLUSIVE;
      case AlterAction.AddConstraint a ->
          a.constraint() instanceof TableConstraint.ForeignKey
              ? LockMode.SHARE_ROW_EXCLUSIVE
              : LockMode.EXCLUSIVE;
      case AlterAction.AddColumn _,
          AlterAction.Inherit _,
          AlterAction.DropColumn _,
          AlterAction.SetDefault _,
          AlterAction.SetNotNull _,
          AlterAction.SetType _,
          AlterAction.SetStorage _,
          AlterAction.SetCompression _,
          AlterAction.AddIdentity _,
          AlterAction.SetIdentity _,
          AlterAction.DropIdentity _,
          AlterAction.DropExpression _,
          AlterAction.AddValue _,
          AlterAction.RenameValue _,
          AlterAction.AttachPartition _,
          AlterAction.DetachPartition _,
          AlterAction.DropConstraint _,
          AlterAction.AlterConstraint _,
          AlterAction.RenameColumn _,
          AlterAction.RenameConstraint _,
          AlterAction.Rename _,
          AlterAction.SetSchema _,
          AlterAction.OwnerTo _,
          AlterAction.SetPersistence _,
          AlterAction.SetTablespace _,
          AlterAction.SetReplicaIdentity _,
          AlterAction.SetRowSecurity _,
          AlterAction.SetRule _ ->
          LockMode.EXCLUSIVE;
    };
  }

  /** Those of maintenance; how rows are read depends on the others (reloptions.c). */
  private static boolean letsWritersGoOn(Option option) {
    return !option.name().equals("user_catalog_table");
  }
}
