package dev.tusk.executor.rights;

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
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DefinedObject;
import dev.tusk.executor.catalog.EventTriggerObject;
import dev.tusk.executor.catalog.OperatorObject;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.executor.catalog.RightsEntry;
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RowSecurityObject;
import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.AclItem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom a new object belongs to and who may do what with it. */
public final class NewObjectRights {
  /** Schemas of temporary objects begin so; they belong to no session's role. */
  private static final String TEMPORARY = "pg_temp_";

  private NewObjectRights() {}

  /** What is to be kept of it; null where the object has no owner, or what holds anyway. */
  public static @Nullable ObjectRights of(
      CatalogState state, CatalogObject object, long oid, long creator) {
    boolean owned =
        switch (object) {
          case SchemaObject schema -> !schema.name().startsWith(TEMPORARY);
          case DatabaseObject _,
              TableObject _,
              ViewObject _,
              SequenceObject _,
              TypeObject _,
              FunctionObject _,
              OperatorObject _,
              EventTriggerObject _,
              ExtensionObject _ ->
              true;
          case DefinedObject o -> o.kind() != null;
          case CastObject _, CommentObject _, RoleObject _, TriggerObject _, RightsEntry _ -> false;
          case PolicyObject _, RowSecurityObject _, RuleObject _ -> false;
        };
    if (!owned) {
      return null;
    }
    ObjectAddress address = object.address();
    long owner = Owners.of(state, object.databaseOid(), address);
    List<AclItem> acl = acl(state, object, creator);
    if (owner == creator && acl == null) {
      return null;
    }
    long database = object instanceof DatabaseObject ? 0 : object.databaseOid();
    return new ObjectRights(oid, database, address, creator, acl, Map.of());
  }

  /** What ALTER DEFAULT PRIVILEGES says of such an object (get_user_default_acl). */
  private static @Nullable List<AclItem> acl(
      CatalogState state, CatalogObject object, long creator) {
    RightsKind kind =
        switch (object) {
          case TableObject _, ViewObject _ -> RightsKind.TABLE;
          case SequenceObject _ -> RightsKind.SEQUENCE;
          case FunctionObject _ -> RightsKind.FUNCTION;
          case TypeObject _ -> RightsKind.TYPE;
          case SchemaObject _ -> RightsKind.SCHEMA;
          default -> null;
        };
    if (kind == null) {
      return null;
    }
    long database = object.databaseOid();
    String name = object.schema();
    SchemaObject schema = name == null ? null : state.schema(database, name);
    DefaultRights global = state.defaultRights(database, creator, 0, kind.defaultKind());
    DefaultRights here =
        schema == null
            ? null
            : state.defaultRights(database, creator, schema.oid(), kind.defaultKind());
    if (global == null && here == null) {
      return null;
    }
    List<AclItem> initial = kind.initial(creator);
    List<AclItem> acl = global == null ? initial : global.acl();
    if (here != null) {
      for (AclItem item : here.acl()) {
        acl = Acl.granted(acl, item, state.roles(database), creator);
      }
    }
    return new HashSet<>(acl).equals(new HashSet<>(initial)) ? null : Acl.sorted(acl);
  }
}
