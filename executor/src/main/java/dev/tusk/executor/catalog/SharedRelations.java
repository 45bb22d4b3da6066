package dev.tusk.executor.catalog;

import java.util.Set;

/** Catalogs that all databases share ({@code IsSharedRelation}). */
public final class SharedRelations {
  private static final Set<Long> OIDS =
      Set.of(
          1260L, // pg_authid
          1261L, // pg_auth_members
          1262L, // pg_database
          2964L, // pg_db_role_setting
          6243L, // pg_parameter_acl
          6000L, // pg_replication_origin
          1214L, // pg_shdepend
          2396L, // pg_shdescription
          3592L, // pg_shseclabel
          6100L, // pg_subscription
          1213L); // pg_tablespace

  private SharedRelations() {}

  public static boolean contains(long oid) {
    return OIDS.contains(oid);
  }
}
