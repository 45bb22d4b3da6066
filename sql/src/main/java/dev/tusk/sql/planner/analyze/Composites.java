package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.grammar.ArraySlice;
import dev.tusk.sql.grammar.Assignment;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.ResolvedType;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Arrays and rows: constructors, subscripts, slices, fields. */
final class Composites {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;

  Composites(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    this.analysis = expressions.analysis();
  }

  /** The fields of a row written out, null for anything else. */
  static @Nullable List<RexNode> fields(RexNode node) {
    return PgCall.shapeOf(node) instanceof Shape.RowOf ? ((RexCall) node).operands : null;
  }

  RexNode row(SqlCall call) {
    List<RexNode> values = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlIdentifier star && star.isStar()) {
        expressions
            .scope()
            .star(null, star.names.get(star.names.size() - 2), ExpressionAnalyzer.position(star))
            .forEach(c -> values.add(c.value()));
      } else {
        values.add(expressions.analyze(operand));
      }
    }
    return rowOf(values, ExpressionAnalyzer.position(call));
  }

  RexNode rowOf(List<RexNode> values, int position) {
    List<String> names = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (RexNode value : values) {
      names.add("f" + (names.size() + 1));
      types.add(value.getType());
    }
    return analysis.call(new Shape.RowOf(), analysis.types.record(names, types), values, position);
  }

  /**
   * ARRAY[…].
   *
   * @param wanted element type of the cast around it, null for none
   */
  RexNode array(SqlCall call, @Nullable Type wanted) {
    int position = ExpressionAnalyzer.position(call);
    List<RexNode> elements = new ArrayList<>();
    boolean nested = false;
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlBasicCall inner
          && inner.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
        elements.add(array(inner, wanted));
        nested = true;
      } else {
        RexNode element = expressions.analyze(operand);
        nested |= RelTypes.typeOf(element).isArray();
        elements.add(element);
      }
    }
    if (wanted != null) {
      return arrayOf(elements, wanted, nested, position);
    }
    if (elements.isEmpty()) {
      throw SqlException.of(SqlState.INDETERMINATE_DATATYPE, "cannot determine type of empty array")
          .withHint("Explicitly cast to the desired type, for example ARRAY[]::integer[].")
          .at(position);
    }
    Type common = analysis.coercion.commonType(elements, "ARRAY");
    Type array = common.isArray() ? common : analysis.coercion.arrayOf(common);
    if (array == null) {
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              "could not find array type for data type " + common.displayName())
          .at(position);
    }
    List<RexNode> converted =
        Rex.map(elements, e -> analysis.coercion.toCommon(e, common, "ARRAY"));
    return analysis.call(new Shape.ArrayOf(common.isArray()), array, converted, position);
  }

  /** Elements cast to the type that a cast around the constructor names. */
  private RexNode arrayOf(List<RexNode> elements, Type wanted, boolean nested, int position) {
    Type array = analysis.coercion.arrayOf(wanted);
    if (array == null) {
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              "could not find array type for data type " + wanted.displayName())
          .at(position);
    }
    ResolvedType target = new ResolvedType(nested ? array : wanted, -1);
    List<RexNode> converted =
        Rex.map(elements, e -> expressions.cast(e, target, PgCall.positionOf(e)));
    return analysis.call(new Shape.ArrayOf(nested), array, converted, position);
  }

  /** {@code a[1][2]}, {@code a[1:2]}: all brackets behind one another are one access. */
  RexNode subscripted(SqlCall outermost) {
    List<SqlCall> accesses = new ArrayList<>();
    SqlNode base = outermost;
    while (base instanceof SqlCall call
        && (call.getKind() == SqlKind.ITEM || call instanceof ArraySlice)) {
      accesses.addFirst(call);
      base = call.operand(0);
    }
    RexNode array = expressions.analyze(base);
    Type type = RelTypes.typeOf(array);
    int position = ExpressionAnalyzer.position(outermost);
    if (type == Types.JSONB) {
      return jsonb(array, accesses);
    }
    Type element = type.elementType();
    if (element == null) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "cannot subscript type %s because it does not support subscripting",
                  type.displayName()))
          .at(PgCall.positionOf(array));
    }
    boolean slice = accesses.stream().anyMatch(a -> a instanceof ArraySlice);
    return slice
        ? slice(array, accesses, type, position)
        : item(array, accesses, element, position);
  }

  private RexNode item(RexNode array, List<SqlCall> accesses, Type element, int position) {
    List<RexNode> operands = new ArrayList<>(List.of(array));
    accesses.forEach(a -> operands.add(index(a.operand(1))));
    return analysis.call(new Shape.Subscript(), element, operands, position);
  }

  private RexNode slice(RexNode array, List<SqlCall> accesses, Type type, int position) {
    List<RexNode> operands = new ArrayList<>(List.of(array));
    List<Boolean> lower = new ArrayList<>();
    List<Boolean> upper = new ArrayList<>();
    bounds(accesses, operands, lower, upper);
    return analysis.call(
        new Shape.Slice(List.copyOf(lower), List.copyOf(upper)), type, operands, position);
  }

  /** Adds the bounds that are written to the operands; a lone subscript is an upper bound. */
  private void bounds(
      List<SqlCall> accesses, List<RexNode> operands, List<Boolean> lower, List<Boolean> upper) {
    for (SqlCall access : accesses) {
      if (access instanceof ArraySlice bounds) {
        lower.add(bounds.lower() != null);
        upper.add(bounds.upper() != null);
        if (bounds.lower() != null) {
          operands.add(index(bounds.lower()));
        }
        if (bounds.upper() != null) {
          operands.add(index(bounds.upper()));
        }
      } else {
        lower.add(false);
        upper.add(true);
        operands.add(index(access.operand(1)));
      }
    }
  }

  /** What the column becomes when {@code target}, an element or a slice of it, is assigned to. */
  RexNode assigned(Column column, RexNode before, SqlCall target, RexNode value) {
    List<SqlCall> accesses = new ArrayList<>();
    for (SqlNode node = target; node instanceof SqlCall call; node = call.operand(0)) {
      accesses.addFirst(call);
    }
    Type type = column.type();
    Type element = type.elementType();
    int position = ExpressionAnalyzer.position(Assignment.column(target));
    if (element == null) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "cannot subscript type %s because it does not support subscripting",
                  type.displayName()))
          .at(position);
    }
    boolean slice = accesses.stream().anyMatch(a -> a instanceof ArraySlice);
    Type wanted = slice ? type : element;
    RexNode fitting =
        analysis.coercion.coerceTo(
            value, wanted, column.typmod(), Context.ASSIGNMENT, PgCall.positionOf(value));
    if (fitting == null) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "subscripted assignment to \"%s\" requires type %s but expression is of type %s",
                  column.name(),
                  wanted.displayName(),
                  RelTypes.typeOf(value).displayName()))
          .withHint("You will need to rewrite or cast the expression.")
          .at(position);
    }
    List<RexNode> operands = new ArrayList<>(List.of(before, fitting));
    List<Boolean> lower = new ArrayList<>();
    List<Boolean> upper = new ArrayList<>();
    bounds(accesses, operands, lower, upper);
    return analysis.call(
        new Shape.ArrayAssign(List.copyOf(lower), List.copyOf(upper), slice),
        analysis.types.of(type, column.typmod()),
        operands,
        position);
  }

  private RexNode index(SqlNode node) {
    RexNode index = expressions.analyze(node);
    RexNode converted = analysis.coercion.coerceTo(index, Types.INT4, -1, Context.ASSIGNMENT, 0);
    if (converted == null) {
      throw SqlException.of(SqlState.DATATYPE_MISMATCH, "array subscript must have type integer")
          .at(ExpressionAnalyzer.position(node));
    }
    return converted;
  }

  private RexNode jsonb(RexNode value, List<SqlCall> accesses) {
    RexNode result = value;
    for (SqlCall access : accesses) {
      if (access instanceof ArraySlice) {
        throw SqlException.of(SqlState.DATATYPE_MISMATCH, "jsonb subscript does not support slices")
            .at(ExpressionAnalyzer.position(access));
      }
      result =
          analysis.operatorResolution.binary(
              "->",
              result,
              expressions.analyze((SqlNode) access.operand(1)),
              ExpressionAnalyzer.position(access));
    }
    return result;
  }

  /** {@code (row).field}. */
  RexNode field(SqlCall call) {
    RexNode row = expressions.analyze((SqlNode) call.operand(0));
    SqlIdentifier name = (SqlIdentifier) call.operand(1);
    String field = name.names.getLast();
    RelTypes.Composite composite = RelTypes.composite(row.getType());
    int position = ExpressionAnalyzer.start(call.operand(0));
    if (composite == null) {
      Type type = RelTypes.typeOf(row);
      throw type == Types.RECORD
          ? SqlException.of(
                  SqlState.UNDEFINED_COLUMN,
                  String.format(
                      Locale.ROOT, "could not identify column \"%s\" in record data type", field))
              .at(position)
          : SqlException.of(
                  SqlState.WRONG_OBJECT_TYPE,
                  String.format(
                      Locale.ROOT,
                      "column notation .%s applied to type %s, which is not a composite type",
                      field,
                      type.displayName()))
              .at(position);
    }
    int index = composite.names().indexOf(field);
    if (index < 0 && call.operand(0) instanceof SqlIdentifier relation) {
      throw SqlException.of(
              SqlState.UNDEFINED_COLUMN,
              String.format(
                  Locale.ROOT, "column %s.%s does not exist", relation.names.getLast(), field))
          .at(position);
    }
    if (index < 0) {
      throw SqlException.of(
              SqlState.UNDEFINED_COLUMN,
              String.format(Locale.ROOT, "column \"%s\" not found in data type record", field))
          .at(position);
    }
    return field(row, index, composite, position);
  }

  RexNode field(RexNode row, int index, RelTypes.Composite composite, int position) {
    List<RexNode> written = fields(row);
    return written != null
        ? written.get(index)
        : analysis.call(
            new Shape.Field(index), composite.types().get(index), List.of(row), position);
  }
}
