package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.statement.Delete;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.QueryTree;
import dev.tusk.sql.statement.RoutineBody;
import dev.tusk.sql.statement.RoutineBody.BodyStatement;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlNode;

/** A function's body of the SQL standard's form, as it is written ({@code interpret_AS_clause}). */
public final class BodyAnalyzer {
  private final Analysis analysis;

  public BodyAnalyzer(Analysis analysis) {
    this.analysis = analysis;
  }

  /**
   * A statement.
   *
   * @param returned whether it is RETURN
   */
  public record Resolved(ResolvedQuery query, boolean returned) {}

  public List<Resolved> analyze(RoutineBody body) {
    return switch (body) {
      case RoutineBody.Return _ ->
          List.of(new Resolved(query(SqlParser.statements(body).getFirst()), true));
      case RoutineBody.Atomic(var statements, _, _) -> {
        List<Resolved> resolved = new ArrayList<>();
        for (BodyStatement one : statements) {
          resolved.add(new Resolved(query(one.statement()), one.returned()));
        }
        yield resolved;
      }
    };
  }

  private ResolvedQuery query(Statement statement) {
    QueryTree tree =
        switch (statement) {
          case Query(QueryTree t) -> t;
          case Insert(QueryTree t) -> t;
          case Update(QueryTree t) -> t;
          case Delete(QueryTree t) -> t;
          case Merge(QueryTree t) -> t;
          default -> throw SqlException.notSupported("such a statement in a function's body");
        };
    SqlNode node = ((CalciteTree) tree).node();
    if (node instanceof Modification modification) {
      return Objects.requireNonNull(
          new DmlAnalyzer(analysis, null).plain(modification, null, 0).written());
    }
    return new QueryAnalyzer(analysis).query(node, null, null, true).resolved();
  }
}
