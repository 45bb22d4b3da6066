package dev.tusk.executor.operator;

import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.TwoValues;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the {@code +} and {@code -} that RANGE n PRECEDING adds and subtracts with. */
final class RangeOffsets {
  private RangeOffsets() {}

  static WindowFrame.RangeArithmetic of(
      Expression.Frame frame,
      List<SortKey> orderBy,
      FunctionCatalog catalog,
      ExpressionCompiler compiler) {
    Expression offset =
        frame.start().offset() != null ? frame.start().offset() : frame.end().offset();
    if (frame.mode() != Expression.FrameMode.RANGE || offset == null || orderBy.isEmpty()) {
      return new WindowFrame.RangeArithmetic(null, null);
    }
    Type key = orderBy.getFirst().expression().type();
    return new WindowFrame.RangeArithmetic(
        find("-", key, offset.type(), catalog, compiler),
        find("+", key, offset.type(), catalog, compiler));
  }

  private static @Nullable TwoValues find(
      String name, Type key, Type offset, FunctionCatalog catalog, ExpressionCompiler compiler) {
    for (OperatorSignature operator : catalog.operators(name, false)) {
      if (operator.left() == key && operator.right() == offset) {
        return compiler.function(operator.function(), key, offset, operator.result());
      }
    }
    return null;
  }
}
