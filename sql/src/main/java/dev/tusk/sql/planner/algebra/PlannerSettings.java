package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.type.FormatSettings;

/**
 * What of a session's settings decides a plan; part of the plan cache's key.
 *
 * @param seqScan {@code enable_seqscan}: off makes every other path preferred
 * @param indexScan {@code enable_indexscan}: off leaves indexes unused, vector indexes included
 * @param bitmapScan {@code enable_bitmapscan}: off leaves rows that indexes find as sets unused
 * @param hashJoin {@code enable_hashjoin}
 * @param mergeJoin {@code enable_mergejoin}
 * @param nestedLoop {@code enable_nestloop}
 * @param material {@code enable_material}
 * @param hashAggregates {@code enable_hashagg}: off has groups and distinct rows found by sorting
 * @param sort {@code enable_sort}: off prefers an index that gives the order
 * @param pgvectorLimits {@code compat.pgvector_limits}: where sequential scans are off, a vector
 *     index gives the order without a LIMIT, too, and what it leaves out is left out
 * @param partitionPruning {@code enable_partition_pruning}
 * @param restrictViews {@code restrict_nonsystem_relation_kind} names views: those of users are not
 *     to be read or written
 * @param format how literals of dates and times are read while planning
 */
public record PlannerSettings(
    boolean seqScan,
    boolean indexScan,
    boolean bitmapScan,
    boolean hashJoin,
    boolean mergeJoin,
    boolean nestedLoop,
    boolean material,
    boolean hashAggregates,
    boolean sort,
    boolean pgvectorLimits,
    boolean partitionPruning,
    boolean restrictViews,
    FormatSettings format) {
  public static final PlannerSettings DEFAULT =
      new PlannerSettings(
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          false,
          true,
          false,
          FormatSettings.DEFAULT);
}
