package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.algebra.ColumnRef;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.statement.ParsedExpression;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Expressions kept as text in the catalog, resolved over the rows of their table. */
public final class StoredExpressions {
  private final Analysis analysis;

  public StoredExpressions(Analysis analysis) {
    this.analysis = analysis;
  }

  RexNode bind(String text, @Nullable Table table) {
    try {
      return bind(SqlParser.parseExpression(text), table, Clause.INDEX_EXPRESSION);
    } catch (SqlException e) {
      throw e.replacePosition(0);
    }
  }

  /** Without positions: those of another text would mislead. */
  private RexNode bind(ParsedExpression expression, @Nullable Table table, Clause clause) {
    return withoutPositions(analyze(expression, table, clause));
  }

  public RexNode analyze(ParsedExpression expression, @Nullable Table table, Clause clause) {
    Scope scope = new Scope(analysis, null, null);
    if (table != null) {
      Part part = new FromAnalyzer(analysis, scope).scan(table, null, List.of());
      scope.add(part.items().stream().map(NamespaceItem::onItsWay).toList());
    }
    SqlNode node = ((CalciteTree) expression.tree()).node();
    return new ExpressionAnalyzer(analysis, scope, clause).analyze(node);
  }

  /** What a key by which rows are divided must be. */
  public static void checkPartitionKey(RexNode node, @Nullable Table table) {
    if (table != null && Rex.fields(node).length() > table.liveColumns().size()) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          "partition key expressions cannot contain system column references");
    }
    if (!Rex.isImmutable(node)) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          "functions in partition key expression must be marked IMMUTABLE");
    }
  }

  static RexNode withoutPositions(RexNode node) {
    return switch (node) {
      case PgCall call ->
          new PgCall(
                  call.shape(),
                  call.getType(),
                  Rex.map(call.operands, StoredExpressions::withoutPositions),
                  0)
              .as(call.form());
      case RexCall call ->
          call.clone(call.getType(), Rex.map(call.operands, StoredExpressions::withoutPositions));
      case ColumnRef column ->
          new ColumnRef(column.getIndex(), column.getType(), column.written(), 0);
      default -> node;
    };
  }
}
