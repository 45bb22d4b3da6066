package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PolicyCheck;
import dev.tusk.sql.plan.PolicyMoment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the policies of a table ask of the rows that are written ({@code ExecWithCheckOptions}). */
final class PolicyChecks {
  private final List<PolicyCheck> checks;
  private final List<Evaluator> conditions;

  PolicyChecks(List<PolicyCheck> checks, ExpressionCompiler compiler) {
    this.checks = checks;
    this.conditions = checks.stream().map(c -> compiler.compile(c.condition())).toList();
  }

  boolean isEmpty() {
    return checks.isEmpty();
  }

  /** Refuses a row, over what RETURNING reads, that some policy forbids or none allows. */
  void check(PolicyMoment when, @Nullable Object[] row, PlanExecution execution) {
    for (int i = 0; i < conditions.size(); i++) {
      PolicyCheck check = checks.get(i);
      if (check.when() == when && !conditions.get(i).holds(row, execution)) {
        throw violated(check);
      }
    }
  }

  private static SqlException violated(PolicyCheck check) {
    String policy = check.policy() == null ? "" : " \"" + check.policy() + "\"";
    String start =
        switch (check.when()) {
          case INSERT, UPDATE -> "new row violates row-level security policy" + policy;
          case CONFLICT ->
              "new row violates row-level security policy" + policy + " (USING expression)";
          case MERGE_UPDATE, MERGE_DELETE ->
              "target row violates row-level security policy" + policy + " (USING expression)";
        };
    return SqlException.of(
        SqlState.INSUFFICIENT_PRIVILEGE, start + " for table \"" + check.table() + "\"");
  }
}
