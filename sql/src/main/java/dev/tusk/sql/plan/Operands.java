package dev.tusk.sql.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an expression is made of. */
public final class Operands {
  private Operands() {}

  /** The expressions directly below one; of a subquery those that the query around it evaluates. */
  public static List<Expression> of(Expression expression) {
    return switch (expression) {
      case Expression.Constant _, Expression.Parameter _ -> List.of();
      case Expression.Input _, Expression.Outer _ -> List.of();
      case Expression.Call e -> e.arguments();
      case Expression.InOutCast e -> List.of(e.operand());
      case Expression.Relabel e -> List.of(e.operand());
      case Expression.ApplyTypmod e -> List.of(e.operand());
      case Expression.CurrentOf e -> List.of(e.cursor(), e.rowId(), e.tableOid());
      case Expression.ArrayCast e -> List.of(e.operand());
      case Expression.And e -> e.operands();
      case Expression.Or e -> e.operands();
      case Expression.Not e -> List.of(e.operand());
      case Expression.IsNull e -> List.of(e.operand());
      case Expression.BooleanTest e -> List.of(e.operand());
      case Expression.DistinctFrom e -> List.of(e.left(), e.right());
      case Expression.Case e -> whens(e);
      case Expression.Coalesce e -> e.operands();
      case Expression.NullIf e -> List.of(e.left(), e.right());
      case Expression.Extreme e -> e.operands();
      case Expression.ArrayOf e -> e.elements();
      case Expression.Spread e -> List.of(e.array());
      case Expression.RowOf e -> e.fields();
      case Expression.Field e -> List.of(e.operand());
      case Expression.Subscript e -> and(e.array(), e.indexes());
      case Expression.Slice e -> and(e.array(), bounds(e.bounds()));
      case Expression.ArrayAssign e -> and(e.array(), and(e.value(), bounds(e.bounds())));
      case Expression.FieldAssign e -> List.of(e.row(), e.value());
      case Expression.DomainCheck e -> List.of(e.operand());
      case Expression.Quantified e -> List.of(e.left(), e.array());
      case Expression.InList e -> and(e.left(), e.members());
      case Expression.Subquery e -> {
        List<Expression> all = new ArrayList<>(e.outerValues());
        all.addAll(e.left());
        yield all;
      }
    };
  }

  private static List<Expression> and(Expression first, List<Expression> others) {
    List<Expression> all = new ArrayList<>(1 + others.size());
    all.add(first);
    all.addAll(others);
    return all;
  }

  private static List<Expression> whens(Expression.Case choice) {
    List<Expression> all = new ArrayList<>();
    for (Expression.When when : choice.whens()) {
      all.add(when.condition());
      all.add(when.result());
    }
    addPresent(all, choice.otherwise());
    return all;
  }

  private static List<Expression> bounds(List<Expression.Bounds> bounds) {
    List<Expression> all = new ArrayList<>();
    for (Expression.Bounds one : bounds) {
      addPresent(all, one.lower());
      addPresent(all, one.upper());
    }
    return all;
  }

  private static void addPresent(List<Expression> to, @Nullable Expression expression) {
    if (expression != null) {
      to.add(expression);
    }
  }
}
