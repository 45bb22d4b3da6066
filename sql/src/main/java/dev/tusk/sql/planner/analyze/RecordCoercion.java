package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.CompositeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;

/** A row without a type made one of a composite type ({@code coerce_record_to_complex}). */
final class RecordCoercion {
  private final Analysis analysis;

  RecordCoercion(Analysis analysis) {
    this.analysis = analysis;
  }

  RexNode coerce(RexNode node, CompositeType target, Context context, int position) {
    List<RexNode> values = fields(node);
    if (values == null) {
      throw impossible(target, position);
    }
    List<CompositeType.Field> fields = target.fields();
    if (values.size() < fields.size()) {
      throw impossible(target, position).withDetail("Input has too few columns.");
    }
    List<RexNode> converted = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      CompositeType.Field field = fields.get(i);
      RexNode value = values.get(i);
      RexNode fitting =
          analysis.coercion.coerceTo(
              value, field.type(), field.typmod(), context, PgCall.positionOf(value));
      if (fitting == null) {
        throw impossible(target, position)
            .withDetail(
                String.format(
                    Locale.ROOT,
                    "Cannot cast type %s to %s in column %d.",
                    RelTypes.typeOf(value).displayName(),
                    field.type().displayName(),
                    i + 1));
      }
      converted.add(fitting);
    }
    if (values.size() > fields.size()) {
      throw impossible(target, position).withDetail("Input has too many columns.");
    }
    return new PgCall(
            new Shape.RowOf(), analysis.types.of(target), converted, PgCall.positionOf(node))
        .as(context == Context.EXPLICIT ? PgCall.Form.EXPLICIT_CAST : PgCall.Form.IMPLICIT_CAST);
  }

  private @org.jspecify.annotations.Nullable List<RexNode> fields(RexNode node) {
    List<RexNode> written = Composites.fields(node);
    RelTypes.Composite known = RelTypes.composite(node.getType());
    if (written != null || known == null) {
      return written;
    }
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < known.types().size(); i++) {
      fields.add(analysis.call(new Shape.Field(i), known.types().get(i), List.of(node), 0));
    }
    return fields;
  }

  private static SqlException impossible(CompositeType target, int position) {
    return SqlException.of(
            SqlState.CANNOT_COERCE, "cannot cast type record to " + target.displayName())
        .at(position);
  }
}
