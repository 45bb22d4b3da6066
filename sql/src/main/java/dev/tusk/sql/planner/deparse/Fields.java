package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.type.Types;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Fields of a row by their place alone; their type does not matter to who looks for them. */
final class Fields {
  private static final RelTypes TYPES = new RelTypes();

  private Fields() {}

  static RexNode at(int index) {
    return new RexInputRef(index, TYPES.of(Types.INT4));
  }
}
