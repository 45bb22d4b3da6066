package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.statement.Statement;
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
  private @Nullable Boolean timing;
  private @Nullable Boolean summary;
  private Explain.Format format = Explain.Format.TEXT;

  ExplainParser(Tokens tokens, String text) {
    this.tokens = tokens;
    this.text = text;
  }

  Explain explain() {
    tokens.expect("explain");
    if (tokens.is(PgParserConstants.LPAREN) && startsOptions()) {
      tokens.next();
      tokens.list(this::option);
      tokens.expect(PgParserConstants.RPAREN);
    } else {
      analyze = tokens.accept("analyze") || tokens.accept("analyse");
      verbose = tokens.accept("verbose");
    }
    if (wal && !analyze) {
      throw invalid("EXPLAIN option WAL requires ANALYZE");
    }
    if (Boolean.TRUE.equals(timing) && !analyze) {
      throw invalid("EXPLAIN option TIMING requires ANALYZE");
    }
    return new Explain(
        analyze, verbose, costs, settings, buffers, wal, timing, summary, format, explained());
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
      case "create" -> new CreateParser(tokens).createAs();
      default -> throw tokens.unexpected();
    };
  }

  private boolean option() {
    PgToken token = tokens.peek();
    String name = tokens.accept("analyze") || tokens.accept("analyse") ? "analyze" : tokens.word();
    switch (name) {
      case "analyze" -> analyze = flag(name);
      case "verbose" -> verbose = flag(name);
      case "costs" -> costs = flag(name);
      case "settings" -> settings = flag(name);
      case "buffers" -> buffers = flag(name);
      case "wal" -> wal = flag(name);
      case "timing" -> timing = flag(name);
      case "summary" -> summary = flag(name);
      case "format" -> format = format();
      default ->
          throw SqlException.of(
                  SqlState.SYNTAX_ERROR, "unrecognized EXPLAIN option \"" + name + "\"")
              .at(token.beginColumn);
    }
    return true;
  }

  private boolean flag(String name) {
    if (tokens.is(PgParserConstants.COMMA) || tokens.is(PgParserConstants.RPAREN)) {
      return true;
    }
    return Options.flag(name, Options.value(tokens));
  }

  private Explain.Format format() {
    int position = tokens.peek().beginColumn;
    String value = String.valueOf(Options.value(tokens));
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "text" -> Explain.Format.TEXT;
      case "xml" -> Explain.Format.XML;
      case "json" -> Explain.Format.JSON;
      case "yaml" -> Explain.Format.YAML;
      default ->
          throw invalid("unrecognized value for EXPLAIN option \"format\": \"" + value + "\"")
              .at(position);
    };
  }
}
