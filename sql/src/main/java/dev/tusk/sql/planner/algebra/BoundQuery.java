package dev.tusk.sql.planner.algebra;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;

/**
 * A query resolved: algebra, and what its fields are called.
 *
 * @param fields one for each field of {@code rel}, with the field itself as expression
 * @param resolved the same as it was written
 */
public record BoundQuery(RelNode rel, List<OutputField> fields, ResolvedQuery resolved) {

  /** Names for the fields of algebra; origins are those of the given columns. */
  public static BoundQuery of(RelNode rel, List<OutputField> columns, ResolvedQuery resolved) {
    List<OutputField> fields = new ArrayList<>();
    List<RelDataTypeField> types = rel.getRowType().getFieldList();
    for (int i = 0; i < columns.size(); i++) {
      fields.add(columns.get(i).with(new RexInputRef(i, types.get(i).getType())));
    }
    return new BoundQuery(rel, fields, resolved);
  }
}
