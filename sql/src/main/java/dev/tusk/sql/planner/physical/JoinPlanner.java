package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Joins. Inner joins are taken apart and put together anew, starting from the smallest result and
 * adding the relation that keeps it smallest; outer, semi and anti joins stay where they are.
 */
final class JoinPlanner {
  /** Members of an OR for which the inputs of a join are read anew. */
  private static final int MOST_WAYS = 4;

  private final PhysicalPlanner planner;
  private final EquiJoins equiJoins;
  private final JoinNodes nodes;
  private final SmallJoins smallJoins;

  JoinPlanner(PhysicalPlanner planner) {
    this.planner = planner;
    this.equiJoins = new EquiJoins(planner.analysis());
    this.nodes = new JoinNodes(planner);
    this.smallJoins = new SmallJoins(planner, equiJoins, nodes);
  }

  /** A relation of an inner join, with its first field in the joined row. */
  private record Leaf(RelNode rel, int offset) {
    int end() {
      return offset + rel.getRowType().getFieldCount();
    }

    SmallJoins.Placed placed() {
      return new SmallJoins.Placed(rel, offset);
    }

    boolean covers(BitSet fields) {
      return fields.isEmpty() || fields.nextSetBit(0) >= offset && fields.length() <= end();
    }
  }

  /** What is joined so far; positions are by field of the joined row. */
  private record Joined(Built built, BitSet leaves) {}

  Built join(LogicalJoin join, List<RexNode> conjuncts, BitSet required) {
    if (join.getJoinType() != JoinRelType.INNER) {
      BitSet needed = (BitSet) required.clone();
      conjuncts.forEach(c -> Rex.fields(c, needed));
      int leftFields = join.getLeft().getRowType().getFieldCount();
      if (join.getJoinType() == JoinRelType.LEFT
          && UselessJoins.test(leftFields, join.getRight(), join.getCondition(), needed)) {
        Built left = planner.build(join.getLeft(), needed);
        Built wide =
            new Built(left.plan(), padded(left.positions(), join.getRowType().getFieldCount()));
        return planner.filtered(wide, conjuncts);
      }
      return planner.filtered(fixed(join, needed), conjuncts);
    }
    List<Leaf> leaves = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>(conjuncts);
    collect(join, 0, leaves, conditions);
    if (conditions.stream().anyMatch(Rex::isVolatile)) {
      List<RexNode> still = conditions.stream().filter(Rex::isVolatile).toList();
      List<RexNode> free = conditions.stream().filter(c -> !Rex.isVolatile(c)).toList();
      BitSet needed = (BitSet) required.clone();
      still.forEach(c -> Rex.fields(c, needed));
      return planner.filtered(ordered(join, leaves, free, needed), still);
    }
    return ordered(join, leaves, conditions, required);
  }

  private void collect(RelNode rel, int offset, List<Leaf> leaves, List<RexNode> conditions) {
    if (rel instanceof LogicalFilter filter
        && filter.getInput() instanceof LogicalJoin inner
        && inner.getJoinType() == JoinRelType.INNER) {
      for (RexNode c : Rex.conjuncts(filter.getCondition())) {
        conditions.add(Rex.shift(c, offset));
      }
      collect(inner, offset, leaves, conditions);
    } else if (rel instanceof LogicalJoin join && join.getJoinType() == JoinRelType.INNER) {
      collect(join.getLeft(), offset, leaves, conditions);
      collect(
          join.getRight(),
          offset + join.getLeft().getRowType().getFieldCount(),
          leaves,
          conditions);
      for (RexNode c : Rex.conjuncts(join.getCondition())) {
        conditions.add(Rex.shift(c, offset));
      }
    } else {
      leaves.add(new Leaf(rel, offset));
    }
  }

  private Built ordered(
      LogicalJoin join, List<Leaf> leaves, List<RexNode> conditions, BitSet required) {
    int fields = join.getRowType().getFieldCount();
    BitSet needed = (BitSet) required.clone();
    conditions.forEach(c -> Rex.fields(c, needed));
    List<List<RexNode>> local = new ArrayList<>();
    List<RexNode> open = new ArrayList<>(conditions);
    List<Built> scans = new ArrayList<>();
    for (Leaf leaf : leaves) {
      List<RexNode> own =
          open.stream()
              .filter(c -> !Rex.fields(c).isEmpty() && leaf.covers(Rex.fields(c)))
              .toList();
      open.removeAll(own);
      local.add(Rex.map(own, c -> Rex.shift(c, -leaf.offset())));
      scans.add(widened(leafPlan(leaf, local.getLast(), needed), leaf, fields));
    }
    int first = smallest(scans);
    BitSet done = new BitSet();
    done.set(first);
    Joined joined = new Joined(scans.get(first), done);
    while (joined.leaves().cardinality() < leaves.size()) {
      joined = step(joined, leaves, scans, local, open, needed);
    }
    return planner.filtered(joined.built(), open);
  }

  private Built leafPlan(Leaf leaf, List<RexNode> conditions, BitSet needed) {
    BitSet wanted = new BitSet();
    for (int f = needed.nextSetBit(leaf.offset());
        f >= 0 && f < leaf.end();
        f = needed.nextSetBit(f + 1)) {
      wanted.set(f - leaf.offset());
    }
    return conditions.isEmpty()
        ? planner.build(leaf.rel(), wanted)
        : planner.build(filter(leaf.rel(), conditions), wanted);
  }

  private RelNode filter(RelNode rel, List<RexNode> conditions) {
    List<RexNode> all = new ArrayList<>();
    RelNode below = rel;
    if (rel instanceof LogicalFilter filter) {
      all.add(filter.getCondition());
      below = filter.getInput();
    }
    all.addAll(conditions);
    return LogicalFilter.create(below, Rex.and(planner.analysis().cluster.getRexBuilder(), all));
  }

  private static Built widened(Built leafPlan, Leaf leaf, int fields) {
    int[] positions = new int[fields];
    Arrays.fill(positions, -1);
    System.arraycopy(
        leafPlan.positions(), 0, positions, leaf.offset(), leafPlan.positions().length);
    return new Built(leafPlan.plan(), positions);
  }

  private static int smallest(List<Built> scans) {
    int smallest = 0;
    for (int i = 1; i < scans.size(); i++) {
      if (scans.get(i).rows() < scans.get(smallest).rows()) {
        smallest = i;
      }
    }
    return smallest;
  }

  private Joined step(
      Joined joined,
      List<Leaf> leaves,
      List<Built> scans,
      List<List<RexNode>> local,
      List<RexNode> open,
      BitSet needed) {
    int best = -1;
    double bestRows = Double.POSITIVE_INFINITY;
    boolean bestConnected = false;
    for (int i = 0; i < leaves.size(); i++) {
      if (joined.leaves().get(i)) {
        continue;
      }
      List<RexNode> usable = usable(joined, i, leaves, open);
      double rows =
          equiJoins.rows(
              joined.built(), scans.get(i), leaves.get(i).rel(), leaves.get(i).offset(), usable);
      boolean connected = !usable.isEmpty();
      if (best < 0
          || connected && !bestConnected
          || connected == bestConnected && rows < bestRows) {
        best = i;
        bestRows = rows;
        bestConnected = connected;
      }
    }
    List<RexNode> usable = usable(joined, best, leaves, open);
    open.removeAll(usable);
    Leaf leaf = leaves.get(best);
    Built indexed = indexLoop(joined.built(), leaf, local.get(best), usable, needed, bestRows);
    Built result =
        indexed != null ? indexed : inner(joined, scans.get(best), best, usable, bestRows, leaves);
    BitSet done = (BitSet) joined.leaves().clone();
    done.set(best);
    return new Joined(result, done);
  }

  private static List<RexNode> usable(
      Joined joined, int next, List<Leaf> leaves, List<RexNode> open) {
    List<RexNode> usable = new ArrayList<>();
    for (RexNode condition : open) {
      BitSet fields = Rex.fields(condition);
      boolean touches = false;
      boolean covered = true;
      for (int f = fields.nextSetBit(0); f >= 0 && covered; f = fields.nextSetBit(f + 1)) {
        int leaf = leafOf(leaves, f);
        touches |= leaf == next;
        covered = leaf == next || joined.leaves().get(leaf);
      }
      if (covered && touches) {
        usable.add(condition);
      }
    }
    return usable;
  }

  private static int leafOf(List<Leaf> leaves, int field) {
    for (int i = 0; i < leaves.size(); i++) {
      if (field < leaves.get(i).end()) {
        return i;
      }
    }
    throw new IllegalStateException("no such field " + field);
  }

  /** Looks the few outer rows up in an index of the inner table. */
  private @Nullable Built indexLoop(
      Built outer,
      Leaf inner,
      List<RexNode> local,
      List<RexNode> conditions,
      BitSet needed,
      double rows) {
    LateralScan lateral = LateralScan.of(planner, inner.rel(), inner.offset(), local, conditions);
    if (lateral == null) {
      return null;
    }
    Built path = leafPlan(new Leaf(lateral.filtered(), inner.offset()), List.of(), needed);
    Built whole = leafPlan(inner, local, needed);
    Built right = widened(path, inner, outer.positions().length);
    if (!byIndex(path)
        || Math.max(1, outer.rows()) * path.cost()
            >= withoutIndex(outer, whole, right, conditions)) {
      return null;
    }
    List<Expression> values = planner.expressions().build(lateral.outerValues(), outer.positions());
    int firstSlot = lateral.correlation().firstSlot(planner.slots());
    return nodes.loop(outer, right, JoinType.INNER, List.of(), values, firstSlot, rows);
  }

  private static boolean byIndex(Built path) {
    return path.plan() instanceof PhysicalPlan.IndexScan
        || path.plan() instanceof PhysicalPlan.BitmapHeapScan;
  }

  /** What reading the inner table once costs: to hash it, or to compare all its rows each time. */
  private double withoutIndex(Built outer, Built whole, Built right, List<RexNode> conditions) {
    double once = whole.cost() * 1.2;
    boolean hashed =
        !equiJoins.keys(conditions, outer.positions(), right.positions()).left().isEmpty();
    return hashed ? once : once + outer.rows() * whole.rows() * (Costs.OPERATOR + Costs.ROW);
  }

  /** An outer, semi or anti join. */
  private Built fixed(LogicalJoin join, BitSet required) {
    int leftFields = join.getLeft().getRowType().getFieldCount();
    int rightFields = join.getRight().getRowType().getFieldCount();
    BitSet needed = (BitSet) required.clone();
    Rex.fields(join.getCondition(), needed);
    Built left = planner.build(join.getLeft(), needed.get(0, leftFields));
    Leaf rightLeaf = new Leaf(join.getRight(), leftFields);
    int all = leftFields + rightFields;
    Built wideLeft = new Built(left.plan(), padded(left.positions(), all));
    List<RexNode> conditions = Rex.conjuncts(join.getCondition());
    JoinType type = type(join.getJoinType());
    double rows =
        switch (type) {
          case SEMI, ANTI -> Math.max(1, left.rows() / 2);
          default -> left.rows();
        };
    Built indexed =
        type == JoinType.LEFT || type == JoinType.SEMI || type == JoinType.ANTI
            ? outerIndexLoop(wideLeft, rightLeaf, conditions, needed, type, rows)
            : null;
    if (indexed != null) {
      return trimmed(indexed, join);
    }
    Built right = widened(leafPlan(rightLeaf, List.of(), needed), rightLeaf, all);
    if (type == JoinType.LEFT) {
      double both = equiJoins.rows(wideLeft, right, join.getRight(), leftFields, conditions);
      rows = Math.max(rows, both);
    } else if (type == JoinType.RIGHT || type == JoinType.FULL) {
      rows = Math.max(left.rows(), right.rows());
    }
    if (type == JoinType.FULL) {
      equiJoins.checkFull(conditions, wideLeft.positions(), right.positions());
    }
    Built small =
        smallJoins.join(
            new SmallJoins.Side(wideLeft, new SmallJoins.Placed(join.getLeft(), 0)),
            new SmallJoins.Side(right, rightLeaf.placed()),
            type,
            conditions,
            rows);
    return trimmed(
        small != null ? small : hashOrLoop(wideLeft, right, conditions, type, rows), join);
  }

  private static Built trimmed(Built built, LogicalJoin join) {
    int fields = join.getRowType().getFieldCount();
    return new Built(built.plan(), Arrays.copyOf(built.positions(), fields));
  }

  private static int[] padded(int[] positions, int fields) {
    int[] wide = Arrays.copyOf(positions, fields);
    Arrays.fill(wide, positions.length, fields, -1);
    return wide;
  }

  private @Nullable Built outerIndexLoop(
      Built outer,
      Leaf inner,
      List<RexNode> conditions,
      BitSet needed,
      JoinType type,
      double rows) {
    LateralScan lateral =
        LateralScan.of(planner, inner.rel(), inner.offset(), List.of(), conditions);
    if (lateral == null || !lateral.complete()) {
      return null;
    }
    Built path = leafPlan(new Leaf(lateral.filtered(), inner.offset()), List.of(), needed);
    Built whole = leafPlan(inner, List.of(), needed);
    Built right = widened(path, inner, outer.positions().length);
    if (!byIndex(path)
        || Math.max(1, outer.rows()) * path.cost()
            >= withoutIndex(outer, whole, right, conditions)) {
      return null;
    }
    List<Expression> values = planner.expressions().build(lateral.outerValues(), outer.positions());
    int firstSlot = lateral.correlation().firstSlot(planner.slots());
    return nodes.loop(outer, right, type, List.of(), values, firstSlot, rows);
  }

  static JoinType type(JoinRelType type) {
    return switch (type) {
      case INNER -> JoinType.INNER;
      case LEFT -> JoinType.LEFT;
      case RIGHT -> JoinType.RIGHT;
      case FULL -> JoinType.FULL;
      case SEMI -> JoinType.SEMI;
      case ANTI -> JoinType.ANTI;
      default -> throw new IllegalStateException("no such join: " + type);
    };
  }

  private Built inner(
      Joined joined,
      Built right,
      int rightLeaf,
      List<RexNode> conditions,
      double rows,
      List<Leaf> leaves) {
    Built left = joined.built();
    SmallJoins.Side one = new SmallJoins.Side(left, only(joined, leaves));
    SmallJoins.Side other = new SmallJoins.Side(right, leaves.get(rightLeaf).placed());
    boolean reversed =
        joined.leaves().cardinality() == 1 && joined.leaves().nextSetBit(0) > rightLeaf;
    Built small =
        smallJoins.join(
            reversed ? other : one, reversed ? one : other, JoinType.INNER, conditions, rows);
    if (small != null) {
      return small;
    }
    boolean keyed =
        !equiJoins.keys(conditions, left.positions(), right.positions()).left().isEmpty();
    boolean repeatable = leaves.stream().noneMatch(leaf -> Rex.isVolatile(leaf.rel()));
    Built either = keyed || !repeatable ? null : eitherHash(left, right, conditions, rows);
    return either != null ? either : hashOrLoop(left, right, conditions, JoinType.INNER, rows);
  }

  private static SmallJoins.@Nullable Placed only(Joined joined, List<Leaf> leaves) {
    return joined.leaves().cardinality() == 1
        ? leaves.get(joined.leaves().nextSetBit(0)).placed()
        : null;
  }

  private Built hashOrLoop(
      Built left, Built right, List<RexNode> conditions, JoinType type, double rows) {
    EquiJoins.Keys keys = equiJoins.keys(conditions, left.positions(), right.positions());
    if (keys.left().isEmpty()) {
      return nodes.loop(left, right, type, conditions, List.of(), 0, rows);
    }
    if (type == JoinType.INNER && right.rows() > left.rows() * 1.5) {
      return nodes.hash(right, left, keys.swapped(), type, rows);
    }
    return nodes.hash(left, right, keys, type, rows);
  }

  /**
   * A join by an OR of equalities: a hash join for each, of the pairs that none before has found.
   * Null when there is no such OR.
   */
  private @Nullable Built eitherHash(
      Built left, Built right, List<RexNode> conditions, double rows) {
    for (RexNode condition : conditions) {
      List<RexNode> ways = RelOptUtil.disjunctions(condition);
      if (ways.size() < 2 || ways.size() > MOST_WAYS) {
        continue;
      }
      List<RexNode> others = new ArrayList<>(conditions);
      others.remove(condition);
      List<PhysicalPlan> plans = new ArrayList<>();
      for (RexNode way : ways) {
        List<RexNode> all = new ArrayList<>(Rex.conjuncts(way));
        all.addAll(others);
        EquiJoins.Keys keys = equiJoins.keys(all, left.positions(), right.positions());
        if (keys.left().isEmpty()) {
          break;
        }
        plans.add(nodes.hash(left, right, keys, JoinType.INNER, rows / ways.size()).plan());
        others.add(
            planner
                .analysis()
                .cluster
                .getRexBuilder()
                .makeCall(SqlStdOperatorTable.IS_NOT_TRUE, way));
      }
      if (plans.size() == ways.size()) {
        return new Built(append(plans, rows), JoinNodes.both(left, right));
      }
    }
    return null;
  }

  private static PhysicalPlan append(List<PhysicalPlan> plans, double rows) {
    double cost = plans.stream().mapToDouble(p -> p.estimate().totalCost()).sum();
    List<Type> types = plans.getFirst().types();
    return new PhysicalPlan.Append(
        plans, null, types, new Estimate(0, cost, Math.max(1, rows), Costs.width(types)));
  }

  /** A join whose right side reads the left row. */
  Built lateral(Rels.Lateral lateral, BitSet required) {
    int leftFields = lateral.getInput(0).getRowType().getFieldCount();
    int rightFields = lateral.getInput(1).getRowType().getFieldCount();
    int all = leftFields + rightFields;
    if (lateral.joinType == JoinType.LEFT
        && UselessJoins.test(leftFields, lateral.getInput(1), lateral.condition, required)) {
      Built only = planner.build(lateral.getInput(0), required);
      return new Built(only.plan(), padded(only.positions(), all));
    }
    BitSet needed = (BitSet) required.clone();
    Rex.fields(lateral.condition, needed);
    lateral.outerValues.forEach(v -> Rex.fields(v, needed));
    Built left = planner.build(lateral.getInput(0), needed.get(0, leftFields));
    Built wideLeft = new Built(left.plan(), padded(left.positions(), all));
    List<Expression> values =
        planner.expressions().build(lateral.outerValues, wideLeft.positions());
    int firstSlot = values.isEmpty() ? 0 : lateral.correlation.firstSlot(planner.slots());
    Leaf leaf = new Leaf(lateral.getInput(1), leftFields);
    Built right = widened(leafPlan(leaf, List.of(), needed), leaf, all);
    List<RexNode> conditions = Rex.conjuncts(lateral.condition);
    double rows = Math.max(1, left.rows()) * Math.max(1, right.rows());
    return nodes.loop(wideLeft, right, lateral.joinType, conditions, values, firstSlot, rows);
  }
}
