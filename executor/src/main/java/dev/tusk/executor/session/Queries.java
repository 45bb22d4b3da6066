package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.operator.PlanExecution;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.executor.plancache.PlanEnvironment;
import dev.tusk.executor.plancache.PlanShape;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.Reason;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.parser.ParsedStatement;
import dev.tusk.sql.parser.PlanCacheKey;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.plan.RowLock;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.Type;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.Transaction;
import dev.tusk.storage.WaitPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans queries and modifications, through the plan cache, and starts them. */
final class Queries {
  /** Plans that a writer makes anew because DDL came in between. */
  private static final int MOST_REPLANS = 20;

  private final Session session;
  private final EngineCore core;
  private final ActiveSnapshot active = new ActiveSnapshot();
  private final PreparedPlans prepared;

  Queries(Session session, EngineCore core) {
    this.session = session;
    this.core = core;
    this.prepared = new PreparedPlans(session, core, this);
  }

  /** Plans of prepared statements for the values of an execution. */
  PreparedPlans prepared() {
    return prepared;
  }

  ActiveSnapshot active() {
    return active;
  }

  /** The plan for a statement of a text, if it is in the cache. */
  @Nullable CachedPlan cached(
      NormalizedStatement statement, PlanEnvironment environment, List<Integer> oids) {
    CachedPlan found = core.plans().find(key(statement), environment, oids);
    return found == null || found.keptLiterals().isEmpty()
        ? found
        : core.plans().find(statement.key(found.keptLiterals()), environment, oids);
  }

  private PlanCacheKey key(NormalizedStatement statement) {
    return statement.literalCount() > 0 && core.plans().needsLiterals(statement.key())
        ? statement.exactKey()
        : statement.key();
  }

  /** The plan for a statement; made and cached when it is new. */
  CachedPlan plan(
      NormalizedStatement statement,
      @Nullable ParsedStatement known,
      List<@Nullable Type> declared,
      List<Integer> oids,
      PlanEnvironment environment) {
    CachedPlan cached = cached(statement, environment, oids);
    if (cached != null) {
      return cached;
    }
    ParsedStatement parsed = known != null ? known : SqlParser.parse(statement);
    // For other values of the literals there may be a plan already, which tells whose values count.
    CachedPlan sibling = core.plans().find(key(statement), environment, oids);
    PlannedStatement planned =
        core.planner()
            .plan(
                parsed.statement(),
                session.catalog(),
                declared,
                environment.settings(),
                sibling == null ? List.of() : sibling.keptLiterals());
    boolean folded = parsed.literalsFolded() && statement.literalCount() > 0;
    CachedPlan plan = new CachedPlan(planned, core.compiler().compile(planned), folded);
    if (!folded && statement.literalCount() > 0) {
      core.plans().putNeedsLiterals(statement.key());
    }
    core.plans().put(key(statement), environment, oids, plan);
    if (!plan.keptLiterals().isEmpty()) {
      core.plans().put(statement.key(plan.keptLiterals()), environment, oids, plan);
    }
    return plan;
  }

  /** A plan for one execution, outside of the cache: for statements inside of others. */
  CachedPlan planOnce(Statement statement, List<@Nullable Type> declared) {
    PlannedStatement planned = planned(statement, declared);
    return new CachedPlan(planned, core.compiler().compile(planned), false);
  }

  /** The same for a query inside of another statement. */
  CachedPlan planOnce(Statement statement, BoundParameters bound) {
    PlannedStatement planned = planned(statement, bound);
    return new CachedPlan(planned, core.compiler().compile(planned), false);
  }

  PlannedStatement planned(Statement statement, BoundParameters bound) {
    return core.planner()
        .plan(
            statement,
            session.catalog(),
            bound.types(),
            session.environment().settings(),
            List.of(),
            bound.constants(),
            bound.names());
  }

  PlannedStatement planned(Statement statement, List<? extends @Nullable Type> declared) {
    return core.planner()
        .plan(statement, session.catalog(), declared, session.environment().settings());
  }

  /** The prepared statement's plan for the environment now. */
  CachedPlan plan(PreparedStatement prepared) {
    PlanEnvironment environment = session.environment();
    CachedPlan known = prepared.plan(environment);
    if (known != null) {
      return known;
    }
    NormalizedStatement normalized = prepared.normalized();
    if (normalized == null) {
      throw new IllegalStateException("no query: " + prepared.text());
    }
    CachedPlan plan =
        plan(normalized, null, prepared.declaredTypes(), prepared.declaredOids(), environment);
    List<OutputColumn> before = prepared.output();
    if (before != null && !sameTypes(before, plan.planned().output())) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, "cached plan must not change result type")
          .because(new Reason.ResultChanged());
    }
    prepared.plan(plan, environment);
    return plan;
  }

  private static boolean sameTypes(List<OutputColumn> a, List<OutputColumn> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).type() != b.get(i).type() || a.get(i).typmod() != b.get(i).typmod()) {
        return false;
      }
    }
    return true;
  }

  /** All parameters of an execution: those given, then the folded literals. */
  @Nullable Object[] parameters(
      CachedPlan plan, @Nullable Object[] declared, NormalizedStatement statement) {
    if (!plan.folded()) {
      return declared;
    }
    return ParameterValues.join(declared, literals(statement, plan));
  }

  /** The same for a prepared statement, whose literals are read once. */
  @Nullable Object[] parameters(
      CachedPlan plan, @Nullable Object[] declared, PreparedStatement prepared) {
    NormalizedStatement normalized = prepared.normalized();
    if (!plan.folded() || normalized == null) {
      return declared;
    }
    var format = session.settings().format();
    @Nullable Object[] literals = prepared.literals(format);
    if (literals == null) {
      literals = literals(normalized, plan);
      prepared.literals(literals, format);
    }
    return ParameterValues.join(declared, literals);
  }

  private @Nullable Object[] literals(NormalizedStatement statement, CachedPlan plan) {
    if (session.inPlace() && !ParameterSizes.areSmall(statement, plan.planned())) {
      throw new InPlaceTimeExceeded();
    }
    return ParameterValues.literals(statement, plan.planned(), session.settings().format());
  }

  /** Makes a plan anew in the environment it is called in. */
  interface Replan {
    CachedPlan plan();
  }

  /** Starts a plan under a new snapshot. */
  QueryRun start(CachedPlan plan, @Nullable Object[] parameters, Replan replan) {
    return start(plan, parameters, replan, false);
  }

  /**
   * Starts a plan.
   *
   * @param asAround under the snapshot of the statement around, if there is one
   */
  QueryRun start(CachedPlan plan, @Nullable Object[] parameters, Replan replan, boolean asAround) {
    session.roles().check(plan.planned().touches());
    checkReadOnly(plan);
    PublishedChanges.check(session.catalog().state(), session.databaseOid(), plan.planned().plan());
    session.block().markQueried();
    CachedPlan current = plan;
    if (!plan.targets().isEmpty()) {
      current = lockTargets(plan, replan);
      session.roles().check(current.planned().touches()); // REVOKE may have been waited for.
    }
    Transaction transaction = session.block().transaction();
    Snapshot around = asAround ? active.now() : null;
    if (session.inPlace() && transaction.waitsForSnapshot()) {
      throw new InPlaceTimeExceeded();
    }
    Snapshot snapshot = around != null ? around : transaction.newStatementSnapshot();
    try {
      StatementAccess access = session.host().access(snapshot).writing(current.planned().touches());
      CachedPlan started = current;
      return new QueryRun(
          started,
          () -> new PlanExecution(started.compiled(), parameters, session.context(), access),
          snapshot,
          active,
          around != null);
    } catch (RuntimeException e) {
      if (around == null) {
        snapshot.close();
      }
      throw e;
    }
  }

  /**
   * Takes the locks that writing needs before the plan is run: DDL that held them up may have
   * changed the tables, and then the plan is made anew.
   */
  private CachedPlan lockTargets(CachedPlan plan, Replan replan) {
    CachedPlan current = plan;
    Transaction transaction = session.block().transaction();
    for (int i = 0; i < MOST_REPLANS; i++) {
      long version = session.environment().catalogVersion();
      CatalogState state = session.block().catalogState();
      for (Table target : current.targets()) {
        TableObject object = state.table(target.oid());
        if (object != null) {
          transaction.lockRelation(object.relationId(), LockMode.WRITE, WaitPolicy.WAIT);
        }
      }
      if (session.block().settledCatalogState().version() == version) {
        return current;
      }
      current = replan.plan();
    }
    return current;
  }

  /** The row of a table that a cursor stands on, as the running statement sees it. */
  @Nullable Long currentRow(String cursor, long tableOid) {
    Portal portal = session.statements().cursor(cursor);
    CatalogState state = session.block().catalogState();
    TableObject table = state.table(tableOid);
    Snapshot now = active.now();
    if (table == null || now == null) {
      throw new IllegalStateException("no statement that reads table " + tableOid);
    }
    long rowId = portal.currentRow(tableOid, table.name());
    long seen = rowId == 0 ? 0 : now.relation(table.relationId()).visibleVersion(rowId);
    return seen == 0 ? null : (Long) seen;
  }

  void checkReadOnly(CachedPlan plan) {
    if (!session.block().readOnly()) {
      return;
    }
    for (RowLock lock : PlanShape.rowLocks(plan.planned().plan())) {
      if (!isTemporary(lock.table())) {
        throw readOnly("SELECT FOR " + lock.strength().name().replace('_', ' '));
      }
    }
    String verb =
        switch (plan.kind()) {
          case INSERT -> "INSERT";
          case UPDATE -> "UPDATE";
          case DELETE -> "DELETE";
          case MERGE -> "MERGE";
          case SELECT -> "SELECT";
        };
    if (!plan.targets().stream().allMatch(this::isTemporary)) {
      throw readOnly(verb);
    }
  }

  private boolean isTemporary(Table table) {
    TableObject object = session.block().catalogState().table(table.oid());
    return object != null && object.temporary();
  }

  private static SqlException readOnly(String verb) {
    return SqlException.of(
        SqlState.READ_ONLY_SQL_TRANSACTION,
        "cannot execute " + verb + " in a read-only transaction");
  }
}
