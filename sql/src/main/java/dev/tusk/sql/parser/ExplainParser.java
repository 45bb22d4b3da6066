package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** EXPLAIN, with the options in parentheses or the two old ones. */
final class ExplainParser {
  private final Tokens tokens;
  private final String text;

  private boolean analyze;
  private boolean verbose;
  private boolean costs = true;
  private boolean settings;
  private boolean buffers;
  private boolean wal;
  private boolean recall;
  private @Nullable String why;
  private @Nullable Boolean timing;
  private @Nullable Boolean summary;
  private Explain.Format format = Explain.Format.TEXT;

  /** An option in parentheses, as written. */
  private record Given(String name, @Nullable String value, int position) {
    boolean flag() {
      return Options.flag(name, value);
    }
  }

  ExplainParser(Tokens tokens, String text) {
    this.tokens = tokens;
    this.text = text;
  }

  Explain explain() {
    tokens.expect("explain");
    List<Given> given = List.of();
    if (tokens.is(PgParserConstants.LPAREN) && startsOptions()) {
      tokens.next();
      given = tokens.list(this::option);
      tokens.expect(PgParserConstants.RPAREN);
    } else {
      analyze = tokens.accept("analyze") || tokens.accept("analyse");
      verbose = tokens.accept("verbose");
    }
    Statement statement = explained();
    given.forEach(this::apply);
    if (wal && !analyze) {
      throw invalid("EXPLAIN option WAL requires ANALYZE");
    }
    if (recall && !analyze) {
      throw invalid("EXPLAIN option RECALL requires ANALYZE");
    }
    if (why != null && !analyze) {
      throw invalid("EXPLAIN option WHY requires ANALYZE");
    }
    if (Boolean.TRUE.equals(timing) && !analyze) {
      throw invalid("EXPLAIN option TIMING requires ANALYZE");
    }
    return new Explain(
        analyze, verbose, costs, settings, buffers, wal, recall, why, timing, summary, format,
        statement);
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  /** An opening parenthesis may also begin a query. */
  private boolean startsOptions() {
    PgToken inside = tokens.peek(2);
    return inside.isNonReservedWord() && !inside.is("values")
        || inside.is("analyze")
        || inside.is("analyse");
  }

  private Statement explained() {
    PgToken first = tokens.peek();
    if (first.kind == PgParserConstants.LPAREN) {
      return StatementParser.query(tokens);
    }
    return switch (first.keyword == null ? "" : first.keyword.word()) {
      case "select", "values", "table", "with", "insert", "update", "delete" ->
          StatementParser.query(tokens);
      case "merge", "declare", "execute", "refresh" -> StatementParser.parse(tokens, text);
      case "create" ->
          tokens.is(2, "index") || tokens.is(2, "unique")
              ? StatementParser.parse(tokens, text)
              : new CreateParser(tokens).createAs();
      default -> throw tokens.unexpected();
    };
  }

  private Given option() {
    int position = tokens.peek().beginColumn;
    String name = tokens.accept("analyze") || tokens.accept("analyse") ? "analyze" : tokens.word();
    boolean alone = tokens.is(PgParserConstants.COMMA) || tokens.is(PgParserConstants.RPAREN);
    return new Given(name, alone ? null : Options.value(tokens), position);
  }

  private void apply(Given given) {
    switch (given.name()) {
      case "analyze" -> analyze = given.flag();
      case "verbose" -> verbose = given.flag();
      case "costs" -> costs = given.flag();
      case "settings" -> settings = given.flag();
      case "buffers" -> buffers = given.flag();
      case "wal" -> wal = given.flag();
      case "recall" -> recall = given.flag();
      case "why" -> why = condition(given);
      case "timing" -> timing = given.flag();
      case "summary" -> summary = given.flag();
      case "format" -> format = format(given);
      default ->
          throw SqlException.of(
                  SqlState.SYNTAX_ERROR, "unrecognized EXPLAIN option \"" + given.name() + "\"")
              .at(given.position());
    }
  }

  private static String condition(Given given) {
    String value = given.value();
    if (value == null || value.isBlank()) {
      throw invalid("EXPLAIN option WHY requires a condition on a row")
          .withHint("Name the row that you miss, as in WHY 'id = 42'.")
          .at(given.position());
    }
    return value;
  }

  private static Explain.Format format(Given given) {
    String value = given.value() == null ? "" : given.value();
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "text" -> Explain.Format.TEXT;
      case "xml" -> Explain.Format.XML;
      case "json" -> Explain.Format.JSON;
      case "yaml" -> Explain.Format.YAML;
      default ->
          throw invalid("unrecognized value for EXPLAIN option \"format\": \"" + value + "\"")
              .at(given.position());
    };
  }
}
