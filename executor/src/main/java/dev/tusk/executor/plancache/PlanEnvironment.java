package dev.tusk.executor.plancache;

import dev.tusk.executor.catalog.AskedPolicies;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides a plan beside the statement: part of the plan cache's key. A session keeps one until
 * something of it changes, so that plans are compared by reference mostly.
 *
 * @param passing the transition tables of the trigger that runs now
 * @param policies on what it depends which policies are asked
 * @param countedTables tables of which it is known how many rows they have
 */
public record PlanEnvironment(
    long catalogVersion,
    long databaseOid,
    List<String> searchPath,
    PlannerSettings settings,
    List<Table> passing,
    AskedPolicies.Scope policies,
    long countedTables,
    boolean replica) {
  @Override
  @SuppressWarnings("ReferenceEquality") // Mostly it is the same object.
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof PlanEnvironment that
            && catalogVersion == that.catalogVersion
            && databaseOid == that.databaseOid
            && searchPath.equals(that.searchPath)
            && settings.equals(that.settings)
            && passing.equals(that.passing)
            && policies.equals(that.policies)
            && countedTables == that.countedTables
            && replica == that.replica;
  }
}
