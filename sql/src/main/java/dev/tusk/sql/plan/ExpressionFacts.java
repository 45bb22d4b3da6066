package dev.tusk.sql.plan;

import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.type.Type;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of an expression once its names are resolved, so that nobody has to guess it from
 * its text.
 *
 * @param volatility that of the most volatile function in it
 * @param inputs the fields of the row that it reads, from 0
 * @param references what it names besides columns and what is always there: functions, types, and
 *     the objects of constants such as {@code regclass}
 */
public record ExpressionFacts(
    Volatility volatility, SortedSet<Integer> inputs, SortedSet<ObjectAddress> references) {

  public static ExpressionFacts of(Expression expression) {
    Collector collector = new Collector();
    collector.visit(expression);
    return new ExpressionFacts(collector.volatility, collector.inputs, collector.references);
  }

  /** Whether an expression is NULL and nothing else. */
  public static boolean isNull(Expression expression) {
    return expression instanceof Expression.Constant constant && constant.value() == null;
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
    private final SortedSet<ObjectAddress> references = new TreeSet<>();

    void visit(Expression expression) {
      switch (expression) {
        case Expression.Input e -> inputs.add(e.index());
        case Expression.Constant e -> {
          uses(e.type());
          if (e.value() instanceof Long oid) {
            names(e.type(), oid);
          }
        }
        case Expression.Call e -> calls(e.function());
        case Expression.DistinctFrom e -> calls(e.equality());
        case Expression.NullIf e -> calls(e.equality());
        case Expression.Quantified e -> calls(e.operator());
        case Expression.InList e -> calls(e.equality());
        // Its operand's fields are elements of the array, not fields of the row.
        case Expression.ArrayCast e -> {
          ExpressionFacts element = of(e.element());
          raise(element.volatility());
          references.addAll(element.references());
          uses(e.type());
        }
        // Text forms depend on settings.
        case Expression.InOutCast e -> {
          raise(Volatility.STABLE);
          uses(e.type());
        }
        case Expression.Subquery _ -> raise(Volatility.VOLATILE);
        case Expression.CurrentOf _ -> raise(Volatility.STABLE);
        case Expression.Relabel e -> uses(e.type());
        case Expression.Parameter _, Expression.Outer _ -> {}
        case Expression.ApplyTypmod _, Expression.And _, Expression.Or _, Expression.Not _ -> {}
        case Expression.IsNull _, Expression.BooleanTest _, Expression.Case _ -> {}
        case Expression.Coalesce _, Expression.Extreme _, Expression.ArrayOf _ -> {}
        case Expression.RowOf _, Expression.Field _, Expression.Subscript _ -> {}
        case Expression.Slice _, Expression.ArrayAssign _, Expression.Spread _ -> {}
        case Expression.FieldAssign _ -> {}
        case Expression.DomainCheck e ->
            e.domains().stream()
                .flatMap(rule -> rule.conditions().stream())
                .forEach(check -> raise(of(check.condition()).volatility()));
      }
      Operands.of(expression).forEach(this::visit);
    }

    private void calls(FunctionSignature function) {
      raise(function.volatility());
      refer(ObjectAddress.function(function.oid()));
    }

    private void uses(Type type) {
      Type element = type.elementType();
      refer(ObjectAddress.type(type.isArray() && element != null ? element.oid() : type.oid()));
    }

    /** The object of a constant of {@code regclass} and its kin (find_expr_references_walker). */
    private void names(Type type, long oid) {
      switch (type.name()) {
        case "regclass" -> refer(ObjectAddress.relation(oid));
        case "regproc", "regprocedure" -> refer(ObjectAddress.function(oid));
        case "regtype" -> refer(ObjectAddress.type(oid));
        case "regoper", "regoperator" -> refer(ObjectAddress.of(ObjectAddress.PG_OPERATOR, oid));
        case "regnamespace" -> refer(ObjectAddress.of(ObjectAddress.PG_NAMESPACE, oid));
        case "regconfig" -> refer(ObjectAddress.of(ObjectAddress.PG_TS_CONFIG, oid));
        case "regdictionary" -> refer(ObjectAddress.of(ObjectAddress.PG_TS_DICT, oid));
        default -> {}
      }
    }

    private void refer(ObjectAddress object) {
      if (!object.pinned()) {
        references.add(object);
      }
    }

    private void raise(Volatility other) {
      if (other.ordinal() > volatility.ordinal()) {
        volatility = other;
      }
    }
  }
}
