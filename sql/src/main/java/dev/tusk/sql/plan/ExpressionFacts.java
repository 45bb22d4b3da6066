package dev.tusk.sql.plan;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.type.Types;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of an expression once its names are resolved, so that nobody has to guess it from
 * its text.
 *
 * @param volatility that of the most volatile function in it
 * @param inputs the fields of the row that it reads, from 0
 * @param relations OIDs of the relations that it names by a {@code regclass} constant
 */
public record ExpressionFacts(
    Volatility volatility, SortedSet<Integer> inputs, SortedSet<Long> relations) {

  public static ExpressionFacts of(Expression expression) {
    Collector collector = new Collector();
    collector.visit(expression);
    return new ExpressionFacts(collector.volatility, collector.inputs, collector.relations);
  }

  /** Whether two evaluations in one statement may differ. */
  public boolean isVolatile() {
    return volatility == Volatility.VOLATILE;
  }

  /** Whether it reads no row and gives the same value always. */
  public boolean isConstant() {
    return volatility == Volatility.IMMUTABLE && inputs.isEmpty();
  }

  private static final class Collector {
    private Volatility volatility = Volatility.IMMUTABLE;
    private final SortedSet<Integer> inputs = new TreeSet<>();
    private final SortedSet<Long> relations = new TreeSet<>();

    void visit(Expression expression) {
      switch (expression) {
        case Expression.Input e -> inputs.add(e.index());
        case Expression.Constant e -> {
          if (e.type() == Types.REGCLASS && e.value() instanceof Long oid) {
            relations.add(oid);
          }
        }
        case Expression.Call e -> calls(e.function());
        case Expression.DistinctFrom e -> calls(e.equality());
        case Expression.NullIf e -> calls(e.equality());
        case Expression.Quantified e -> calls(e.operator());
        case Expression.InList e -> calls(e.equality());
        // Its operand's fields are elements of the array, not fields of the row.
        case Expression.ArrayCast e -> raise(of(e.element()).volatility());
        // Text forms depend on settings.
        case Expression.InOutCast _ -> raise(Volatility.STABLE);
        case Expression.Subquery _ -> raise(Volatility.VOLATILE);
        case Expression.Parameter _, Expression.Outer _, Expression.Relabel _ -> {}
        case Expression.ApplyTypmod _, Expression.And _, Expression.Or _, Expression.Not _ -> {}
        case Expression.IsNull _, Expression.BooleanTest _, Expression.Case _ -> {}
        case Expression.Coalesce _, Expression.Extreme _, Expression.ArrayOf _ -> {}
        case Expression.RowOf _, Expression.Field _, Expression.Subscript _ -> {}
        case Expression.Slice _, Expression.ArrayAssign _, Expression.Spread _ -> {}
        case Expression.FieldAssign _ -> {}
      }
      Operands.of(expression).forEach(this::visit);
    }

    private void calls(FunctionSignature function) {
      raise(function.volatility());
    }

    private void raise(Volatility other) {
      if (other.ordinal() > volatility.ordinal()) {
        volatility = other;
      }
    }
  }
}
