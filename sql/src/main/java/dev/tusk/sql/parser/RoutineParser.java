package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.function.Parameter.Mode;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.CreateRoutine;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.RoutineBody;
import dev.tusk.sql.statement.RoutineOption;
import dev.tusk.sql.statement.RoutineParameter;
import dev.tusk.sql.statement.RoutineType;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE FUNCTION and PROCEDURE, and the properties that ALTER changes. */
final class RoutineParser {
  private final Tokens tokens;

  RoutineParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Behind CREATE [OR REPLACE]. */
  Statement create(boolean replace) {
    boolean procedure = tokens.next().value.equals("procedure");
    QualifiedName name = name(tokens);
    tokens.expect(PgParserConstants.LPAREN);
    List<RoutineParameter> parameters = new ArrayList<>();
    if (!tokens.is(PgParserConstants.RPAREN)) {
      parameters.addAll(tokens.list(() -> RoutineNameParser.parameter(tokens, true)));
    }
    tokens.expect(PgParserConstants.RPAREN);
    RoutineType returns = null;
    if (!procedure && tokens.accept("returns")) {
      int position = tokens.peek().beginColumn;
      if (tokens.accept("table")) {
        tokens.expect(PgParserConstants.LPAREN);
        parameters.addAll(tokens.list(this::column));
        tokens.expect(PgParserConstants.RPAREN);
        returns = new RoutineType(NO_TYPE, true, List.of(), position);
      } else {
        returns = type(tokens);
      }
    }
    List<RoutineOption> options = new ArrayList<>();
    RoutineBody body = null;
    while (!tokens.atEnd() && body == null) {
      if (tokens.is("return") || tokens.is("begin")) {
        body = body();
      } else {
        options.add(option(true));
      }
    }
    return new CreateRoutine(
        procedure, replace, name, List.copyOf(parameters), returns, List.copyOf(options), body);
  }

  /** Stands for the row type of RETURNS TABLE. */
  private static final TypeName NO_TYPE =
      new TypeName("pg_catalog", "record", List.of(), 0, null, 0);

  private RoutineParameter column() {
    int position = tokens.peek().beginColumn;
    if (!tokens.peek().isFunctionName()) {
      throw tokens.unexpected();
    }
    String name = tokens.next().value;
    return new RoutineParameter(name, Mode.TABLE, type(tokens), null, position);
  }

  /** PostgreSQL's func_name. */
  static QualifiedName name(Tokens tokens) {
    if (tokens.peek(2).kind == PgParserConstants.DOT) {
      return tokens.qualifiedName();
    }
    if (!tokens.peek().isFunctionName()) {
      throw tokens.unexpected();
    }
    return new QualifiedName(null, tokens.next().value);
  }

  /** PostgreSQL's func_type. */
  static RoutineType type(Tokens tokens) {
    int position = tokens.peek().beginColumn;
    boolean setOf = tokens.accept("setof");
    List<String> column = new ArrayList<>();
    int length = columnLength(tokens);
    if (length > 0) {
      for (int i = 0; i < length; i++) {
        if (!tokens.is(PgParserConstants.DOT)) {
          column.add(tokens.peek().value);
        }
        tokens.next();
      }
      tokens.expect(PgParserConstants.PERCENT_REMAINDER);
      tokens.expect("type");
      return new RoutineType(NO_TYPE, setOf, List.copyOf(column), position);
    }
    return new RoutineType(tokens.type(), setOf, List.of(), position);
  }

  /** How many tokens make the names before %TYPE; 0 where there is none. */
  private static int columnLength(Tokens tokens) {
    int n = 1;
    while (tokens.peek(n).isLabel() && tokens.peek(n + 1).kind == PgParserConstants.DOT) {
      n += 2;
    }
    boolean column =
        n > 1
            && tokens.peek(n).isLabel()
            && tokens.peek(n + 1).kind == PgParserConstants.PERCENT_REMAINDER
            && tokens.is(n + 2, "type");
    return column ? n : 0;
  }

  /** The properties of ALTER FUNCTION, at least one. */
  List<RoutineOption> alterations() {
    List<RoutineOption> options = new ArrayList<>();
    do {
      options.add(option(false));
    } while (!tokens.atEnd() && !tokens.is("restrict"));
    tokens.accept("restrict");
    return List.copyOf(options);
  }

  private RoutineOption option(boolean creating) {
    int at = tokens.peek().beginColumn;
    if (creating) {
      RoutineOption only = creationOption(at);
      if (only != null) {
        return only;
      }
    }
    RoutineOption flag = flag(at);
    if (flag != null) {
      return flag;
    }
    if (tokens.is("set") && tokens.is(3, "from") && tokens.is(4, "current")) {
      tokens.next();
      String name = tokens.name();
      tokens.expect("from", "current");
      return new RoutineOption.FromCurrent(name, at);
    }
    if (tokens.is("set") || tokens.is("reset")) {
      return new RoutineOption.Setting(new SettingParser(tokens).routineSetting(), at);
    }
    if (tokens.accept("cost")) {
      return new RoutineOption.Cost(tokens.number(), at);
    }
    if (tokens.accept("rows")) {
      return new RoutineOption.Rows(tokens.number(), at);
    }
    if (tokens.accept("support")) {
      return new RoutineOption.Support(tokens.qualifiedName(), at);
    }
    tokens.expect("parallel");
    return new RoutineOption.Parallel(tokens.name(), at);
  }

  private @Nullable RoutineOption creationOption(int at) {
    if (tokens.accept("as")) {
      PgToken body = tokens.peek();
      String definition = tokens.string();
      String literal = tokens.text(body.start);
      String symbol = tokens.accept(PgParserConstants.COMMA) ? tokens.string() : null;
      return new RoutineOption.As(definition, literal, body.beginColumn, symbol, at);
    }
    if (tokens.accept("language")) {
      String name = tokens.is(PgParserConstants.QUOTED_STRING) ? tokens.string() : tokens.word();
      return new RoutineOption.Language(name, at);
    }
    if (tokens.accept("window")) {
      return new RoutineOption.Window(at);
    }
    if (tokens.accept("transform")) {
      return new RoutineOption.Transform(
          tokens.list(() -> {
            tokens.expect("for", "type");
            return tokens.type();
          }),
          at);
    }
    return null;
  }

  private @Nullable RoutineOption flag(int at) {
    if (tokens.accept("immutable")) {
      return new RoutineOption.Changes(Volatility.IMMUTABLE, at);
    }
    if (tokens.accept("stable")) {
      return new RoutineOption.Changes(Volatility.STABLE, at);
    }
    if (tokens.accept("volatile")) {
      return new RoutineOption.Changes(Volatility.VOLATILE, at);
    }
    if (tokens.accept("strict") || tokens.accept("returns", "null", "on", "null", "input")) {
      return new RoutineOption.Strict(true, at);
    }
    if (tokens.accept("called", "on", "null", "input")) {
      return new RoutineOption.Strict(false, at);
    }
    if (tokens.accept("security", "definer") || tokens.accept("external", "security", "definer")) {
      return new RoutineOption.Security(true, at);
    }
    if (tokens.accept("security", "invoker") || tokens.accept("external", "security", "invoker")) {
      return new RoutineOption.Security(false, at);
    }
    if (tokens.accept("leakproof")) {
      return new RoutineOption.Leakproof(true, at);
    }
    if (tokens.accept("not", "leakproof")) {
      return new RoutineOption.Leakproof(false, at);
    }
    return null;
  }

  /** RETURN or BEGIN ATOMIC, which stands next; its parameters are none of the statement's. */
  RoutineBody body() {
    RoutineBody body = writtenBody();
    tokens.source().forgetParameters();
    return body;
  }

  private RoutineBody writtenBody() {
    int start = tokens.peek().start;
    int position = tokens.peek().beginColumn;
    if (tokens.accept("return")) {
      ParsedExpression value = tokens.expression();
      return new RoutineBody.Return(value, tokens.text(start), position);
    }
    tokens.expect("begin", "atomic");
    List<RoutineBody.BodyStatement> statements = new ArrayList<>();
    while (!tokens.accept("end")) {
      if (!tokens.accept(PgParserConstants.SEMICOLON)) {
        statements.add(bodyStatement());
        tokens.expect(PgParserConstants.SEMICOLON);
      }
    }
    return new RoutineBody.Atomic(List.copyOf(statements), tokens.text(start), position);
  }

  private RoutineBody.BodyStatement bodyStatement() {
    int start = tokens.peek().start;
    int position = tokens.peek().beginColumn;
    if (tokens.is("return")) {
      tokens.next();
      Statement query = StatementParser.returned(tokens.expression());
      return new RoutineBody.BodyStatement(query, true, tokens.text(start), position);
    }
    Statement statement = StatementParser.parse(tokens, "");
    return new RoutineBody.BodyStatement(statement, false, tokens.text(start), position);
  }
}
