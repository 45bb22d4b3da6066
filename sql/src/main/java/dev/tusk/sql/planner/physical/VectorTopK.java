package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.OuterJoins;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The vector rule: a table sorted by distance to a constant vector, with a LIMIT, is a search for
 * the nearest rows. LIMIT and OFFSET travel into the search; the filter goes with it, and the
 * executor decides whether to traverse the index or to score the matching rows.
 */
final class VectorTopK {
  private final PhysicalPlanner planner;
  private final Analysis analysis;

  VectorTopK(PhysicalPlanner planner) {
    this.planner = planner;
    this.analysis = planner.analysis();
  }

  /** The search, under the limit that applies OFFSET; null when the rule does not fit. */
  @Nullable Built plan(Rels.Cut cut, OrderPlanner.SortSource source, BitSet required) {
    return cut.limit == null ? null : plan(cut, source, required, false);
  }

  /**
   * All rows by an index, in its order: those within a distance, or, where pgvector's rules hold,
   * those that are in the index; null when there is none.
   */
  @Nullable Built whole(OrderPlanner.SortSource source, BitSet required) {
    return analysis.settings.pgvectorLimits() && analysis.settings.seqScan()
        ? null
        : plan(null, source, required, true);
  }

  /**
   * The rows of one table within a distance, by an index; null when nothing bounds a distance that
   * one has.
   */
  @Nullable Built within(Rels.Scan scan, ScanConditions conditions, BitSet required) {
    List<RexNode> conjuncts = conditions.all();
    if (analysis.settings.pgvectorLimits() || !analysis.settings.indexScan()) {
      return null;
    }
    for (DistanceBounds bounds : DistanceBounds.all(analysis, conjuncts)) {
      DistanceOrder order = bounds.order();
      RexInputRef column = column(order.vector());
      Index index = index(scan, order, conjuncts);
      if (column != null && index != null && conjuncts.stream().noneMatch(Rex::isVolatile)) {
        Wanted wanted = new Wanted(conditions, order, column, false);
        Built built = search(null, scan, wanted, index, required);
        return new Built(built.plan(), Arrays.copyOf(built.positions(), scan.columns.size()));
      }
    }
    return null;
  }

  private @Nullable Built plan(
      Rels.@Nullable Cut cut, OrderPlanner.SortSource source, BitSet required, boolean indexed) {
    if (source.keys().size() != 1) {
      return null;
    }
    RelNode below = source.below();
    List<RexNode> asked = List.of();
    if (below instanceof LogicalFilter filter) {
      asked = Rex.conjuncts(filter.getCondition());
      below = filter.getInput();
    }
    if (!(below instanceof Rels.Scan scan) || !scan.table.kind().stored()) {
      return null;
    }
    ScanConditions conditions = new ScanConditions(analysis, scan, asked);
    List<RexNode> conjuncts = conditions.all();
    Rels.Ordering key = source.keys().getFirst();
    DistanceOrder order = DistanceOrder.of(analysis, key.expression());
    if (order == null || order.reversed() != key.descending()) {
      return null;
    }
    RexInputRef column = column(order.vector());
    if (column == null || conjuncts.stream().anyMatch(Rex::isVolatile)) {
      return null; // A key that reads no column is no index's.
    }
    // The most similar rows come first in DESC, whose NULLs nobody asks for who asks for those.
    if (key.nullsFirst() && !key.descending() && !present(scan, column, conjuncts)) {
      return null;
    }
    if (cut == null
        && !analysis.settings.pgvectorLimits()
        && DistanceBounds.of(analysis, order, conjuncts) == null) {
      return null; // All rows, which an index must not choose.
    }
    Wanted wanted = new Wanted(conditions, order, column, true);
    return search(cut, source, scan, wanted, required, indexed);
  }

  /** What is searched for: rows that pass the conjuncts, by their distance or in any order. */
  private record Wanted(
      ScanConditions conditions, DistanceOrder order, RexInputRef column, boolean ordered) {}

  /** The column in a key, the first one of an expression. */
  private static @Nullable RexInputRef column(RexNode vector) {
    return switch (vector) {
      case RexInputRef field -> field;
      case RexCall call ->
          call.operands.stream()
              .map(VectorTopK::column)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }

  /** Whether no row wanted lacks its vector: the search gives such rows last. */
  private static boolean present(Rels.Scan scan, RexInputRef column, List<RexNode> conjuncts) {
    return IndexMatching.notNull(scan, column)
        || conjuncts.stream().anyMatch(c -> OuterJoins.strict(c).get(column.getIndex()));
  }

  /** The exact search reads the column file of a vector with a dimension. */
  private static boolean exact(RexInputRef column, DistanceOrder order) {
    Type type = RelTypes.typeOf(column);
    return order.vector() == column
        && (type == Types.VECTOR || type == Types.HALFVEC)
        && RelTypes.typmod(column.getType()) > 0;
  }

  private @Nullable Index index(Rels.Scan scan, DistanceOrder order, List<RexNode> conjuncts) {
    if (!analysis.settings.indexScan()) {
      return null;
    }
    Index best = null;
    IndexMatching matching = planner.accessPaths().matching();
    for (Index index : scan.table.indexes()) {
      Index.Key key = index.keys().getFirst();
      if (index.nearest()
          && index.valid()
          && order.metric().equals(index.distanceOperator())
          && Alike.same(analysis, order.vector(), matching.keyExpression(scan, key))
          && matching.implied(scan, index, conjuncts)
          && (best == null || index.predicateText() != null)) {
        best = index;
      }
    }
    return best;
  }

  private @Nullable Built search(
      Rels.@Nullable Cut cut,
      OrderPlanner.SortSource source,
      Rels.Scan scan,
      Wanted wanted,
      BitSet required,
      boolean indexed) {
    int distanceField = scan.columns.size();
    List<RexNode> outputs = withDistance(source.outputs(), wanted.order, distanceField);
    OrderPlanner.SortSource projected = new OrderPlanner.SortSource(scan, outputs, List.of());
    BitSet needed = projected.fields(required);
    needed.clear(distanceField);
    List<Built> searches = new ArrayList<>();
    for (Rels.Scan one : members(scan, wanted.conditions.all())) {
      Index index = index(one, wanted.order, wanted.conditions.all());
      if (index == null && (indexed || !exact(wanted.column, wanted.order))) {
        return null;
      }
      searches.add(search(cut, one, wanted, index, needed));
    }
    if (searches.isEmpty()) {
      return null;
    }
    Built nearest = searches.size() == 1 ? searches.getFirst() : merged(scan, searches, needed);
    PhysicalPlan limited =
        cut == null ? nearest.plan() : planner.ordering().limited(cut, nearest.plan(), List.of());
    return planner.ordering().results(projected, new Built(limited, nearest.positions()), required);
  }

  /** The tables that may have rows which are wanted. */
  private List<Rels.Scan> members(Rels.Scan scan, List<RexNode> conjuncts) {
    return scan.members.isEmpty() && scan.table.kind() != Table.Kind.PARTITIONED
        ? List.of(scan)
        : new PartitionPruner(planner).prune(scan, conjuncts).members();
  }

  /** The nearest of several tables' nearest rows. */
  private static Built merged(Rels.Scan scan, List<Built> searches, BitSet needed) {
    int distanceField = scan.columns.size();
    BitSet all = (BitSet) needed.clone();
    all.set(distanceField);
    int[] wanted = all.stream().toArray();
    int[] positions = new int[distanceField + 1];
    Arrays.fill(positions, -1);
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      positions[wanted[i]] = i;
      types.add(fieldType(scan, wanted[i]));
    }
    List<PhysicalPlan> inputs = new ArrayList<>();
    for (Built search : searches) {
      List<Expression> fields = new ArrayList<>();
      boolean same = search.width() == wanted.length;
      for (int i = 0; i < wanted.length; i++) {
        int position = search.positions()[wanted[i]];
        same &= position == i;
        fields.add(new Expression.Input(position, types.get(i)));
      }
      PhysicalPlan plan = search.plan();
      inputs.add(
          same
              ? plan
              : new PhysicalPlan.Project(
                  plan, fields, types, Costs.perRow(plan, search.rows(), types, 0)));
    }
    return new Built(MemberPaths.nearest(inputs, scan, wanted, types), positions);
  }

  private static Type fieldType(Rels.Scan scan, int field) {
    return field < scan.columns.size() ? PhysicalPlanner.fieldType(scan, field) : Types.FLOAT8;
  }

  /** The search of one table: fields of its scan, then the distance. */
  private Built search(
      Rels.@Nullable Cut cut, Rels.Scan scan, Wanted wanted, @Nullable Index index, BitSet needed) {
    ScanConditions conditions = wanted.conditions;
    List<RexNode> conjuncts = conditions.all();
    DistanceOrder order = wanted.order;
    DistanceBounds bounds = DistanceBounds.of(analysis, order, conjuncts);
    int distanceField = scan.columns.size();
    List<RexNode> rest =
        conditions.secured() ? conjuncts : withoutPredicate(scan, index, conjuncts);
    List<RexNode> implied = new ArrayList<>(conjuncts);
    implied.removeAll(rest);
    AccessPaths.Columns columns = planner.accessPaths().columns(scan, conjuncts, needed);
    List<Type> types = new ArrayList<>(columns.types());
    types.add(Types.FLOAT8);
    int[] positions = Arrays.copyOf(columns.positions(), distanceField + 1);
    positions[distanceField] = types.size() - 1;
    double tableRows = Selectivity.tableRows(analysis, scan);
    double rows = Math.max(1, tableRows * planner.accessPaths().selectivity(scan, conjuncts));
    PhysicalPlan search =
        new PhysicalPlan.VectorSearch(
            scan.table,
            scan.alias,
            index,
            scan.columns.get(wanted.column.getIndex()),
            order.metric(),
            planner.expressions().build(order.query(), new int[0]),
            cut == null ? null : limit(cut),
            columns.numbers(),
            condition(rest, columns, conditions),
            condition(implied, columns, conditions),
            bounds == null ? null : condition(bounds.conjuncts(), columns, conditions),
            bounds == null ? null : reach(bounds, distanceField),
            wanted.ordered,
            planner.accessPaths().filterIndexes(scan, conditions),
            types,
            index == null
                ? Costs.blocking(
                    new PhysicalPlan.Values(
                        List.of(), List.of(), Costs.seqScan(tableRows, rows, types)),
                    rows,
                    types,
                    1)
                : cut == null && bounds != null
                    ? Costs.rangeSearch(tableRows, rows, types)
                    : Costs.vectorSearch(tableRows, rows, rows, types));
    return new Built(search, positions);
  }

  /** Bounds as a condition on the distance alone, the only field; null when they ask for more. */
  private @Nullable Expression reach(DistanceBounds bounds, int distanceField) {
    RexNode over =
        Rex.and(analysis.cluster.getRexBuilder(), bounds.overDistance(analysis, distanceField));
    BitSet fields = Rex.fields(over);
    if (fields.nextSetBit(0) != distanceField || fields.length() != distanceField + 1) {
      return null;
    }
    int[] positions = new int[distanceField + 1];
    Arrays.fill(positions, -1);
    positions[distanceField] = 0;
    return planner.expressions().build(over, positions);
  }

  /** The search gives the distance; what the query computes of it need not be computed again. */
  private static List<RexNode> withDistance(
      List<RexNode> outputs, DistanceOrder order, int distanceField) {
    RexNode distance = order.distance();
    if (distance == null) {
      return outputs;
    }
    RexInputRef field = new RexInputRef(distanceField, distance.getType());
    return Rex.map(outputs, o -> Rex.replace(o, n -> n.equals(distance) ? field : null));
  }

  private @Nullable Expression condition(
      List<RexNode> conjuncts, AccessPaths.Columns columns, ScanConditions conditions) {
    return conjuncts.isEmpty()
        ? null
        : planner.condition(conjuncts, columns.positions(), conditions);
  }

  /** What the predicate of a partial index does not say. */
  private List<RexNode> withoutPredicate(
      Rels.Scan scan, @Nullable Index index, List<RexNode> conjuncts) {
    String predicate = index == null ? null : index.predicateText();
    if (predicate == null) {
      return conjuncts;
    }
    List<RexNode> rest = new ArrayList<>(conjuncts);
    rest.removeAll(Rex.conjuncts(analysis.bindText(predicate, scan)));
    return rest;
  }

  private Expression limit(Rels.Cut cut) {
    RexNode limit = Objects.requireNonNull(cut.limit);
    RexNode offset = cut.offset;
    RexNode wanted =
        offset == null
            ? limit
            : analysis.operatorResolution.binary(
                "+",
                limit,
                analysis.call(
                    new Shape.Coalesce(),
                    Types.INT8,
                    List.of(offset, analysis.constant(0L, Types.INT8, 0)),
                    0),
                0);
    return planner.expressions().build(wanted, new int[0]);
  }
}
