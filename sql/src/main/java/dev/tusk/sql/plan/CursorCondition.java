package dev.tusk.sql.plan;

import org.jspecify.annotations.Nullable;

/** WHERE CURRENT OF among the conditions of a scan. */
public final class CursorCondition {
  private CursorCondition() {}

  /** What asks for the row of a cursor; null for nothing. */
  public static Expression.@Nullable CurrentOf of(@Nullable Expression filter) {
    return switch (filter) {
      case Expression.CurrentOf current -> current;
      case Expression.And(var operands, _) -> {
        for (Expression operand : operands) {
          Expression.CurrentOf found = of(operand);
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
      case null, default -> null;
    };
  }

  /** The other conditions; null for none. */
  public static @Nullable Expression others(@Nullable Expression filter) {
    if (filter instanceof Expression.And(var operands, var type)) {
      var others = operands.stream().filter(o -> !(o instanceof Expression.CurrentOf)).toList();
      return others.isEmpty()
          ? null
          : others.size() == 1 ? others.getFirst() : new Expression.And(others, type);
    }
    return filter instanceof Expression.CurrentOf ? null : filter;
  }
}
