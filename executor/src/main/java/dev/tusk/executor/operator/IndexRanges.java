package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.search.IndexRange;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of an IndexScan, compiled: gives the ranges of the index to read. Alternatives
 * (IN, = ANY) become one range each, in the order of the scan and without repeats.
 */
final class IndexRanges {
  private final PhysicalPlan.IndexScan plan;
  private final List<Evaluator[]> matches = new ArrayList<>();
  private final @Nullable Evaluator lower;
  private final @Nullable Evaluator upper;

  IndexRanges(PhysicalPlan.IndexScan plan, ExpressionCompiler compiler) {
    this.plan = plan;
    for (PhysicalPlan.KeyMatch match : plan.equalTo()) {
      matches.add(compiler.compileAll(match.values()));
    }
    PhysicalPlan.KeyRange range = plan.range();
    this.lower = range == null ? null : compiler.compileOrNull(range.lower());
    this.upper = range == null ? null : compiler.compileOrNull(range.upper());
  }

  List<IndexRange> evaluate(PlanExecution execution) {
    List<List<Object>> prefixes = List.of(List.of());
    for (int key = 0; key < matches.size(); key++) {
      prefixes = extend(prefixes, alternatives(key, execution), execution);
    }
    if (prefixes.isEmpty()) {
      return List.of();
    }
    Object from = lower == null ? null : lower.evaluate(Limit.NO_FIELDS, execution);
    Object to = upper == null ? null : upper.evaluate(Limit.NO_FIELDS, execution);
    if ((lower != null && from == null) || (upper != null && to == null)) {
      return List.of();
    }
    PhysicalPlan.KeyRange range = plan.range();
    List<IndexRange> ranges = new ArrayList<>(prefixes.size());
    for (List<Object> prefix : prefixes) {
      ranges.add(
          new IndexRange(
              prefix,
              from,
              range != null && range.lowerInclusive(),
              to,
              range != null && range.upperInclusive()));
    }
    return ranges;
  }

  private static List<List<Object>> extend(
      List<List<Object>> prefixes, List<Object> values, PlanExecution execution) {
    List<List<Object>> extended = new ArrayList<>();
    for (List<Object> prefix : prefixes) {
      execution.checkCancelled();
      for (Object value : values) {
        List<Object> longer = new ArrayList<>(prefix.size() + 1);
        longer.addAll(prefix);
        longer.add(value);
        extended.add(longer);
      }
    }
    return extended;
  }

  private List<Object> alternatives(int key, PlanExecution execution) {
    List<Object> values = new ArrayList<>();
    for (Evaluator evaluator : matches.get(key)) {
      Object value = evaluator.evaluate(Limit.NO_FIELDS, execution);
      if (value instanceof ArrayValue array && plan.equalTo().get(key).anyArray()) {
        for (Object element : array.elements()) {
          if (element != null) {
            values.add(element);
          }
        }
      } else if (value != null) {
        values.add(value);
      }
    }
    if (values.size() < 2) {
      return values;
    }
    var indexKey = plan.index().keys().get(key);
    Type type = indexKey.type();
    boolean backward = indexKey.descending() != plan.descending();
    values.sort(backward ? (a, b) -> type.compare(b, a) : type::compare);
    List<Object> distinct = new ArrayList<>(values.size());
    for (Object value : values) {
      if (distinct.isEmpty() || !type.equal(distinct.getLast(), value)) {
        distinct.add(value);
      }
    }
    return distinct;
  }
}
