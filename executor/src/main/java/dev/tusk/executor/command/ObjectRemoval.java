package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CastObject;
import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.executor.catalog.DefinedObject;
import dev.tusk.executor.catalog.EventTriggerObject;
import dev.tusk.executor.catalog.OperatorObject;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.executor.catalog.ReplicaIdentity;
import dev.tusk.executor.catalog.RightsEntry;
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RowSecurityObject;
import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.catalog.TypeDefinition;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes single objects, or parts of tables, out of the catalog and out of storage. */
final class ObjectRemoval {
  private final CommandHost host;

  ObjectRemoval(CommandHost host) {
    this.host = host;
  }

  /**
   * Drops an object of which nothing depends any more.
   *
   * @param of what it is part of, null for an object of its own
   */
  void drop(ObjectAddress address, @Nullable ObjectAddress of) {
    CatalogObject object =
        host.changes().state().object(of == null ? address.objectOid() : of.objectOid());
    switch (object) {
      case TableObject table when of != null -> dropPart(table, address, of);
      case TableObject table -> dropTable(table);
      case SequenceObject sequence -> {
        StorageChoices.forget(host, sequence.oid());
        host.transaction().dropSequence(sequence.oid());
        host.changes().remove(sequence.oid());
      }
      case TriggerObject trigger -> {
        new PartitionTriggers(host).removeClones(trigger);
        host.changes().remove(trigger.oid());
      }
      case ViewObject view when of == null -> host.changes().remove(view.oid());
      case ViewObject _ -> {} // Its rule and columns are there when it is.
      case TypeObject type when of == null -> host.changes().remove(type.oid());
      case TypeObject type -> dropAttribute(type, address.sub());
      case ExtensionObject extension when of == null -> host.changes().remove(extension.oid());
      case SchemaObject schema -> {
        for (DefaultRights rights :
            host.changes().state().of(DefaultRights.class, schema.databaseOid())) {
          if (rights.schemaOid() == schema.oid()) {
            host.changes().remove(rights.oid());
          }
        }
        host.changes().remove(schema.oid());
      }
      case DatabaseObject _,
          CommentObject _,
          FunctionObject _,
          PolicyObject _,
          RowSecurityObject _,
          RuleObject _,
          OperatorObject _,
          CastObject _,
          EventTriggerObject _,
          DefinedObject _,
          RightsEntry _,
          RoleObject _ ->
          host.changes().remove(address.objectOid());
      case ExtensionObject _ -> {} // Its types and functions are there when it is.
      case null -> {}
    }
    dropComments(address);
  }

  private void dropComments(ObjectAddress address) {
    long database = host.catalog().databaseOid();
    for (CommentObject comment : host.changes().state().commentsOn(database, address)) {
      host.changes().remove(comment.oid());
    }
  }

  private void dropTable(TableObject object) {
    host.requireUnused(object.table(), "DROP TABLE");
    for (Index index : object.table().indexes()) {
      dropStorage(object, index);
    }
    object.members().forEach(member -> dropComments(member.address()));
    RowSecurityObject security = host.changes().state().rowSecurity(object.oid());
    if (security != null) {
      host.changes().remove(security.oid());
    }
    ReplicaIdentity identity = host.changes().state().defined().identity(object.oid());
    if (identity != null) {
      host.changes().remove(identity.oid());
    }
    StorageChoices.forget(host, object.oid());
    new ColumnStorages(host).forget(object);
    object.parents().forEach(parent -> host.countChildren(parent, true));
    host.transaction().dropRelation(object.relationId());
    host.changes().remove(object.oid());
    host.afterCommit(() -> host.store().forget(object.oid()));
  }

  private void dropStorage(TableObject object, Index index) {
    StorageChoices.forget(host, index.oid());
    if (StorageChoices.of(host, object.oid()).clusteredBy() == index.oid()) {
      StorageChoices.change(host, object.oid(), choice -> choice.clustered(0));
    }
    if (index.stored() != null) {
      Long storageId = object.indexIds().get(index.oid());
      host.transaction().dropIndex(storageId == null ? index.oid() : storageId);
    }
    if (index.nearest()) {
      host.afterCommit(() -> host.store().vectorIndexes().drop(index.oid()));
    }
  }

  private void dropPart(TableObject object, ObjectAddress address, ObjectAddress of) {
    TableDraft draft = new TableDraft(object);
    if (address.classOid() == ObjectAddress.PG_CONSTRAINT) {
      draft.constraints.removeIf(c -> c.oid() == address.objectOid());
    } else if (address.classOid() == ObjectAddress.PG_ATTRDEF) {
      draft.replace(draft.columns.get(of.sub() - 1).withDefault(null));
    } else if (address.classOid() == ObjectAddress.PG_CLASS && address.sub() != 0) {
      draft.replace(draft.columns.get(address.sub() - 1).removed());
      new ColumnStorages(host).forget(object.oid(), address.sub());
    } else {
      for (Index index : object.table().indexes()) {
        if (index.oid() == address.objectOid()) {
          host.requireUnused(object.table(), index, "DROP INDEX");
          dropStorage(object, index);
          draft.indexes.remove(index);
          draft.indexIds.remove(index.oid());
        }
      }
    }
    host.changes().put(draft.object());
  }

  private void dropAttribute(TypeObject type, int number) {
    switch (type.definition()) {
      case TypeDefinition.Composite composite when number > 0 -> {
        List<Column> columns = new ArrayList<>(composite.columns());
        columns.set(number - 1, columns.get(number - 1).removed());
        host.changes().put(type.with(new TypeDefinition.Composite(List.copyOf(columns))));
      }
      case TypeDefinition.Enumeration _,
          TypeDefinition.Domain _,
          TypeDefinition.Range _,
          TypeDefinition.Multirange _,
          TypeDefinition.Composite _ -> {} // Its relation and array are there when it is.
    }
  }
}
