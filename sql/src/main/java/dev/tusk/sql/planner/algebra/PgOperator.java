package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.jspecify.annotations.Nullable;

/** An operator of the algebra that says what it is by its {@link Shape}. */
final class PgOperator extends SqlOperator {
  private final Shape shape;

  PgOperator(Shape shape) {
    super(name(shape), SqlKind.OTHER_FUNCTION, 0, 0, null, null, null);
    this.shape = shape;
  }

  private static String name(Shape shape) {
    return shape instanceof Shape.Function(FunctionSignature signature)
        ? signature.name()
        : shape.getClass().getSimpleName();
  }

  Shape shape() {
    return shape;
  }

  @Override
  public SqlSyntax getSyntax() {
    return SqlSyntax.FUNCTION;
  }

  @Override
  public boolean isDeterministic() {
    return switch (shape) {
      case Shape.Function(FunctionSignature signature) ->
          signature.volatility() != Volatility.VOLATILE;
      default -> true;
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PgOperator that && shape.equals(that.shape);
  }

  @Override
  public int hashCode() {
    return shape.hashCode();
  }
}
