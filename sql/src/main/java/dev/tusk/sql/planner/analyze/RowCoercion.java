package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.Collation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Converts the columns of a query, at the place where its constants and parameters stand. */
final class RowCoercion {
  private final Analysis analysis;

  RowCoercion(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The expression that a field is computed by, as far as it is at hand. */
  static RexNode expression(RelNode rel, int field) {
    return switch (rel) {
      case LogicalProject project -> project.getProjects().get(field);
      case Rels.Rows rows when !rows.rows.isEmpty() -> rows.rows.getFirst().get(field);
      default -> new RexInputRef(field, rel.getRowType().getFieldList().get(field).getType());
    };
  }

  /** The same as far as it tells a collation: a row of VALUES has those of its columns. */
  static RexNode collated(RelNode rel, int field) {
    return rel instanceof LogicalProject project
        ? project.getProjects().get(field)
        : new RexInputRef(field, rel.getRowType().getFieldList().get(field).getType());
  }

  /** The same rows with these types; each conversion must be implicitly possible. */
  RelNode coerce(RelNode rel, List<RelDataType> types) {
    boolean same = true;
    for (int i = 0; i < types.size(); i++) {
      same &= rel.getRowType().getFieldList().get(i).getType().equals(types.get(i));
    }
    if (same) {
      return rel;
    }
    return switch (rel) {
      case LogicalProject project ->
          project(project.getInput(), converted(project.getProjects(), types));
      case Rels.Rows rows -> {
        List<List<RexNode>> cells = new ArrayList<>();
        rows.rows.forEach(row -> cells.add(converted(row, types)));
        yield new Rels.Rows(analysis.cluster, cells, analysis.types.row(types), rows.alias);
      }
      default -> project(rel, converted(Rels.fieldsOf(rel), types));
    };
  }

  private RelNode project(RelNode input, List<RexNode> expressions) {
    return LogicalProject.create(
        input, List.of(), expressions, analysis.types.names(expressions.size()), Set.of());
  }

  private List<RexNode> converted(List<RexNode> expressions, List<RelDataType> types) {
    List<RexNode> list = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      RexNode expression = expressions.get(i);
      RexNode value =
          analysis.coercion.coerce(
              expression,
              RelTypes.type(types.get(i)),
              Context.IMPLICIT,
              PgCall.positionOf(expression));
      RexNode fitted =
          RelTypes.typmod(types.get(i)) < 0 && RelTypes.typmodOf(value) >= 0
              ? analysis.call(
                  new Shape.Relabel(), types.get(i), List.of(value), PgCall.positionOf(value))
              : value;
      Collation collation = RelTypes.collation(types.get(i));
      list.add(
          collation == null
              ? fitted
              : Collations.under(fitted, collation, PgCall.positionOf(fitted)));
    }
    return list;
  }
}
