package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.AclItem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Access control lists that PostgreSQL's objects come with (initdb, system_functions.sql). */
final class InitialRights {
  private static final long POSTGRES = RoleObject.POSTGRES_OID;
  private static final long PG_CATALOG = 11;
  private static final long INFORMATION_SCHEMA = 13_000;

  /** Relations of the system's that not everybody may read. */
  private static final Set<String> UNREADABLE =
      Set.of(
          "pg_authid",
          "pg_config",
          "pg_file_settings",
          "pg_hba_file_rules",
          "pg_ident_file_mappings",
          "pg_largeobject",
          "pg_replication_origin_status",
          "pg_shadow",
          "pg_statistic",
          "pg_statistic_ext_data",
          "pg_subscription",
          "pg_user_mapping");

  /** Relations that beside superusers only pg_read_all_stats reads. */
  private static final Set<String> OF_STATISTICS =
      Set.of("pg_backend_memory_contexts", "pg_shmem_allocations");

  /** Functions that not everybody may call. */
  private static final Set<String> UNCALLABLE =
      Set.of(
          "lo_export",
          "lo_import",
          "pg_backup_start",
          "pg_backup_stop",
          "pg_config",
          "pg_create_restore_point",
          "pg_current_logfile",
          "pg_hba_file_rules",
          "pg_ident_file_mappings",
          "pg_log_backend_memory_contexts",
          "pg_ls_dir",
          "pg_promote",
          "pg_read_binary_file",
          "pg_read_file",
          "pg_reload_conf",
          "pg_replication_origin_advance",
          "pg_replication_origin_create",
          "pg_replication_origin_drop",
          "pg_replication_origin_oid",
          "pg_replication_origin_progress",
          "pg_replication_origin_session_is_setup",
          "pg_replication_origin_session_progress",
          "pg_replication_origin_session_reset",
          "pg_replication_origin_session_setup",
          "pg_replication_origin_xact_reset",
          "pg_replication_origin_xact_setup",
          "pg_rotate_logfile",
          "pg_show_all_file_settings",
          "pg_show_replication_origin_status",
          "pg_stat_file",
          "pg_stat_have_stats",
          "pg_stat_reset",
          "pg_stat_reset_replication_slot",
          "pg_stat_reset_shared",
          "pg_stat_reset_single_function_counters",
          "pg_stat_reset_single_table_counters",
          "pg_stat_reset_slru",
          "pg_stat_reset_subscription_stats",
          "pg_switch_wal",
          "pg_wal_replay_pause",
          "pg_wal_replay_resume");

  /** Functions that beside superusers only pg_monitor calls. */
  private static final Set<String> OF_MONITOR =
      Set.of(
          "pg_ls_archive_statusdir",
          "pg_ls_logdir",
          "pg_ls_logicalmapdir",
          "pg_ls_logicalsnapdir",
          "pg_ls_replslotdir",
          "pg_ls_tmpdir",
          "pg_ls_waldir");

  /** Functions that beside superusers only pg_read_all_stats calls. */
  private static final Set<String> OF_READ_ALL_STATS =
      Set.of("pg_get_backend_memory_contexts", "pg_get_shmem_allocations");

  private InitialRights() {}

  /** The list of an object of which nobody has said anything; null for what its kind brings. */
  static @Nullable List<AclItem> of(SessionCatalog catalog, ObjectAddress address) {
    long oid = address.objectOid();
    if (address.classOid() == ObjectAddress.PG_NAMESPACE) {
      if (oid == PG_CATALOG || oid == INFORMATION_SCHEMA) {
        return schema(POSTGRES);
      }
      return catalog.state().object(oid) instanceof SchemaObject schema
              && schema.name().equals("public")
          ? schema(RoleGraph.DATABASE_OWNER)
          : null;
    }
    if (address.classOid() == ObjectAddress.PG_CLASS && catalog.state().object(oid) == null) {
      Table table = catalog.table(oid).orElse(null);
      return table == null || table.kind() != Table.Kind.SYSTEM ? null : relation(table);
    }
    if (address.classOid() == ObjectAddress.PG_PROC && catalog.state().object(oid) == null) {
      FunctionSignature function = FunctionCatalog.builtin().callableOrSupport((int) oid);
      return function == null ? null : function(function.name());
    }
    return null;
  }

  private static @Nullable List<AclItem> function(String name) {
    AclItem own = new AclItem(POSTGRES, POSTGRES, Privileges.EXECUTE);
    if (UNCALLABLE.contains(name)) {
      return List.of(own);
    }
    if (OF_MONITOR.contains(name)) {
      return List.of(own, new AclItem(RoleGraph.MONITOR, POSTGRES, Privileges.EXECUTE));
    }
    return OF_READ_ALL_STATS.contains(name)
        ? List.of(own, new AclItem(RoleGraph.READ_ALL_STATS, POSTGRES, Privileges.EXECUTE))
        : null;
  }

  private static List<AclItem> schema(long owner) {
    long all = Privileges.USAGE | Privileges.CREATE;
    return List.of(
        new AclItem(owner, owner, all), new AclItem(AclItem.PUBLIC, owner, Privileges.USAGE));
  }

  private static List<AclItem> relation(Table table) {
    AclItem own = new AclItem(POSTGRES, POSTGRES, RightsKind.TABLE.all());
    if (UNREADABLE.contains(table.name())) {
      return List.of(own);
    }
    if (OF_STATISTICS.contains(table.name())) {
      return List.of(own, new AclItem(RoleGraph.READ_ALL_STATS, POSTGRES, Privileges.SELECT));
    }
    long all = Privileges.SELECT | (table.name().equals("pg_settings") ? Privileges.UPDATE : 0);
    return List.of(own, new AclItem(AclItem.PUBLIC, POSTGRES, all));
  }
}
