package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.DatabaseRow;
import dev.tusk.executor.contrib.TriggerLibrary;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.expression.SessionServices;
import dev.tusk.executor.routine.ForeignKeyFunctions;
import dev.tusk.executor.routine.SuppressRedundantUpdates;
import dev.tusk.executor.routine.TextVectorTrigger;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.ToastTable;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.IdentityValue;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions over the session: who and where it is, its settings, sequences, sizes, admin. */
public final class SessionFunctions {
  private static final Set<String> FORKS = Set.of("main", "fsm", "vm", "init");

  private SessionFunctions() {}

  /**
   * @param version what version() says
   */
  public static void register(FunctionLibrary library, String version) {
    identity(library, version);
    waiting(library);
    settings(library);
    sequences(library);
    sizes(library);
    administration(library);
    advisoryLocks(library);
  }

  private static void identity(FunctionLibrary library, String version) {
    library.none("version()", _ -> version);
    library.none("current_user()", context -> context.session().currentUser());
    library.none("session_user()", context -> context.session().sessionUser());
    library.none("current_database()", context -> context.session().currentDatabase());
    library.none("pg_backend_pid()", context -> context.session().processId());
    library.none("pg_export_snapshot()", context -> context.session().exportSnapshot());
    library.none("pg_trigger_depth()", context -> context.session().triggerDepth());
    library.none(
        "suppress_redundant_updates_trigger()",
        _ -> {
          throw SuppressRedundantUpdates.notCalledByTrigger();
        });
    for (String name : List.of("tsvector_update_trigger", "tsvector_update_trigger_column")) {
      library.none(
          name + "()",
          _ -> {
            throw TextVectorTrigger.notCalledByTrigger();
          });
    }
    for (TriggerLibrary function : TriggerLibrary.all()) {
      library.none(
          function.symbol() + "()",
          _ -> {
            throw function.notCalledByTrigger();
          });
    }
    for (String name : ForeignKeyFunctions.names()) {
      library.none(
          name + "()",
          _ -> {
            throw ForeignKeyFunctions.notCalledByTrigger(name);
          });
    }
    library.none("pg_stat_force_next_flush()", _ -> "");
    library.none("pg_client_encoding()", _ -> "UTF8");
    library.none("inet_client_port()", _ -> null);
    library.none("inet_server_port()", _ -> null);
    library.none("pg_is_in_recovery()", _ -> false);
    long started = DateTimes.now();
    library.none("pg_postmaster_start_time()", _ -> started);
    library.none("pg_conf_load_time()", _ -> started);
    library.none("txid_current()", context -> context.session().transactionId());
    library.none(
        "current_schema()",
        context -> {
          List<String> path = schemas(context, false);
          return path.isEmpty() ? null : path.getFirst();
        });
    library.one(
        "current_schemas(bool)",
        (a, context) -> ArrayValue.of(Types.NAME, schemas(context, (Boolean) a)));
    library.typed(
        "pg_collation_for(any)",
        (arguments, _) -> {
          Collation collation = CollatedType.collation(arguments.getFirst());
          String name = collation == null ? null : Identifier.quoted(collation.name());
          return (dev.tusk.executor.expression.FunctionBody.AnyArguments) (_, _) -> name;
        });
    library.typed(
        "pg_typeof(any)",
        (arguments, _) -> {
          long oid = arguments.getFirst().oid();
          return (dev.tusk.executor.expression.FunctionBody.AnyArguments) (_, _) -> oid;
        });
  }

  /** Who waits for whom. */
  private static void waiting(FunctionLibrary library) {
    library.one(
        "pg_blocking_pids(int4)",
        (pid, context) ->
            ArrayValue.of(
                Types.INT4,
                new ArrayList<@Nullable Object>(
                    context.session().blockingSessions((Integer) pid))));
    library.one(
        "pg_safe_snapshot_blocking_pids(int4)",
        (pid, context) ->
            ArrayValue.of(
                Types.INT4,
                new ArrayList<@Nullable Object>(
                    context.session().snapshotBlockers((Integer) pid))));
    library.two(
        "pg_isolation_test_session_is_blocked(int4,_int4)",
        (pid, others, context) -> {
          SessionServices session = context.session();
          List<Integer> blockers = session.blockingSessions((Integer) pid);
          return blockers.stream().anyMatch(((ArrayValue) others).elements()::contains)
              || !session.snapshotBlockers((Integer) pid).isEmpty();
        });
  }

  /** Of the search path; pg_catalog only when it is asked for or written in the path. */
  private static List<String> schemas(FunctionContext context, boolean implicit) {
    context.session().requireCreationSchema();
    List<String> path = new ArrayList<>(context.session().catalog().searchPath());
    if (!implicit) {
      String setting = context.session().setting("search_path");
      String written = setting == null ? "" : setting;
      if (!written.contains("pg_catalog")) {
        path.remove("pg_catalog");
      }
      if (!written.contains("pg_temp")) {
        path.removeIf(schema -> schema.startsWith("pg_temp_"));
      }
    }
    return path;
  }

  private static void settings(FunctionLibrary library) {
    library.one("current_setting(text)", (a, context) -> setting((String) a, false, context));
    library.two(
        "current_setting(text,bool)", (a, b, context) -> setting((String) a, (Boolean) b, context));
    library.any(
        "set_config(text,text,bool)",
        (a, context) -> {
          if (!(a[0] instanceof String name)) {
            throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, "SET requires parameter name");
          }
          String value = a[1] instanceof String text ? text : "";
          context.session().setSetting(name, value, Boolean.TRUE.equals(a[2]));
          return context.session().setting(name);
        });
  }

  private static @Nullable String setting(String name, boolean missingOk, FunctionContext context) {
    String value = context.session().setting(name);
    if (value == null && !missingOk) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter \"" + name + "\"");
    }
    return value;
  }

  private static void sequences(FunctionLibrary library) {
    library.one("nextval(regclass)", (a, context) -> context.session().nextValue((Long) a));
    library.one(
        IdentityValue.FUNCTION + "(regclass)",
        (a, context) -> context.session().nextIdentity((Long) a));
    library.one("currval(regclass)", (a, context) -> context.session().currentValue((Long) a));
    library.none("lastval()", context -> context.session().lastValue());
    library.two(
        "setval(regclass,int8)",
        (a, b, context) -> {
          context.session().setValue((Long) a, (Long) b, true);
          return b;
        });
    library.any(
        "setval(regclass,int8,bool)",
        (a, context) -> {
          if (a[0] instanceof Long oid && a[1] instanceof Long value) {
            context.session().setValue(oid, value, Boolean.TRUE.equals(a[2]));
          }
          return a[1];
        });
  }

  private static void sizes(FunctionLibrary library) {
    library.one("pg_table_size(regclass)", (a, context) -> withToast((Long) a, false, context));
    library.one(
        "pg_relation_size(regclass)",
        (a, context) -> context.session().relationSize((Long) a, false));
    library.two(
        "pg_relation_size(regclass,text)",
        (a, b, context) -> {
          if (!FORKS.contains(b)) {
            throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "invalid fork name")
                .withHint("Valid fork names are \"main\", \"fsm\", \"vm\", and \"init\".");
          }
          Long bytes = context.session().relationSize((Long) a, false);
          return bytes == null || b.equals("main") ? bytes : (Long) 0L;
        });
    library.one(
        "pg_total_relation_size(regclass)", (a, context) -> withToast((Long) a, true, context));
    library.one(
        "pg_indexes_size(regclass)",
        (a, context) -> {
          Long all = context.session().relationSize((Long) a, true);
          Long rows = context.session().relationSize((Long) a, false);
          return all == null || rows == null ? null : (Long) (all - rows);
        });
    library.one(
        "vector_index_checksum(regclass)", (a, context) -> vectorIndexChecksum((Long) a, context));
    library.one("pg_database_size(name)", (a, context) -> databaseSize((String) a, context));
    library.one(
        "pg_database_size(oid)",
        (a, context) ->
            context.session().view().databases().stream().anyMatch(d -> d.oid() == (Long) a)
                ? context.session().databaseSize((Long) a)
                : null);
    library.one(
        "pg_relation_filenode(regclass)",
        (a, context) ->
            Relation.all(context.session().view()).stream()
                .filter(r -> r.oid() == (Long) a)
                .findFirst()
                .map(Relation::fileNode)
                .filter(node -> node != 0)
                .orElse(null));
  }

  /** A table's size with that of what is too long for its rows. */
  private static @Nullable Long withToast(long oid, boolean withIndexes, FunctionContext context) {
    Long bytes = context.session().relationSize(oid, withIndexes);
    Long toast = context.session().relationSize(ToastTable.oid(oid), false);
    if (bytes == null || toast == null || ToastTable.is(oid)) {
      return bytes;
    }
    for (Table beside : Relation.toastTables(context.session().view())) {
      if (beside.oid() == ToastTable.oid(oid)) {
        Long index = context.session().relationSize(beside.indexes().getFirst().oid(), false);
        return bytes + toast + (index == null ? 0 : index);
      }
    }
    return bytes;
  }

  private static long vectorIndexChecksum(long oid, FunctionContext context) {
    Long checksum = context.session().vectorIndexChecksum(oid);
    if (checksum != null) {
      return checksum;
    }
    String name =
        Relation.all(context.session().view()).stream()
            .filter(r -> r.oid() == oid)
            .findFirst()
            .map(Relation::name)
            .orElse(Long.toString(oid));
    throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "\"" + name + "\" is not a vector index");
  }

  private static long databaseSize(String name, FunctionContext context) {
    for (DatabaseRow database : context.session().view().databases()) {
      if (database.name().equals(name)) {
        return context.session().databaseSize(database.oid());
      }
    }
    throw SqlException.of(
        SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
  }

  private static void administration(FunctionLibrary library) {
    library.one(
        "pg_cancel_backend(int4)", (a, context) -> context.session().signal((Integer) a, false));
    library.any(
        "pg_terminate_backend(int4,int8)",
        (a, context) -> a[0] instanceof Integer id ? context.session().signal(id, true) : null);
    library.none("pg_reload_conf()", context -> context.session().reload());
    library.one(
        "pg_stat_get_numscans(oid)",
        (a, c) -> {
          CatalogView view = c.session().view();
          return view.tableUse((Long) a).scans() + view.indexUse((Long) a).scans();
        });
    library.one(
        "pg_sleep(float8)",
        (a, context) -> {
          sleep((Double) a, context);
          return "";
        });
    library.any(
        "pg_notify(text,text)",
        (a, context) -> {
          String channel = a[0] instanceof String name ? name : "";
          context.session().notify(channel, a[1] instanceof String payload ? payload : "");
          return "";
        });
    library.set(
        "pg_listening_channels()",
        (_, context) ->
            context.session().listeningChannels().stream()
                .<@Nullable Object>map(name -> name)
                .iterator());
    library.none("pg_notification_queue_usage()", _ -> 0.0);
  }

  private static void advisoryLocks(FunctionLibrary library) {
    for (boolean shared : new boolean[] {false, true}) {
      for (boolean inTransaction : new boolean[] {false, true}) {
        for (boolean wait : new boolean[] {false, true}) {
          String name =
              (wait ? "pg_" : "pg_try_")
                  + (inTransaction ? "advisory_xact_lock" : "advisory_lock")
                  + (shared ? "_shared" : "");
          advisory(
              library,
              name,
              (pair, key, context) -> {
                boolean taken =
                    context.session().lockAdvisory(pair, key, shared, inTransaction, wait);
                return wait ? "" : (Object) taken;
              });
        }
      }
      advisory(
          library,
          "pg_advisory_unlock" + (shared ? "_shared" : ""),
          (pair, key, context) -> context.session().unlockAdvisory(pair, key, shared));
    }
    library.none(
        "pg_advisory_unlock_all()",
        context -> {
          context.session().unlockAdvisory();
          return "";
        });
  }

  /** Does something with the lock of a key. */
  private interface OfKey {
    Object apply(boolean pair, long key, FunctionContext context);
  }

  private static void advisory(FunctionLibrary library, String name, OfKey function) {
    library.one(name + "(int8)", (key, context) -> function.apply(false, (Long) key, context));
    library.two(
        name + "(int4,int4)",
        (a, b, context) -> {
          long key = (long) (Integer) a << 32 | Integer.toUnsignedLong((Integer) b);
          return function.apply(true, key, context);
        });
  }

  private static void sleep(double seconds, FunctionContext context) {
    long end = System.nanoTime() + (long) Math.min(seconds * 1e9, 9e18);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      context.checkCancelled();
      try {
        Thread.sleep(Math.min(20, left / 1_000_000 + 1));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        context.checkCancelled();
        return;
      }
    }
  }
}
