package dev.tusk.sql.planner;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.plan.PhysicalPlan.LockStrength;
import dev.tusk.sql.plan.PhysicalPlan.LockWait;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The relational nodes that Calcite does not have, or has too narrowly. */
final class Rels {
  private Rels() {}

  /**
   * A table's rows: live columns in order, then row id and table OID.
   *
   * <p>Tables of pg_catalog have no row id; the field exists and is never asked for.
   */
  static final class Scan extends RelRow {
    final Table table;
    final String alias;

    /** {@code attnum} of each field, then {@code ROW_ID} and {@code TABLE_OID}. */
    final List<Integer> columns;

    Scan(
        RelOptCluster cluster,
        Table table,
        String alias,
        List<Integer> columns,
        RelDataType rowType) {
      super(cluster, List.of(), rowType);
      this.table = table;
      this.alias = alias;
      this.columns = columns;
    }

    int rowIdField() {
      return columns.size() - 2;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return this;
    }
  }

  /** VALUES; rows of expressions without input. */
  static final class Rows extends RelRow {
    final List<List<RexNode>> rows;
    final String alias;

    Rows(RelOptCluster cluster, List<List<RexNode>> rows, RelDataType rowType, String alias) {
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
  static final class FunctionRows extends RelRow {
    final List<FunctionCall> calls;
    final boolean ordinality;
    final String alias;
    final List<String> columnNames;

    FunctionRows(
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
  record FunctionCall(RexNode call, int fields) {}

  /**
   * A reference to a query of WITH; {@code entry} is null for the rows that a recursion's step
   * reads.
   */
  static final class CteRows extends RelRow {
    final int cteId;
    final @Nullable CommonTableEntry entry;
    final String name;
    final String alias;
    final List<String> columnNames;

    CteRows(
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
  static final class Recursion extends RelRow {
    final int cteId;
    final boolean distinct;

    Recursion(RelOptCluster cluster, int cteId, RelNode start, RelNode step, boolean distinct) {
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
  static final class With extends RelRow {
    final List<CommonTableEntry> ctes;

    With(RelOptCluster cluster, List<CommonTableEntry> ctes, RelNode body) {
      super(cluster, List.of(body), body.getRowType());
      this.ctes = ctes;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new With(getCluster(), ctes, inputs.getFirst());
    }
  }

  /** Window functions of one window: the input's fields, then one per call. */
  static final class WindowRows extends RelRow {
    final List<RexNode> partitionBy;
    final List<Ordering> orderBy;
    final List<WindowFunction> calls;

    WindowRows(
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

  /** A call of shape {@link Shape.Window} and its frame. */
  record WindowFunction(PgCall call, Windows.Bounds bounds) {}

  /**
   * Aggregation by several grouping sets: keys (the input's first fields), the set's mask, calls.
   */
  static final class GroupedSets extends RelRow {
    final int keys;
    final List<List<Integer>> sets;
    final List<PgCall> calls;

    GroupedSets(
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
  record Ordering(RexNode expression, boolean descending, boolean nullsFirst) {}

  /** The input's fields, then one per set-returning call. */
  static final class Unfold extends RelRow {
    final List<RexNode> sets;

    Unfold(RelNode input, List<RexNode> sets, RelDataType rowType) {
      super(input.getCluster(), List.of(input), rowType);
      this.sets = sets;
    }

    @Override
    RelNode over(List<RelNode> inputs) {
      return new Unfold(inputs.getFirst(), sets, rowType);
    }
  }

  /** DISTINCT ON over sorted input: the first row of each run of equal fields. */
  static final class FirstOfRun extends RelRow {
    final List<Integer> keys;

    FirstOfRun(RelNode input, List<Integer> keys) {
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
  static final class Cut extends RelRow {
    final @Nullable RexNode limit;
    final @Nullable RexNode offset;
    final List<RelFieldCollation> ties;

    Cut(
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

  /** FOR UPDATE and its kin. */
  static final class Lock extends RelRow {
    final Locking locking;

    Lock(RelNode input, Locking locking) {
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
  record Locking(
      List<LockedRow> rows,
      int width,
      List<Copied> copied,
      List<Check> checks,
      List<RexNode> outputs) {}

  /**
   * The row of a table, by the field that holds its id.
   *
   * @param start of its columns in the row of FROM
   */
  record LockedRow(
      Table table,
      int rowIdField,
      LockStrength strength,
      LockWait waiting,
      int start,
      List<Integer> columns) {}

  /** A target that holds a field of the row of FROM. */
  record Copied(int target, int field) {}

  /** A condition; where it does not hold, a stretch of fields is NULL or, if empty, no row left. */
  record Check(RexNode condition, int nullFrom, int nullTo) {}

  /**
   * A join whose right side reads the left row through {@code correlation}.
   *
   * @see Correlation
   */
  static final class Lateral extends RelRow {
    final JoinType joinType;
    final RexNode condition;
    final Correlation correlation;
    final List<RexNode> outerValues;

    Lateral(
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
    RelNode over(List<RelNode> inputs) {
      return new Lateral(
          inputs.get(0), inputs.get(1), joinType, condition, correlation, outerValues, rowType);
    }
  }
}
