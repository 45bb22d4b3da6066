package dev.tusk.executor.plancache;

/**
 * How often a prepared statement was planned for its parameters' values and how often not, from
 * which follows how it is planned next (PostgreSQL's {@code choose_custom_plan}).
 */
public final class PlanCounts {
  /** So often a plan is made for the values before the costs are compared. */
  private static final int CUSTOM_FIRST = 5;

  private long generic;
  private long custom;
  private double customCost;

  /** {@code plan_cache_mode}. */
  public enum Mode {
    AUTO,
    FORCE_GENERIC_PLAN,
    FORCE_CUSTOM_PLAN
  }

  /** Whether the next execution shall have a plan for its parameters' values. */
  public boolean wantsCustom(Mode mode, CachedPlan genericPlan) {
    if (genericPlan.planned().declaredParameters() == 0) {
      return false;
    }
    return switch (mode) {
      case FORCE_GENERIC_PLAN -> false;
      case FORCE_CUSTOM_PLAN -> true;
      case AUTO -> custom < CUSTOM_FIRST || genericPlan.cost() >= customCost / custom;
    };
  }

  public void countGeneric() {
    generic++;
  }

  /**
   * Counts a plan for values.
   *
   * @param cost that of making it included
   */
  public void countCustom(double cost) {
    custom++;
    customCost += cost;
  }

  public long generic() {
    return generic;
  }

  public long custom() {
    return custom;
  }
}
