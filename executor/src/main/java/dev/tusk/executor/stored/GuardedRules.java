package dev.tusk.executor.stored;

import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.table.RuleCompiler;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of tables, which ask whether the current user may execute what they call: who may
 * write to a table is not thereby allowed the functions of its checks, defaults, indexes and
 * triggers' conditions (ExecInitFunc asks as of the role that runs the statement).
 *
 * @param rules compile them without asking
 */
public record GuardedRules(
    ExpressionTools tools, Supplier<SessionCatalog> catalog, RuleCompiler rules)
    implements RuleCompiler {

  @Override
  public Evaluator overRow(Table table, String expression) {
    ParsedExpression parsed = SqlParser.parseExpression(expression);
    return guarded(
        rules.overRow(table, expression),
        tools.planner().calls(parsed, Clause.CHECK, table, catalog.get(), null));
  }

  @Override
  public Evaluator overRows(Table table, String condition) {
    ParsedExpression parsed = SqlParser.parseExpression(condition);
    return guarded(
        rules.overRows(table, condition),
        tools.planner().callsOfTrigger(parsed, table, catalog.get()));
  }

  @Override
  public Evaluator defaultOf(Table table, int columnNumber) {
    Column column = table.column(columnNumber);
    String text = column.defaultText();
    if (text != null && column.hasIdentity()) {
      Expression next = tools.planner().identity(column, catalog.get());
      return tools.compiler().expressions().compile(next);
    }
    Evaluator value = rules.defaultOf(table, columnNumber);
    return text == null ? value : guarded(value, calls(text, Clause.DEFAULT, null, column));
  }

  @Override
  public Evaluator generated(Table table, int columnNumber) {
    Column column = table.column(columnNumber);
    return guarded(
        rules.generated(table, columnNumber),
        calls(Objects.requireNonNull(column.defaultText()), Clause.TRANSFORM, table, column));
  }

  private List<Integer> calls(String text, Clause clause, @Nullable Table table, Column column) {
    return tools
        .planner()
        .calls(SqlParser.parseExpression(text), clause, table, catalog.get(), column);
  }

  private static Evaluator guarded(Evaluator evaluator, List<Integer> calls) {
    if (calls.isEmpty()) {
      return evaluator;
    }
    int[] called = calls.stream().mapToInt(Integer::intValue).toArray();
    return (row, execution) -> {
      for (int function : called) {
        execution.functions().session().requireCall(function);
      }
      return evaluator.evaluate(row, execution);
    };
  }

  @Override
  public String keyText(Table table, Index index, int key) {
    return rules.keyText(table, index, key);
  }

  @Override
  public String partitionColumns(Table table, PartitionKey key) {
    return rules.partitionColumns(table, key);
  }

  @Override
  public Evaluator equality(Type referenced, Type referencing) {
    return rules.equality(referenced, referencing);
  }

  @Override
  public Evaluator conversion(Type from, Type to) {
    return rules.conversion(from, to);
  }
}
