package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.TypeNumbers;
import org.jspecify.annotations.Nullable;

/** Whom objects belong to. What is part of another belongs to whom that belongs. */
public final class Owners {
  private Owners() {}

  static long ofDatabase(CatalogState state, long database) {
    ObjectRights rights =
        state.rights(database, ObjectAddress.of(ObjectAddress.PG_DATABASE, database));
    return rights == null ? RoleObject.POSTGRES_OID : rights.owner();
  }

  /** The owner's OID. */
  public static long of(CatalogState state, long database, ObjectAddress address) {
    ObjectAddress whole = whole(state, database, address);
    ObjectRights rights = state.rights(database, whole);
    if (rights != null) {
      return rights.owner();
    }
    boolean publicSchema =
        whole.classOid() == ObjectAddress.PG_NAMESPACE
            && state.object(whole.objectOid()) instanceof SchemaObject schema
            && schema.isPublic();
    return publicSchema ? RoleGraph.DATABASE_OWNER : RoleObject.POSTGRES_OID;
  }

  /** The object that something is part of, or it itself. */
  public static ObjectAddress whole(CatalogState state, long database, ObjectAddress address) {
    long oid = address.objectOid();
    if (address.classOid() == ObjectAddress.PG_TYPE) {
      int element = TypeNumbers.element((int) oid);
      return TypeNumbers.isRowType(element)
          ? whole(state, database, ObjectAddress.relation(TypeNumbers.relation(element)))
          : ObjectAddress.type(element);
    }
    if (address.classOid() == ObjectAddress.PG_CLASS) {
      Index index = state.index(oid);
      if (index != null) {
        return ObjectAddress.relation(index.tableOid());
      }
      CatalogObject type = state.object(TypeNumbers.rowType(oid));
      return state.object(oid) == null && type != null
          ? ObjectAddress.type(type.oid())
          : address.whole();
    }
    if (address.classOid() == ObjectAddress.PG_TRIGGER
        && state.object(oid) instanceof TriggerObject trigger) {
      return ObjectAddress.relation(trigger.tableOid());
    }
    boolean part =
        address.classOid() == ObjectAddress.PG_CONSTRAINT
            || address.classOid() == ObjectAddress.PG_ATTRDEF
            || address.classOid() == ObjectAddress.PG_REWRITE;
    @Nullable ObjectAddress of = part ? state.dependencies(database).partOf(address) : null;
    return of == null ? address.whole() : whole(state, database, of);
  }
}
