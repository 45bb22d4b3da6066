package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.grammar.PgWindow;
import dev.tusk.sql.plan.Expression.BoundKind;
import dev.tusk.sql.plan.Expression.Exclusion;
import dev.tusk.sql.plan.Expression.FrameMode;
import dev.tusk.sql.planner.algebra.ColumnRef;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape.SortDirection;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.jspecify.annotations.Nullable;

/** The windows of one query: those of its WINDOW clause and those written behind OVER. */
final class Windows {
  private final Analysis analysis;
  private final List<SqlWindow> named = new ArrayList<>();
  private final List<Definition> definitions = new ArrayList<>();

  Windows(Analysis analysis, @Nullable SqlNodeList windowList) {
    this.analysis = analysis;
    if (windowList == null) {
      return;
    }
    for (SqlNode node : windowList) {
      SqlWindow window = (SqlWindow) node;
      if (find(name(window)) != null) {
        throw SqlException.of(
                SqlState.WINDOWING_ERROR,
                String.format(Locale.ROOT, "window \"%s\" is already defined", name(window)))
            .at(ExpressionAnalyzer.position(window));
      }
      named.add(window);
    }
  }

  /** A window: how its rows are divided and ordered, and the frame. */
  record Definition(
      List<RexNode> partitionBy,
      List<Rels.Ordering> orderBy,
      Rels.WindowBounds bounds,
      ResolvedQuery.Window written) {
    /** Whether one pass over sorted rows serves both. */
    boolean sameOrder(Definition other) {
      return partitionBy.equals(other.partitionBy) && orderBy.equals(other.orderBy);
    }
  }

  List<Definition> definitions() {
    return definitions;
  }

  /** Resolves those of the WINDOW clause, read or not, in their order. */
  void declare(ExpressionAnalyzer expressions) {
    for (SqlWindow window : named) {
      definitions.add(definition(window, expressions.in(Clause.WINDOW)));
    }
  }

  private static String name(SqlWindow window) {
    return java.util.Objects.requireNonNull(window.getDeclName()).names.getLast();
  }

  private @Nullable SqlWindow find(String name) {
    for (SqlWindow window : named) {
      if (name(window).equals(name)) {
        return window;
      }
    }
    return null;
  }

  /** The number of the window that stands behind OVER. */
  int window(SqlNode over, ExpressionAnalyzer expressions) {
    ExpressionAnalyzer inner = expressions.in(Clause.WINDOW);
    Definition definition =
        over instanceof SqlIdentifier name
            ? definition(existing(name), inner)
            : definition((SqlWindow) over, inner);
    int known = definitions.indexOf(definition);
    if (known >= 0) {
      return known;
    }
    definitions.add(definition);
    return definitions.size() - 1;
  }

  private SqlWindow existing(SqlIdentifier name) {
    SqlWindow window = find(name.names.getLast());
    if (window == null) {
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              String.format(Locale.ROOT, "window \"%s\" does not exist", name.names.getLast()))
          .at(ExpressionAnalyzer.position(name));
    }
    return window;
  }

  private Definition definition(SqlWindow window, ExpressionAnalyzer expressions) {
    List<RexNode> partitionBy = new ArrayList<>();
    List<Rels.Ordering> orderBy = new ArrayList<>();
    SqlIdentifier reference = window.getRefName();
    int inherited = 0;
    if (reference != null) {
      Definition base = definition(existing(reference), expressions);
      checkCopy(window, reference, base);
      partitionBy.addAll(base.partitionBy());
      orderBy.addAll(base.orderBy());
      inherited = orderBy.size();
    }
    for (SqlNode node : window.getPartitionList()) {
      partitionBy.add(analysis.coercion.unknownToText(expressions.analyze(node)));
    }
    for (SqlNode node : window.getOrderList()) {
      SortItem item = SortItem.of(node);
      RexNode key = analysis.coercion.unknownToText(expressions.analyze(item.expression()));
      if (orderBy.stream().noneMatch(o -> o.expression().equals(key))) {
        orderBy.add(
            new Rels.Ordering(key, item.direction().descending(), item.direction().nullsFirst()));
      }
    }
    Rels.WindowBounds bounds = bounds(window, orderBy, expressions);
    return new Definition(
        partitionBy, orderBy, bounds, written(window, partitionBy, orderBy, inherited, bounds));
  }

  /** A window as it was written: of what it begins with only the name. */
  private static ResolvedQuery.Window written(
      SqlWindow window,
      List<RexNode> partitionBy,
      List<Rels.Ordering> orderBy,
      int inherited,
      Rels.WindowBounds bounds) {
    SqlIdentifier declared = window.getDeclName();
    SqlIdentifier reference = window.getRefName();
    List<ResolvedQuery.Key> keys = new ArrayList<>();
    for (Rels.Ordering key : orderBy.subList(inherited, orderBy.size())) {
      keys.add(
          new ResolvedQuery.Key(
              key.expression(), new SortDirection(key.descending(), key.nullsFirst())));
    }
    return new ResolvedQuery.Window(
        declared == null ? null : declared.names.getLast(),
        reference == null ? null : reference.names.getLast(),
        reference == null ? List.copyOf(partitionBy) : List.of(),
        keys,
        bounds,
        window instanceof PgWindow own && own.between());
  }

  private static void checkCopy(SqlWindow window, SqlIdentifier reference, Definition base) {
    String name = reference.names.getLast();
    int position = ExpressionAnalyzer.position(window);
    if (!window.getPartitionList().isEmpty()) {
      throw SqlException.of(
              SqlState.WINDOWING_ERROR,
              String.format(
                  Locale.ROOT, "cannot override PARTITION BY clause of window \"%s\"", name))
          .at(position);
    }
    if (!window.getOrderList().isEmpty() && !base.orderBy().isEmpty()) {
      throw SqlException.of(
              SqlState.WINDOWING_ERROR,
              String.format(Locale.ROOT, "cannot override ORDER BY clause of window \"%s\"", name))
          .at(position);
    }
    if (!base.bounds().equals(Rels.WindowBounds.DEFAULT)) {
      SqlException error =
          SqlException.of(
              SqlState.WINDOWING_ERROR,
              String.format(
                  Locale.ROOT, "cannot copy window \"%s\" because it has a frame clause", name));
      boolean bare = window.getOrderList().isEmpty() && window.getLowerBound() == null;
      throw (bare ? error.withHint("Omit the parentheses in this OVER clause.") : error)
          .at(position);
    }
  }

  private Rels.WindowBounds bounds(
      SqlWindow window, List<Rels.Ordering> orderBy, ExpressionAnalyzer expressions) {
    SqlNode lower = window.getLowerBound();
    SqlNode upper = window.getUpperBound();
    SqlLiteral excluded = window.getExclude();
    Exclusion exclusion =
        SqlWindow.isExcludeCurrentRow(excluded)
            ? Exclusion.CURRENT_ROW
            : SqlWindow.isExcludeGroup(excluded)
                ? Exclusion.GROUP
                : SqlWindow.isExcludeTies(excluded) ? Exclusion.TIES : Exclusion.NONE;
    if (lower == null) {
      return Rels.WindowBounds.DEFAULT;
    }
    FrameMode mode = FrameMode.valueOf(((PgWindow) window).mode().name());
    BoundKind start = kind(lower);
    BoundKind end = upper == null ? BoundKind.CURRENT_ROW : kind(upper);
    boolean offsets =
        start == BoundKind.PRECEDING
            || start == BoundKind.FOLLOWING
            || end == BoundKind.PRECEDING
            || end == BoundKind.FOLLOWING;
    if (mode == FrameMode.GROUPS && orderBy.isEmpty()) {
      throw SqlException.of(SqlState.WINDOWING_ERROR, "GROUPS mode requires an ORDER BY clause")
          .at(ExpressionAnalyzer.position(window));
    }
    if (mode == FrameMode.RANGE && offsets && orderBy.size() != 1) {
      throw SqlException.of(
              SqlState.WINDOWING_ERROR,
              "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column")
          .at(ExpressionAnalyzer.position(window));
    }
    return new Rels.WindowBounds(
        mode,
        start,
        offset(lower, mode, orderBy, expressions),
        end,
        upper == null ? null : offset(upper, mode, orderBy, expressions),
        exclusion);
  }

  private static BoundKind kind(SqlNode bound) {
    if (SqlWindow.isUnboundedPreceding(bound)) {
      return BoundKind.UNBOUNDED_PRECEDING;
    }
    if (SqlWindow.isUnboundedFollowing(bound)) {
      return BoundKind.UNBOUNDED_FOLLOWING;
    }
    if (SqlWindow.isCurrentRow(bound)) {
      return BoundKind.CURRENT_ROW;
    }
    return bound.getKind() == SqlKind.PRECEDING ? BoundKind.PRECEDING : BoundKind.FOLLOWING;
  }

  private @Nullable RexNode offset(
      SqlNode bound, FrameMode mode, List<Rels.Ordering> orderBy, ExpressionAnalyzer expressions) {
    BoundKind kind = kind(bound);
    if (kind != BoundKind.PRECEDING && kind != BoundKind.FOLLOWING) {
      return null;
    }
    Clause clause =
        switch (mode) {
          case ROWS -> Clause.WINDOW_ROWS;
          case RANGE -> Clause.WINDOW_RANGE;
          case GROUPS -> Clause.WINDOW_GROUPS;
        };
    RexNode offset = expressions.in(clause).analyze((SqlNode) ((SqlCall) bound).operand(0));
    Type wanted =
        mode == FrameMode.RANGE
            ? rangeOffset(offset, RelTypes.typeOf(orderBy.getFirst().expression()))
            : Types.INT8;
    RexNode converted = analysis.coercion.toSpecific(offset, wanted, mode.name());
    Coercion.requireNoVariables(converted, mode.name(), variable(converted));
    return converted;
  }

  private static int variable(RexNode node) {
    int[] position = {0};
    Rex.any(
        node,
        n -> {
          if (n instanceof ColumnRef column) {
            position[0] = column.position();
          }
          return n instanceof RexInputRef;
        });
    return position[0];
  }

  /** The type of a RANGE's offset: one that the in_range functions of the key's type take. */
  private Type rangeOffset(RexNode offset, Type key) {
    List<Type> supported = rangeOffsets(key);
    int position = PgCall.positionOf(offset);
    String message =
        "RANGE with offset PRECEDING/FOLLOWING is not supported for column type "
            + key.displayName();
    if (supported.isEmpty()) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, message).at(position);
    }
    Type given = RelTypes.typeOf(offset);
    Type preferred = given == Types.UNKNOWN ? key : given;
    Type selected = null;
    for (Type type : supported) {
      if (selected != preferred && analysis.coercion.possible(given, type, Context.IMPLICIT)) {
        selected = type;
      }
    }
    if (selected == null) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, message + " and offset type " + given.displayName())
          .withHint("Cast the offset value to an appropriate type.")
          .at(position);
    }
    return selected;
  }

  private static List<Type> rangeOffsets(Type key) {
    return switch (key.name()) {
      case "int2", "int4" -> List.of(Types.INT8, Types.INT4, Types.INT2);
      case "int8" -> List.of(Types.INT8);
      case "float4", "float8" -> List.of(Types.FLOAT8);
      case "numeric" -> List.of(Types.NUMERIC);
      case "date", "timestamp", "timestamptz", "time", "timetz", "interval" ->
          List.of(Types.INTERVAL);
      default -> List.of();
    };
  }
}
