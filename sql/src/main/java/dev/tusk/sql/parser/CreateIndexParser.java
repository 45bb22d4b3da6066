package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.ParsedExpression;
import java.util.List;

/** CREATE INDEX. */
final class CreateIndexParser {
  private final Tokens tokens;

  CreateIndexParser(Tokens tokens) {
    this.tokens = tokens;
  }

  CreateIndex createIndex() {
    boolean unique = tokens.accept("unique");
    tokens.expect("index");
    boolean concurrently = tokens.accept("concurrently");
    boolean ifNotExists = CreateParser.ifNotExists(tokens);
    String name = tokens.is("on") ? null : tokens.name();
    if (name == null && ifNotExists) {
      throw tokens.unexpected();
    }
    tokens.expect("on");
    boolean only = tokens.accept("only");
    QualifiedName table = tokens.qualifiedName();
    String method = tokens.accept("using") ? tokens.name() : AccessMethod.BTREE.name();
    tokens.expect(PgParserConstants.LPAREN);
    List<CreateIndex.Key> keys = tokens.list(this::key);
    tokens.expect(PgParserConstants.RPAREN);
    List<String> include = tokens.accept("include") ? tokens.parenthesizedNames() : List.of();
    boolean nullsNotDistinct = ConstraintParser.nullsNotDistinct(tokens);
    List<Option> options = Options.with(tokens);
    String tablespace = TablespaceParser.clause(tokens);
    ParsedExpression where = tokens.accept("where") ? tokens.expression() : null;
    return new CreateIndex(
        unique,
        concurrently,
        ifNotExists,
        name,
        table,
        only,
        method,
        keys,
        include,
        nullsNotDistinct,
        options,
        tablespace,
        where);
  }

  /** A key: a column or an expression, with its operator class and order. */
  CreateIndex.Key key() {
    String column = null;
    ParsedExpression expression = null;
    if (tokens.accept(PgParserConstants.LPAREN)) {
      expression = tokens.expression();
      tokens.expect(PgParserConstants.RPAREN);
    } else if (tokens.startsFunctionCall()) {
      expression = tokens.functionCall();
    } else {
      column = tokens.name();
    }
    QualifiedName collation = tokens.accept("collate") ? tokens.qualifiedName() : null;
    QualifiedName operatorClass = null;
    List<Option> operatorClassOptions = List.of();
    if (tokens.accept("using") || tokens.peek().isColumnName() && !isNulls() && !isWith()) {
      operatorClass = tokens.qualifiedName();
      if (tokens.is(PgParserConstants.LPAREN)) {
        operatorClassOptions = Options.parenthesized(tokens);
      }
    }
    boolean descending = tokens.accept("desc");
    boolean ordered = descending || tokens.accept("asc");
    Boolean nullsFirst = null;
    if (tokens.accept("nulls")) {
      nullsFirst = tokens.accept("first");
      if (!nullsFirst) {
        tokens.expect("last");
      }
    }
    return new CreateIndex.Key(
        column,
        expression,
        collation,
        operatorClass,
        operatorClassOptions,
        ordered,
        descending,
        nullsFirst);
  }

  /** Of EXCLUDE: the operator comes. */
  private boolean isWith() {
    return tokens.is("with");
  }

  private boolean isNulls() {
    return tokens.is("nulls") && (tokens.is(2, "first") || tokens.is(2, "last"));
  }
}
