package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.plan.PhysicalPlan.LockStrength;
import dev.tusk.sql.plan.PhysicalPlan.LockWait;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A query as it was written, every name and type resolved, before it is turned into algebra: what
 * {@code Query} is in PostgreSQL. It is kept for printing it back and for telling what it refers
 * to. Expressions are over the row of FROM.
 */
public sealed interface ResolvedQuery {

  /** What its columns are called. */
  List<String> columns();

  /**
   * SELECT.
   *
   * @param targets the select list, and behind it what only sorting and grouping read
   * @param visible how many are the select list's
   * @param distinctOn targets; null without DISTINCT ON
   */
  record Select(
      boolean distinct,
      @Nullable List<Integer> distinctOn,
      List<OutputField> targets,
      int visible,
      FromItem from,
      @Nullable RexNode where,
      boolean groupDistinct,
      List<GroupItem> groupBy,
      @Nullable RexNode having,
      List<Window> windows,
      Tail tail,
      List<Lock> locks)
      implements ResolvedQuery {
    @Override
    public List<String> columns() {
      return targets.subList(0, visible).stream().map(OutputField::name).toList();
    }

    /** The same with something else behind it. */
    public Select ended(Tail newTail) {
      return new Select(
          distinct,
          distinctOn,
          targets,
          visible,
          from,
          where,
          groupDistinct,
          groupBy,
          having,
          windows,
          newTail,
          locks);
    }

    /** The same with other targets in their places. */
    public Select over(List<OutputField> newTargets) {
      return new Select(
          distinct,
          distinctOn,
          newTargets,
          visible,
          from,
          where,
          groupDistinct,
          groupBy,
          having,
          windows,
          tail,
          locks);
    }
  }

  /** VALUES, whose columns are its row of FROM. */
  record Values(
      List<List<RexNode>> rows, List<String> columns, List<OutputField> targets, Tail tail)
      implements ResolvedQuery {}

  /** UNION, INTERSECT or EXCEPT. */
  record SetOperation(
      Operator operator, boolean all, ResolvedQuery left, ResolvedQuery right, Tail tail)
      implements ResolvedQuery {
    @Override
    public List<String> columns() {
      return left.columns();
    }
  }

  /** A statement that modifies data; its columns are those of RETURNING. */
  sealed interface Modification extends ResolvedQuery {
    FromItem.Relation target();

    List<OutputField> returning();

    @Override
    default List<String> columns() {
      return returning().stream().map(OutputField::name).toList();
    }
  }

  /**
   * INSERT.
   *
   * @param given numbers of the columns that are given
   * @param parts of each given column, null for a whole one, else an assignment to a part of it
   * @param rows what the values are over
   * @param values of the columns, null for DEFAULT; no rows where a query gives them
   * @param query null for values; with neither it is DEFAULT VALUES
   * @param overriding what stands behind OVERRIDING; null for nothing
   * @param conflict null without ON CONFLICT
   * @param returning over the row of the target
   */
  record Insert(
      FromItem.Relation target,
      List<Integer> given,
      List<@Nullable RexNode> parts,
      FromItem rows,
      List<List<@Nullable RexNode>> values,
      @Nullable ResolvedQuery query,
      @Nullable String overriding,
      @Nullable Conflict conflict,
      List<OutputField> returning)
      implements Modification {}

  /**
   * ON CONFLICT.
   *
   * @param keys over the row of the target, by which rows are found to be the same; then {@code
   *     predicate} is that of the index
   * @param constraint the one that is named; null for none
   * @param sets over the row of the target, then that of {@code excluded}; null for DO NOTHING
   */
  record Conflict(
      List<RexNode> keys,
      @Nullable RexNode predicate,
      @Nullable String constraint,
      @Nullable List<Assigned> sets,
      @Nullable RexNode where) {}

  /**
   * A column that is set, or a part of it.
   *
   * @param value null for DEFAULT; for a part an assignment to it
   * @param listed how many columns are set by the query in the value, from this one on; 0 for those
   *     behind it, 1 for a column that is set alone
   */
  record Assigned(int column, @Nullable RexNode value, int listed) {
    /** A column alone. */
    public Assigned(int column, @Nullable RexNode value) {
      this(column, value, 1);
    }
  }

  /**
   * UPDATE.
   *
   * @param width how many fields the target's row has, before those of {@code from}
   */
  record Update(
      FromItem.Relation target,
      int width,
      FromItem from,
      List<Assigned> sets,
      @Nullable RexNode where,
      List<OutputField> returning)
      implements Modification {}

  /** DELETE; as {@link Update}. */
  record Delete(
      FromItem.Relation target,
      int width,
      FromItem from,
      @Nullable RexNode where,
      List<OutputField> returning)
      implements Modification {}

  /**
   * MERGE; all expressions are over the row of the target, then that of the source.
   *
   * @param width how many fields the target's row has
   */
  record Merge(
      FromItem.Relation target,
      int width,
      FromItem source,
      RexNode condition,
      List<MergeStep> steps)
      implements Modification {
    @Override
    public List<OutputField> returning() {
      return List.of();
    }
  }

  /** WHEN [NOT] MATCHED [AND condition] THEN. */
  record MergeStep(boolean matched, @Nullable RexNode condition, MergeChange change) {}

  /** What is done to a row by MERGE. */
  sealed interface MergeChange {
    /** UPDATE SET. */
    record Update(List<Assigned> sets) implements MergeChange {}

    record Delete() implements MergeChange {}

    /** INSERT; as for the statement. */
    record Insert(
        List<Integer> given,
        List<@Nullable RexNode> parts,
        List<@Nullable RexNode> values,
        @Nullable String overriding)
        implements MergeChange {}

    /** DO NOTHING. */
    record Nothing() implements MergeChange {}
  }

  /** WITH around a query. */
  record With(boolean recursive, List<CommonTable> tables, ResolvedQuery body)
      implements ResolvedQuery {
    @Override
    public List<String> columns() {
      return body.columns();
    }
  }

  /** What combines two queries. */
  enum Operator {
    UNION,
    INTERSECT,
    EXCEPT
  }

  /** A query of WITH. */
  record CommonTable(
      String name,
      List<String> columnAliases,
      @Nullable Boolean materialized,
      ResolvedQuery query,
      @Nullable Search search,
      @Nullable Cycle cycle) {}

  /** SEARCH of a recursive query. */
  record Search(boolean breadth, List<String> columns, String sequence) {}

  /**
   * CYCLE of a recursive query.
   *
   * @param value null where it is TRUE and the other FALSE, which are not written
   */
  record Cycle(
      List<String> columns,
      String mark,
      @Nullable RexNode value,
      @Nullable RexNode otherwise,
      String path) {}

  /** ORDER BY, LIMIT, OFFSET. */
  record Tail(
      List<Sort> orderBy, @Nullable RexNode limit, @Nullable RexNode offset, boolean withTies) {
    public static final Tail NONE = new Tail(List.of(), null, null, false);

    public boolean isEmpty() {
      return orderBy.isEmpty() && limit == null && offset == null;
    }

    /** With what the other adds. */
    public Tail with(Tail other) {
      return new Tail(
          other.orderBy.isEmpty() ? orderBy : other.orderBy,
          other.limit == null ? limit : other.limit,
          other.offset == null ? offset : other.offset,
          withTies || other.withTies);
    }
  }

  /** A target to sort by. */
  record Sort(int target, Shape.SortDirection direction) {}

  /** An expression to sort by. */
  record Key(RexNode expression, Shape.SortDirection direction) {}

  /** An item of GROUP BY. */
  sealed interface GroupItem {
    /** A target. */
    record Target(int target) implements GroupItem {}

    /** Several targets as one, or none. */
    record Row(List<Integer> targets) implements GroupItem {}

    record Rollup(List<GroupItem> items) implements GroupItem {}

    record Cube(List<GroupItem> items) implements GroupItem {}

    record Sets(List<GroupItem> items) implements GroupItem {}
  }

  /**
   * A window, by the number that calls have.
   *
   * @param name of the WINDOW clause; null for one behind OVER
   * @param reference the window that it begins with; then the keys are only its own
   */
  record Window(
      @Nullable String name,
      @Nullable String reference,
      List<RexNode> partitionBy,
      List<Key> orderBy,
      Rels.WindowBounds bounds,
      boolean between) {}

  /** FOR UPDATE and its kin, of one item of FROM. */
  record Lock(String relation, LockStrength strength, LockWait waiting) {}
}
