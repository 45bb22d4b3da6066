package dev.tusk.executor.session;

import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.executor.plancache.PlanCounts;
import dev.tusk.executor.plancache.PlanShape;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PlannedStatement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which plan an execution of a prepared statement has: the generic one, or one that was made for
 * its parameters' values.
 */
final class PreparedPlans {
  /** What planning costs for each relation, and once (PostgreSQL's {@code cached_plan_cost}). */
  private static final double PLANNING_COST = 2.5;

  private final Session session;
  private final EngineCore core;
  private final Queries queries;

  PreparedPlans(Session session, EngineCore core, Queries queries) {
    this.session = session;
    this.core = core;
    this.queries = queries;
  }

  /** Decides how an execution is planned, and counts it. */
  boolean choose(PreparedStatement prepared, @Nullable Object[] values) {
    CachedPlan generic = queries.plan(prepared);
    PlanCounts counts = prepared.counts();
    if (!counts.wantsCustom(mode(), generic)) {
      counts.countGeneric();
      return false;
    }
    CachedPlan custom = plan(prepared, values, true);
    counts.countCustom(costOf(custom));
    return true;
  }

  /** What a custom plan costs, that of making it included. */
  static double costOf(CachedPlan custom) {
    return custom.cost() + PLANNING_COST * (PlanShape.relations(custom.plan()) + 1);
  }

  PlanCounts.Mode mode() {
    String mode = session.settings().text(Settings.PLAN_CACHE_MODE);
    return PlanCounts.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
  }

  /** The generic plan for the environment now, or the custom plan. */
  CachedPlan plan(PreparedStatement prepared, @Nullable Object[] values, boolean custom) {
    CachedPlan generic = queries.plan(prepared);
    NormalizedStatement normalized = prepared.normalized();
    if (!custom || generic.custom().isEmpty() || normalized == null) {
      return generic;
    }
    CachedPlan known = generic.custom().find(values);
    if (known == null && session.inPlace()) {
      throw new InPlaceTimeExceeded();
    }
    return generic
        .custom()
        .find(
            values,
            constants -> {
              PlannedStatement planned =
                  core.planner()
                      .plan(
                          SqlParser.parse(normalized).statement(),
                          session.catalog(),
                          prepared.parameterTypes(),
                          session.environment().settings(),
                          generic.keptLiterals(),
                          constants,
                          null);
              return new CachedPlan(planned, core.compiler().compile(planned), generic.folded());
            });
  }

  /** Whether that plan is there and may run in place. */
  boolean isShort(PreparedStatement prepared, @Nullable Object[] values, boolean custom) {
    CachedPlan generic = prepared.plan(session.environment());
    CachedPlan plan =
        generic == null || !custom || generic.custom().isEmpty()
            ? generic
            : generic.custom().find(values);
    return plan != null && plan.isShort();
  }

  /** Starts an execution. */
  QueryRun start(PreparedStatement prepared, @Nullable Object[] values, boolean custom) {
    CachedPlan plan = plan(prepared, values, custom);
    return queries.start(
        plan, parameters(prepared, plan, values), () -> plan(prepared, values, custom));
  }

  /** All parameters: a custom plan may read its literals in another order than the generic one. */
  private @Nullable Object[] parameters(
      PreparedStatement prepared, CachedPlan plan, @Nullable Object[] values) {
    NormalizedStatement normalized = prepared.normalized();
    return plan == prepared.lastPlan() || normalized == null
        ? queries.parameters(plan, values, prepared)
        : queries.parameters(plan, values, normalized);
  }
}
