package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.Objects;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The next value of an identity column. Its sequence is part of the column, and who may insert
 * needs no right of it ({@code NextValueExpr}); so what is called is {@code nextval} under a name
 * that no statement can write.
 */
public final class IdentityValue {
  /** The name of the function, which is in no catalog. */
  public static final String FUNCTION = "nextval of identity";

  private IdentityValue() {}

  public static RexNode of(Analysis analysis, Column column) {
    String text = Objects.requireNonNull(column.defaultText());
    RexNode call = new StoredExpressions(analysis).bind(text, null);
    return Assignments.assigned(analysis, column, Rex.replace(call, IdentityValue::renamed), 0);
  }

  private static @Nullable RexNode renamed(RexNode node) {
    return node instanceof PgCall call && call.shape() instanceof Shape.Function(var nextval)
        ? new PgCall(
            new Shape.Function(
                new FunctionSignature(
                    nextval.oid(),
                    FUNCTION,
                    nextval.arguments(),
                    nextval.variadic(),
                    nextval.requiredArguments(),
                    nextval.result(),
                    nextval.kind(),
                    nextval.strict(),
                    nextval.volatility())),
            call.getType(),
            call.operands,
            call.position())
        : null;
  }
}
