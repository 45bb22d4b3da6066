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
import dev.tusk.executor.catalog.DefinedObject;
import dev.tusk.executor.catalog.EventTriggerObject;
import dev.tusk.executor.catalog.ForeignObject;
import dev.tusk.executor.catalog.OperatorObject;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.executor.catalog.RightsEntry;
import dev.tusk.executor.catalog.RowSecurityObject;
import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.List;

/** Kinds of objects as far as their privileges differ (aclcheck.h, acldefault of acl.c). */
public enum RightsKind {
  TABLE("arwdDxt", "", 'r'),
  COLUMN("arwx", "", ' '),
  SEQUENCE("rwU", "", 'S'),
  DATABASE("CTc", "Tc", ' '),
  FOREIGN_DATA_WRAPPER("U", "", ' '),
  FOREIGN_SERVER("U", "", ' '),
  FUNCTION("X", "X", 'f'),
  LANGUAGE("U", "U", ' '),
  LARGE_OBJECT("rw", "", ' '),
  SCHEMA("UC", "", 'n'),
  TABLESPACE("C", "", ' '),
  TYPE("U", "U", 'T');

  private final long all;
  private final long world;
  private final char defaultKind;

  RightsKind(String all, String world, char defaultKind) {
    this.all = Privileges.of(all);
    this.world = Privileges.of(world);
    this.defaultKind = defaultKind;
  }

  /** All that can be allowed on it. */
  public long all() {
    return all;
  }

  /** {@code defaclobjtype}; a space for what has no default privileges of its own. */
  public char defaultKind() {
    return defaultKind;
  }

  /** What holds when nobody has said anything. */
  public List<AclItem> initial(long owner) {
    List<AclItem> items = new ArrayList<>();
    if (world != 0) {
      items.add(new AclItem(AclItem.PUBLIC, owner, world));
    }
    if (this != COLUMN) {
      items.add(new AclItem(owner, owner, all));
    }
    return List.copyOf(items);
  }

  /** What errors of rights call a relation. */
  public static String word(Table table) {
    return switch (table.kind()) {
      case VIEW -> "view";
      case SEQUENCE -> "sequence";
      case MATERIALIZED_VIEW -> "materialized view";
      case TABLE, PARTITIONED, SYSTEM, COMPOSITE -> "table";
    };
  }

  /** What errors of rights call an object. */
  public static String word(CatalogObject object) {
    return switch (object) {
      case TableObject o -> o.materialized() == null ? "table" : "materialized view";
      case ViewObject _ -> "view";
      case SequenceObject _ -> "sequence";
      case FunctionObject o ->
          switch (o.kind()) {
            case 'p' -> "procedure";
            case 'a' -> "aggregate";
            default -> "function";
          };
      case DatabaseObject _ -> "database";
      case SchemaObject _ -> "schema";
      case ExtensionObject _ -> "extension";
      case TypeObject _, CastObject _ -> "type";
      case OperatorObject _ -> "operator";
      case EventTriggerObject _ -> "event trigger";
      case ForeignObject.ServerObject _ -> "foreign server";
      case DefinedObject o -> o.kind() == null ? "relation" : o.kind().described();
      case RuleObject _, TriggerObject _, PolicyObject _, RowSecurityObject _ -> "relation";
      case RoleObject _, CommentObject _, RightsEntry _ -> "object";
    };
  }
}
