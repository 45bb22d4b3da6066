package dev.tusk.executor.table;

import dev.tusk.executor.search.SearchedTable;
import dev.tusk.executor.vector.VectorSlots;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.storage.Row;
import dev.tusk.storage.VectorColumn;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of a fixed list of columns from stored ones; made once per table and list, then shared
 * by executions.
 */
public final class RowReader implements SearchedTable.Format {
  private final TableLayout layout;
  private final int width;
  private final int[] targets;
  private final int last;
  private final int[] vectorTargets;
  private final int[] vectorIndexes;
  private final @Nullable VectorColumn[] vectorColumns;

  /** Of each system column, in the order of {@code SYSTEM_COLUMNS}: its field, or -1. */
  private final int[] systemTargets;

  private final boolean system;
  private final int[] copyTo;
  private final int[] copyFrom;

  RowReader(TableLayout layout, List<Integer> columns, IntFunction<VectorColumn> vectors) {
    this.layout = layout;
    this.width = columns.size();
    int count = layout.table().columns().size();
    int[] position = new int[count];
    java.util.Arrays.fill(position, -1);
    systemTargets = new int[PhysicalPlan.SYSTEM_COLUMNS.size()];
    java.util.Arrays.fill(systemTargets, -1);
    var vectorAt = new java.util.ArrayList<int[]>();
    var copies = new java.util.ArrayList<int[]>();
    for (int i = 0; i < width; i++) {
      int number = columns.get(i);
      if (number < 0) {
        int which = PhysicalPlan.SYSTEM_COLUMNS.indexOf(number);
        systemTargets[which] = addSystem(systemTargets[which], i, copies);
      } else if (layout.isVectorSlot(number)) {
        vectorAt.add(new int[] {i, layout.vectorIndex(number), number});
      } else if (position[number - 1] >= 0) {
        copies.add(new int[] {i, position[number - 1]});
      } else {
        position[number - 1] = i;
      }
    }
    int lastWanted = -1;
    for (int i = 0; i < count; i++) {
      if (position[i] >= 0) {
        lastWanted = i;
      }
    }
    targets = position;
    last = lastWanted;
    system = java.util.Arrays.stream(systemTargets).anyMatch(target -> target >= 0);
    vectorTargets = vectorAt.stream().mapToInt(v -> v[0]).toArray();
    vectorIndexes = vectorAt.stream().mapToInt(v -> v[1]).toArray();
    vectorColumns = new VectorColumn[vectorTargets.length];
    for (int i = 0; i < vectorTargets.length; i++) {
      vectorColumns[i] = vectors.apply(vectorAt.get(i)[2]);
    }
    copyTo = copies.stream().mapToInt(c -> c[0]).toArray();
    copyFrom = copies.stream().mapToInt(c -> c[1]).toArray();
  }

  private static int addSystem(int known, int at, List<int[]> copies) {
    if (known < 0) {
      return at;
    }
    copies.add(new int[] {at, known});
    return known;
  }

  public int width() {
    return width;
  }

  /** The row, in an array of {@code width + extra} fields. */
  @Override
  public @Nullable Object[] read(Row row, int extra) {
    @Nullable Object[] values = new @Nullable Object[width + extra];
    if (last >= 0) {
      layout.decode(row, targets, last, values);
    }
    for (int i = 0; i < vectorTargets.length; i++) {
      int slot = row.slot(vectorIndexes[i]);
      VectorColumn column = vectorColumns[i];
      if (slot >= 0 && column != null) {
        values[vectorTargets[i]] = VectorSlots.read(column, slot);
      }
    }
    if (system) {
      readSystem(row, values);
    }
    for (int i = 0; i < copyTo.length; i++) {
      values[copyTo[i]] = values[copyFrom[i]];
    }
    return values;
  }

  private void readSystem(Row row, @Nullable Object[] values) {
    for (int i = 0; i < systemTargets.length; i++) {
      if (systemTargets[i] >= 0) {
        values[systemTargets[i]] =
            switch (PhysicalPlan.SYSTEM_COLUMNS.get(i)) {
              case PhysicalPlan.ROW_ID -> row.rowId();
              case PhysicalPlan.TABLE_OID -> layout.table().oid();
              case PhysicalPlan.XMIN -> row.xid();
              case PhysicalPlan.XMAX -> row.xmax();
              case PhysicalPlan.CMIN -> (long) row.command();
              case PhysicalPlan.CTID -> row.place();
              default -> throw new IllegalStateException();
            };
      }
    }
  }
}
