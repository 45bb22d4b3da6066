package dev.tusk.sql.planner.algebra;

import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate of the algebra. Its arguments are all operands of its {@link Shape.Aggregate}, ORDER
 * BY and FILTER included.
 */
public final class PgAggregate extends SqlAggFunction {
  private final Shape.@Nullable Aggregate shape;

  /**
   * An aggregate.
   *
   * @param shape null for the mask of the grouping set
   */
  public PgAggregate(Shape.@Nullable Aggregate shape, RelDataType type) {
    super(
        shape == null ? "grouping_mask" : shape.function().name(),
        null,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(type),
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.shape = shape;
  }

  public Shape.@Nullable Aggregate shape() {
    return shape;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PgAggregate that && Objects.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(shape);
  }
}
