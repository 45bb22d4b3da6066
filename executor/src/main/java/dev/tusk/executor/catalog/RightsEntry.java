package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.AclItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of rights beside the roles and objects themselves. Nobody names or drops one. */
public sealed interface RightsEntry extends CatalogObject {
  @Override
  default @Nullable String schema() {
    return null;
  }

  @Override
  default String name() {
    return "";
  }

  @Override
  default NameSpace nameSpace() {
    return NameSpace.NONE;
  }

  @Override
  default RightsEntry named(@Nullable String schema, String name) {
    return this;
  }

  /**
   * Whom an object belongs to and who may do what with it. An object without one belongs to the
   * role that the data directory began with.
   *
   * @param databaseOid 0 for what all databases share
   * @param acl null for what holds when nobody has said anything
   * @param columns of columns, by number
   */
  record ObjectRights(
      long oid,
      long databaseOid,
      ObjectAddress of,
      long owner,
      @Nullable List<AclItem> acl,
      Map<Integer, List<AclItem>> columns)
      implements RightsEntry {
    private static final long PG_SHDEPEND = 1214;

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(PG_SHDEPEND, oid);
    }

    public ObjectRights with(
        long newOwner, @Nullable List<AclItem> newAcl, Map<Integer, List<AclItem>> newColumns) {
      return new ObjectRights(oid, databaseOid, of, newOwner, newAcl, Map.copyOf(newColumns));
    }
  }

  /**
   * What objects to come may be used for, by whom: ALTER DEFAULT PRIVILEGES.
   *
   * @param role whose objects
   * @param schemaOid 0 for all
   * @param kind {@code defaclobjtype}
   */
  record DefaultRights(
      long oid, long databaseOid, long role, long schemaOid, char kind, List<AclItem> acl)
      implements RightsEntry {
    public static final long PG_DEFAULT_ACL = 826;

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(PG_DEFAULT_ACL, oid);
    }
  }

  /**
   * What sessions begin with: ALTER ROLE … SET.
   *
   * @param role 0 for all
   * @param inDatabase 0 for all
   * @param entries {@code name=value}
   */
  record RoleSettings(long oid, long role, long inDatabase, List<String> entries)
      implements RightsEntry {
    private static final long PG_DB_ROLE_SETTING = 2964;

    @Override
    public long databaseOid() {
      return 0;
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(PG_DB_ROLE_SETTING, oid);
    }
  }
}
