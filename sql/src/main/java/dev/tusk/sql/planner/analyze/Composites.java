package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.grammar.ArraySlice;
import dev.tusk.sql.grammar.PgOperators;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.ResolvedType;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.ArrayValue;
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
    return rowOf(values(call.getOperandList()), ExpressionAnalyzer.position(call));
  }

  /** The values of a row as it is written: a star is all of its columns. */
  List<RexNode> values(List<SqlNode> operands) {
    List<RexNode> values = new ArrayList<>();
    for (SqlNode operand : operands) {
      if (operand instanceof SqlIdentifier star && star.isStar()) {
        expressions
            .scope()
            .star(star.names.subList(0, star.names.size() - 1), ExpressionAnalyzer.position(star))
            .forEach(c -> values.add(c.value()));
      } else if (operand instanceof SqlCall inner && inner.getOperator() == PgOperators.ROW_STAR) {
        values.addAll(starred(inner));
      } else {
        values.add(expressions.analyze(operand));
      }
    }
    return values;
  }

  /** Whether an item of a row stands for several of its values. */
  static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar()
        || item instanceof SqlCall call && call.getOperator() == PgOperators.ROW_STAR;
  }

  /** {@code (row).*}: its fields. */
  List<RexNode> starred(SqlCall call) {
    RexNode row = expressions.analyze((SqlNode) call.operand(0));
    RelTypes.Composite composite = RelTypes.composite(row.getType());
    int position = ExpressionAnalyzer.position(call);
    if (composite == null) {
      throw notComposite(row, position);
    }
    List<RexNode> values = new ArrayList<>();
    for (int i = 0; i < composite.names().size(); i++) {
      values.add(field(row, i, composite, position));
    }
    return values;
  }

  static SqlException notComposite(RexNode row, int position) {
    return SqlException.of(
            SqlState.WRONG_OBJECT_TYPE,
            String.format(
                Locale.ROOT, "type %s is not composite", RelTypes.typeOf(row).displayName()))
        .at(position);
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
        nested |= stacks(RelTypes.typeOf(element));
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
    Type array = nested ? common : analysis.coercion.arrayOf(common);
    if (array == null || nested && !common.isArray()) {
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              String.format(
                  Locale.ROOT,
                  "could not find %s type for data type %s",
                  nested ? "element" : "array",
                  common.displayName()))
          .at(position);
    }
    List<RexNode> converted =
        Rex.map(elements, e -> analysis.coercion.toCommon(e, common, "ARRAY"));
    return analysis.call(new Shape.ArrayOf(nested), array, converted, position);
  }

  /** Whether values of the type become a further dimension: arrays, but the system's vectors. */
  static boolean stacks(Type type) {
    return type.isArray() && type != Types.INT2VECTOR && type != Types.OIDVECTOR;
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
    RexNode array = analysis.coercion.undomained(expressions.analyze(base));
    Type type = container(RelTypes.typeOf(array));
    int position = ExpressionAnalyzer.position(outermost);
    if (type == Types.JSONB) {
      return member(array, accesses, position);
    }
    Type element = type.partType();
    if (element == null) {
      throw notSubscriptable(type, PgCall.positionOf(array));
    }
    if (type.elementType() == null && slices(accesses)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "slices of fixed-length arrays not implemented");
    }
    checkDimensions(accesses);
    int typmod = RelTypes.typmodOf(array);
    return slices(accesses)
        ? slice(array, accesses, analysis.types.of(type, typmod), position)
        : item(array, accesses, analysis.types.of(element, typmod), position);
  }

  /**
   * The type that subscripts see: a slice of the system's vectors need not be one, so they count as
   * arrays.
   */
  static Type container(Type type) {
    return type == Types.INT2VECTOR
        ? Types.array(Types.INT2)
        : type == Types.OIDVECTOR ? Types.array(Types.OID) : type;
  }

  static SqlException notSubscriptable(Type type, int position) {
    return SqlException.of(
            SqlState.DATATYPE_MISMATCH,
            String.format(
                Locale.ROOT,
                "cannot subscript type %s because it does not support subscripting",
                type.displayName()))
        .at(position);
  }

  static void checkDimensions(List<SqlCall> accesses) {
    if (accesses.size() > ArrayValue.MAX_DIMENSIONS) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          String.format(
              Locale.ROOT,
              "number of array dimensions (%d) exceeds the maximum allowed (%d)",
              accesses.size(),
              ArrayValue.MAX_DIMENSIONS));
    }
  }

  static boolean slices(List<SqlCall> accesses) {
    return accesses.stream().anyMatch(a -> a instanceof ArraySlice);
  }

  RexNode item(RexNode array, List<SqlCall> accesses, RelDataType element, int position) {
    List<RexNode> operands = new ArrayList<>(List.of(array));
    accesses.forEach(a -> operands.add(index(a.operand(1))));
    return analysis.call(new Shape.Subscript(), element, operands, position);
  }

  private RexNode slice(RexNode array, List<SqlCall> accesses, RelDataType type, int position) {
    List<RexNode> operands = new ArrayList<>(List.of(array));
    List<Boolean> lower = new ArrayList<>();
    List<Boolean> upper = new ArrayList<>();
    bounds(accesses, operands, lower, upper);
    return analysis.call(
        new Shape.Slice(List.copyOf(lower), List.copyOf(upper)), type, operands, position);
  }

  /**
   * Adds the bounds that are written to the operands. A lone subscript is an upper bound; beside a
   * slice its lower bound is 1, wherever the array begins.
   */
  void bounds(
      List<SqlCall> accesses, List<RexNode> operands, List<Boolean> lower, List<Boolean> upper) {
    boolean slice = slices(accesses);
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
        lower.add(slice);
        upper.add(true);
        if (slice) {
          operands.add(analysis.constant(1, Types.INT4, 0));
        }
        operands.add(index(access.operand(1)));
      }
    }
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

  /** {@code j['a'][0]}: what a path leads to. */
  private RexNode member(RexNode value, List<SqlCall> accesses, int position) {
    List<RexNode> operands = new ArrayList<>(List.of(value));
    accesses.forEach(access -> operands.add(step(access)));
    return analysis.call(new Shape.Subscript(), Types.JSONB, operands, position);
  }

  /** A subscript of jsonb: an integer or a text, as its type decides alone. */
  RexNode step(SqlCall access) {
    if (access instanceof ArraySlice bounds) {
      SqlNode bound = bounds.upper() != null ? bounds.upper() : bounds.lower();
      throw SqlException.of(SqlState.DATATYPE_MISMATCH, "jsonb subscript does not support slices")
          .at(bound == null ? 0 : ExpressionAnalyzer.start(bound));
    }
    RexNode step = expressions.analyze((SqlNode) access.operand(1));
    Type actual = RelTypes.typeOf(step);
    int position = PgCall.positionOf(step);
    if (actual == Types.UNKNOWN) {
      return analysis.coercion.coerce(step, Types.TEXT, Context.IMPLICIT, position);
    }
    boolean number = analysis.coercion.possible(actual, Types.INT4, Context.IMPLICIT);
    boolean text = analysis.coercion.possible(actual, Types.TEXT, Context.IMPLICIT);
    if (number == text) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT, "subscript type %s is not supported", actual.displayName()))
          .withHint(
              number
                  ? "jsonb subscript must be coercible to only one type, integer or text."
                  : "jsonb subscript must be coercible to either integer or text.")
          .at(position);
    }
    return analysis.coercion.coerce(
        step, number ? Types.INT4 : Types.TEXT, Context.IMPLICIT, position);
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
    RexNode called = index < 0 ? analysis.functionResolution.ofRow(field, row, position) : null;
    if (called != null) {
      return called;
    }
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
              String.format(
                  Locale.ROOT,
                  "column \"%s\" not found in data type %s",
                  field,
                  RelTypes.typeOf(row).displayName()))
          .at(position);
    }
    return field(row, index, composite, position);
  }

  RexNode field(RexNode row, int index, RelTypes.Composite composite, int position) {
    return field(analysis, row, index, composite, position);
  }

  static RexNode field(
      Analysis analysis, RexNode row, int index, RelTypes.Composite composite, int position) {
    boolean kept =
        analysis.asWritten && !(row instanceof PgCall call && call.form() == PgCall.Form.WHOLE_ROW);
    List<RexNode> written = kept ? null : fields(row);
    return written != null
        ? written.get(index)
        : analysis.call(
            new Shape.Field(index), composite.types().get(index), List.of(row), position);
  }
}
