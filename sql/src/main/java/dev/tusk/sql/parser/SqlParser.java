package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.UnfoldableException;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.RoutineBody;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Text to statements, as PostgreSQL 15 reads it: the same errors, in the same place.
 *
 * <p>Stateless; a call costs a few microseconds for a typical statement. What PostgreSQL has and
 * Tusk has not is an {@code Unsupported} statement, or SQLSTATE 0A000 where it is a part of one.
 */
public final class SqlParser {
  private SqlParser() {}

  /** All statements of a text; one wrong statement spoils all, as in PostgreSQL. */
  public static List<ParsedStatement> parse(String sql) {
    return parse(sql, LexicalSettings.STANDARD);
  }

  /** The same with strings as a session reads them. */
  public static List<ParsedStatement> parse(String sql, LexicalSettings settings) {
    Tokens tokens = new Tokens(new ParserTokens(sql, 0, settings, null), sql);
    try {
      List<ParsedStatement> statements = new ArrayList<>();
      while (true) {
        while (tokens.accept(PgParserConstants.SEMICOLON)) {
          // An empty statement is none.
        }
        if (tokens.is(PgParserConstants.EOF)) {
          return List.copyOf(statements);
        }
        statements.add(statement(tokens, sql, false));
      }
    } catch (StackOverflowError e) {
      throw tooDeep();
    }
  }

  /**
   * One statement that was normalised, with its folded literals as parameters. Where one of them
   * stands in a place for constants, all stay literals, and {@link ParsedStatement#literalsFolded}
   * is false.
   */
  public static ParsedStatement parse(NormalizedStatement normalized) {
    if (normalized.literalCount() > 0) {
      try {
        return parse(normalized, normalized);
      } catch (UnfoldableException e) {
        // Parsed again, with its literals.
      }
    }
    return parse(normalized, null);
  }

  private static ParsedStatement parse(
      NormalizedStatement normalized, @Nullable NormalizedStatement folding) {
    String sql = normalized.text();
    Tokens tokens =
        new Tokens(new ParserTokens(sql, normalized.start(), normalized.settings(), folding), sql);
    try {
      return statement(tokens, sql, folding != null);
    } catch (StackOverflowError e) {
      throw tooDeep();
    }
  }

  /** The statements of a function's body; one of the SQL standard's form has no text of its own. */
  public static List<Statement> parseBody(Routine routine, LexicalSettings settings) {
    String body = routine.sqlBody();
    if (body == null) {
      return parse(routine.source(), settings).stream().map(ParsedStatement::statement).toList();
    }
    return statements(parseBody(body));
  }

  /** A body of the SQL standard's form that was stored as text. */
  public static RoutineBody parseBody(String body) {
    Tokens tokens = new Tokens(new ParserTokens(body, 0, LexicalSettings.STANDARD, null), body);
    try {
      return new RoutineParser(tokens).body();
    } catch (StackOverflowError e) {
      throw tooDeep();
    }
  }

  /** The statements of a body of the SQL standard's form. */
  public static List<Statement> statements(RoutineBody body) {
    return switch (body) {
      case RoutineBody.Return(ParsedExpression value, _, _) ->
          List.of(StatementParser.returned(value));
      case RoutineBody.Atomic(var statements, _, _) ->
          statements.stream().map(RoutineBody.BodyStatement::statement).toList();
    };
  }

  /** An expression that was stored as text: a default, a check, an index's key. */
  public static ParsedExpression parseExpression(String sql) {
    Tokens tokens = new Tokens(new ParserTokens(sql, 0, LexicalSettings.STANDARD, null), sql);
    try {
      ParsedExpression expression = tokens.expression();
      tokens.expect(PgParserConstants.EOF);
      return expression;
    } catch (StackOverflowError e) {
      throw tooDeep();
    }
  }

  /** The name of a type, alone. */
  public static TypeName parseType(String sql) {
    Tokens tokens = new Tokens(new ParserTokens(sql, 0, LexicalSettings.STANDARD, null), sql);
    try {
      TypeName type = tokens.type();
      tokens.expect(PgParserConstants.EOF);
      return type;
    } catch (StackOverflowError e) {
      throw tooDeep();
    }
  }

  /** The character of the text, from 1, where an error about this node belongs; 0 if unknown. */
  public static int positionOf(SqlNode node) {
    return node.getParserPosition().getColumnNum();
  }

  private static ParsedStatement statement(Tokens tokens, String sql, boolean folded) {
    tokens.source().forgetParameters();
    int start = tokens.peek().start;
    Statement statement = StatementParser.parse(tokens, sql);
    if (!tokens.atEnd()) {
      throw tokens.unexpected();
    }
    int end = tokens.last().end;
    int parameters = tokens.source().highestParameter();
    return new ParsedStatement(statement, parameters, sql, start, end, folded);
  }

  private static SqlException tooDeep() {
    return SqlException.of(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
  }
}
