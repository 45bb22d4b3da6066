package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PartitionPruning;
import dev.tusk.sql.plan.PartitionPruning.Level;
import dev.tusk.sql.plan.PartitionPruning.Target;
import dev.tusk.sql.plan.PartitionPruning.Term;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of an Append that are read in an execution: partitions without rows are left out. */
final class LiveInputs {
  private static final @Nullable Object[] NO_ROW = {};

  private final List<Operator> inputs;
  private final @Nullable PartitionPruning pruning;
  private final Map<Expression, Evaluator> values = new IdentityHashMap<>();

  LiveInputs(
      List<Operator> inputs,
      PhysicalPlan.@Nullable AppendedRelation relation,
      ExpressionCompiler compiler) {
    this.inputs = inputs;
    this.pruning = relation == null ? null : relation.pruning();
    if (pruning != null) {
      compile(pruning.root(), compiler);
    }
  }

  private void compile(Level level, ExpressionCompiler compiler) {
    compile(level.terms(), compiler);
    for (Target target : level.below()) {
      if (target instanceof Target.Divided(Level below)) {
        compile(below, compiler);
      }
    }
  }

  private void compile(List<Term> terms, ExpressionCompiler compiler) {
    for (Term term : terms) {
      switch (term) {
        case Term.Comparison comparison ->
            comparison.values().forEach(v -> values.put(v, compiler.compile(v)));
        case Term.Or or -> or.arms().forEach(arm -> compile(arm, compiler));
      }
    }
  }

  /** Those that may have rows, by the values of this execution. */
  List<Operator> of(PlanExecution execution) {
    if (pruning == null) {
      return inputs;
    }
    Map<Expression, @Nullable Object> known = new IdentityHashMap<>();
    BitSet alive =
        pruning.inputs(expression -> {
          if (!known.containsKey(expression)) {
            Evaluator evaluator = values.get(expression);
            known.put(
                expression,
                evaluator == null
                    ? PartitionPruning.Values.UNKNOWN
                    : evaluator.evaluate(NO_ROW, execution));
          }
          return known.get(expression);
        });
    List<Operator> live = new ArrayList<>();
    alive.stream().forEach(i -> live.add(inputs.get(i)));
    return live;
  }
}
