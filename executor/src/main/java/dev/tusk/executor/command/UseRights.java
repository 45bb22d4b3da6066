package dev.tusk.executor.command;

import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.Door;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.executor.rights.Schemas;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import java.util.List;

/** What the current user must be allowed to make something of objects that may be another's. */
final class UseRights {
  private UseRights() {}

  /** USAGE of a type, or of an array's elements' type ({@code pg_type_aclcheck}). */
  static void type(CommandHost host, Type type) {
    Rights rights = new Rights(host.catalog());
    long user = host.roles().current();
    ObjectAddress whole =
        Owners.whole(
            host.changes().state(), host.catalog().databaseOid(), ObjectAddress.type(type.oid()));
    boolean ofTable = whole.classOid() != ObjectAddress.PG_TYPE; // Its row type is anybody's.
    if (!ofTable && !rights.has(RightsKind.TYPE, whole, user, Privileges.USAGE)) {
      throw Denied.of("type", name(host, type));
    }
  }

  /** As errors name a type, and an array by its elements' type. */
  static String name(CommandHost host, Type type) {
    Type element = type.isArray() ? type.elementType() : null;
    return host.catalog().typeName(element == null ? type : element, -1);
  }

  static void types(CommandHost host, List<Column> columns) {
    for (Column column : columns) {
      if (!column.dropped()) {
        type(host, column.type());
      }
    }
  }

  /** SELECT of what LIKE copies, or USAGE of a composite type. */
  static void like(CommandHost host, Table source) {
    Rights rights = new Rights(host.catalog());
    long user = host.roles().current();
    ObjectAddress address = ObjectAddress.relation(source.oid());
    if (source.kind() == Table.Kind.COMPOSITE) {
      host.catalog()
          .type((int) TypeNumbers.rowType(source.oid()))
          .ifPresent(type -> type(host, type));
    } else if (!rights.has(RightsKind.TABLE, address, user, Privileges.SELECT)) {
      throw Denied.of(RightsKind.word(source), source.name());
    }
  }

  /** TRUNCATE of a table that another one's rows are kept in order by. */
  static void truncate(CommandHost host, Table table) {
    ObjectAddress address = ObjectAddress.relation(table.oid());
    if (!new Rights(host.catalog())
        .has(RightsKind.TABLE, address, host.roles().current(), Privileges.TRUNCATE)) {
      throw Denied.of(RightsKind.word(table), table.name());
    }
  }

  /** Refuses to switch off what keeps foreign keys, which only superusers may. */
  static void systemTriggers(CommandHost host, long key) {
    if (!host.changes().state().roles(0).superuser(host.roles().current())) {
      throw Denied.because(
          "permission denied: \"RI_ConstraintTrigger_a_" + key + "\" is a system trigger");
    }
  }

  /** A sequence belongs to a column of its owner's ({@code process_owned_by}). */
  static void sameOwner(CommandHost host, long sequenceOwner, long table) {
    if (new Rights(host.catalog()).owner(ObjectAddress.relation(table)) != sequenceOwner) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "sequence must have same owner as table it is linked to");
    }
  }

  /** EXECUTE of a function. */
  static void call(CommandHost host, long function) {
    new Door(host.catalog(), host.roles().current()).checkCall((int) function);
  }

  /** REFERENCES of a table or of all the columns ({@code checkFkeyPermissions}). */
  static void references(CommandHost host, Table target, List<Integer> columns) {
    Rights rights = new Rights(host.catalog());
    long user = host.roles().current();
    ObjectAddress address = ObjectAddress.relation(target.oid());
    if (rights.has(RightsKind.TABLE, address, user, Privileges.REFERENCES)) {
      return;
    }
    for (int column : columns) {
      if (rights.columnMask(target.oid(), column, user, Privileges.REFERENCES) == 0) {
        throw Denied.of(RightsKind.word(target), target.name());
      }
    }
  }

  /** Whether the current user owns a schema, and may so drop what is in it. */
  static boolean ownsSchema(CommandHost host, String name) {
    return Schemas.address(host.catalog(), name)
        .filter(schema -> new Rights(host.catalog()).owns(host.roles().current(), schema))
        .isPresent();
  }

  /** Refuses who does not own the relation that something is part of. */
  static void ownerOfRelation(CommandHost host, Table relation) {
    ObjectAddress address = ObjectAddress.relation(relation.oid());
    if (!new Rights(host.catalog()).owns(host.roles().current(), address)) {
      throw Denied.notOwner("relation", relation.name());
    }
  }
}
