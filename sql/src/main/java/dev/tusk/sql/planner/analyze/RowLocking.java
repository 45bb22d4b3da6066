package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.RowLock;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.LockStrength;
import dev.tusk.sql.plan.PhysicalPlan.LockWait;
import dev.tusk.sql.planner.algebra.OuterJoins;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * FOR UPDATE and its kin: which rows to lock, and how to look at a row again that was changed while
 * it was waited for (as PostgreSQL's {@code EvalPlanQual} does).
 *
 * <p>Looking again takes the newest versions of the locked tables' rows and, of everything else in
 * FROM, what was there before; asks the conditions again on the way from the locked tables up; and
 * computes the select list anew.
 */
final class RowLocking {
  private final Scope scope;
  private final TargetList targets;
  private final RelNode rows;

  /** Locks by the place of the row id in the row of FROM. */
  private final Map<Integer, Wanted> wanted = new TreeMap<>();

  private final Map<Integer, Rels.LockedRow> locked = new TreeMap<>();
  private final List<Rels.Check> checks = new ArrayList<>();

  private record Wanted(LockStrength strength, LockWait waiting, String clause) {}

  /**
   * For a query.
   *
   * @param rows of FROM and WHERE, which the targets are over
   */
  RowLocking(Scope scope, TargetList targets, RelNode rows) {
    this.scope = scope;
    this.targets = targets;
    this.rows = OuterJoins.reduce(rows);
  }

  static String name(RowLock.Strength strength) {
    return switch (strength) {
      case UPDATE -> "FOR UPDATE";
      case NO_KEY_UPDATE -> "FOR NO KEY UPDATE";
      case SHARE -> "FOR SHARE";
      case KEY_SHARE -> "FOR KEY SHARE";
    };
  }

  static LockStrength strength(RowLock clause) {
    return LockStrength.valueOf(clause.strength().name());
  }

  static LockWait waiting(RowLock clause) {
    return switch (clause.waiting()) {
      case BLOCK -> LockWait.WAIT;
      case NOWAIT -> LockWait.NOWAIT;
      case SKIP_LOCKED -> LockWait.SKIP_LOCKED;
    };
  }

  /** What to lock and how; adds what it needs of the rows to the targets. Null for nothing. */
  Rels.@Nullable Locking locking(List<RowLock> clauses) {
    for (RowLock clause : clauses) {
      items(clause).forEach(item -> want(item, clause));
    }
    walk(rows, 0, null);
    if (locked.isEmpty()) {
      return null;
    }
    return new Rels.Locking(
        List.copyOf(locked.values()),
        rows.getRowType().getFieldCount(),
        copies(),
        checks,
        targets.fields().stream().map(OutputField::expression).toList());
  }

  private List<NamespaceItem> items(RowLock lock) {
    if (lock.tables().isEmpty()) {
      scope.items().forEach(item -> checkLockable(item, lock, null));
      return scope.items();
    }
    List<NamespaceItem> items = new ArrayList<>();
    for (var name : lock.tables()) {
      int position = ExpressionAnalyzer.position(name);
      NamespaceItem item = scope.item(null, name.names.getLast(), position);
      if (item == null) {
        throw SqlException.of(
                SqlState.UNDEFINED_TABLE,
                String.format(
                    Locale.ROOT,
                    "relation \"%s\" in %s clause not found in FROM clause",
                    name.names.getLast(),
                    name(lock.strength())))
            .at(position);
      }
      checkLockable(item, lock, position);
      items.add(item);
    }
    return items;
  }

  /** Without a name what has no rows to lock is passed over; tables in subqueries are not yet. */
  private void checkLockable(NamespaceItem item, RowLock lock, @Nullable Integer position) {
    requireRows(item.table());
    boolean table = item.table() != null && item.table().kind() != Table.Kind.VIEW;
    if (table || item.alias() == null || item.columns().isEmpty()) {
      return;
    }
    BitSet fields = Rex.fields(item.columns().getFirst().value());
    RelNode source = source(rows, fields.nextSetBit(0));
    String kind =
        switch (source) {
          case Rels.FunctionRows _ -> "a function";
          case Rels.CteRows _ -> "a WITH query";
          case Rels.Scan _ -> "a join";
          default -> null;
        };
    if (kind == null && readsTable(source)) {
      throw SqlException.notSupported(name(lock.strength()) + " of a subquery");
    }
    if (kind != null && position != null) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              name(lock.strength()) + " cannot be applied to " + kind)
          .at(position);
    }
  }

  /** Of some relations no rows are locked ({@code CheckValidRowMarkRel}). */
  private void requireRows(@Nullable Table table) {
    if (table == null || scope.analysis().asWritten) {
      return;
    }
    String kind =
        switch (table.kind()) {
          case MATERIALIZED_VIEW -> "materialized view";
          case SEQUENCE -> "sequence";
          default -> null;
        };
    if (kind != null) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          String.format(Locale.ROOT, "cannot lock rows in %s \"%s\"", kind, table.name()));
    }
  }

  /** The item of FROM that a field comes from. */
  private static RelNode source(RelNode rel, int field) {
    return switch (rel) {
      case LogicalFilter filter -> source(filter.getInput(), field);
      case LogicalProject project when marks(project) -> source(project.getInput(), field);
      case LogicalJoin join -> sourceInJoin(join, field);
      case Rels.Lateral lateral -> sourceInJoin(lateral, field);
      default -> rel;
    };
  }

  private static RelNode sourceInJoin(RelNode join, int field) {
    int left = join.getInput(0).getRowType().getFieldCount();
    return field < left ? source(join.getInput(0), field) : source(join.getInput(1), field - left);
  }

  /** Whether it is the rows of an outer join's side with the mark behind them. */
  private static boolean marks(LogicalProject project) {
    int fields = project.getInput().getRowType().getFieldCount();
    return project.getProjects().size() == fields + 1
        && project.getProjects().subList(0, fields).equals(Rels.fieldsOf(project.getInput()));
  }

  private static boolean readsTable(RelNode rel) {
    return rel instanceof Rels.Scan || rel.getInputs().stream().anyMatch(RowLocking::readsTable);
  }

  /** The strongest of several clauses counts, and the least patient. */
  private void want(NamespaceItem item, RowLock clause) {
    if (item.rowId() instanceof RexInputRef rowId) {
      LockWait waiting = waiting(clause);
      LockStrength strength = strength(clause);
      Wanted one = new Wanted(strength, waiting, name(clause.strength()));
      wanted.merge(rowId.getIndex(), one, RowLocking::stronger);
      scope.locks(item);
    }
  }

  private static Wanted stronger(Wanted a, Wanted b) {
    LockWait waiting =
        a.waiting == LockWait.NOWAIT || b.waiting == LockWait.WAIT ? a.waiting : b.waiting;
    return a.strength.compareTo(b.strength) >= 0
        ? new Wanted(a.strength, waiting, a.clause)
        : new Wanted(b.strength, waiting, b.clause);
  }

  /**
   * Finds the tables to lock below a node, and what to ask on the way up from them.
   *
   * @param offset of the node's first field in the row of FROM
   * @param nullable whether an outer join above may put NULLs in place of the node's row
   * @return whether there are such tables
   */
  private boolean walk(RelNode rel, int offset, @Nullable RelNode nullable) {
    return switch (rel) {
      case LogicalFilter filter -> {
        boolean found = walk(filter.getInput(), offset, nullable);
        if (found) {
          checks.add(new Rels.Check(Rex.shift(filter.getCondition(), offset), 0, 0));
        }
        yield found;
      }
      case LogicalProject project when marks(project) -> walk(project.getInput(), offset, nullable);
      case LogicalJoin join ->
          join(join, join.getJoinType(), join.getCondition(), offset, nullable);
      case Rels.Lateral lateral ->
          join(
              lateral,
              JoinRelType.valueOf(lateral.joinType.name()),
              lateral.condition,
              offset,
              nullable);
      case Rels.Scan scan -> {
        boolean found = table(scan, offset, nullable);
        if (found) {
          scan.security.forEach(c -> checks.add(new Rels.Check(Rex.shift(c, offset), 0, 0)));
        }
        yield found;
      }
      default -> false;
    };
  }

  private boolean join(
      RelNode join, JoinRelType type, RexNode condition, int offset, @Nullable RelNode nullable) {
    RelNode left = join.getInput(0);
    RelNode right = join.getInput(1);
    int middle = offset + left.getRowType().getFieldCount();
    int end = middle + right.getRowType().getFieldCount();
    boolean inLeft = walk(left, offset, type.generatesNullsOnLeft() ? join : nullable);
    boolean inRight = walk(right, middle, type.generatesNullsOnRight() ? join : nullable);
    if (inLeft || inRight) {
      int nullFrom = type == JoinRelType.LEFT ? middle : offset;
      int nullTo = type == JoinRelType.LEFT ? end : type == JoinRelType.RIGHT ? middle : offset;
      checks.add(new Rels.Check(Rex.shift(condition, offset), nullFrom, nullTo));
    }
    return inLeft || inRight;
  }

  private boolean table(Rels.Scan scan, int offset, @Nullable RelNode nullable) {
    int rowId = offset + scan.rowIdField();
    Wanted lock = wanted.get(rowId);
    if (lock == null) {
      return false;
    }
    if (nullable != null) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          lock.clause + " cannot be applied to the nullable side of an outer join");
    }
    locked.put(
        rowId,
        new Rels.LockedRow(
            scan.table,
            targets.hidden(reference(rowId)),
            scan.members.isEmpty()
                ? -1
                : targets.hidden(reference(offset + scan.columns.indexOf(PhysicalPlan.TABLE_OID))),
            lock.strength,
            lock.waiting,
            offset,
            scan.columns,
            scan.members.stream()
                .map(member -> new PhysicalPlan.Member(member.table, member.columns))
                .toList()));
    return true;
  }

  private RexInputRef reference(int field) {
    RelDataType type = rows.getRowType().getFieldList().get(field).getType();
    return new RexInputRef(field, type);
  }

  /** Fields of other rows than the locked ones that looking again reads. */
  private List<Rels.Copied> copies() {
    BitSet read = new BitSet();
    targets.fields().forEach(field -> Rex.fields(field.expression(), read));
    checks.forEach(check -> Rex.fields(check.condition(), read));
    for (Rels.LockedRow row : locked.values()) {
      read.clear(row.start(), row.start() + row.columns().size());
    }
    return read.stream()
        .mapToObj(field -> new Rels.Copied(targets.hidden(reference(field)), field))
        .toList();
  }
}
