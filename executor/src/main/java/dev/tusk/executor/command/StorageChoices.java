package dev.tusk.executor.command;

import dev.tusk.executor.catalog.StorageChoice;
import java.util.function.UnaryOperator;

/** Keeps what statements say of how relations are stored. */
final class StorageChoices {
  private StorageChoices() {}

  static StorageChoice of(CommandHost host, long relation) {
    return host.changes().state().defined().storage(relation);
  }

  /** Says something else of a relation of this database. */
  static void change(CommandHost host, long relation, UnaryOperator<StorageChoice> change) {
    StorageChoice before = of(host, relation);
    StorageChoice after = change.apply(before);
    if (after.equals(before)) {
      return;
    }
    if (after.isEmpty()) {
      host.changes().remove(before.oid());
      return;
    }
    long oid = before.oid() == 0 ? host.changes().newOid() : before.oid();
    host.changes()
        .put(
            new StorageChoice(
                oid,
                host.catalog().databaseOid(),
                relation,
                after.tablespace(),
                after.clusteredBy(),
                after.persistence()));
  }

  /** The relation is no more. */
  static void forget(CommandHost host, long relation) {
    change(host, relation, _ -> StorageChoice.NONE);
  }

  /** An index has another number from now on. */
  static void renumber(CommandHost host, long table, long index, long renewed) {
    StorageChoice choice = of(host, index);
    forget(host, index);
    change(host, renewed, c -> c.in(choice.tablespace()));
    if (of(host, table).clusteredBy() == index) {
      change(host, table, c -> c.clustered(renewed));
    }
  }
}
