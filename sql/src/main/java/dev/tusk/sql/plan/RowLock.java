package dev.tusk.sql.plan;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan.LockStrength;
import dev.tusk.sql.plan.PhysicalPlan.LockWait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Locks the row of {@code table} whose id is in field {@code rowIdField}.
 *
 * @param tableField where the OID of the table is, for a row of several tables; -1 for one
 * @param start where {@code columns} of its newest version go in the row of {@link Recheck}
 * @param members the tables, each with its own numbers of those columns; empty for one
 */
public record RowLock(
    Table table,
    int rowIdField,
    int tableField,
    LockStrength strength,
    LockWait waiting,
    int start,
    List<Integer> columns,
    List<PhysicalPlan.Member> members) {
  /** The table of a row, with the numbers that the columns have there. */
  public PhysicalPlan.Member member(@Nullable Object[] row) {
    Object oid = tableField < 0 ? null : row[tableField];
    for (PhysicalPlan.Member member : members) {
      if (Long.valueOf(member.table().oid()).equals(oid)) {
        return member;
      }
    }
    return new PhysicalPlan.Member(table, columns);
  }
}
