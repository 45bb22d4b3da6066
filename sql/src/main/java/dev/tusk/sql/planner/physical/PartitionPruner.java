package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.PartitionMatching.Operator;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PartitionPruning;
import dev.tusk.sql.plan.PartitionPruning.Level;
import dev.tusk.sql.plan.PartitionPruning.Target;
import dev.tusk.sql.plan.PartitionPruning.Term;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.planner.analyze.MemberScans;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Leaves out partitions that have no rows which meet the conditions of a scan. */
final class PartitionPruner {
  private final PhysicalPlanner planner;
  private final Analysis analysis;

  PartitionPruner(PhysicalPlanner planner) {
    this.planner = planner;
    this.analysis = planner.analysis();
  }

  /**
   * The members that may have rows.
   *
   * @param rest what tells more of them when the plan is run; null for nothing
   */
  record Pruned(List<Rels.Scan> members, @Nullable PartitionPruning rest) {}

  Pruned prune(Rels.Scan scan, List<RexNode> conjuncts) {
    Partitions partitions =
        scan.table.kind() == Table.Kind.PARTITIONED && analysis.settings.partitionPruning()
            ? analysis.catalog.partitions(scan.table)
            : null;
    if (partitions == null || conjuncts.isEmpty()) {
      return new Pruned(scan.members, null);
    }
    List<Rels.Scan> all = scan.members;
    PartitionPruning pruning = new PartitionPruning(level(scan, scan, partitions, conjuncts, all));
    boolean[] open = {false};
    BitSet alive =
        pruning.inputs(expression -> {
          if (expression instanceof Expression.Constant constant) {
            return constant.value();
          }
          open[0] = true;
          return PartitionPruning.Values.UNKNOWN;
        });
    List<Rels.Scan> members = alive.stream().mapToObj(all::get).toList();
    return new Pruned(
        members,
        open[0] && members.size() > 1
            ? new PartitionPruning(level(scan, scan, partitions, conjuncts, members))
            : null);
  }

  private Level level(
      Rels.Scan root,
      Rels.Scan scan,
      Partitions partitions,
      List<RexNode> conjuncts,
      List<Rels.Scan> members) {
    List<@Nullable Target> below = new ArrayList<>();
    for (Partitions.Part part : partitions.parts()) {
      below.add(target(root, part, conjuncts, members));
    }
    return new Level(partitions, terms(scan, partitions.key(), conjuncts), below);
  }

  private @Nullable Target target(
      Rels.Scan root, Partitions.Part part, List<RexNode> conjuncts, List<Rels.Scan> members) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).table.oid() == part.oid()) {
        return new Target.Leaf(i);
      }
    }
    Table table = analysis.catalog.table(part.oid()).orElse(null);
    Partitions partitions = table == null ? null : analysis.catalog.partitions(table);
    return table == null || partitions == null
        ? null
        : new Target.Divided(
            level(root, MemberScans.member(root, table), partitions, conjuncts, members));
  }

  /** What the conjuncts say of a key. */
  private List<Term> terms(Rels.Scan scan, PartitionKey key, List<RexNode> conjuncts) {
    List<RexNode> parts = new ArrayList<>();
    for (PartitionKey.Key part : key.keys()) {
      parts.add(
          planner
              .accessPaths()
              .matching()
              .keyExpression(
                  scan,
                  new Index.Key(
                      part.column(),
                      part.expressionText(),
                      part.type(),
                      part.collation(),
                      false,
                      part.operatorClass(),
                      false,
                      false)));
    }
    return terms(parts, conjuncts);
  }

  private List<Term> terms(List<RexNode> parts, List<RexNode> conjuncts) {
    List<Term> terms = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      Term term =
          conjunct.getKind() == SqlKind.OR && conjunct instanceof RexCall or
              ? either(parts, or)
              : single(parts, conjunct);
      if (term != null) {
        terms.add(term);
      }
    }
    return terms;
  }

  private @Nullable Term either(List<RexNode> parts, RexCall or) {
    List<List<Term>> arms = new ArrayList<>();
    for (RexNode arm : or.operands) {
      List<Term> terms = terms(parts, RelOptUtil.conjunctions(arm));
      if (terms.isEmpty()) {
        return null;
      }
      arms.add(terms);
    }
    return new Term.Or(arms);
  }

  private int part(List<RexNode> parts, RexNode target) {
    RexNode bare = IndexCondition.bare(target);
    for (int i = 0; i < parts.size(); i++) {
      if (Alike.same(analysis, bare, parts.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable Term single(List<RexNode> parts, RexNode conjunct) {
    IndexCondition condition = IndexCondition.of(analysis, conjunct);
    if (condition != null) {
      int key = part(parts, condition.target());
      return key < 0
          ? null
          : comparison(
              key,
              operator(condition),
              condition.values(),
              condition.comparison() == IndexCondition.Comparison.ANY);
    }
    if (PgCall.shapeOf(conjunct) instanceof Shape.IsNull(boolean negated)) {
      int key = part(parts, ((RexCall) conjunct).operands.getFirst());
      return key < 0
          ? null
          : new Term.Comparison(
              key, negated ? Operator.IS_NOT_NULL : Operator.IS_NULL, List.of(), false);
    }
    Term unequal = unequal(parts, conjunct);
    return unequal != null ? unequal : truth(parts, conjunct);
  }

  private Term comparison(int key, Operator operator, List<RexNode> values, boolean array) {
    values.forEach(value -> Alike.want(analysis, value));
    return new Term.Comparison(
        key, operator, planner.expressions().build(values, new int[0]), array);
  }

  /** A bound that was fitted to the key's type may be in reach itself. */
  private static Operator operator(IndexCondition condition) {
    return switch (condition.comparison()) {
      case EQUAL, IN, ANY -> Operator.EQUAL;
      case LESS -> condition.exact() ? Operator.LESS : Operator.LESS_OR_EQUAL;
      case LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case GREATER -> condition.exact() ? Operator.GREATER : Operator.GREATER_OR_EQUAL;
      case GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
    };
  }

  /** {@code key <> value}. */
  private @Nullable Term unequal(List<RexNode> parts, RexNode conjunct) {
    if (!(PgCall.shapeOf(conjunct) instanceof Shape.Function(var function))
        || !"<>".equals(analysis.functions.operatorName(function))
        || !(conjunct instanceof RexCall call)
        || call.operands.size() != 2) {
      return null;
    }
    RexNode value = call.operands.get(1);
    int key = part(parts, call.operands.get(0));
    boolean known =
        key >= 0
            && PgCall.shapeOf(value) instanceof Shape.Constant
            && IndexCondition.sameOrder(RelTypes.typeOf(value), RelTypes.typeOf(parts.get(key)));
    if (!known && key >= 0) {
      Alike.want(analysis, value);
    }
    return known ? comparison(key, Operator.NOT_EQUAL, List.of(value), false) : null;
  }

  /** A key that is a truth value itself. */
  private @Nullable Term truth(List<RexNode> parts, RexNode conjunct) {
    if (parts.stream().noneMatch(part -> RelTypes.typeOf(part) == Types.BOOL)) {
      return null;
    }
    boolean wanted = true;
    RexNode tested = conjunct;
    if (PgCall.shapeOf(conjunct) instanceof Shape.BooleanTest(Boolean expected, boolean negated)) {
      if (negated || expected == null) {
        return null;
      }
      wanted = expected;
      tested = ((RexCall) conjunct).operands.getFirst();
    } else if (conjunct.getKind() == SqlKind.NOT) {
      wanted = false;
      tested = ((RexCall) conjunct).operands.getFirst();
    }
    int key = part(parts, tested);
    return key < 0 || RelTypes.typeOf(parts.get(key)) != Types.BOOL
        ? null
        : comparison(key, Operator.EQUAL, List.of(analysis.constant(wanted, Types.BOOL, 0)), false);
  }
}
