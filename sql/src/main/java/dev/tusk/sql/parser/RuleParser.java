package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.RuleCommand;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;

/** CREATE, ALTER and DROP RULE. */
final class RuleParser {
  private final Tokens tokens;

  RuleParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Behind CREATE. */
  Statement create(boolean replace) {
    tokens.expect("rule");
    String name = tokens.name();
    tokens.expect("as", "on");
    RuleEvent event = event();
    tokens.expect("to");
    QualifiedName table = tokens.qualifiedName();
    ParsedExpression condition = tokens.accept("where") ? tokens.expression() : null;
    tokens.expect("do");
    boolean instead = tokens.accept("instead");
    if (!instead) {
      tokens.accept("also");
    }
    return new RuleCommand.Create(replace, name, event, table, condition, instead, actions());
  }

  private RuleEvent event() {
    for (RuleEvent event : RuleEvent.values()) {
      if (tokens.accept(event.name().toLowerCase(java.util.Locale.ROOT))) {
        return event;
      }
    }
    throw tokens.unexpected();
  }

  private List<Statement> actions() {
    if (tokens.accept("nothing")) {
      return List.of();
    }
    if (!tokens.is(PgParserConstants.LPAREN) || isQuery()) {
      return List.of(action());
    }
    tokens.expect(PgParserConstants.LPAREN);
    List<Statement> actions = new ArrayList<>();
    while (!tokens.accept(PgParserConstants.RPAREN)) {
      if (!tokens.accept(PgParserConstants.SEMICOLON)) {
        actions.add(action());
        if (!tokens.is(PgParserConstants.RPAREN)) {
          tokens.expect(PgParserConstants.SEMICOLON);
        }
      }
    }
    return List.copyOf(actions);
  }

  /**
   * Whether the parenthesis that stands next belongs to a query, behind which something follows as
   * behind {@code (SELECT 1) UNION SELECT 2}; a list of actions ends the statement.
   */
  private boolean isQuery() {
    int depth = 0;
    for (int n = 1; ; n++) {
      int kind = tokens.peek(n).kind;
      if (kind == PgParserConstants.EOF || kind == PgParserConstants.SEMICOLON) {
        return false;
      }
      depth += kind == PgParserConstants.LPAREN ? 1 : kind == PgParserConstants.RPAREN ? -1 : 0;
      if (depth == 0) {
        int next = tokens.peek(n + 1).kind;
        return next != PgParserConstants.EOF && next != PgParserConstants.SEMICOLON;
      }
    }
  }

  private Statement action() {
    PgToken first = tokens.peek();
    if (tokens.is("notify")) {
      return StatementParser.notification(tokens);
    }
    Statement action = StatementParser.query(tokens);
    if (action instanceof Merge || action instanceof CreateTableAs) {
      throw tokens.unexpected(first);
    }
    return action;
  }

  /** Behind ALTER. */
  Statement alter() {
    tokens.expect("rule");
    String name = tokens.name();
    tokens.expect("on");
    QualifiedName table = tokens.qualifiedName();
    tokens.expect("rename", "to");
    return new RuleCommand.Rename(name, table, tokens.name());
  }

  /** Behind DROP. */
  Statement drop() {
    tokens.expect("rule");
    boolean ifExists = DropParser.ifExists(tokens);
    String name = tokens.name();
    tokens.expect("on");
    return new RuleCommand.Drop(name, tokens.qualifiedName(), ifExists, DropParser.cascade(tokens));
  }
}
