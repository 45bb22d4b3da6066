package dev.tusk.executor.session;

import dev.tusk.executor.operator.PlanExecution;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlanParts;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.storage.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that EXPLAIN (WHY …) asks for: one of each table that a plan searches for the nearest,
 * found by a query of the session's own, with its rights and its policies.
 */
record AskedRows(Session session, EngineCore core, Queries queries, String condition) {

  /** The rows' places by tables' OIDs. */
  Map<Long, Long> in(PhysicalPlan plan) {
    List<Table> tables = new ArrayList<>();
    collect(plan, tables);
    if (tables.isEmpty()) {
      throw SqlException.of(
              SqlState.INVALID_PARAMETER_VALUE,
              "EXPLAIN option WHY is for searches for the nearest rows")
          .withHint("The plan has no ORDER BY of a distance with a LIMIT, or no index for it.");
    }
    Map<Long, Long> rows = new HashMap<>();
    for (Table table : tables) {
      Long ctid = row(table);
      if (ctid != null) {
        rows.put(table.oid(), ctid);
      }
    }
    if (rows.isEmpty()) {
      throw SqlException.of(
          SqlState.NO_DATA_FOUND, "no row is visible that meets the condition of WHY");
    }
    return rows;
  }

  private static void collect(PhysicalPlan plan, List<Table> into) {
    if (plan instanceof PhysicalPlan.VectorSearch search) {
      into.add(search.table());
    }
    PlanParts.inputs(plan).forEach(input -> collect(input, into));
  }

  private @Nullable Long row(Table table) {
    String text =
        "SELECT ctid FROM "
            + quoted(table.schema())
            + "."
            + quoted(table.name())
            + " WHERE ("
            + condition
            + "\n) LIMIT 1";
    PlannedStatement planned =
        queries.planned(SqlParser.parse(text).getFirst().statement(), List.of());
    session.roles().check(planned.touches());
    Snapshot snapshot = session.block().transaction().newStatementSnapshot();
    CachedPlan plan = new CachedPlan(planned, core.compiler().compile(planned), false);
    queries.checkReadOnly(plan);
    PlanExecution execution =
        new PlanExecution(
            plan.compiled(),
            new @Nullable Object[0],
            session.context(),
            session.host().access(snapshot).writing(planned.touches()));
    try (QueryRun run = new QueryRun(plan, () -> execution, snapshot, queries.active(), false)) {
      @Nullable Object[] row = run.next();
      return row == null ? null : (Long) row[0];
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
