package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.grammar.ArraySlice;
import dev.tusk.sql.grammar.Assignment;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * A part of a column given a value: {@code a[1] = x}, {@code c.f = x}, {@code c.f[2].g = x} ({@code
 * transformAssignmentIndirection}).
 */
final class PartAssignment {
  private final Analysis analysis;
  private final Composites composites;
  private final RexNode value;
  private final int position;

  private PartAssignment(ExpressionAnalyzer expressions, RexNode value, int position) {
    this.analysis = expressions.analysis();
    this.composites = expressions.composites();
    this.value = value;
    this.position = position;
  }

  /** What the column becomes when {@code target}, a part of it, is assigned to. */
  static RexNode assigned(
      ExpressionAnalyzer expressions,
      Column column,
      RexNode before,
      SqlCall target,
      RexNode value) {
    List<SqlCall> steps = new ArrayList<>();
    for (SqlNode node = target; node instanceof SqlCall call; node = call.operand(0)) {
      steps.addFirst(call);
    }
    int position = ExpressionAnalyzer.position(Assignment.column(target));
    return new PartAssignment(expressions, value, position)
        .whole(column.name(), column.type(), column.typmod(), before, steps);
  }

  /** Whether an expression gives a part of a column its value. */
  static boolean is(RexNode node) {
    return PgCall.shapeOf(node) instanceof Shape.DomainCheck
            && is(((PgCall) node).operands.getFirst())
        || PgCall.shapeOf(node) instanceof Shape.ArrayAssign
        || PgCall.shapeOf(node) instanceof Shape.FieldAssign;
  }

  /** The value that the steps lead into, as it is afterwards. */
  private RexNode whole(String name, Type type, int typmod, RexNode before, List<SqlCall> steps) {
    if (type instanceof DomainType domain) {
      RexNode under =
          whole(
              name,
              DomainType.root(domain),
              DomainType.rootTypmod(domain, typmod),
              analysis.coercion.undomained(before),
              steps);
      return analysis.coercion.coerce(under, domain, Context.ASSIGNMENT, position);
    }
    return steps.getFirst().getKind() == SqlKind.DOT
        ? row(name, type, before, steps)
        : array(name, type, typmod, before, steps);
  }

  private RexNode row(String name, Type type, RexNode before, List<SqlCall> steps) {
    String field = ((SqlIdentifier) steps.getFirst().operand(1)).names.getLast();
    if (!(type instanceof CompositeType row)) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "cannot assign to field \"%s\" of column \"%s\" because its type %s is not a"
                      + " composite type",
                  field,
                  name,
                  type.displayName()))
          .at(position);
    }
    int index = row.names().indexOf(field);
    if (index < 0) {
      throw SqlException.of(
              SqlState.UNDEFINED_COLUMN,
              String.format(
                  Locale.ROOT,
                  "cannot assign to field \"%s\" of column \"%s\" because there is no such column"
                      + " in data type %s",
                  field,
                  name,
                  type.displayName()))
          .at(position);
    }
    CompositeType.Field part = row.fields().get(index);
    List<SqlCall> rest = steps.subList(1, steps.size());
    RexNode inner =
        rest.isEmpty()
            ? fitting(
                part.type(),
                part.typmod(),
                String.format(
                    Locale.ROOT,
                    "subfield \"%s\" is of type %s but expression is of type %s",
                    field,
                    part.type().displayName(),
                    RelTypes.typeOf(value).displayName()))
            : whole(
                field,
                part.type(),
                part.typmod(),
                analysis.call(
                    new Shape.Field(index),
                    analysis.types.of(part.type(), part.typmod()),
                    List.of(before),
                    0),
                rest);
    return analysis.call(new Shape.FieldAssign(index), row, List.of(before, inner), position);
  }

  private RexNode array(String name, Type whole, int typmod, RexNode before, List<SqlCall> steps) {
    int count = 0;
    while (count < steps.size() && steps.get(count).getKind() != SqlKind.DOT) {
      count++;
    }
    List<SqlCall> accesses = steps.subList(0, count);
    List<SqlCall> rest = steps.subList(count, steps.size());
    Type type = Composites.container(whole);
    Type element = type == Types.JSONB ? type : type.elementType();
    if (element == null) {
      throw Composites.notSubscriptable(type, position);
    }
    boolean slice = Composites.slices(accesses);
    List<RexNode> subscripts = new ArrayList<>();
    List<Boolean> lower = new ArrayList<>();
    List<Boolean> upper = new ArrayList<>();
    if (type == Types.JSONB) {
      accesses.forEach(access -> subscripts.add(composites.step(access)));
      lower.addAll(Collections.nCopies(accesses.size(), false));
      upper.addAll(Collections.nCopies(accesses.size(), true));
    } else {
      Composites.checkDimensions(accesses);
      composites.bounds(accesses, subscripts, lower, upper);
    }
    Type wanted = slice ? type : element;
    RexNode inner =
        rest.isEmpty()
            ? fitting(
                wanted,
                typmod,
                String.format(
                    Locale.ROOT,
                    "subscripted assignment to \"%s\" requires type %s but expression is of type %s",
                    name,
                    wanted.displayName(),
                    RelTypes.typeOf(value).displayName()))
            : whole(name, wanted, typmod, part(before, accesses, wanted, slice), rest);
    List<RexNode> operands = new ArrayList<>(List.of(before, inner));
    operands.addAll(subscripts);
    return analysis.call(
        new Shape.ArrayAssign(List.copyOf(lower), List.copyOf(upper), slice),
        analysis.types.of(type, typmod),
        operands,
        position);
  }

  private RexNode part(RexNode before, List<SqlCall> accesses, Type element, boolean slice) {
    return slice || accesses.stream().anyMatch(a -> a instanceof ArraySlice)
        ? before
        : composites.item(before, accesses, analysis.types.of(element), 0);
  }

  /** Variables take any value whose text can be read. */
  private RexNode throughText(Type wanted, int typmod) {
    RexNode read =
        analysis.call(new Shape.InOutCast(), wanted, List.of(value), PgCall.positionOf(value));
    return typmod < 0
        ? read
        : analysis.call(
            new Shape.ApplyTypmod(typmod, false),
            analysis.types.of(wanted, typmod),
            List.of(read),
            0);
  }

  private RexNode fitting(Type wanted, int typmod, String problem) {
    RexNode fitting =
        analysis.coercion.coerceTo(
            value, wanted, typmod, Context.ASSIGNMENT, PgCall.positionOf(value));
    if (fitting == null && analysis.variables != null) {
      return throughText(wanted, typmod);
    }
    if (fitting == null) {
      throw SqlException.of(SqlState.DATATYPE_MISMATCH, problem)
          .withHint("You will need to rewrite or cast the expression.")
          .at(position);
    }
    return fitting;
  }
}
