package dev.tusk.executor.stored;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.type.Type;
import java.util.List;

/** What becomes of a value that is assigned to a variable of another type. */
final class AssignedValues {
  private final PlannedExpressions expressions;

  AssignedValues(PlannedExpressions expressions) {
    this.expressions = expressions;
  }

  /** The value, given as field 0: where no cast does it, through its text. */
  Expression assignment(Type from, Type to, int typmod) {
    try {
      return expressions.bind(
          SqlParser.parseExpression("value"),
          Clause.TRANSFORM,
          ValueRow.of(List.of("value"), List.of(from)),
          to,
          typmod);
    } catch (SqlException e) {
      if (PlannedExpressions.mistyped(e) == null) {
        throw e;
      }
      Expression text = new Expression.InOutCast(new Expression.Input(0, from), to, 0);
      return typmod < 0 ? text : new Expression.ApplyTypmod(text, to, typmod, false);
    }
  }
}
