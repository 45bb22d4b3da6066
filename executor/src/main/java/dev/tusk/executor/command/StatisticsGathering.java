package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalogview.ColumnStatistics;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.Type;
import dev.tusk.storage.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a table's rows for what ANALYZE tells of their columns (commands/analyze.c). Tables
 * of up to 30,000 rows are read as they are; of larger ones, as many rows are drawn. Vectors are
 * left out: their values are all different, and read from files of their own.
 */
final class StatisticsGathering {
  /** Rows for each of the 100 values that default_statistics_target asks for. */
  private static final int SAMPLE = 300 * ColumnSummary.TARGET;

  private static final Set<String> LEFT_OUT = Set.of("vector", "halfvec", "sparsevec");

  private final CommandHost host;
  private long total;

  StatisticsGathering(CommandHost host) {
    this.host = host;
  }

  /** What is known of each column, of those of which something is. */
  List<ColumnStatistics> of(TableObject object) {
    Table table = object.table();
    List<Column> columns =
        expressions(table)
            ? table.liveColumns()
            : table.liveColumns().stream().filter(c -> !isVector(c)).toList();
    List<@Nullable Object[]> sample = new ArrayList<>();
    total = read(table, columns, sample);
    List<ColumnStatistics> found = new ArrayList<>();
    for (int i = 0; i < columns.size() && !sample.isEmpty(); i++) {
      if (isVector(columns.get(i))) {
        continue;
      }
      int at = i;
      Type type = columns.get(i).type();
      List<@Nullable Object> values = new ArrayList<>(sample.size());
      sample.forEach(row -> values.add(row[at]));
      found.add(new ColumnSummary(columns.get(i).number(), type, values, total).statistics());
      host.checkCancelled();
    }
    if (expressions(table)) {
      Runnable back = host.restrict(RelationLocks.owner(host, object));
      try {
        indexes(table, sample);
      } finally {
        back.run();
      }
    }
    return found;
  }

  private static boolean isVector(Column column) {
    return LEFT_OUT.contains(column.type().name());
  }

  private static boolean expressions(Table table) {
    return table.indexes().stream()
        .flatMap(index -> index.keys().stream())
        .anyMatch(key -> key.expressionText() != null);
  }

  /** What indexes compute is looked at as columns are, and kept with the index. */
  private void indexes(Table table, List<@Nullable Object[]> sample) {
    for (Index index : table.indexes()) {
      List<ColumnStatistics> found = new ArrayList<>();
      for (int i = 0; i < index.keys().size() && !sample.isEmpty(); i++) {
        String text = index.keys().get(i).expressionText();
        Type type = index.keys().get(i).type();
        if (text != null && !LEFT_OUT.contains(type.name())) {
          found.add(
              new ColumnSummary(i + 1, type, values(table, text, sample), total).statistics());
        }
      }
      if (!found.isEmpty()) {
        host.countAnalyze(index.oid(), found);
      }
    }
  }

  private List<@Nullable Object> values(
      Table table, String expression, List<@Nullable Object[]> sample) {
    List<@Nullable Object> values = new ArrayList<>(sample.size());
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      StatementAccess access = host.access(snapshot);
      Evaluator value = access.rules().overRow(table, expression);
      for (@Nullable Object[] row : sample) {
        values.add(value.evaluate(row, access.ruleExecution()));
        host.checkCancelled();
      }
    }
    return values;
  }

  /** How many rows the table had that was looked through; 0 for none. */
  long rows() {
    return total;
  }

  /** Draws rows, which stay in their order; answers how many there are. */
  private long read(Table table, List<Column> columns, List<@Nullable Object[]> sample) {
    Random random = new Random(table.oid());
    List<Integer> numbers = columns.stream().map(Column::number).toList();
    long count = 0;
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      StatementAccess access = host.access(snapshot);
      Execution execution = access.ruleExecution();
      try (RowSource rows = access.scan(table, numbers, execution)) {
        @Nullable Object[] row = rows.next();
        while (row != null) {
          count++;
          if (sample.size() < SAMPLE) {
            sample.add(row);
          } else if (random.nextLong(count) < SAMPLE) {
            sample.remove(random.nextInt(SAMPLE));
            sample.add(row);
          }
          row = rows.next();
        }
      }
    }
    return count;
  }
}
