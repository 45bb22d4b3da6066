package dev.tusk.executor.routine;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.textsearch.Lexeme;
import dev.tusk.sql.textsearch.QueryRewrite;
import dev.tusk.sql.textsearch.TextQuery;
import dev.tusk.sql.textsearch.TextVector;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Text search functions that run a query given as text: ts_stat, ts_rewrite. */
public final class TextSearchQueries {
  private static final List<Type> STATISTICS_TYPES = List.of(Types.TEXT, Types.INT4, Types.INT4);
  private static final List<String> STATISTICS_NAMES = List.of("word", "ndoc", "nentry");

  private TextSearchQueries() {}

  public static void register(FunctionLibrary library) {
    library.set("ts_stat(text)", (a, context) -> statistics(text(a[0]), null, context));
    library.set("ts_stat(text,text)", (a, context) -> statistics(text(a[0]), text(a[1]), context));
    library.two(
        "ts_rewrite(tsquery,text)",
        (a, b, context) -> rewritten((TextQuery) a, (String) b, context));
  }

  private static String text(@Nullable Object argument) {
    return (String) Objects.requireNonNull(argument);
  }

  /**
   * Runs a query that changes nothing.
   *
   * @param types that its columns have to have
   * @param wrong what to say of others
   */
  private static void run(
      String sql,
      List<Type> types,
      String wrong,
      FunctionContext context,
      Consumer<@Nullable Object[]> rows) {
    List<BodyStatement> statements =
        RoutineContext.of(context).statements().prepare(sql, List.of());
    if (statements.size() != 1) {
      throw SqlException.of(
          SqlState.INVALID_CURSOR_DEFINITION, "cannot open multi-query plan as cursor");
    }
    BodyStatement statement = statements.getFirst();
    List<OutputColumn> columns = statement.columns();
    if (columns == null) {
      throw SqlException.of(
          SqlState.INVALID_CURSOR_DEFINITION,
          "cannot open " + statement.command() + " query as cursor");
    }
    try (BodyRun run = statement.run(new Object[0], true)) {
      @Nullable Object[] row = run.next();
      if (!types.equals(columns.stream().map(column -> column.type().comparedAs()).toList())) {
        throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, wrong);
      }
      for (; row != null; row = run.next()) {
        rows.accept(row);
      }
    }
  }

  /** How many documents have a word, and how often they have it. */
  private static final class Count {
    int documents;
    int entries;
  }

  /**
   * @param weights letters of those that count; null for all
   */
  private static Iterator<@Nullable Object> statistics(
      String sql, @Nullable String weights, FunctionContext context) {
    int counted = weights == null ? 0 : weights(weights);
    Map<String, Count> counts = new TreeMap<>(Lexeme.ORDER.reversed());
    run(
        sql,
        List.of(Types.TSVECTOR),
        "ts_stat query must return one tsvector column",
        context,
        row -> {
          if (row[0] instanceof TextVector vector) {
            count(vector, counted, counts);
          }
        });
    return counts.entrySet().stream()
        .<@Nullable Object>map(word ->
            new RecordValue(
                STATISTICS_TYPES,
                STATISTICS_NAMES,
                new Object[] {word.getKey(), word.getValue().documents, word.getValue().entries}))
        .iterator();
  }

  private static int weights(String letters) {
    int weights = 0;
    for (int i = 0; i < letters.length(); i++) {
      int weight = Lexeme.weightOf(letters.charAt(i));
      weights |= weight < 0 ? 0 : 1 << weight;
    }
    return weights;
  }

  private static void count(TextVector vector, int weights, Map<String, Count> counts) {
    for (Lexeme lexeme : vector.lexemes()) {
      int entries = weights == 0 && lexeme.positions().length == 0 ? 1 : 0;
      for (int position : lexeme.positions()) {
        entries += weights == 0 || (weights & 1 << Lexeme.weight(position)) != 0 ? 1 : 0;
      }
      if (entries > 0) {
        Count count = counts.computeIfAbsent(lexeme.word(), _ -> new Count());
        count.documents++;
        count.entries += entries;
      }
    }
  }

  /** By the pairs that a query gives: what to replace, and by what. */
  private static TextQuery rewritten(TextQuery query, String sql, FunctionContext context) {
    if (query.root() == null) {
      return query;
    }
    QueryRewrite rewrite = new QueryRewrite(query);
    run(
        sql,
        List.of(Types.TSQUERY, Types.TSQUERY),
        "ts_rewrite query must return two tsquery columns",
        context,
        row -> {
          if (row[0] instanceof TextQuery sought && row[1] instanceof TextQuery by) {
            context.checkCancelled();
            rewrite.replace(sought, by);
            rewrite.settle();
          }
        });
    return rewrite.result();
  }
}
