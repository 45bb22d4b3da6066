package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.search.RowCondition;
import dev.tusk.executor.search.RowFilter;
import dev.tusk.executor.search.VectorAccess;
import dev.tusk.executor.search.VectorQuery;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ORDER BY distance LIMIT k: hands the query, the limit and the filter to the vector column, so
 * that the search itself goes on until enough rows pass.
 */
final class VectorSearch implements Operator {
  private final PhysicalPlan.VectorSearch plan;
  private final Evaluator query;
  private final @Nullable Evaluator limit;
  private final @Nullable Evaluator filter;
  private final @Nullable Evaluator bound;
  private final @Nullable Evaluator reach;
  private final @Nullable FilterIdentity identity;
  private final List<BitmapRows> conditions = new ArrayList<>();

  VectorSearch(PhysicalPlan.VectorSearch plan, ExpressionCompiler compiler) {
    this.plan = plan;
    this.query = compiler.compile(plan.query());
    this.limit = compiler.compileOrNull(plan.limit());
    Expression whole = condition(plan);
    this.filter = compiler.compileOrNull(whole);
    this.bound = compiler.compileOrNull(plan.bound());
    this.reach = compiler.compileOrNull(plan.reach());
    this.identity = whole == null ? null : FilterIdentity.of(whole, plan, compiler);
    for (PhysicalPlan.Bitmap condition : plan.filterIndexes()) {
      conditions.add(new BitmapRows(condition, compiler));
    }
  }

  /** The filter and the predicate of a partial index, which rows of the answer have to meet too. */
  private static @Nullable Expression condition(PhysicalPlan.VectorSearch plan) {
    Expression filter = plan.filter();
    Expression predicate = plan.predicate();
    if (filter == null || predicate == null) {
      return filter == null ? predicate : filter;
    }
    return new Expression.And(List.of(filter, predicate), filter.type());
  }

  @Override
  public RowSource open(PlanExecution execution) {
    Object vector = query.evaluate(Limit.NO_FIELDS, execution);
    long rows = Limit.limit(limit, execution);
    if (rows == 0) {
      return new Rows(List.of());
    }
    Evaluator accept = filter;
    RowFilter passes =
        accept == null
            ? null
            : new RowFilter(
                row -> accept.holds(row, execution),
                identity == null ? null : identity.evaluate(execution));
    Evaluator limiting = bound;
    RowFilter within =
        limiting == null ? null : new RowFilter(row -> limiting.holds(row, execution), null);
    Evaluator reaching = reach;
    List<RowCondition> indexConditions = new ArrayList<>(conditions.size());
    for (BitmapRows condition : conditions) {
      indexConditions.add(condition.condition(execution));
    }
    SearchAccount account = account(execution.actuals(plan));
    VectorQuery search =
        new VectorQuery(
            plan.index(),
            plan.metric(),
            vector,
            rows,
            plan.columns(),
            passes,
            within,
            reaching == null
                ? null
                : distance -> reaching.holds(new @Nullable Object[] {distance}, execution),
            indexConditions,
            false,
            0,
            account == null ? null : account.trace());
    VectorAccess vectors = execution.tables().vectors(plan.table(), plan.column());
    if (account != null && execution.comparesWithExact() && plan.index() != null) {
      account.compare(vectors, search, execution);
    }
    Long asked = execution.askedRow(plan.table().oid());
    if (account != null && asked != null) {
      account.ask(new RowFate(vectors, search, asked).tell(execution));
    }
    return vectors.search(search, execution);
  }

  private @Nullable SearchAccount account(@Nullable PlanActuals actuals) {
    return actuals == null
        ? null
        : actuals.account(SearchAccount.class, () -> new SearchAccount(plan));
  }
}
