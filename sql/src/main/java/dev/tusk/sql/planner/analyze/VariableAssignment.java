package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.grammar.ArraySlice;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.PartTarget;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A part of a body's variable given the value of a query ({@code transformPLAssignStmt}). */
public final class VariableAssignment {
  /** Errors point at the variable, with which the assignment begins. */
  private static final SqlParserPos START = new SqlParserPos(1, 1);

  private final Analysis analysis;

  public VariableAssignment(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The variable as it is afterwards, over the rows of a query of one column. */
  public RelNode assigned(RelNode query, PartTarget target) {
    ExpressionAnalyzer expressions =
        new ExpressionAnalyzer(analysis, new Scope(analysis, null, null), Clause.UPDATE);
    RexNode before = expressions.resolve(target.names(), 1).value();
    Column variable =
        new Column(
            1,
            target.names().getFirst(),
            RelTypes.typeOf(before),
            RelTypes.typmodOf(before),
            false,
            null,
            Column.Identity.NONE,
            false);
    RexNode value = new RexInputRef(0, query.getRowType().getFieldList().getFirst().getType());
    RexNode after = PartAssignment.assigned(expressions, variable, before, tree(target), value);
    return LogicalProject.create(
        query, List.of(), List.of(after), analysis.types.names(1), Set.of());
  }

  private static SqlCall tree(PartTarget target) {
    SqlNode node = new SqlIdentifier(target.names().getFirst(), START);
    for (PartTarget.Step step : target.steps()) {
      node =
          switch (step) {
            case PartTarget.Step.Field(String name) ->
                SqlStdOperatorTable.DOT.createCall(START, node, new SqlIdentifier(name, START));
            case PartTarget.Step.Subscript s when s.slice() ->
                new ArraySlice(START, node, node(s.lower()), node(s.upper()));
            case PartTarget.Step.Subscript s ->
                SqlStdOperatorTable.ITEM.createCall(START, node, node(s.upper()));
          };
    }
    return (SqlCall) node;
  }

  private static @Nullable SqlNode node(@Nullable ParsedExpression expression) {
    return expression == null ? null : ((CalciteTree) expression.tree()).node();
  }
}
