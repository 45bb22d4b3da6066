package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.ColumnRef;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** UNION, INTERSECT and EXCEPT. */
final class SetOperations {
  private final Analysis analysis;
  private final QueryAnalyzer queries;

  SetOperations(Analysis analysis, QueryAnalyzer queries) {
    this.analysis = analysis;
    this.queries = queries;
  }

  BoundQuery setOperation(SqlCall call, @Nullable Scope parent, @Nullable Correlation correlation) {
    BoundQuery left = queries.query(call.operand(0), parent, correlation, false);
    BoundQuery right = queries.query(call.operand(1), parent, correlation, false);
    return combined(call.getKind(), ((SqlSetOperator) call.getOperator()).isAll(), left, right);
  }

  BoundQuery combined(SqlKind kind, boolean all, BoundQuery left, BoundQuery right) {
    String name = kind.name();
    if (left.fields().size() != right.fields().size()) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              String.format(
                  Locale.ROOT, "each %s query must have the same number of columns", name))
          .at(
              right.fields().isEmpty()
                  ? 0
                  : PgCall.positionOf(RowCoercion.expression(right.rel(), 0)));
    }
    List<RelDataType> types = commonTypes(left, right, name, all);
    RowCoercion coercion = new RowCoercion(analysis);
    List<RelNode> inputs =
        List.of(coercion.coerce(left.rel(), types), coercion.coerce(right.rel(), types));
    RelNode rel =
        switch (kind) {
          case INTERSECT -> LogicalIntersect.create(inputs, all);
          case EXCEPT -> LogicalMinus.create(inputs, all);
          default -> {
            RelNode union = LogicalUnion.create(flat(inputs), true);
            yield all ? union : distinct(union);
          }
        };
    if (kind != SqlKind.UNION || !all) {
      types.forEach(t -> TargetList.checkGroupable(RelTypes.type(t), 0));
    }
    ResolvedQuery resolved =
        new ResolvedQuery.SetOperation(
            ResolvedQuery.Operator.valueOf(name),
            all,
            typed(left.resolved(), types),
            typed(right.resolved(), types),
            ResolvedQuery.Tail.NONE);
    return BoundQuery.of(
        rel, left.fields().stream().map(SetOperations::withoutOrigin).toList(), resolved);
  }

  /** Literals without a type of their own are read as the result's. */
  private ResolvedQuery typed(ResolvedQuery query, List<RelDataType> types) {
    return switch (query) {
      case ResolvedQuery.Select select -> {
        List<OutputField> targets = new ArrayList<>(select.targets());
        for (int i = 0; i < types.size(); i++) {
          targets.set(i, targets.get(i).with(typed(targets.get(i).expression(), types.get(i))));
        }
        yield select.over(targets);
      }
      case ResolvedQuery.Values values -> {
        List<List<RexNode>> rows = new ArrayList<>();
        for (List<RexNode> row : values.rows()) {
          List<RexNode> cells = new ArrayList<>();
          for (int i = 0; i < types.size(); i++) {
            cells.add(typed(row.get(i), types.get(i)));
          }
          rows.add(cells);
        }
        yield new ResolvedQuery.Values(rows, values.columns(), values.targets(), values.tail());
      }
      case ResolvedQuery.SetOperation set -> set;
      case ResolvedQuery.With with ->
          new ResolvedQuery.With(with.recursive(), with.tables(), typed(with.body(), types));
      case ResolvedQuery.Modification modification -> modification;
    };
  }

  private RexNode typed(RexNode node, RelDataType type) {
    return RelTypes.typeOf(node) == Types.UNKNOWN
        ? analysis.coercion.coerce(
            node, RelTypes.type(type), Context.IMPLICIT, PgCall.positionOf(node))
        : node;
  }

  private static OutputField withoutOrigin(OutputField field) {
    return new OutputField(field.name(), field.expression(), 0, 0);
  }

  private static List<RelNode> flat(List<RelNode> inputs) {
    List<RelNode> flat = new ArrayList<>();
    for (RelNode input : inputs) {
      if (input instanceof LogicalUnion union && union.all) {
        flat.addAll(union.getInputs());
      } else {
        flat.add(input);
      }
    }
    return flat;
  }

  static RelNode distinct(RelNode rel) {
    ImmutableBitSet all = ImmutableBitSet.range(rel.getRowType().getFieldCount());
    return LogicalAggregate.create(rel, List.of(), all, null, List.of());
  }

  private List<RelDataType> commonTypes(
      BoundQuery left, BoundQuery right, String name, boolean all) {
    List<RelDataType> types = new ArrayList<>();
    for (int i = 0; i < left.fields().size(); i++) {
      RexNode l = RowCoercion.expression(left.rel(), i);
      RexNode r = RowCoercion.expression(right.rel(), i);
      if (RelTypes.typeOf(l) == Types.UNKNOWN && RelTypes.typeOf(r) == Types.UNKNOWN) {
        types.add(analysis.types.of(Types.TEXT));
        continue;
      }
      Type common = analysis.coercion.commonType(List.of(l, r), name);
      analysis.coercion.toCommon(fieldOf(l), common, name);
      analysis.coercion.toCommon(fieldOf(r), common, name);
      boolean same = l.getType().equals(r.getType());
      types.add(
          analysis.collations.common(
              same ? l.getType() : analysis.types.of(common),
              List.of(RowCoercion.collated(left.rel(), i), RowCoercion.collated(right.rel(), i)),
              all && name.equals("UNION")));
    }
    return types;
  }

  /** A stand-in of the same type: literals and parameters are converted only once. */
  private static RexNode fieldOf(RexNode node) {
    return new ColumnRef(0, node.getType(), "", PgCall.positionOf(node));
  }
}
