package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.ColumnRef;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgAggregate;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery.GroupItem;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY, HAVING and aggregates of one query ({@code parse_agg.c}): collects the calls, and
 * rewrites what is computed above the grouping in terms of its output.
 */
final class Grouping {
  /** Calls are numbered from here until the number of keys is known. */
  private static final int CALL_BASE = 1 << 20;

  private static final int MASK = CALL_BASE - 1;

  private final Analysis analysis;
  private final Scope scope;
  private final TargetList targets;
  private List<RexNode> keys = new ArrayList<>();

  /** The target that each key is: two of one expression are two keys. */
  private List<Integer> keyTargets = List.of();

  private List<List<Integer>> sets = List.of();
  private List<GroupItem> items = List.of();
  private boolean distinct;
  private final List<PgCall> calls = new ArrayList<>();
  private boolean grouped;
  private boolean insideSubquery;

  Grouping(Analysis analysis, Scope scope, TargetList targets) {
    this.analysis = analysis;
    this.scope = scope;
    this.targets = targets;
  }

  void groupBy(@Nullable SqlNodeList list) {
    if (list == null || list.isEmpty()) {
      return;
    }
    GroupingSets reader = new GroupingSets(targets);
    sets = reader.read(list);
    keys = reader.keys();
    keys.forEach(analysis.collations::requireOne);
    keyTargets = reader.keyTargets();
    items = reader.items();
    distinct = reader.distinct();
    grouped = true;
  }

  /** GROUP BY as it was written; empty without it. */
  List<GroupItem> items() {
    return items;
  }

  /** Whether it was GROUP BY DISTINCT. */
  boolean distinct() {
    return distinct;
  }

  /** The targets that are keys. */
  List<Integer> keyTargets() {
    return keyTargets;
  }

  /** Groups when the query asks for it; then targets and HAVING are over the groups. */
  RelNode group(RelNode below, @Nullable RexNode having) {
    grouped |= having != null;
    for (OutputField field : targets.fields()) {
      grouped |= hasAggregate(field.expression());
    }
    if (!grouped) {
      return below;
    }
    if (sets.isEmpty()) {
      sets = List.of(List.of());
    }
    List<RexNode> provisional = new ArrayList<>();
    for (int i = 0; i < targets.fields().size(); i++) {
      RexNode expression = targets.expression(i);
      int key = keyTargets.indexOf(i);
      provisional.add(key >= 0 ? new RexInputRef(key, expression.getType()) : replaced(expression));
    }
    RexNode condition = having == null ? null : replaced(having);
    windowInputs(provisional);
    RelNode rel = aggregate(below);
    for (int i = 0; i < provisional.size(); i++) {
      targets.set(i, settled(provisional.get(i)));
    }
    return condition == null ? rel : LogicalFilter.create(rel, analysis.flat(settled(condition)));
  }

  /** Windows are rewritten later; their keys and aggregates must be known before. */
  private void windowInputs(List<RexNode> provisional) {
    Windows windows = targets.windows();
    if (windows == null) {
      return;
    }
    for (Windows.Definition definition : windows.definitions()) {
      definition.partitionBy().forEach(this::replaced);
      definition.orderBy().forEach(o -> replaced(o.expression()));
    }
  }

  static boolean hasAggregate(RexNode node) {
    return Rex.any(
        node,
        n -> {
          Shape shape = PgCall.shapeOf(n);
          return shape instanceof Shape.Aggregate || shape instanceof Shape.Grouping;
        });
  }

  /** An expression over FROM's row as one over the groups. */
  RexNode over(RexNode node) {
    return grouped ? settled(replaced(node)) : node;
  }

  private RexNode settled(RexNode node) {
    int masked = sets.size() > 1 ? 1 : 0;
    return Rex.mapFields(
        node,
        i -> i == MASK ? keys.size() : i >= CALL_BASE ? keys.size() + masked + i - CALL_BASE : i);
  }

  private RexNode replaced(RexNode node) {
    return Rex.replace(node, this::replacement);
  }

  private @Nullable RexNode replacement(RexNode node) {
    int key = keys.indexOf(node);
    if (key >= 0 && !isConstant(node)) {
      return new RexInputRef(key, node.getType());
    }
    if (node instanceof PgCall call) {
      switch (call.shape()) {
        case Shape.Aggregate _ -> {
          int index = calls.indexOf(call);
          if (index < 0) {
            calls.add(call);
            index = calls.size() - 1;
          }
          return new RexInputRef(CALL_BASE + index, call.getType());
        }
        case Shape.Grouping _ -> {
          return groupingValue(call);
        }
        case Shape.Subquery _ -> {
          boolean before = insideSubquery;
          insideSubquery = true;
          List<RexNode> operands = Rex.map(call.operands, this::replaced);
          insideSubquery = before;
          return call.clone(call.getType(), operands);
        }
        default -> {
          return null;
        }
      }
    }
    return node instanceof RexInputRef field ? dependent(field) : null;
  }

  /** A constant is no key but where it is a target of its own. */
  private static boolean isConstant(RexNode node) {
    Shape shape = PgCall.shapeOf(node);
    return shape instanceof Shape.Constant || shape instanceof Shape.Parameter;
  }

  /** A column that the keys decide, through their table's primary key; else the error. */
  private RexNode dependent(RexInputRef field) {
    if (sets.size() == 1 && functionallyDependent(field)) {
      keys.add(field);
      sets = List.of(range(keys.size()));
      return new RexInputRef(keys.size() - 1, field.getType());
    }
    String name = field instanceof ColumnRef column ? column.written() : "?";
    throw SqlException.of(
            SqlState.GROUPING_ERROR,
            insideSubquery
                ? String.format(
                    Locale.ROOT, "subquery uses ungrouped column \"%s\" from outer query", name)
                : String.format(
                    Locale.ROOT,
                    "column \"%s\" must appear in the GROUP BY clause "
                        + "or be used in an aggregate function",
                    name))
        .at(PgCall.positionOf(field));
  }

  private static List<Integer> range(int count) {
    List<Integer> range = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      range.add(i);
    }
    return range;
  }

  private boolean functionallyDependent(RexInputRef field) {
    for (NamespaceItem item : scope.items()) {
      Table table = item.table();
      boolean own =
          field.equals(item.rowId())
              || item.columns().stream().anyMatch(c -> c.value().equals(field));
      if (table == null || !own) {
        continue;
      }
      for (Constraint constraint : table.constraints()) {
        if (constraint instanceof Constraint.Unique unique
            && unique.primary()
            && !unique.timing().deferrable()) {
          boolean decided =
              unique.columns().stream().allMatch(number -> keys.contains(column(item, number)));
          if (decided) {
            analysis.groupingKeys.add(unique.oid());
          }
          return decided;
        }
      }
    }
    return false;
  }

  private static @Nullable RexNode column(NamespaceItem item, int number) {
    for (ScopeColumn column : item.columns()) {
      if (column.number() == number) {
        return column.value();
      }
    }
    return null;
  }

  /** GROUPING(a, b): from the set's mask; bit by bit, the last argument lowest. */
  private RexNode groupingValue(PgCall call) {
    List<Integer> arguments = new ArrayList<>();
    for (RexNode operand : call.operands) {
      int key = keys.indexOf(operand);
      if (key < 0) {
        throw SqlException.of(
                SqlState.GROUPING_ERROR,
                "arguments to GROUPING must be grouping expressions of the associated query level")
            .at(PgCall.positionOf(operand));
      }
      arguments.add(key);
    }
    if (sets.size() == 1) {
      return analysis.constant(0, Types.INT4, call.position());
    }
    RexNode mask = new RexInputRef(MASK, analysis.types.of(Types.INT4));
    List<RexNode> cases = new ArrayList<>();
    for (List<Integer> set : sets) {
      int absent = 0;
      int value = 0;
      for (int key = 0; key < keys.size(); key++) {
        absent |= set.contains(key) ? 0 : 1 << key;
      }
      for (int key : arguments) {
        value = value << 1 | (set.contains(key) ? 0 : 1);
      }
      cases.add(
          analysis.operatorResolution.binary(
              "=", mask, analysis.constant(absent, Types.INT4, 0), 0));
      cases.add(analysis.constant(value, Types.INT4, 0));
    }
    return analysis.call(new Shape.Case(), Types.INT4, cases, call.position());
  }

  /** What must see its rows in an order is not hashed. */
  private void requireSorting() {
    boolean ordered =
        calls.stream()
            .map(PgCall::shape)
            .anyMatch(
                s -> s instanceof Shape.Aggregate a && (a.distinct() || !a.orderBy().isEmpty()));
    if (ordered && keys.stream().anyMatch(key -> !RelTypes.typeOf(key).ordered())) {
      throw GroupingSets.noWay();
    }
  }

  private RelNode aggregate(RelNode below) {
    requireSorting();
    SetReturning.Unfolded unfolded = SetReturning.unfold(analysis, below, keys);
    List<RexNode> prepared = new ArrayList<>(unfolded.expressions());
    List<List<Integer>> arguments = new ArrayList<>();
    for (PgCall call : calls) {
      List<Integer> indexes = new ArrayList<>();
      for (RexNode operand : call.operands) {
        int index = prepared.indexOf(operand);
        if (index < 0 || Rex.isVolatile(operand)) {
          prepared.add(operand);
          index = prepared.size() - 1;
        }
        indexes.add(index);
      }
      arguments.add(indexes);
    }
    RelNode input =
        prepared.isEmpty()
            ? below
            : LogicalProject.create(
                unfolded.rel(),
                List.of(),
                prepared,
                analysis.types.names(prepared.size()),
                Set.of());
    return sets.size() > 1
        ? severalSets(input, arguments)
        : LogicalAggregate.create(
            input, List.of(), ImmutableBitSet.range(keys.size()), null, aggregateCalls(arguments));
  }

  private List<AggregateCall> aggregateCalls(List<List<Integer>> arguments) {
    List<AggregateCall> list = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      PgCall call = calls.get(i);
      PgAggregate aggregate = new PgAggregate((Shape.Aggregate) call.shape(), call.getType());
      list.add(
          AggregateCall.create(
              aggregate,
              false,
              false,
              false,
              List.of(),
              arguments.get(i),
              -1,
              null,
              org.apache.calcite.rel.RelCollations.EMPTY,
              call.getType(),
              "a" + i));
    }
    return list;
  }

  private RelNode severalSets(RelNode input, List<List<Integer>> arguments) {
    List<RelDataType> types = new ArrayList<>();
    keys.forEach(k -> types.add(k.getType()));
    types.add(analysis.types.of(Types.INT4));
    List<PgCall> overInput = new ArrayList<>();
    List<RexNode> fields = Rels.fieldsOf(input);
    for (int i = 0; i < calls.size(); i++) {
      RexCall call = calls.get(i);
      List<RexNode> operands = arguments.get(i).stream().map(fields::get).toList();
      overInput.add((PgCall) call.clone(call.getType(), operands));
      types.add(call.getType());
    }
    return new Rels.GroupedSets(input, keys.size(), sets, overInput, analysis.types.row(types));
  }
}
