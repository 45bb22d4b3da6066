package dev.tusk.executor.table;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Table;
import org.jspecify.annotations.Nullable;

/** The key by which a table's rows are divided, compiled. */
final class PartitionKeyRule {
  private final int[] positions;
  private final @Nullable Evaluator[] expressions;

  PartitionKeyRule(TableLayout layout, PartitionKey key, RuleCompiler compiler) {
    Table table = layout.table();
    positions = new int[key.keys().size()];
    expressions = new @Nullable Evaluator[positions.length];
    for (int i = 0; i < positions.length; i++) {
      PartitionKey.Key part = key.keys().get(i);
      String text = part.expressionText();
      positions[i] = text == null ? layout.livePosition(part.column()) : -1;
      expressions[i] = text == null ? null : compiler.overRow(table, text);
    }
  }

  /** The values of the key in a row. */
  @Nullable Object[] values(@Nullable Object[] row, Execution execution) {
    @Nullable Object[] values = new @Nullable Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      Evaluator expression = expressions[i];
      values[i] = expression == null ? row[positions[i]] : expression.evaluate(row, execution);
    }
    return values;
  }
}
