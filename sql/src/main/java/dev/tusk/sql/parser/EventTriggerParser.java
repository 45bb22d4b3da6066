package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.EventTriggerCommand;
import dev.tusk.sql.statement.EventTriggerCommand.Filter;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;

/** CREATE, ALTER and DROP EVENT TRIGGER. */
final class EventTriggerParser {
  private final Tokens tokens;

  EventTriggerParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether these words stand next. */
  static boolean stands(Tokens tokens) {
    return tokens.is("event") && tokens.is(2, "trigger");
  }

  /** Behind CREATE. */
  Statement create() {
    tokens.expect("event", "trigger");
    String name = tokens.name();
    tokens.expect("on");
    String event = tokens.label();
    List<Filter> filters = new ArrayList<>();
    if (tokens.accept("when")) {
      do {
        String variable = tokens.name();
        tokens.expect("in");
        tokens.expect(PgParserConstants.LPAREN);
        List<String> values = tokens.list(tokens::string);
        tokens.expect(PgParserConstants.RPAREN);
        filters.add(new Filter(variable, values));
      } while (tokens.accept("and"));
    }
    tokens.expect("execute");
    if (!tokens.accept("function")) {
      tokens.expect("procedure");
    }
    QualifiedName function = tokens.qualifiedName();
    tokens.expect(PgParserConstants.LPAREN);
    tokens.expect(PgParserConstants.RPAREN);
    return new EventTriggerCommand.Create(name, event, List.copyOf(filters), function);
  }

  /** Behind ALTER. */
  Statement alter() {
    tokens.expect("event", "trigger");
    String name = tokens.name();
    if (tokens.accept("rename")) {
      tokens.expect("to");
      return new EventTriggerCommand.Rename(name, tokens.name());
    }
    if (tokens.accept("owner")) {
      tokens.expect("to");
      return new EventTriggerCommand.Owner(name, tokens.role());
    }
    return new EventTriggerCommand.Switch(name, firing());
  }

  private AlterAction.Firing firing() {
    if (tokens.accept("disable")) {
      return AlterAction.Firing.DISABLED;
    }
    tokens.expect("enable");
    return tokens.accept("replica")
        ? AlterAction.Firing.REPLICA
        : tokens.accept("always") ? AlterAction.Firing.ALWAYS : AlterAction.Firing.ORIGIN;
  }

  /** Behind DROP. */
  Statement drop() {
    tokens.expect("event", "trigger");
    boolean ifExists = DropParser.ifExists(tokens);
    return new EventTriggerCommand.Drop(tokens.name(), ifExists, DropParser.cascade(tokens));
  }
}
