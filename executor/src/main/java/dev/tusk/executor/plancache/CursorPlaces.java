package dev.tusk.executor.plancache;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.RowLock;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a cursor's plan tell what rows of tables they are, for WHERE CURRENT OF. With
 * FOR UPDATE these are the rows that are locked; without it those of the one table that the plan
 * reads straight on ({@code execCurrent.c}).
 *
 * @param width how many fields of the plan's rows are the cursor's
 * @param places behind those
 * @param locked whether they are of rows that are locked
 */
public record CursorPlaces(int width, List<Place> places, boolean locked) {
  /**
   * Fields with the row of one relation.
   *
   * @param tables those that it can be a row of
   * @param tableField the OID of the table; -1 where there is one
   */
  record Place(Set<Long> tables, int rowIdField, int tableField) {}

  /** A plan that gives the rows of another one with such fields behind them. */
  record Carried(PhysicalPlan plan, CursorPlaces places) {}

  /** Null for a plan of which nobody can say what row of a table a row is. */
  static @Nullable Carried carried(PhysicalPlan plan) {
    Wider wider = wider(plan);
    if (wider == null) {
      return null;
    }
    CursorPlaces places = new CursorPlaces(plan.types().size(), wider.places, wider.locked);
    return new Carried(wider.plan, places);
  }

  private record Wider(PhysicalPlan plan, List<Place> places, boolean locked) {
    Wider as(PhysicalPlan other) {
      return new Wider(other, places, locked);
    }
  }

  private static @Nullable Wider wider(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.SeqScan s -> seqScan(s);
      case PhysicalPlan.IndexScan s -> indexScan(s);
      case PhysicalPlan.BitmapHeapScan s -> bitmapScan(s);
      case PhysicalPlan.LockRows locks -> locked(locks);
      case PhysicalPlan.Project project -> projected(project);
      case PhysicalPlan.Append append -> appended(append);
      case PhysicalPlan.Filter filter -> {
        Wider input = wider(filter.input());
        yield input == null
            ? null
            : input.as(
                new PhysicalPlan.Filter(
                    input.plan, filter.condition(), input.plan.types(), filter.estimate()));
      }
      case PhysicalPlan.Limit limit -> {
        Wider input = wider(limit.input());
        yield input == null
            ? null
            : input.as(
                new PhysicalPlan.Limit(
                    input.plan,
                    limit.limit(),
                    limit.offset(),
                    limit.tieKeys(),
                    input.plan.types(),
                    limit.estimate()));
      }
      case PhysicalPlan.With with -> {
        Wider body = wider(with.body());
        yield body == null
            ? null
            : body.as(
                new PhysicalPlan.With(with.ctes(), body.plan, body.plan.types(), with.estimate()));
      }
      default -> null;
    };
  }

  private static @Nullable Wider seqScan(PhysicalPlan.SeqScan s) {
    return scan(
        s.table(),
        s.types().size(),
        new PhysicalPlan.SeqScan(
            s.table(),
            s.alias(),
            columns(s.columns()),
            s.filter(),
            types(s.types()),
            s.estimate()));
  }

  private static @Nullable Wider indexScan(PhysicalPlan.IndexScan s) {
    return scan(
        s.table(),
        s.types().size(),
        new PhysicalPlan.IndexScan(
            s.table(),
            s.alias(),
            s.index(),
            columns(s.columns()),
            s.equalTo(),
            s.range(),
            s.descending(),
            s.filter(),
            types(s.types()),
            s.estimate()));
  }

  private static @Nullable Wider bitmapScan(PhysicalPlan.BitmapHeapScan s) {
    return scan(
        s.table(),
        s.types().size(),
        new PhysicalPlan.BitmapHeapScan(
            s.table(),
            s.alias(),
            s.bitmap(),
            columns(s.columns()),
            s.recheck(),
            s.filter(),
            types(s.types()),
            s.estimate()));
  }

  private static List<Integer> columns(List<Integer> columns) {
    List<Integer> more = new ArrayList<>(columns);
    more.add(PhysicalPlan.ROW_ID);
    more.add(PhysicalPlan.TABLE_OID);
    return more;
  }

  private static List<Type> types(List<Type> types) {
    List<Type> more = new ArrayList<>(types);
    more.add(Types.INT8);
    more.add(Types.OID);
    return more;
  }

  private static @Nullable Wider scan(Table table, int width, PhysicalPlan plan) {
    return table.kind().stored()
        ? new Wider(plan, List.of(new Place(Set.of(table.oid()), width, width + 1)), false)
        : null;
  }

  private static Wider locked(PhysicalPlan.LockRows locks) {
    List<Place> places = new ArrayList<>();
    for (RowLock lock : locks.locks()) {
      Set<Long> tables = new HashSet<>(Set.of(lock.table().oid()));
      lock.members().forEach(member -> tables.add(member.table().oid()));
      places.add(new Place(tables, lock.rowIdField(), lock.tableField()));
    }
    return new Wider(locks, places, true);
  }

  private static @Nullable Wider projected(PhysicalPlan.Project project) {
    Wider input = wider(project.input());
    if (input == null) {
      return null;
    }
    List<Expression> expressions = new ArrayList<>(project.expressions());
    List<Type> types = new ArrayList<>(project.types());
    List<Place> places = new ArrayList<>();
    for (Place place : input.places) {
      int rowId = add(expressions, types, place.rowIdField(), input.plan);
      int table =
          place.tableField() < 0 ? -1 : add(expressions, types, place.tableField(), input.plan);
      places.add(new Place(place.tables(), rowId, table));
    }
    return new Wider(
        new PhysicalPlan.Project(input.plan, expressions, types, project.estimate()),
        places,
        input.locked);
  }

  private static int add(
      List<Expression> expressions, List<Type> types, int field, PhysicalPlan input) {
    Type type = input.types().get(field);
    expressions.add(new Expression.Input(field, type));
    types.add(type);
    return expressions.size() - 1;
  }

  private static @Nullable Wider appended(PhysicalPlan.Append append) {
    PhysicalPlan.AppendedRelation relation = append.relation();
    if (relation == null) {
      return null;
    }
    List<PhysicalPlan> inputs = new ArrayList<>();
    Set<Long> tables = new HashSet<>();
    for (PhysicalPlan input : append.inputs()) {
      Wider wider = wider(input);
      if (wider == null || wider.locked) {
        return null;
      }
      inputs.add(wider.plan);
      wider.places.forEach(place -> tables.addAll(place.tables()));
    }
    int width = append.types().size();
    List<@Nullable String> names = new ArrayList<>(relation.columns());
    names.add(null);
    names.add(null);
    return new Wider(
        new PhysicalPlan.Append(
            inputs,
            new PhysicalPlan.AppendedRelation(
                relation.alias(), names, relation.divided(), relation.pruning()),
            types(append.types()),
            append.estimate()),
        List.of(new Place(tables, width, width + 1)),
        false);
  }

  /** Refuses to say what row of a table the cursor stands on. */
  public void check(String cursor, long tableOid, String table) {
    long found = places.stream().filter(place -> place.tables().contains(tableOid)).count();
    if (found == 1) {
      return;
    }
    throw SqlException.of(
        SqlState.INVALID_CURSOR_STATE,
        "cursor \""
            + cursor
            + (!locked
                ? "\" is not a simply updatable scan of table \""
                : found == 0
                    ? "\" does not have a FOR UPDATE/SHARE reference to table \""
                    : "\" has multiple FOR UPDATE/SHARE references to table \"")
            + table
            + "\"");
  }

  /** What rows of tables a row is: for each place the row id, then the table's OID. */
  public long[] of(@Nullable Object[] row) {
    long[] found = new long[2 * places.size()];
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      found[2 * i] = row[place.rowIdField()] instanceof Long id ? id : 0;
      found[2 * i + 1] =
          place.tableField() < 0
              ? place.tables().iterator().next()
              : row[place.tableField()] instanceof Long oid ? oid : 0;
    }
    return found;
  }

  /** Of those the row of one table; 0 for none. */
  public long rowId(long[] row, long tableOid) {
    for (int i = 0; i < row.length; i += 2) {
      if (row[i + 1] == tableOid) {
        return row[i];
      }
    }
    return 0;
  }
}
