package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.SharedRelations;
import dev.tusk.executor.catalog.StatisticsObject;
import dev.tusk.executor.rights.Rights;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Analyze;
import dev.tusk.sql.statement.LockTable;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.Reindex;
import dev.tusk.sql.statement.Vacuum;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.WaitPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** VACUUM, ANALYZE, CHECKPOINT, REINDEX, LOCK TABLE, GRANT. */
final class MaintenanceCommands {
  private final CommandHost host;

  MaintenanceCommands(CommandHost host) {
    this.host = host;
  }

  /** Vacuum goes on in the background anyway; this makes it happen now. */
  String vacuum(Vacuum statement) {
    host.requireNoBlock("VACUUM");
    return alone("VACUUM", () -> vacuumAll(statement));
  }

  /** Functions that indexes compute may not begin another one. */
  private String alone(String command, Supplier<String> work) {
    if (host.maintains(true)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, command + " cannot be executed from VACUUM or ANALYZE");
    }
    try {
      return work.get();
    } finally {
      host.maintains(false);
    }
  }

  private String vacuumAll(Vacuum statement) {
    boolean analyze = flag(statement, "analyze", false);
    for (Vacuum.Target target : statement.tables()) {
      if (!target.columns().isEmpty() && !analyze) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            "ANALYZE option must be specified when a column list is provided");
      }
      checkTarget(target);
    }
    host.store().storage().vacuum();
    List<Long> tables = tables(statement.tables(), "vacuum");
    for (long oid : tables) {
      TableObject table = host.changes().state().table(oid);
      if (table != null && table.table().kind().hasRows()) {
        clean(table, statement);
      }
    }
    tables.forEach(host::countVacuum);
    if (analyze) {
      gather(tables, flag(statement, "verbose", false));
    }
    return "VACUUM";
  }

  /** Its empty blocks are filled again, or go; under FULL it is written anew. */
  private void clean(TableObject table, Vacuum statement) {
    if (flag(statement, "full", false)) {
      host.transaction().lockRelation(table.relationId(), LockMode.EXCLUSIVE, WaitPolicy.WAIT);
      TableObject now =
          host.changes().lockObject(host.transaction(), table.oid()).table(table.oid());
      if (now != null) {
        Runnable back = host.restrict(RelationLocks.owner(host, now));
        try {
          new TableRewrite(host, now, new TableDraft(now)).compact();
        } finally {
          back.run();
        }
      }
      return;
    }
    warnOfWorkers(table, statement);
    boolean may = !"false".equals(table.options().get("vacuum_truncate"));
    host.transaction().vacuum(table.relationId(), flag(statement, "truncate", may));
  }

  /** One worker is enough here; PostgreSQL's warning is given where it has one too. */
  private void warnOfWorkers(TableObject table, Vacuum statement) {
    boolean asked =
        statement.options().stream()
            .anyMatch(o -> o.name().equals("parallel") && !"0".equals(o.value()));
    if (asked && table.temporary() && table.table().indexes().size() > 1) {
      host.warning(
          SqlState.WARNING,
          "disabling parallel option of vacuum on \""
              + table.name()
              + "\" --- cannot vacuum temporary tables in parallel");
    }
  }

  /** An option's value: the last one given, as PostgreSQL takes it. */
  private static boolean flag(Vacuum statement, String name, boolean otherwise) {
    boolean value = otherwise;
    for (Option option : statement.options()) {
      if (option.name().equals(name)) {
        value =
            option.value() == null
                || !List.of("false", "off", "0").contains(option.value().toLowerCase(Locale.ROOT));
      }
    }
    return value;
  }

  /**
   * Row counts are kept exact by commits; what the columns hold is looked for. Of a divided table
   * it is told how many rows the partitions had.
   *
   * @param verbose whether it is told what is not looked for: no answer depends on it
   */
  private void gather(List<Long> tables, boolean verbose) {
    CatalogState state = host.changes().state();
    Map<Long, Long> counted = new HashMap<>();
    for (long oid : tables) {
      TableObject object = state.table(oid);
      if (object != null) {
        StatisticsGathering found = new StatisticsGathering(host);
        boolean rows = object.partitioning().key() == null && object.materialized() == null;
        host.countAnalyze(oid, rows ? found.of(object) : List.of());
        counted.put(oid, found.rows());
        if (verbose && found.rows() > 0) {
          warnOfStatistics(object);
        }
        host.countChildren(oid, !state.children(oid).isEmpty());
      }
    }
    for (long oid : counted.keySet()) {
      TableObject object = state.table(oid);
      if (object != null && object.partitioning().key() != null) {
        long below = 0;
        for (TableObject part : state.descendants(oid)) {
          boolean known = counted.containsKey(part.oid()) || !part.table().kind().hasRows();
          below +=
              known
                  ? counted.getOrDefault(part.oid(), 0L)
                  : host.store().storage().statistics(part.relationId()).liveRows();
        }
        host.countBelow(oid, below);
      }
    }
  }

  /** Statistics objects are not computed here, which is told as where PostgreSQL cannot do it. */
  private void warnOfStatistics(TableObject table) {
    for (StatisticsObject object :
        host.changes().state().defined().of(StatisticsObject.class, table.databaseOid())) {
      if (object.tableOid() == table.oid() && object.target() != 0) {
        host.warning(
            SqlState.INVALID_OBJECT_DEFINITION,
            "statistics object \""
                + object.schema()
                + "."
                + object.name()
                + "\" could not be computed for relation \""
                + table.schema()
                + "."
                + table.name()
                + "\"");
      }
    }
  }

  String analyze(Analyze statement) {
    return alone(
        "ANALYZE",
        () -> {
          statement.tables().forEach(this::checkTarget);
          gather(tables(statement.tables(), "analyze"), statement.verbose());
          return "ANALYZE";
        });
  }

  /** The tables meant; without any, all of the database. */
  private List<Long> tables(List<Vacuum.Target> targets, String verb) {
    return targets.isEmpty()
        ? host.changes().state().tables(host.catalog().databaseOid()).stream()
            .map(TableObject::oid)
            .toList()
        : targets.stream()
            .filter(t -> !ofSystem(t, verb))
            .flatMap(t -> withPartitions(Names.stored(host, t.table())))
            .filter(table -> CommandRights.maintains(host, table, verb))
            .map(TableObject::oid)
            .toList();
  }

  /** A divided table stands for its partitions too, whoever owns these. */
  private Stream<TableObject> withPartitions(TableObject table) {
    return table.table().kind() == Table.Kind.PARTITIONED
        ? Stream.concat(Stream.of(table), host.changes().state().descendants(table.oid()).stream())
        : Stream.of(table);
  }

  /** Whether there is nothing to do, which who may not do it is told otherwise. */
  private boolean ofSystem(Vacuum.Target target, String verb) {
    Table table = host.catalog().table(target.table()).orElse(null);
    if (table == null || table.kind() != Table.Kind.SYSTEM) {
      return false;
    }
    ObjectAddress database =
        ObjectAddress.of(ObjectAddress.PG_DATABASE, host.catalog().databaseOid());
    Rights rights = new Rights(host.catalog());
    long role = host.roles().current();
    boolean allowed =
        SharedRelations.contains(table.oid())
            ? rights.roles().superuser(role)
            : rights.owns(role, database);
    if (!allowed) {
      host.warning(
          SqlState.WARNING,
          "skipping \""
              + table.name()
              + (SharedRelations.contains(table.oid())
                  ? "\" --- only superuser can "
                  : "\" --- only superuser or database owner can ")
              + verb
              + " it");
    }
    return true;
  }

  private void checkTarget(Vacuum.Target target) {
    Table named = host.catalog().table(target.table()).orElse(null);
    if (named != null && named.kind() == Table.Kind.SYSTEM) {
      return; // Computed when it is read: there is nothing to clean, and nothing to count.
    }
    TableDraft draft = new TableDraft(Names.stored(host, target.table()));
    Set<String> seen = new HashSet<>();
    for (String name : target.columns()) {
      draft.column(name);
      if (!seen.add(name)) {
        throw SqlException.of(
            SqlState.DUPLICATE_COLUMN,
            "column \"" + name + "\" of relation \"" + draft.name + "\" appears more than once");
      }
    }
  }

  String checkpoint() {
    host.store().storage().checkpoint();
    return "CHECKPOINT";
  }

  String reindex(Reindex statement) {
    return new ReindexCommand(host, statement).run();
  }

  String lock(LockTable statement) {
    if (!host.inBlock()) {
      throw SqlException.of(
          SqlState.NO_ACTIVE_SQL_TRANSACTION, "LOCK TABLE can only be used in transaction blocks");
    }
    LockMode mode =
        switch (statement.mode()) {
          case ACCESS_SHARE -> LockMode.ACCESS_SHARE;
          case ROW_SHARE -> LockMode.ROW_SHARE;
          case ROW_EXCLUSIVE -> LockMode.WRITE;
          case SHARE_UPDATE_EXCLUSIVE -> LockMode.SHARE_UPDATE_EXCLUSIVE;
          case SHARE -> LockMode.SHARE;
          case SHARE_ROW_EXCLUSIVE -> LockMode.SHARE_ROW_EXCLUSIVE;
          case EXCLUSIVE -> LockMode.READ_ONLY;
          case ACCESS_EXCLUSIVE -> LockMode.EXCLUSIVE;
        };
    for (QualifiedName name : statement.tables()) {
      TableObject table = Names.stored(host, name);
      lock(table, mode, statement.nowait());
      if (!statement.alone().contains(name)) {
        for (TableObject below : host.changes().state().descendants(table.oid())) {
          lock(below, mode, statement.nowait());
        }
      }
    }
    return "LOCK TABLE";
  }

  private void lock(TableObject table, LockMode mode, boolean nowait) {
    try {
      host.transaction()
          .lockRelation(table.relationId(), mode, nowait ? WaitPolicy.NOWAIT : WaitPolicy.WAIT);
    } catch (dev.tusk.storage.LockNotAvailableException e) {
      if (nowait) {
        throw SqlException.of(
            SqlState.LOCK_NOT_AVAILABLE,
            "could not obtain lock on relation \"" + table.table().name() + "\"");
      }
      throw e;
    }
  }
}
