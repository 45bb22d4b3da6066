package dev.tusk.sql.plan;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.Expression.AggregateCall;
import dev.tusk.sql.plan.Expression.WindowCall;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to do, one node per physical operator; the executor turns each into an operator by a {@code
 * switch}. Values only: a plan is shared by all executions that the plan cache serves.
 *
 * <p>A node's output row is an {@code Object[]} with {@link #types} in order. Nodes that read a
 * table give the listed columns ({@code attnum}, or one of the system columns below). Their {@code
 * alias} is the name that the query knows them by; only EXPLAIN reads it.
 */
public sealed interface PhysicalPlan {
  /**
   * In a column list: the row's version id, a {@code Long} of type int8; what UPDATE and DELETE
   * name rows by.
   */
  int ROW_ID = -1;

  /** In a column list: the OID of the table. */
  int TABLE_OID = -2;

  /** Number of the system column xmin in lists of columns: who wrote the row version. */
  int XMIN = -3;

  /** Of xmax: who has replaced, deleted or locked it; 0 for nobody. */
  int XMAX = -4;

  /** Of cmin and cmax: which statement of its transaction that was. */
  int CMIN = -5;

  /** Of ctid: where the row version stands. */
  int CTID = -6;

  /** The system columns behind the live ones, in the order of their numbers. */
  List<Integer> SYSTEM_COLUMNS = List.of(ROW_ID, TABLE_OID, XMIN, XMAX, CMIN, CTID);

  /** Types of the output row's fields. */
  List<Type> types();

  Estimate estimate();

  /** All rows in row id order; the filter reads the listed columns. */
  record SeqScan(
      Table table,
      String alias,
      List<Integer> columns,
      @Nullable Expression filter,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * Rows through a B-tree index: {@code equalTo} fixes the first keys, {@code range} bounds the
   * next. Without either it gives all rows, those with NULL keys where the index sorts them.
   *
   * @param equalTo one list of alternatives for each leading key: one expression for {@code =},
   *     several for IN, each evaluated once before the scan; or a single expression of array type
   *     where {@code anyArray} is set
   * @param descending reads backward, so that rows come in descending key order
   * @param filter what the index does not decide, over the listed columns
   */
  record IndexScan(
      Table table,
      String alias,
      Index index,
      List<Integer> columns,
      List<KeyMatch> equalTo,
      @Nullable KeyRange range,
      boolean descending,
      @Nullable Expression filter,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * Rows that indexes find together, in row id order.
   *
   * @param recheck what the indexes were asked, over the listed columns: asked again of each row,
   *     as an index may find more
   * @param filter what they were not asked
   */
  record BitmapHeapScan(
      Table table,
      String alias,
      Bitmap bitmap,
      List<Integer> columns,
      Expression recheck,
      @Nullable Expression filter,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /** Sets of rows that indexes find; no operators, but nodes that EXPLAIN shows. */
  sealed interface Bitmap extends PhysicalPlan {
    @Override
    default List<Type> types() {
      return List.of();
    }
  }

  /** The rows that an inverted index has for all searches. */
  record BitmapIndexScan(Index index, List<KeySearch> searches, Estimate estimate)
      implements Bitmap {}

  /** The rows of an index scan's ranges. */
  record BitmapRangeScan(IndexScan scan) implements Bitmap {
    @Override
    public Estimate estimate() {
      return scan.estimate();
    }
  }

  record BitmapAnd(List<Bitmap> inputs, Estimate estimate) implements Bitmap {}

  record BitmapOr(List<Bitmap> inputs, Estimate estimate) implements Bitmap {}

  /**
   * What is sought in a column of an inverted index.
   *
   * @param key position among the index's keys
   * @param operator one that the key's operator class answers
   * @param value its right side, evaluated once before the scan
   * @param condition the whole condition over the columns that the heap scan lists, for EXPLAIN
   */
  record KeySearch(int key, String operator, Expression value, Expression condition) {}

  /**
   * A leading key equal to one of these; {@code anyArray}: the single expression is an array of
   * them.
   */
  record KeyMatch(List<Expression> values, boolean anyArray) {}

  /** A key between bounds, each absent (null) or evaluated once. NULL keys are never inside. */
  record KeyRange(
      @Nullable Expression lower,
      boolean lowerInclusive,
      @Nullable Expression upper,
      boolean upperInclusive) {}

  /**
   * The nearest rows to a query vector, nearest first, with the distance as an extra last field
   * (float8, as the operator gives it).
   *
   * @param index one that finds the nearest, or null for the exact search over the vector column
   * @param column {@code attnum} of the vector column; of a column that the index's expression
   *     reads
   * @param metric the operator: {@code <->}, {@code <#>}, {@code <=>}, {@code <+>}, {@code <~>},
   *     {@code <%>}
   * @param query of the key's type, constant for the execution
   * @param limit rows wanted, OFFSET included; null means all rows, which an approximate index must
   *     not answer alone
   * @param filter over the listed columns; rows are asked for until {@code limit} pass
   * @param predicate what of the query's condition the predicate of a partial index says; rows are
   *     asked for it like for the filter, as an index holds all vectors of its column, but EXPLAIN
   *     does not show it
   * @param bound the part of the filter that, once a row fails it, no farther row meets: with it a
   *     search ends though fewer rows than wanted have passed; null for none
   * @param reach the same over a row whose only field is the distance, as near as what is computed
   *     of a distance goes; null for none. Without a limit, all rows within it are the answer
   * @param ordered whether the nearest rows have to come first
   * @param filterIndexes conditions of the filter that an index can answer as a set of rows
   */
  record VectorSearch(
      Table table,
      String alias,
      @Nullable Index index,
      int column,
      String metric,
      Expression query,
      @Nullable Expression limit,
      List<Integer> columns,
      @Nullable Expression filter,
      @Nullable Expression predicate,
      @Nullable Expression bound,
      @Nullable Expression reach,
      boolean ordered,
      List<Bitmap> filterIndexes,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /** A relation of pg_catalog or information_schema. */
  record SystemScan(
      Table table,
      String alias,
      List<Integer> columns,
      @Nullable Expression filter,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * Functions in FROM, one or several side by side: rows until the longest set ends, NULLs for the
   * shorter ones. A composite result is spread over the fields.
   *
   * @param columnNames as the alias names them, for EXPLAIN and for records made of the row
   */
  record FunctionScan(
      String alias,
      List<String> columnNames,
      List<FunctionCall> calls,
      boolean withOrdinality,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /** A call of a set-returning function or not, and how many fields its values are spread over. */
  record FunctionCall(Expression call, int fields) {}

  /** Rows of expressions; one row without fields is SELECT without FROM. */
  record Values(List<List<Expression>> rows, List<Type> types, Estimate estimate)
      implements PhysicalPlan {}

  record Filter(PhysicalPlan input, Expression condition, List<Type> types, Estimate estimate)
      implements PhysicalPlan {}

  record Project(
      PhysicalPlan input, List<Expression> expressions, List<Type> types, Estimate estimate)
      implements PhysicalPlan {}

  /**
   * Project where some expressions are set-returning: rows until the longest set ends, NULL for
   * shorter ones.
   *
   * @param sets {@code sets.get(i)} tells whether expression i is a call of a function of kind SET
   */
  record ProjectSet(
      PhysicalPlan input,
      List<Expression> expressions,
      List<Boolean> sets,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /** How rows without a partner are treated. SEMI and ANTI give only the left row's fields. */
  enum JoinType {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    SEMI,
    ANTI
  }

  /**
   * For each left row all right rows.
   *
   * @param outerValues for LATERAL: expressions over the left row put in slots from {@code
   *     firstSlot} before the right side runs anew; when empty the right side is kept in memory
   * @param materialized whether PostgreSQL would keep the right side, too; only EXPLAIN reads it
   */
  record NestedLoopJoin(
      PhysicalPlan left,
      PhysicalPlan right,
      JoinType joinType,
      @Nullable Expression condition,
      List<Expression> outerValues,
      int firstSlot,
      boolean materialized,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * Builds a hash table of the right side, probes with the left.
   *
   * @param leftKeys over the left row
   * @param rightKeys over the right row, of the same types
   * @param residual over both rows
   * @param buckets of PostgreSQL's table, in whose order right rows without a partner come
   */
  record HashJoin(
      PhysicalPlan left,
      PhysicalPlan right,
      JoinType joinType,
      List<Expression> leftKeys,
      List<Expression> rightKeys,
      @Nullable Expression residual,
      int buckets,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /** Two sides sorted by their keys, read side by side; without keys a FULL join of all pairs. */
  record MergeJoin(
      PhysicalPlan left,
      PhysicalPlan right,
      JoinType joinType,
      List<Expression> leftKeys,
      List<Expression> rightKeys,
      @Nullable Expression residual,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * GROUP BY: output is the group keys, then (with more than one grouping set) the grouping set's
   * bit mask as int4, then the calls.
   *
   * <p>Bit i of the mask is set when key i is not in the row's grouping set, and then the key's
   * field is NULL.
   *
   * @param groupingSets indexes into {@code keys} of each set; one set of all keys for plain GROUP
   *     BY, one empty set for aggregates without GROUP BY (which always gives a row)
   * @param sorted whether groups come in the order of their keys; otherwise as they are met
   */
  record Aggregate(
      PhysicalPlan input,
      List<Expression> keys,
      List<List<Integer>> groupingSets,
      boolean sorted,
      List<AggregateCall> calls,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * Window functions of one window: output is the input's fields, then one per call. Sorts by
   * itself.
   */
  record Window(
      PhysicalPlan input,
      List<Expression> partitionBy,
      List<SortKey> orderBy,
      List<WindowCall> calls,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  record Sort(PhysicalPlan input, List<SortKey> keys, List<Type> types, Estimate estimate)
      implements PhysicalPlan {}

  /** Sort and Limit in one: keeps limit + offset rows. */
  record TopK(
      PhysicalPlan input,
      List<SortKey> keys,
      Expression limit,
      @Nullable Expression offset,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * LIMIT and OFFSET, int8; NULL is no limit.
   *
   * @param tieKeys for WITH TIES, else empty
   */
  record Limit(
      PhysicalPlan input,
      @Nullable Expression limit,
      @Nullable Expression offset,
      List<SortKey> tieKeys,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /** DISTINCT: the first of equal rows, in input order. */
  record Distinct(PhysicalPlan input, List<Type> types, Estimate estimate)
      implements PhysicalPlan {}

  /** DISTINCT ON over input sorted by the keys first: the first row of each run of equal keys. */
  record DistinctOn(PhysicalPlan input, List<Expression> keys, List<Type> types, Estimate estimate)
      implements PhysicalPlan {}

  enum SetOperator {
    INTERSECT,
    EXCEPT
  }

  /** INTERSECT, EXCEPT [ALL]. UNION is Append, under Distinct unless ALL. */
  record SetOperation(
      SetOperator operator,
      boolean all,
      PhysicalPlan left,
      PhysicalPlan right,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * One input after the other.
   *
   * @param relation what the inputs are the members of; null for UNION ALL
   */
  record Append(
      List<PhysicalPlan> inputs,
      @Nullable AppendedRelation relation,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * Several inputs that are sorted alike, merged in that order; of equal rows those of the first
   * input come first.
   */
  record MergeAppend(
      List<PhysicalPlan> inputs,
      List<SortKey> keys,
      AppendedRelation relation,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * A relation whose rows are those of several tables.
   *
   * @param alias only EXPLAIN reads it, and the columns
   * @param columns names of the fields; null for what is computed
   * @param divided whether the tables are its partitions, of whose rows each computes by itself
   * @param pruning which inputs need not be read; null where all are
   */
  record AppendedRelation(
      String alias,
      List<@Nullable String> columns,
      boolean divided,
      @Nullable PartitionPruning pruning) {}

  /**
   * WITH: the queries that {@code body} reads by {@link CteScan}, each run at most once and kept;
   * those that modify data always run to the end.
   */
  record With(List<Cte> ctes, PhysicalPlan body, List<Type> types, Estimate estimate)
      implements PhysicalPlan {}

  /** A query of WITH; {@code id} is unique in the statement. */
  record Cte(int id, String name, PhysicalPlan plan, boolean modifiesData) {}

  record CteScan(
      int id,
      String name,
      String alias,
      List<String> columnNames,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * WITH RECURSIVE: {@code start}, then {@code step} over the rows that the last round added, which
   * it reads by {@code CteScan(id)}, until a round adds none.
   *
   * @param distinct UNION rather than UNION ALL
   */
  record RecursiveUnion(
      int id,
      PhysicalPlan start,
      PhysicalPlan step,
      boolean distinct,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  enum LockStrength {
    KEY_SHARE,
    SHARE,
    NO_KEY_UPDATE,
    UPDATE
  }

  enum LockWait {
    WAIT,
    NOWAIT,
    SKIP_LOCKED
  }

  /** FOR UPDATE and its kin. */
  record LockRows(
      PhysicalPlan input, List<RowLock> locks, Recheck recheck, List<Type> types, Estimate estimate)
      implements PhysicalPlan {}

  /** One of the tables whose rows are read as another's, and its numbers of that one's columns. */
  record Member(Table table, List<Integer> columns) {}

  /**
   * Statements that rules made of one, in order; of those {@code told}, rows may be told beside.
   *
   * @param counted the one whose rows are given and counted; negative for none
   */
  record Steps(
      List<PhysicalPlan> steps,
      int counted,
      Map<Integer, List<PlannedStatement.OutputColumn>> told,
      RuleOrigins origins,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * INSERT: input gives a value for each live column of the table in order, defaults filled in and
   * cast; constraints are the executor's business.
   *
   * @param returning over the new row's live columns followed by {@link #SYSTEM_COLUMNS}; empty
   *     list for no RETURNING
   */
  record Insert(
      Table table,
      PhysicalPlan input,
      @Nullable OnConflict onConflict,
      List<ViewCheck> checks,
      List<PolicyCheck> policies,
      List<Expression> returning,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * ON CONFLICT.
   *
   * @param arbiters unique indexes meant; empty for DO NOTHING without a target
   * @param assignments empty for DO NOTHING; expressions and {@code where} read the existing row's
   *     live columns, {@link #SYSTEM_COLUMNS}, and the excluded row's live columns
   */
  record OnConflict(
      List<Index> arbiters, List<Assignment> assignments, @Nullable Expression where) {}

  /** SET column = value, cast to the column's type; DEFAULT arrives as its expression. */
  record Assignment(int column, Expression value) {}

  /**
   * UPDATE: input gives the table's live columns, then ROW_ID, then whatever the assignments read
   * beside (joined tables).
   *
   * @param targets whose rows are the table's; only EXPLAIN reads it. Empty for the table alone
   * @param recheck the condition over the input row to be asked again on the newest version when
   *     another transaction changed the row meanwhile; null for none
   * @param returning over the new row's live columns, then ROW_ID, then the rest of the input row
   */
  record Update(
      Table table,
      List<Table> targets,
      PhysicalPlan input,
      List<Assignment> assignments,
      @Nullable Expression recheck,
      VersionFields versions,
      List<ViewCheck> checks,
      List<PolicyCheck> policies,
      List<Expression> returning,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /**
   * MERGE: input gives the table's live columns, then ROW_ID, then whatever is read beside; the
   * table's part is NULL where no row of it belongs to one that is merged.
   *
   * @param condition by which rows belong together, asked again on the newest version when another
   *     transaction changed the row meanwhile
   */
  record Merge(
      Table table,
      List<Table> targets,
      PhysicalPlan input,
      Expression condition,
      List<MergeAction> actions,
      List<PolicyCheck> policies,
      VersionFields versions,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}

  /** What MERGE does with a row of its input: the first action whose condition holds. */
  record MergeAction(boolean matched, @Nullable Expression condition, MergeChange change) {}

  /** How an action of MERGE changes the table. */
  sealed interface MergeChange {
    /** UPDATE SET. */
    record Update(List<Assignment> assignments) implements MergeChange {}

    /** DELETE. */
    record Delete() implements MergeChange {}

    /** INSERT of a row with a value for each live column. */
    record Insert(List<Expression> row) implements MergeChange {}

    /** DO NOTHING. */
    record Nothing() implements MergeChange {}
  }

  /** WITH CHECK OPTION of a view through which rows are written; over what RETURNING reads. */
  record ViewCheck(String view, Expression condition) {}

  /** DELETE: input and {@code returning} as for {@link Update}, with the old row. */
  record Delete(
      Table table,
      List<Table> targets,
      PhysicalPlan input,
      @Nullable Expression recheck,
      VersionFields versions,
      List<Expression> returning,
      List<Type> types,
      Estimate estimate)
      implements PhysicalPlan {}
}
