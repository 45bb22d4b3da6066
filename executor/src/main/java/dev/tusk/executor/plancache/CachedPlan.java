package dev.tusk.executor.plancache;

import dev.tusk.executor.operator.CompiledPlan;
import dev.tusk.executor.operator.PlanCompiler;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query or modification, planned and compiled; shared by sessions and executions. */
public final class CachedPlan {
  /** Above this a statement leaves the event loops. */
  private static final long SHORT_NANOS = 250_000;

  /** What a run that was given up counts for: some six quick ones make up for it. */
  private static final long AFTER_GIVING_UP = 64;

  private final PlannedStatement planned;
  private final CompiledPlan compiled;
  private final boolean folded;
  private final List<Table> targets = new ArrayList<>();
  private final boolean mayBeShort;
  private final @Nullable CursorPlaces places;
  private final CustomPlans custom;
  private volatile @Nullable CachedPlan ofCursor;

  /** Moving average of an execution's time; 0 before the first. */
  private volatile long averageNanos;

  public CachedPlan(PlannedStatement planned, CompiledPlan compiled, boolean folded) {
    this(planned, compiled, folded, null);
  }

  private CachedPlan(
      PlannedStatement planned,
      CompiledPlan compiled,
      boolean folded,
      @Nullable CursorPlaces places) {
    this.places = places;
    this.planned = planned;
    this.compiled = compiled;
    this.folded = folded;
    this.custom = new CustomPlans(planned.deciding());
    boolean reads = PlanShape.collectTargets(planned.plan(), targets);
    this.mayBeShort = reads && !planned.callsVolatile() && ShortPlan.test(planned.plan());
  }

  public PlannedStatement planned() {
    return planned;
  }

  public CompiledPlan compiled() {
    return compiled;
  }

  /** The plans for values of its parameters. */
  public CustomPlans custom() {
    return custom;
  }

  /** What running it costs, in PostgreSQL's units. */
  public double cost() {
    return plan().estimate().totalCost();
  }

  /** The same for a cursor, which knows what rows of tables it stands on. */
  public CachedPlan ofCursor(PlanCompiler compiler) {
    CachedPlan known = ofCursor;
    if (known == null) {
      CursorPlaces.Carried carried =
          kind() == PlannedStatement.Kind.SELECT ? CursorPlaces.carried(plan()) : null;
      if (carried == null) {
        known = this;
      } else {
        PlannedStatement wider = planned.with(carried.plan());
        known = new CachedPlan(wider, compiler.compile(wider), folded, carried.places());
      }
      ofCursor = known;
    }
    return known;
  }

  /** Where its rows tell what rows of tables they are; null for a plan that is no cursor's. */
  public @Nullable CursorPlaces places() {
    return places;
  }

  public PlannedStatement.Kind kind() {
    return planned.kind();
  }

  /** Whether literals of the text are parameters behind the declared ones. */
  public boolean folded() {
    return folded;
  }

  /** The folded literals for whose values alone the plan was made. */
  public List<Integer> keptLiterals() {
    return planned.keptLiterals();
  }

  public List<Type> parameterTypes() {
    return planned.parameterTypes();
  }

  /** Tables that it changes. */
  public List<Table> targets() {
    return targets;
  }

  public boolean returnsRows() {
    return !planned.output().isEmpty() || planned.kind() == PlannedStatement.Kind.SELECT;
  }

  /**
   * Whether it may run on an event loop. Its shape promises that it is bounded; its past runs, that
   * it will be worth it. A run that takes long nevertheless is given up and moved.
   */
  public boolean isShort() {
    return mayBeShort && averageNanos > 0 && averageNanos < SHORT_NANOS;
  }

  public void ran(long nanos) {
    long average = averageNanos;
    // The first runs are slow for want of compiled code: fast ones count more than slow ones.
    averageNanos =
        average == 0 ? nanos : nanos < average ? (average + nanos) / 2 : (7 * average + nanos) / 8;
  }

  /** It was given up in place: the next runs go where it may take its time. */
  public void gaveUp() {
    averageNanos = AFTER_GIVING_UP * SHORT_NANOS;
  }

  public PhysicalPlan plan() {
    return planned.plan();
  }
}
