package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.Expression.BoundKind;
import dev.tusk.sql.plan.Expression.Exclusion;
import dev.tusk.sql.plan.Expression.FrameMode;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.plan.PhysicalPlan.LockStrength;
import dev.tusk.sql.plan.PhysicalPlan.LockWait;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The relational nodes that Calcite does not have, or has too narrowly. */
public final class Rels {
  private Rels() {}

  /** References to all fields of a relation, in order. */
  public static List<RexNode> fieldsOf(RelNode rel) {
    List<RexNode> fields = new ArrayList<>();
    for (var field : rel.getRowType().getFieldList()) {
      fields.add(new RexInputRef(field.getIndex(), field.getType()));
    }
    return fields;
  }

  /**
   * A table's rows: live columns in order, then system columns.
   *
   * <p>Tables of pg_catalog have no row id; the field exists and is never asked for.
   */
  public static final class Scan extends RelRow {
    public final Table table;
    public final String alias;

    /** {@code attnum} of each field, then {@code SYSTEM_COLUMNS}. */
    public final List<Integer> columns;

    /**
     * Where the rows of several tables are read as the table's: a scan of each of them with the
     * same fields. Empty for the table alone.
     */
    public final List<Scan> members;

    /**
     * What rows must be to be seen at all, by the table's policies: asked one after the other, and
     * before anything else that could tell of a row.
     */
    public final List<RexNode> security;

    public Scan(
        RelOptCluster cluster,
        Table table,
        String alias,
        List<Integer> columns,
        RelDataType rowType) {
      this(cluster, table, alias, columns, List.of(), rowType);
    }

    public Scan(
        RelOptCluster cluster,
        Table table,
        String alias,
        List<Integer> columns,
        List<Scan> members,
        RelDataType rowType) {
      this(cluster, table, alias, columns, members, rowType, List.of());
    }

    private Scan(
        RelOptCluster cluster,
        Table table,
        String alias,
        List<Integer> columns,
        List<Scan> members,
        RelDataType rowType,
        List<RexNode> security) {
      super(cluster, List.of(), rowType);
      this.table = table;
      this.alias = alias;
      this.columns = columns;
      this.members = members;
      this.security = List.copyOf(security);
    }

    /**
     * The same with other conditions of policies. Those of the table that is named hold for the
     * rows of all members.
     */
    public Scan secured(List<RexNode> conditions) {
      return new Scan(
          getCluster(),
          table,
          alias,
          columns,
          members.stream().map(member -> member.secured(conditions)).toList(),
          getRowType(),
          conditions);
    }

    /** The tables whose rows it reads. */
    public List<Scan> single() {
      return members.isEmpty() ? List.of(this) : members;
    }

    /**
     * A column of the table over the scan's row. One that only this member of several has is a
     * field that nothing else reads.
     */
    public RexInputRef column(int number, RelDataType type) {
      int field = columns.indexOf(number);
      return new RexInputRef(field >= 0 ? field : columns.size() + number, type);
    }

    public int rowIdField() {
      return columns.size() - PhysicalPlan.SYSTEM_COLUMNS.size();
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return this;
    }
  }

  /** VALUES; rows of expressions without input. */
  public static final class Rows extends RelRow {
    public final List<List<RexNode>> rows;
    public final String alias;

    public Rows(
        RelOptCluster cluster, List<List<RexNode>> rows, RelDataType rowType, String alias) {
      super(cluster, List.of(), rowType);
      this.rows = rows;
      this.alias = alias;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return this;
    }
  }

  /** A function in FROM, or several side by side: the shorter ones filled with NULLs. */
  public static final class FunctionRows extends RelRow {
    public final List<FunctionCall> calls;
    public final boolean ordinality;
    public final String alias;
    public final List<String> columnNames;

    public FunctionRows(
        RelOptCluster cluster,
        List<FunctionCall> calls,
        boolean ordinality,
        String alias,
        List<String> columnNames,
        RelDataType rowType) {
      super(cluster, List.of(), rowType);
      this.calls = List.copyOf(calls);
      this.ordinality = ordinality;
      this.alias = alias;
      this.columnNames = columnNames;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return this;
    }
  }

  /** A function and how many fields its values are spread over. */
  public record FunctionCall(RexNode call, int fields) {}

  /**
   * A reference to a query of WITH; {@code entry} is null for the rows that a recursion's step
   * reads.
   */
  public static final class CteRows extends RelRow {
    public final int cteId;
    public final @Nullable CommonTableEntry entry;
    public final String name;
    public final String alias;
    public final List<String> columnNames;

    public CteRows(
        RelOptCluster cluster,
        int cteId,
        @Nullable CommonTableEntry entry,
        String name,
        String alias,
        List<String> columnNames,
        RelDataType rowType) {
      super(cluster, List.of(), rowType);
      this.cteId = cteId;
      this.entry = entry;
      this.name = name;
      this.alias = alias;
      this.columnNames = columnNames;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return this;
    }
  }

  /** WITH RECURSIVE: inputs are start and step. */
  public static final class Recursion extends RelRow {
    public final int cteId;
    public final boolean distinct;

    public Recursion(
        RelOptCluster cluster, int cteId, RelNode start, RelNode step, boolean distinct) {
      super(cluster, List.of(start, step), start.getRowType());
      this.cteId = cteId;
      this.distinct = distinct;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new Recursion(getCluster(), cteId, inputs.get(0), inputs.get(1), distinct);
    }
  }

  /** WITH around a body. The queries are planned by themselves, so they are no inputs. */
  public static final class With extends RelRow {
    public final List<CommonTableEntry> ctes;

    public With(RelOptCluster cluster, List<CommonTableEntry> ctes, RelNode body) {
      super(cluster, List.of(body), body.getRowType());
      this.ctes = ctes;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new With(getCluster(), ctes, inputs.getFirst());
    }
  }

  /** Window functions of one window: the input's fields, then one per call. */
  public static final class WindowRows extends RelRow {
    public final List<RexNode> partitionBy;
    public final List<Ordering> orderBy;
    public final List<WindowFunction> calls;

    public WindowRows(
        RelNode input,
        List<RexNode> partitionBy,
        List<Ordering> orderBy,
        List<WindowFunction> calls,
        RelDataType rowType) {
      super(input.getCluster(), List.of(input), rowType);
      this.partitionBy = partitionBy;
      this.orderBy = orderBy;
      this.calls = calls;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new WindowRows(inputs.getFirst(), partitionBy, orderBy, calls, rowType);
    }
  }

  /** A frame whose offsets are still expressions of the algebra. */
  public record WindowBounds(
      FrameMode mode,
      BoundKind start,
      @Nullable RexNode startOffset,
      BoundKind end,
      @Nullable RexNode endOffset,
      Exclusion exclusion) {
    public static final WindowBounds DEFAULT =
        new WindowBounds(
            FrameMode.RANGE,
            BoundKind.UNBOUNDED_PRECEDING,
            null,
            BoundKind.CURRENT_ROW,
            null,
            Exclusion.NONE);
  }

  /** A call of shape {@link Shape.Window} and its frame. */
  public record WindowFunction(PgCall call, WindowBounds bounds) {}

  /**
   * Aggregation by several grouping sets: keys (the input's first fields), the set's mask, calls.
   */
  public static final class GroupedSets extends RelRow {
    public final int keys;
    public final List<List<Integer>> sets;
    public final List<PgCall> calls;

    public GroupedSets(
        RelNode input,
        int keys,
        List<List<Integer>> sets,
        List<PgCall> calls,
        RelDataType rowType) {
      super(input.getCluster(), List.of(input), rowType);
      this.keys = keys;
      this.sets = sets;
      this.calls = calls;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new GroupedSets(inputs.getFirst(), keys, sets, calls, rowType);
    }
  }

  /** An expression to sort by. */
  public record Ordering(RexNode expression, boolean descending, boolean nullsFirst) {}

  /** The input's fields, then one per set-returning call. */
  public static final class Unfold extends RelRow {
    public final List<RexNode> sets;

    public Unfold(RelNode input, List<RexNode> sets, RelDataType rowType) {
      super(input.getCluster(), List.of(input), rowType);
      this.sets = sets;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new Unfold(inputs.getFirst(), sets, rowType);
    }
  }

  /** DISTINCT ON over sorted input: the first row of each run of equal fields. */
  public static final class FirstOfRun extends RelRow {
    public final List<Integer> keys;

    public FirstOfRun(RelNode input, List<Integer> keys) {
      super(input.getCluster(), List.of(input), input.getRowType());
      this.keys = keys;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new FirstOfRun(inputs.getFirst(), keys);
    }
  }

  /**
   * LIMIT and OFFSET; WITH TIES where {@code ties} names the fields that the input is sorted by.
   */
  public static final class Cut extends RelRow {
    public final @Nullable RexNode limit;
    public final @Nullable RexNode offset;
    public final List<RelFieldCollation> ties;

    public Cut(
        RelNode input,
        @Nullable RexNode limit,
        @Nullable RexNode offset,
        List<RelFieldCollation> ties) {
      super(input.getCluster(), List.of(input), input.getRowType());
      this.limit = limit;
      this.offset = offset;
      this.ties = ties;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new Cut(inputs.getFirst(), limit, offset, ties);
    }
  }

  /** The rows of a view that are chosen before any condition may tell of others. */
  public static final class Barrier extends RelRow {
    private final Signatures functions;

    public Barrier(RelNode input, Signatures functions) {
      super(input.getCluster(), List.of(input), input.getRowType());
      this.functions = functions;
    }

    /** Whether a condition may be asked of rows that are not chosen. */
    public boolean lets(RexNode condition) {
      return Leakproof.is(condition, functions);
    }

    @Override
    public Barrier over(List<RelNode> inputs) {
      return new Barrier(inputs.getFirst(), functions);
    }
  }

  /** FOR UPDATE and its kin. */
  public static final class Lock extends RelRow {
    public final Locking locking;

    public Lock(RelNode input, Locking locking) {
      super(input.getCluster(), List.of(input), input.getRowType());
      this.locking = locking;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new Lock(inputs.getFirst(), locking);
    }
  }

  /**
   * What is locked, and how a row is looked at again when a lock shows that it was changed.
   *
   * @param width fields of the row of FROM
   * @param copied what the row of FROM takes over from the row found
   * @param checks conditions over the row of FROM, in the order in which to ask them
   * @param outputs the targets over the row of FROM
   */
  public record Locking(
      List<LockedRow> rows,
      int width,
      List<Copied> copied,
      List<Check> checks,
      List<RexNode> outputs) {}

  /**
   * The row of a table, by the field that holds its id.
   *
   * @param tableField the field that holds the table's OID, for a row of several; -1 for one
   * @param start of its columns in the row of FROM
   */
  public record LockedRow(
      Table table,
      int rowIdField,
      int tableField,
      LockStrength strength,
      LockWait waiting,
      int start,
      List<Integer> columns,
      List<PhysicalPlan.Member> members) {}

  /** A target that holds a field of the row of FROM. */
  public record Copied(int target, int field) {}

  /** A condition; where it does not hold, a stretch of fields is NULL or, if empty, no row left. */
  public record Check(RexNode condition, int nullFrom, int nullTo) {}

  /**
   * A join whose right side reads the left row through {@code correlation}.
   *
   * @see Correlation
   */
  public static final class Lateral extends RelRow {
    public final JoinType joinType;
    public final RexNode condition;
    public final Correlation correlation;
    public final List<RexNode> outerValues;

    public Lateral(
        RelNode left,
        RelNode right,
        JoinType joinType,
        RexNode condition,
        Correlation correlation,
        List<RexNode> outerValues,
        RelDataType rowType) {
      super(left.getCluster(), List.of(left, right), rowType);
      this.joinType = joinType;
      this.condition = condition;
      this.correlation = correlation;
      this.outerValues = outerValues;
    }

    @Override
    public RelNode over(List<RelNode> inputs) {
      return new Lateral(
          inputs.get(0), inputs.get(1), joinType, condition, correlation, outerValues, rowType);
    }
  }
}
