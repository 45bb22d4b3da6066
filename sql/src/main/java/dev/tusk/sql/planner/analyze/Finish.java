package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.algebra.Shape.SortDirection;
import dev.tusk.sql.planner.analyze.QueryAnalyzer.Tail;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The upper part of a query: projection, DISTINCT, ORDER BY, row locks, LIMIT. */
public final class Finish {
  private final Analysis analysis;
  private final Scope scope;

  Finish(Analysis analysis, Scope scope) {
    this.analysis = analysis;
    this.scope = scope;
  }

  /** A column to sort by, by its number in the target list. */
  public record Sort(int target, SortDirection direction, int position) {}

  /**
   * How duplicates and locks are treated.
   *
   * @param distinctOn targets of DISTINCT ON, in order; null without it
   * @param locking over the targets; null for none
   * @param ordersSets whether the rows are grouped or divided by sets
   */
  record Options(
      boolean distinct,
      @Nullable List<Sort> distinctOn,
      Rels.@Nullable Locking locking,
      boolean ordersSets) {
    static final Options NONE = new Options(false, null, null, false);
  }

  List<Sort> sorts(TargetList targets, Tail tail) {
    List<Sort> sorts = new ArrayList<>();
    for (SqlNode node : tail.orderBy()) {
      SortItem item = SortItem.of(node);
      int position = ExpressionAnalyzer.start(item.expression());
      int target = targets.find(item.expression(), Clause.ORDER_BY, "ORDER BY");
      TargetList.checkSortable(RelTypes.typeOf(targets.expression(target)), position);
      analysis.collations.requireOne(targets.expression(target));
      if (sorts.stream().noneMatch(s -> s.target() == target)) {
        sorts.add(new Sort(target, item.direction(), position));
      }
    }
    return sorts;
  }

  /** What stands behind the query, as it was written. */
  ResolvedQuery.Tail written(List<Sort> sorts, Tail tail) {
    return new ResolvedQuery.Tail(
        sorts.stream().map(s -> new ResolvedQuery.Sort(s.target(), s.direction())).toList(),
        count(tail.limit(), Clause.LIMIT),
        count(tail.offset(), Clause.OFFSET),
        tail.withTies());
  }

  RelNode build(RelNode below, TargetList targets, List<Sort> sorts, Tail tail, Options options) {
    BitSet late = late(targets, sorts, options);
    LateTargets after = new LateTargets(analysis, targets, late);
    RelNode rel = late.isEmpty() ? project(below, targets) : after.early(below);
    List<Sort> order = sorts;
    if (options.distinct()) {
      checkDistinct(targets, sorts);
      rel = SetOperations.distinct(rel);
    }
    List<Sort> distinctOn = options.distinctOn();
    if (distinctOn != null) {
      order = distinctOrder(distinctOn, sorts);
    }
    if (!order.isEmpty()) {
      rel = sort(rel, order);
    }
    if (distinctOn != null) {
      rel = new Rels.FirstOfRun(rel, distinctOn.stream().map(Sort::target).toList());
    }
    boolean lateLast = tail.offset() == null && !tail.withTies() && !targets.any(SetReturning::in);
    if (!late.isEmpty() && !lateLast) {
      rel = after.late(rel);
    }
    Rels.Locking locking = options.locking();
    if (locking != null) {
      rel = new Rels.Lock(rel, locking);
    }
    RexNode offset = count(tail.offset(), Clause.OFFSET);
    RexNode limit = count(tail.limit(), Clause.LIMIT);
    if (tail.withTies()
        && limit != null
        && PgCall.shapeOf(limit) instanceof Shape.Constant(Object value, var _)
        && value == null) {
      throw SqlException.of(
          SqlState.INVALID_ROW_COUNT_IN_LIMIT_CLAUSE,
          "row count cannot be null in FETCH FIRST ... WITH TIES clause");
    }
    if (offset != null || limit != null) {
      rel = new Rels.Cut(rel, limit, offset, tail.withTies() ? collations(sorts) : List.of());
    }
    if (!late.isEmpty() && lateLast) {
      rel = after.late(rel);
    }
    return trimmed(rel, targets);
  }

  /**
   * The targets that are computed for the sorted rows ({@code make_sort_input_target}): volatile
   * ones, and sets when the rows are not sorted by any. A limit counts the rows that sets make.
   */
  private static BitSet late(TargetList targets, List<Sort> sorts, Options options) {
    BitSet late = new BitSet();
    if (sorts.isEmpty() || options.distinct() || options.locking() != null) {
      return late;
    }
    BitSet sorted = new BitSet();
    sorts.forEach(s -> sorted.set(s.target()));
    List<Sort> distinctOn = options.distinctOn();
    if (distinctOn != null) {
      distinctOn.forEach(s -> sorted.set(s.target()));
    }
    boolean setsFirst =
        options.ordersSets()
            || sorted.stream().anyMatch(t -> SetReturning.in(targets.expression(t)));
    for (int i = 0; i < targets.fields().size(); i++) {
      RexNode expression = targets.expression(i);
      boolean waits = SetReturning.in(expression) ? !setsFirst : Rex.isVolatile(expression);
      late.set(i, waits && !sorted.get(i));
    }
    return late;
  }

  private @Nullable RexNode count(@Nullable SqlNode node, Clause clause) {
    return QueryAnalyzer.count(analysis, node, scope, clause);
  }

  private RelNode project(RelNode rows, TargetList targets) {
    SetReturning.Unfolded unfolded =
        SetReturning.unfold(
            analysis, rows, targets.fields().stream().map(OutputField::expression).toList());
    RelNode below = unfolded.rel();
    List<RexNode> expressions = unfolded.expressions();
    boolean same = expressions.size() == below.getRowType().getFieldCount();
    for (int i = 0; i < expressions.size() && same; i++) {
      same = expressions.get(i) instanceof RexInputRef field && field.getIndex() == i;
    }
    return same && !(below instanceof Rels.Scan) ? below : project(below, expressions);
  }

  private RelNode project(RelNode below, List<RexNode> expressions) {
    return LogicalProject.create(
        below, List.of(), expressions, analysis.types.names(expressions.size()), Set.of());
  }

  private RelNode trimmed(RelNode rel, TargetList targets) {
    if (targets.visible() == targets.fields().size()) {
      return rel;
    }
    return project(rel, Rels.fieldsOf(rel).subList(0, targets.visible()));
  }

  public static RelNode sort(RelNode rel, List<Sort> sorts) {
    return LogicalSort.create(rel, RelCollations.of(collations(sorts)), null, null);
  }

  private static List<RelFieldCollation> collations(List<Sort> sorts) {
    List<RelFieldCollation> collations = new ArrayList<>();
    for (Sort sort : sorts) {
      collations.add(
          new RelFieldCollation(
              sort.target(),
              sort.direction().descending()
                  ? RelFieldCollation.Direction.DESCENDING
                  : RelFieldCollation.Direction.ASCENDING,
              sort.direction().nullsFirst()
                  ? RelFieldCollation.NullDirection.FIRST
                  : RelFieldCollation.NullDirection.LAST));
    }
    return collations;
  }

  private void checkDistinct(TargetList targets, List<Sort> sorts) {
    for (Sort sort : sorts) {
      if (sort.target() >= targets.visible()) {
        throw SqlException.of(
                SqlState.INVALID_COLUMN_REFERENCE,
                "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
            .at(sort.position());
      }
    }
    for (OutputField field : targets.visibleFields()) {
      TargetList.checkGroupable(
          RelTypes.typeOf(field.expression()), PgCall.positionOf(field.expression()));
      analysis.collations.requireOne(field.expression());
    }
  }

  /** DISTINCT ON's expressions come first in the order; ORDER BY may only agree. */
  private static List<Sort> distinctOrder(List<Sort> distinctOn, List<Sort> sorts) {
    List<Sort> open = new ArrayList<>(distinctOn);
    boolean past = false;
    for (Sort sort : sorts) {
      Optional<Sort> member =
          distinctOn.stream().filter(d -> d.target() == sort.target()).findFirst();
      if (member.isPresent() && past) {
        throw mismatch(member.get().position());
      }
      past |= member.isEmpty();
      open.removeIf(d -> d.target() == sort.target());
    }
    if (past && !open.isEmpty()) {
      throw mismatch(open.getFirst().position());
    }
    List<Sort> order = new ArrayList<>(sorts);
    order.addAll(open);
    return order;
  }

  private static SqlException mismatch(int position) {
    return SqlException.of(
            SqlState.INVALID_COLUMN_REFERENCE,
            "SELECT DISTINCT ON expressions must match initial ORDER BY expressions")
        .at(position);
  }
}
