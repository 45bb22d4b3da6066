package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.StatisticsCommand;
import dev.tusk.sql.statement.StatisticsCommand.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE and ALTER STATISTICS. */
final class StatisticsParser {
  private final Tokens tokens;

  StatisticsParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Behind CREATE STATISTICS. */
  Statement create() {
    boolean ifNotExists = CreateParser.ifNotExists(tokens);
    QualifiedName name = tokens.qualifiedName();
    List<String> kinds =
        tokens.is(PgParserConstants.LPAREN) ? tokens.parenthesizedNames() : List.of();
    tokens.expect("on");
    List<Element> elements = tokens.list(this::element);
    tokens.expect("from");
    QualifiedName relation = relation();
    boolean several = relation != null && tokens.is(PgParserConstants.COMMA);
    if (relation != null && !several && !tokens.atEnd()) {
      relation = null;
    }
    while (!tokens.atEnd()) {
      tokens.nextOfAny();
    }
    return new StatisticsCommand.Create(name, ifNotExists, kinds, elements, relation, several);
  }

  private Element element() {
    if (tokens.accept(PgParserConstants.LPAREN)) {
      Element element = new Element(null, tokens.expression());
      tokens.expect(PgParserConstants.RPAREN);
      return element;
    }
    return tokens.startsFunctionCall()
        ? new Element(null, tokens.functionCall())
        : new Element(tokens.name(), null);
  }

  /** A name, which may have an alias; null for what is read from in another way. */
  private @Nullable QualifiedName relation() {
    boolean named = tokens.peek().isColumnName() && tokens.peek(2).kind != PgParserConstants.LPAREN;
    if (!named) {
      return null;
    }
    tokens.accept("only");
    QualifiedName name = tokens.qualifiedName();
    if (tokens.is(PgParserConstants.LPAREN)) {
      return null;
    }
    tokens.accept(PgParserConstants.STAR);
    if (tokens.accept("as") || tokens.peek().isColumnName()) {
      tokens.name();
    }
    return name;
  }

  /** Behind ALTER STATISTICS and its name, where SET STATISTICS stands next. */
  Statement alter(QualifiedName name, boolean ifExists) {
    tokens.expect("set", "statistics");
    return new StatisticsCommand.SetTarget(name, ifExists, tokens.integer());
  }
}
