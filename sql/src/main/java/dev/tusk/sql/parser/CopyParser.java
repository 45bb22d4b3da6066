package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.CopyFile;
import dev.tusk.sql.statement.CopyFrom;
import dev.tusk.sql.statement.CopyOption;
import dev.tusk.sql.statement.CopyTo;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COPY, with the options of today and those of before 9.0. */
final class CopyParser {
  private final Tokens tokens;
  private final List<CopyOption> options = new ArrayList<>();

  CopyParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement copy() {
    tokens.expect("copy");
    if (tokens.is(PgParserConstants.LPAREN)) {
      return query();
    }
    if (tokens.is("binary") && tokens.peek(2).isColumnName()) {
      PgToken binary = tokens.next();
      add(binary, "format", "binary");
    }
    QualifiedName table = tokens.qualifiedName();
    List<String> columns = tokens.optionalNames();
    boolean from = tokens.accept("from");
    if (!from) {
      tokens.expect("to");
    }
    CopyFile file = file();
    if (tokens.is("using") || tokens.is("delimiters")) {
      PgToken first = tokens.peek();
      tokens.accept("using");
      tokens.expect("delimiters");
      add(first, "delimiter", tokens.string());
    }
    options();
    ParsedExpression where = null;
    if (tokens.accept("where")) {
      if (!from) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "WHERE clause not allowed with COPY TO")
            .withHint("Try the COPY (SELECT ... WHERE ...) TO variant.")
            .at(tokens.last().beginColumn);
      }
      where = tokens.expression();
    }
    return from
        ? new CopyFrom(table, columns, file, List.copyOf(options), where)
        : new CopyTo(table, columns, null, file, List.copyOf(options));
  }

  private Statement query() {
    tokens.next();
    Statement query = StatementParser.query(tokens);
    tokens.expect(PgParserConstants.RPAREN);
    tokens.expect("to");
    CopyFile file = file();
    options();
    return new CopyTo(null, List.of(), query, file, List.copyOf(options));
  }

  /** Null for STDIN and STDOUT, which PostgreSQL does not tell apart here. */
  private @Nullable CopyFile file() {
    if (tokens.accept("program")) {
      return new CopyFile(tokens.string(), true);
    }
    if (tokens.is("stdin") || tokens.is("stdout")) {
      tokens.next();
      return null;
    }
    return new CopyFile(tokens.string(), false);
  }

  private void options() {
    tokens.accept("with");
    if (tokens.is(PgParserConstants.LPAREN)) {
      tokens.next();
      options.addAll(tokens.list(this::option));
      tokens.expect(PgParserConstants.RPAREN);
      return;
    }
    while (!tokens.atEnd() && !tokens.is("where")) {
      oldOption();
    }
  }

  private CopyOption option() {
    PgToken token = tokens.peek();
    String name = tokens.label();
    if (tokens.is(PgParserConstants.COMMA) || tokens.is(PgParserConstants.RPAREN)) {
      return new CopyOption(name, null, List.of(), token.beginColumn);
    }
    if (tokens.accept(PgParserConstants.STAR)) {
      return new CopyOption(name, null, List.of("*"), token.beginColumn);
    }
    if (tokens.accept(PgParserConstants.LPAREN)) {
      List<String> columns = tokens.list(() -> Options.value(tokens));
      tokens.expect(PgParserConstants.RPAREN);
      return new CopyOption(name, null, columns, token.beginColumn);
    }
    return new CopyOption(name, Options.value(tokens), List.of(), token.beginColumn);
  }

  private void oldOption() {
    PgToken token = tokens.peek();
    switch (token.keyword == null ? "" : token.keyword.word()) {
      case "binary", "csv" -> {
        tokens.next();
        add(token, "format", token.value);
      }
      case "freeze", "header" -> {
        tokens.next();
        add(token, token.value, null);
      }
      case "delimiter", "null", "quote", "escape" -> {
        tokens.next();
        tokens.accept("as");
        add(token, token.value, tokens.string());
      }
      case "encoding" -> {
        tokens.next();
        add(token, "encoding", tokens.string());
      }
      case "force" -> force();
      default -> throw tokens.unexpected();
    }
  }

  private void force() {
    PgToken token = tokens.next();
    String name;
    if (tokens.accept("quote")) {
      name = "force_quote";
    } else if (tokens.accept("null")) {
      name = "force_null";
    } else {
      tokens.expect("not", "null");
      name = "force_not_null";
    }
    List<String> columns =
        name.equals("force_quote") && tokens.accept(PgParserConstants.STAR)
            ? List.of("*")
            : tokens.names();
    options.add(new CopyOption(name, null, columns, token.beginColumn));
  }

  private void add(PgToken token, String name, @Nullable String value) {
    options.add(new CopyOption(name, value, List.of(), token.beginColumn));
  }
}
