package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlanParts;
import dev.tusk.sql.plan.PlannedStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs of a session whose plans are open: statements around the one that runs, and cursors.
 * What they read and write keeps its form meanwhile ({@code CheckTableNotInUse}).
 */
final class OpenQueries {
  private final List<QueryRun> runs = new ArrayList<>();

  void add(QueryRun run) {
    runs.add(run);
  }

  /** Mostly the last one. */
  void remove(QueryRun run) {
    int at = runs.lastIndexOf(run);
    if (at >= 0) {
      runs.remove(at);
    }
  }

  /** Whether some run has the table open, by itself or as a part of one above it. */
  boolean uses(CatalogState state, long tableOid) {
    if (runs.isEmpty()) {
      return false;
    }
    TableObject table = state.table(tableOid);
    boolean divided = table != null && table.partitioning().key() != null;
    for (QueryRun run : runs) {
      // Of a divided table that is read only its parts are open.
      if (divided
          ? run.plan().targets().stream().anyMatch(target -> target.oid() == tableOid)
          : touches(run.plan().planned(), tableOid)) {
        return true;
      }
    }
    return table != null && table.parents().stream().anyMatch(parent -> named(state, parent));
  }

  /** Whether some run names the table or one above it, and may have its parts open. */
  private boolean named(CatalogState state, long tableOid) {
    TableObject table = state.table(tableOid);
    return runs.stream().anyMatch(run -> touches(run.plan().planned(), tableOid))
        || table != null && table.parents().stream().anyMatch(parent -> named(state, parent));
  }

  /** Whether some run writes to the index of a table or looks into it. */
  boolean uses(Table table, Index index) {
    return runs.stream()
        .anyMatch(run ->
            run.plan().targets().stream().anyMatch(target -> target.oid() == table.oid())
                || looks(run.plan().plan(), index.oid()));
  }

  private static boolean looks(PhysicalPlan plan, long indexOid) {
    return plan instanceof PhysicalPlan.IndexScan scan && scan.index().oid() == indexOid
        || PlanParts.inputs(plan).stream().anyMatch(input -> looks(input, indexOid));
  }

  private static boolean touches(PlannedStatement planned, long tableOid) {
    return planned.touches().relations().stream().anyMatch(touched -> touched.oid() == tableOid);
  }
}
