package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.OuterReads;
import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.expression.SetEvaluator;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.plan.ConditionParts;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Plan to operators: one {@code switch} over all nodes. */
final class OperatorBuilder {
  private final ExpressionCompiler compiler;
  private final FunctionCatalog catalog;
  private final PhysicalPlan counted;
  private final boolean measured;

  /** Whether what is built is opened anew for each round of WITH RECURSIVE. */
  private boolean inRecursion;

  /** Queries of WITH, but for recursive ones, whose working table changes. */
  private final Set<Integer> keptQueries = ConcurrentHashMap.newKeySet();

  /**
   * @param counted the INSERT, UPDATE or DELETE whose rows the command tag counts
   * @param measured whether rows and time of each node are counted
   */
  OperatorBuilder(
      ExpressionCompiler compiler,
      FunctionCatalog catalog,
      PhysicalPlan counted,
      boolean measured) {
    this.compiler = compiler;
    this.catalog = catalog;
    this.counted = counted;
    this.measured = measured;
  }

  Operator build(PhysicalPlan plan) {
    Operator operator = operator(plan);
    return measured
        ? execution -> Measured.open(operator, execution.measure(plan), execution)
        : operator;
  }

  private Operator operator(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.SeqScan scan ->
          filtered(plan, scan.filter(), CursorRow.scan(scan, compiler));
      case PhysicalPlan.SystemScan scan ->
          filtered(plan, scan.filter(), e -> e.tables().scan(scan.table(), scan.columns(), e));
      case PhysicalPlan.IndexScan scan -> indexScan(scan);
      case PhysicalPlan.BitmapHeapScan scan -> bitmapScan(scan);
      case PhysicalPlan.Bitmap _ -> throw new IllegalStateException("a bitmap gives no rows");
      case PhysicalPlan.VectorSearch search -> new VectorSearch(search, compiler);
      case PhysicalPlan.FunctionScan scan -> functionScan(scan);
      case PhysicalPlan.Values values -> values(values);
      case PhysicalPlan.Filter filter -> filtered(plan, filter.condition(), build(filter.input()));
      case PhysicalPlan.Project project -> project(project);
      case PhysicalPlan.ProjectSet project -> projectSet(project);
      case PhysicalPlan.NestedLoopJoin join -> nestedLoop(join);
      case PhysicalPlan.HashJoin join -> hashJoin(join);
      case PhysicalPlan.MergeJoin join -> mergeJoin(join);
      case PhysicalPlan.Aggregate aggregate -> aggregate(aggregate);
      case PhysicalPlan.Window window -> window(window);
      case PhysicalPlan.Sort sort -> sort(sort);
      case PhysicalPlan.TopK topK -> topK(topK);
      case PhysicalPlan.Limit limit -> limit(limit);
      case PhysicalPlan.Distinct distinct -> distinct(distinct);
      case PhysicalPlan.DistinctOn distinct -> distinctOn(distinct);
      case PhysicalPlan.SetOperation operation -> setOperation(operation);
      case PhysicalPlan.Append append -> append(append);
      case PhysicalPlan.MergeAppend append -> mergeAppend(append);
      case PhysicalPlan.Steps several ->
          new Steps(
              several.steps().stream().map(this::build).toList(),
              several.counted(),
              several.told());
      case PhysicalPlan.With with -> with(with);
      case PhysicalPlan.CteScan scan -> e -> e.cte(scan.id()).read();
      case PhysicalPlan.RecursiveUnion union -> recursiveUnion(union);
      case PhysicalPlan.LockRows lock -> lockRows(lock);
      case PhysicalPlan.Insert insert ->
          new Insert(insert, build(insert.input()), insert == counted, compiler);
      case PhysicalPlan.Update update ->
          ModifyRows.update(update, build(update.input()), update == counted, compiler);
      case PhysicalPlan.Delete delete ->
          ModifyRows.delete(delete, build(delete.input()), delete == counted, compiler);
      case PhysicalPlan.Merge merge ->
          new Merge(merge, build(merge.input()), merge == counted, compiler);
    };
  }

  private Operator filtered(PhysicalPlan node, @Nullable Expression condition, Operator input) {
    if (condition == null) {
      return input;
    }
    ConditionParts parts = ConditionParts.of(condition);
    Operator rows = parts.each() == null ? input : filteredEach(node, parts.each(), input);
    Evaluator once = compiler.compileOrNull(parts.once());
    return once == null ? rows : e -> new OneTime(rows, once, e);
  }

  private Operator filteredEach(PhysicalPlan node, Expression condition, Operator input) {
    Evaluator compiled = compiler.compile(condition);
    KeyedScan keyed =
        !measured && isRepeatable(node)
            ? KeyedScan.of(input, queryOf(node), condition, compiler)
            : null;
    if (keyed != null) {
      return keyed;
    }
    return measured
        ? e -> new Filter(input.open(e), counting(compiled, node, e), e)
        : e -> new Filter(input.open(e), compiled, e);
  }

  /** Whether what is filtered is the same whenever it is read in an execution. */
  private boolean isRepeatable(PhysicalPlan node) {
    return node instanceof PhysicalPlan.SeqScan
        || node instanceof PhysicalPlan.Filter filter
            && filter.input() instanceof PhysicalPlan.CteScan scan
            && keptQueries.contains(scan.id());
  }

  private static int queryOf(PhysicalPlan node) {
    return node instanceof PhysicalPlan.Filter(PhysicalPlan.CteScan scan, _, _, _) ? scan.id() : -1;
  }

  /** A condition that counts the rows it refuses. */
  private static Evaluator counting(Evaluator condition, PhysicalPlan node, PlanExecution e) {
    PlanActuals actuals = e.measure(node);
    return (row, execution) -> {
      Object value = condition.evaluate(row, execution);
      if (!Boolean.TRUE.equals(value)) {
        actuals.removedByFilter++;
      }
      return value;
    };
  }

  private Operator indexScan(PhysicalPlan.IndexScan scan) {
    IndexRanges ranges = new IndexRanges(scan, compiler);
    return filtered(scan, scan.filter(), e -> new IndexScan(scan, ranges, e));
  }

  /** Rows that indexes find are asked the condition again: more than meet it may be found. */
  private Operator bitmapScan(PhysicalPlan.BitmapHeapScan scan) {
    BitmapRows rows = new BitmapRows(scan.bitmap(), compiler);
    Evaluator recheck = compiler.compile(scan.recheck());
    Operator checked =
        e -> {
          long[] found = rows.rows(scan.table(), e, measured);
          RowSource source = e.tables().rows(scan.table(), found, scan.columns(), e);
          return new Filter(source, measured ? rechecking(recheck, scan, e) : recheck, e);
        };
    return filtered(scan, scan.filter(), checked);
  }

  private static Evaluator rechecking(
      Evaluator condition, PhysicalPlan node, PlanExecution execution) {
    PlanActuals actuals = execution.measure(node);
    return (row, e) -> {
      Object value = condition.evaluate(row, e);
      if (!Boolean.TRUE.equals(value)) {
        actuals.removedByRecheck++;
      }
      return value;
    };
  }

  private Operator functionScan(PhysicalPlan.FunctionScan scan) {
    SetEvaluator[] calls =
        scan.calls().stream()
            .map(call -> kept(call, SetEvaluator.compile(call.call(), compiler), scan))
            .toArray(SetEvaluator[]::new);
    return e -> new FunctionScan(scan, calls, e);
  }

  /**
   * Of several functions that are read again for an outer row, those that read nothing of it keep
   * what they gave (ExecReScanFunctionScan in nodeFunctionscan.c).
   */
  private static SetEvaluator kept(
      PhysicalPlan.FunctionCall call, SetEvaluator evaluator, PhysicalPlan.FunctionScan scan) {
    if (scan.calls().size() == 1 || OuterReads.in(call.call())) {
      return evaluator;
    }
    return (row, execution) ->
        execution
            .memo(
                call,
                () -> {
                  List<@Nullable Object> values = new ArrayList<>();
                  evaluator.evaluate(row, execution).forEachRemaining(values::add);
                  return values;
                })
            .iterator();
  }

  private Operator values(PhysicalPlan.Values values) {
    List<Evaluator[]> rows = values.rows().stream().map(compiler::compileAll).toList();
    return e -> {
      var remaining = rows.iterator();
      return new Rows(
          new java.util.Iterator<@Nullable Object[]>() {
            @Override
            public boolean hasNext() {
              return remaining.hasNext();
            }

            @Override
            public @Nullable Object[] next() {
              return Rows.evaluate(remaining.next(), Limit.NO_FIELDS, e);
            }
          });
    };
  }

  private Operator project(PhysicalPlan.Project project) {
    Operator input = build(project.input());
    Evaluator[] expressions = compiler.compileAll(project.expressions());
    return e -> new Project(input.open(e), expressions, e);
  }

  private Operator projectSet(PhysicalPlan.ProjectSet project) {
    Operator input = build(project.input());
    int count = project.expressions().size();
    @Nullable Evaluator[] scalars = new Evaluator[count];
    @Nullable SetEvaluator[] sets = new SetEvaluator[count];
    for (int i = 0; i < count; i++) {
      Expression expression = project.expressions().get(i);
      if (project.sets().get(i)) {
        sets[i] = SetEvaluator.compile(expression, compiler);
      } else {
        scalars[i] = compiler.compile(expression);
      }
    }
    return e -> new ProjectSet(input.open(e), scalars, sets, e);
  }

  private Operator nestedLoop(PhysicalPlan.NestedLoopJoin join) {
    Operator left = build(join.left());
    Operator right = build(join.right());
    Evaluator[] outerValues = compiler.compileAll(join.outerValues());
    ConditionParts parts = ConditionParts.of(join.condition(), join.left().types().size());
    Evaluator leftCondition = compiler.compileOrNull(parts.once());
    Evaluator condition = compiler.compileOrNull(parts.each());
    return e -> new NestedLoopJoin(join, left, right, outerValues, leftCondition, condition, e);
  }

  private Operator hashJoin(PhysicalPlan.HashJoin join) {
    Operator left = build(join.left());
    Operator right = build(join.right());
    Evaluator[] leftKeys = compiler.compileAll(join.leftKeys());
    Evaluator[] rightKeys = compiler.compileAll(join.rightKeys());
    Evaluator residual = compiler.compileOrNull(join.residual());
    boolean keepsTable = inRecursion && keepsTable(join);
    return e -> new HashJoin(join, keepsTable, left, right, leftKeys, rightKeys, residual, e);
  }

  private Operator mergeJoin(PhysicalPlan.MergeJoin join) {
    Operator left = build(join.left());
    Operator right = build(join.right());
    RowOrder leftOrder = new RowOrder(ascending(join.leftKeys()), compiler);
    RowOrder rightOrder = new RowOrder(ascending(join.rightKeys()), compiler);
    Evaluator residual = compiler.compileOrNull(join.residual());
    return e -> new MergeJoin(join, left, right, leftOrder, rightOrder, residual, e);
  }

  private static List<SortKey> ascending(List<Expression> keys) {
    return keys.stream().map(key -> new SortKey(key, false, false)).toList();
  }

  /** A whole table; RIGHT and FULL note in it which rows have found a partner. */
  private static boolean keepsTable(PhysicalPlan.HashJoin join) {
    return join.right() instanceof PhysicalPlan.SeqScan scan
        && scan.filter() == null
        && join.joinType() != PhysicalPlan.JoinType.RIGHT
        && join.joinType() != PhysicalPlan.JoinType.FULL;
  }

  private AggregateState.Compiled compile(Expression.AggregateCall call) {
    var types = AggregateState.Compiled.inputs(call).stream().map(Expression::type).toList();
    return new AggregateState.Compiled(
        call, compiler, compiler.library().bind(call.function(), types, call.type()));
  }

  private Operator aggregate(PhysicalPlan.Aggregate aggregate) {
    Operator input = build(aggregate.input());
    Evaluator[] keys = compiler.compileAll(aggregate.keys());
    AggregateState.Compiled[] calls =
        aggregate.calls().stream().map(this::compile).toArray(AggregateState.Compiled[]::new);
    return e -> new Lazy(() -> new Aggregate(aggregate, keys, calls, e).run(input.open(e)));
  }

  private Operator window(PhysicalPlan.Window window) {
    Operator input = build(window.input());
    RowOrder partition = new RowOrder(partitionOrder(window), compiler);
    RowOrder order = new RowOrder(window.orderBy(), compiler);
    WindowFunction[] functions =
        window.calls().stream()
            .map(call -> windowFunction(call, order))
            .toArray(WindowFunction[]::new);
    return e ->
        new Lazy(() -> new Window(window, partition, order, functions, e).run(input.open(e)));
  }

  /** Partitions come in the order of their keys: the written one of a key that is in ORDER BY. */
  private static List<SortKey> partitionOrder(PhysicalPlan.Window window) {
    return window.partitionBy().stream()
        .map(key ->
            window.orderBy().stream()
                .filter(order -> order.expression().equals(key))
                .findFirst()
                .orElseGet(() -> new SortKey(key, false, false)))
        .toList();
  }

  private WindowFunction windowFunction(Expression.WindowCall windowCall, RowOrder order) {
    WindowFrame frame =
        new WindowFrame(windowCall.frame(), order, new RangeOffsets(catalog, compiler), compiler);
    Expression.AggregateCall call = windowCall.call();
    return switch (call.function().kind()) {
      case AGGREGATE -> new AggregateWindow(compile(call), frame);
      case WINDOW, SCALAR, SET, PROCEDURE ->
          new RankingWindow(call.function().name(), compiler.compileAll(call.arguments()), frame);
    };
  }

  private Operator sort(PhysicalPlan.Sort sort) {
    Operator input = build(sort.input());
    RowOrder order = new RowOrder(sort.keys(), compiler);
    return e -> new Sort(sort, input.open(e), order, e);
  }

  private Operator topK(PhysicalPlan.TopK topK) {
    Operator input = build(topK.input());
    RowOrder order = new RowOrder(topK.keys(), compiler);
    Evaluator limit = compiler.compile(topK.limit());
    Evaluator offset = compiler.compileOrNull(topK.offset());
    return e ->
        new TopK(topK, input.open(e), order, Limit.limit(limit, e), Limit.offset(offset, e), e);
  }

  private Operator limit(PhysicalPlan.Limit limit) {
    Operator input = build(limit.input());
    Evaluator count = compiler.compileOrNull(limit.limit());
    Evaluator offset = compiler.compileOrNull(limit.offset());
    RowOrder ties = limit.tieKeys().isEmpty() ? null : new RowOrder(limit.tieKeys(), compiler);
    return e -> new Limit(input.open(e), Limit.limit(count, e), Limit.offset(offset, e), ties, e);
  }

  private Operator distinct(PhysicalPlan.Distinct distinct) {
    Operator input = build(distinct.input());
    Type[] types = RowKey.types(distinct.types());
    return e -> new Distinct(distinct, input.open(e), types, e);
  }

  private Operator distinctOn(PhysicalPlan.DistinctOn distinct) {
    Operator input = build(distinct.input());
    Evaluator[] keys = compiler.compileAll(distinct.keys());
    Type[] types = distinct.keys().stream().map(Expression::type).toArray(Type[]::new);
    return e -> new DistinctOn(input.open(e), keys, types, e);
  }

  private Operator setOperation(PhysicalPlan.SetOperation operation) {
    Operator left = build(operation.left());
    Operator right = build(operation.right());
    return e -> new SetOperation(operation, left.open(e), right.open(e), e);
  }

  private Operator append(PhysicalPlan.Append append) {
    List<Operator> all = append.inputs().stream().map(this::build).toList();
    LiveInputs inputs = new LiveInputs(all, append.relation(), compiler);
    return e -> new Append(inputs.of(e).toArray(Operator[]::new), e);
  }

  private Operator mergeAppend(PhysicalPlan.MergeAppend append) {
    List<Operator> all = append.inputs().stream().map(this::build).toList();
    LiveInputs inputs = new LiveInputs(all, append.relation(), compiler);
    RowOrder order = new RowOrder(append.keys(), compiler);
    return e ->
        new MergeAppend(inputs.of(e).stream().map(input -> input.open(e)).toList(), order, e);
  }

  private Operator with(PhysicalPlan.With with) {
    for (PhysicalPlan.Cte cte : with.ctes()) {
      if (!(cte.plan() instanceof PhysicalPlan.RecursiveUnion)) {
        keptQueries.add(cte.id());
      }
    }
    List<Operator> queries = with.ctes().stream().map(cte -> build(cte.plan())).toList();
    Operator body = build(with.body());
    return e -> new With(with, queries, body, e);
  }

  private Operator recursiveUnion(PhysicalPlan.RecursiveUnion union) {
    Operator start = build(union.start());
    boolean around = inRecursion;
    inRecursion = true;
    Operator step = build(union.step());
    inRecursion = around;
    return e -> new RecursiveUnion(union, start, step, e);
  }

  private Operator lockRows(PhysicalPlan.LockRows lock) {
    Operator input = build(lock.input());
    RowRecheck recheck = new RowRecheck(lock, compiler);
    return e -> new LockRows(input.open(e), lock, recheck, e);
  }
}
