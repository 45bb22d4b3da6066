package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.SampleMethods;
import dev.tusk.sql.grammar.TableSample;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;

/**
 * TABLESAMPLE ({@code transformRangeTableSample}): a condition by which a row, or a stretch of
 * rows, is in the sample or not.
 */
final class SampleAnalyzer {
  private final Analysis analysis;
  private final Scope query;

  SampleAnalyzer(Analysis analysis, Scope query) {
    this.analysis = analysis;
    this.query = query;
  }

  Part sampled(TableSample sample, Part part) {
    NamespaceItem item = part.items().getFirst();
    RexNode place =
        item.hidden().stream()
            .filter(column -> column.name().equals("ctid"))
            .map(ScopeColumn::value)
            .findFirst()
            .orElse(null);
    if (!(part.resolved() instanceof FromItem.Relation relation) || place == null) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "TABLESAMPLE clause can only be applied to tables and materialized views")
          .at(ExpressionAnalyzer.start(sample.table()));
    }
    String name = sample.method().names.getLast();
    FunctionSignature method =
        switch (name) {
          case "bernoulli" -> SampleMethods.BERNOULLI;
          case "system" -> SampleMethods.SYSTEM;
          default ->
              throw SqlException.of(
                      SqlState.UNDEFINED_OBJECT,
                      String.format(
                          Locale.ROOT, "tablesample method %s does not exist", sample.method()))
                  .at(ExpressionAnalyzer.position(sample.method()));
        };
    if (sample.arguments().size() != 1) {
      throw SqlException.of(
              SqlState.INVALID_TABLESAMPLE_ARGUMENT,
              String.format(
                  Locale.ROOT,
                  "tablesample method %s requires 1 argument, not %d",
                  name,
                  sample.arguments().size()))
          .at(ExpressionAnalyzer.position(sample.method()));
    }
    Argument percentage = argument(sample.arguments().get(0), Types.FLOAT4, "TABLESAMPLE");
    SqlNode given = sample.seed();
    Argument seed = given == null ? null : argument(given, Types.FLOAT8, "REPEATABLE");
    RexNode condition =
        analysis.call(
            new Shape.Function(method),
            Types.BOOL,
            List.of(
                place,
                percentage.converted(),
                seed == null ? analysis.constant(null, Types.FLOAT8, 0) : seed.converted(),
                analysis.constant(seed != null, Types.BOOL, 0)),
            ExpressionAnalyzer.position(sample));
    return new Part(
        LogicalFilter.create(part.rel(), condition),
        part.items(),
        new FromItem.Relation(
            relation.table(),
            relation.alias(),
            relation.columnAliases(),
            new FromItem.Sample(name, percentage.shown(), seed == null ? null : seed.shown()),
            relation.only()));
  }

  /** A value, and as it is shown: without the cast that nobody wrote. */
  private record Argument(RexNode converted, RexNode shown) {}

  private Argument argument(SqlNode node, Type type, String clause) {
    Scope around = query.parent() == null ? new Scope(analysis, null, null) : query.parent();
    RexNode value = new ExpressionAnalyzer(analysis, around, Clause.FROM_FUNCTION).analyze(node);
    RexNode converted = analysis.coercion.toSpecific(value, type, clause);
    Coercion.requireNoVariables(converted, clause, PgCall.positionOf(value));
    return new Argument(converted, RelTypes.typeOf(value) == Types.UNKNOWN ? converted : value);
  }
}
