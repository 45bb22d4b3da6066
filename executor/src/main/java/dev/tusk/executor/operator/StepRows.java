package dev.tusk.executor.operator;

import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of the queries that rules made of a statement that gives none itself ({@code
 * PortalRunMulti}).
 */
@FunctionalInterface
public interface StepRows {
  void rows(List<OutputColumn> columns, List<@Nullable Object[]> rows);
}
