package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.CreateTrigger;
import dev.tusk.sql.statement.CreateTrigger.Event;
import dev.tusk.sql.statement.CreateTrigger.Transition;
import dev.tusk.sql.statement.CreateTrigger.When;
import dev.tusk.sql.statement.DropTrigger;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.RenameTrigger;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP TRIGGER. */
final class TriggerParser {
  private final Tokens tokens;
  private final Set<Event> events = EnumSet.noneOf(Event.class);
  private final List<String> columns = new ArrayList<>();

  TriggerParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether a trigger stands next, behind CREATE. */
  static boolean stands(Tokens tokens) {
    return tokens.is("trigger") || tokens.is("constraint") && tokens.is(2, "trigger");
  }

  Statement create(boolean replace) {
    boolean constraint = tokens.accept("constraint");
    tokens.expect("trigger");
    String name = tokens.name();
    When when = constraint ? after() : when();
    events();
    tokens.expect("on");
    QualifiedName table = tokens.qualifiedName();
    QualifiedName from = constraint && tokens.accept("from") ? tokens.qualifiedName() : null;
    Constraint.Timing timing =
        constraint ? ConstraintTiming.read(tokens, false) : Constraint.Timing.NOT_DEFERRABLE;
    List<Transition> transitions = constraint ? List.of() : transitions();
    boolean perRow = level(constraint);
    ParsedExpression condition = condition();
    tokens.expect("execute");
    if (!tokens.accept("procedure")) {
      tokens.expect("function");
    }
    QualifiedName function = tokens.qualifiedName();
    List<String> arguments = arguments();
    if (constraint && replace) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "CREATE OR REPLACE CONSTRAINT TRIGGER is not supported");
    }
    return new CreateTrigger(
        replace,
        constraint,
        name,
        when,
        Set.copyOf(events),
        List.copyOf(columns),
        table,
        transitions,
        perRow,
        condition,
        function,
        arguments,
        timing,
        from);
  }

  private When after() {
    tokens.expect("after");
    return When.AFTER;
  }

  private When when() {
    if (tokens.accept("before")) {
      return When.BEFORE;
    }
    if (tokens.accept("instead")) {
      tokens.expect("of");
      return When.INSTEAD_OF;
    }
    return after();
  }

  private void events() {
    do {
      Event event;
      if (tokens.accept("insert")) {
        event = Event.INSERT;
      } else if (tokens.accept("delete")) {
        event = Event.DELETE;
      } else if (tokens.accept("truncate")) {
        event = Event.TRUNCATE;
      } else {
        tokens.expect("update");
        event = Event.UPDATE;
        if (tokens.accept("of")) {
          columns.addAll(tokens.names());
        }
      }
      if (!events.add(event)) {
        throw duplicate(event);
      }
    } while (tokens.accept("or"));
  }

  /** Behind UPDATE the parser has already read the word that follows. */
  private SqlException duplicate(Event event) {
    SqlException here =
        event == Event.UPDATE ? tokens.unexpected() : tokens.unexpected(tokens.last());
    return SqlException.of(
            SqlState.SYNTAX_ERROR,
            here.text().replaceFirst("^syntax error", "duplicate trigger events specified"))
        .at(here.fields().position());
  }

  private List<Transition> transitions() {
    if (!tokens.accept("referencing")) {
      return List.of();
    }
    List<Transition> transitions = new ArrayList<>();
    do {
      boolean isNew = tokens.accept("new");
      if (!isNew) {
        tokens.expect("old");
      }
      boolean ofTable = tokens.accept("table");
      if (!ofTable) {
        tokens.expect("row");
      }
      tokens.accept("as");
      transitions.add(new Transition(isNew, ofTable, tokens.name()));
    } while (tokens.is("old") || tokens.is("new"));
    return transitions;
  }

  private boolean level(boolean constraint) {
    if (constraint) {
      tokens.expect("for", "each", "row");
      return true;
    }
    if (!tokens.accept("for")) {
      return false;
    }
    tokens.accept("each");
    boolean perRow = tokens.accept("row");
    if (!perRow) {
      tokens.expect("statement");
    }
    return perRow;
  }

  private @Nullable ParsedExpression condition() {
    if (!tokens.accept("when")) {
      return null;
    }
    tokens.expect(PgParserConstants.LPAREN);
    ParsedExpression condition = tokens.expression();
    tokens.expect(PgParserConstants.RPAREN);
    return condition;
  }

  private List<String> arguments() {
    tokens.expect(PgParserConstants.LPAREN);
    List<String> arguments =
        tokens.is(PgParserConstants.RPAREN) ? List.of() : tokens.list(this::argument);
    tokens.expect(PgParserConstants.RPAREN);
    return arguments;
  }

  /** Numbers, strings and plain words: all are strings to the function. */
  private String argument() {
    if (Tokens.isNumber(tokens.peek()) || tokens.is(PgParserConstants.APPROX_NUMERIC_LITERAL)) {
      return tokens.next().value;
    }
    return tokens.is(PgParserConstants.QUOTED_STRING) ? tokens.string() : tokens.label();
  }

  /** Behind ALTER. */
  Statement alter() {
    tokens.expect("trigger");
    String name = tokens.name();
    tokens.expect("on");
    QualifiedName table = tokens.qualifiedName();
    if (tokens.is("depends") || tokens.is("no")) {
      throw tokens.unsupported("ALTER TRIGGER DEPENDS ON EXTENSION");
    }
    tokens.expect("rename", "to");
    return new RenameTrigger(name, table, tokens.name());
  }

  /** Behind DROP. */
  Statement drop() {
    tokens.expect("trigger");
    boolean ifExists = DropParser.ifExists(tokens);
    String name = tokens.name();
    tokens.expect("on");
    return new DropTrigger(name, tokens.qualifiedName(), ifExists, DropParser.cascade(tokens));
  }
}
