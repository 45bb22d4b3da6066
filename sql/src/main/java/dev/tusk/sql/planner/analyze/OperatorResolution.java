package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.CandidateSelection.Candidate;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Which operator an operator's spelling means ({@code parse_oper.c}). */
public final class OperatorResolution {
  private final Analysis analysis;
  private final CandidateSelection selection;

  OperatorResolution(Analysis analysis) {
    this.analysis = analysis;
    this.selection = new CandidateSelection(analysis.coercion);
  }

  /**
   * An operator with its operand types settled.
   *
   * @param left null for a prefix operator
   */
  record Resolved(OperatorSignature operator, @Nullable Type left, Type right, Type result) {
    FunctionSignature function() {
      return operator.function();
    }
  }

  public RexNode binary(String name, RexNode left, RexNode right, int position) {
    Resolved resolved = resolve(name, RelTypes.typeOf(left), RelTypes.typeOf(right), position);
    return apply(resolved, left, right, position);
  }

  RexNode apply(Resolved resolved, RexNode left, RexNode right, int position) {
    Type leftType = resolved.left();
    List<RexNode> operands =
        List.of(
            leftType == null ? left : convert(left, leftType), convert(right, resolved.right()));
    return analysis.collations.of(
        new PgCall(
                new Shape.Function(resolved.function()),
                analysis.types.of(resolved.result()),
                operands,
                position)
            .as(PgCall.Form.OPERATOR));
  }

  private RexNode convert(RexNode operand, Type target) {
    return analysis.coercion.coerce(operand, target, Context.IMPLICIT, PgCall.positionOf(operand));
  }

  RexNode prefix(String name, RexNode operand, int position) {
    Type actual = RelTypes.typeOf(operand);
    List<Candidate<OperatorSignature>> candidates = new ArrayList<>();
    for (OperatorSignature operator : analysis.functions.operators(name, true, analysis.catalog)) {
      candidates.add(new Candidate<>(operator, List.of(operator.right())));
    }
    OperatorSignature chosen = choose(name, candidates, List.of(actual), position);
    analysis.touched.function(chosen.function().oid());
    return analysis.collations.of(
        new PgCall(
                new Shape.Function(chosen.function()),
                analysis.types.of(chosen.result()),
                List.of(convert(operand, chosen.right())),
                position)
            .as(PgCall.Form.OPERATOR));
  }

  /** The operator for these operand types, or PostgreSQL's error. */
  Resolved resolve(String name, Type left, Type right, int position) {
    List<OperatorSignature> operators = analysis.functions.operators(name, false, analysis.catalog);
    OperatorSignature exact = exact(operators, DomainType.root(left), DomainType.root(right));
    if (exact != null) {
      return settled(exact, exact.left(), exact.right(), position);
    }
    List<Candidate<OperatorSignature>> candidates = new ArrayList<>();
    for (OperatorSignature operator : operators) {
      Type operatorLeft = operator.left();
      if (operatorLeft != null) {
        candidates.add(new Candidate<>(operator, List.of(operatorLeft, operator.right())));
      }
    }
    OperatorSignature chosen = choose(name, candidates, List.of(left, right), position);
    return settled(chosen, left, right, position);
  }

  /** {@code binary_oper_exact}: an unknown operand is first taken for the other's type. */
  private static @Nullable OperatorSignature exact(
      List<OperatorSignature> operators, Type left, Type right) {
    Type wantedLeft = left == Types.UNKNOWN ? right : left;
    Type wantedRight = right == Types.UNKNOWN ? left : right;
    if (wantedLeft == Types.UNKNOWN) {
      return null;
    }
    for (OperatorSignature operator : operators) {
      if (operator.left() == wantedLeft && operator.right() == wantedRight) {
        return operator;
      }
    }
    return null;
  }

  private Resolved settled(
      OperatorSignature operator, @Nullable Type left, Type right, int position) {
    analysis.touched.function(operator.function().oid());
    Type declaredLeft = operator.left();
    if (declaredLeft == null || left == null) {
      return new Resolved(operator, null, operator.right(), operator.result());
    }
    if (!Polymorphism.polymorphic(declaredLeft) && !Polymorphism.polymorphic(operator.right())) {
      return new Resolved(operator, declaredLeft, operator.right(), operator.result());
    }
    List<Type> types =
        new Polymorphism(analysis.coercion)
            .resolve(
                List.of(declaredLeft, operator.right()), List.of(left, right), operator.result());
    if (types == null) {
      throw Polymorphism.undetermined(List.of(declaredLeft, operator.right()));
    }
    return new Resolved(operator, types.get(0), types.get(1), types.get(2));
  }

  private OperatorSignature choose(
      String name, List<Candidate<OperatorSignature>> candidates, List<Type> actual, int position) {
    List<Candidate<OperatorSignature>> fitting = selection.matching(candidates, actual);
    if (fitting.isEmpty()) {
      throw SqlException.of(
              SqlState.UNDEFINED_FUNCTION, "operator does not exist: " + written(name, actual))
          .withHint(
              actual.size() == 1
                  ? "No operator matches the given name and argument type. "
                      + "You might need to add an explicit type cast."
                  : "No operator matches the given name and argument types. "
                      + "You might need to add explicit type casts.")
          .at(position);
    }
    Candidate<OperatorSignature> chosen =
        fitting.size() == 1
            ? fitting.getFirst()
            : selection.best(fitting, actual.stream().map(DomainType::root).toList());
    if (chosen == null) {
      throw SqlException.of(
              SqlState.AMBIGUOUS_FUNCTION, "operator is not unique: " + written(name, actual))
          .withHint(
              "Could not choose a best candidate operator. "
                  + "You might need to add explicit type casts.")
          .at(position);
    }
    return chosen.item();
  }

  private static String written(String name, List<Type> actual) {
    return actual.size() == 1
        ? name + " " + actual.getFirst().displayName()
        : String.format(
            Locale.ROOT,
            "%s %s %s",
            actual.get(0).displayName(),
            name,
            actual.get(1).displayName());
  }

  /** The function behind {@code =} for values of one type. */
  FunctionSignature equality(Type type, int position) {
    return resolve("=", type, type, position).function();
  }

  /** The types that both sides of an equality are compared in, with its function. */
  @Nullable Resolved resolveOrNull(String name, Type left, Type right) {
    try {
      return resolve(name, left, right, 0);
    } catch (SqlException _) {
      return null;
    }
  }
}
