package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.CastSignature.Method;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.AlterOperator;
import dev.tusk.sql.statement.CommentOnDefined;
import dev.tusk.sql.statement.CreateAggregate;
import dev.tusk.sql.statement.CreateCast;
import dev.tusk.sql.statement.CreateOperator;
import dev.tusk.sql.statement.Definition;
import dev.tusk.sql.statement.DropCast;
import dev.tusk.sql.statement.DropOperators;
import dev.tusk.sql.statement.OperatorName;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.statement.RoutineParameter;
import dev.tusk.sql.statement.RoutineType;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregates, operators and casts of the user's. */
final class DefinitionParser {
  private final Tokens tokens;

  DefinitionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Behind CREATE [OR REPLACE]. */
  Statement createAggregate(boolean replace) {
    tokens.expect("aggregate");
    QualifiedName name = RoutineParser.name(tokens);
    if (oldForm()) {
      return new CreateAggregate(replace, name, null, -1, definitions());
    }
    tokens.expect(PgParserConstants.LPAREN);
    List<RoutineParameter> parameters = new ArrayList<>();
    int direct = -1;
    if (!tokens.accept(PgParserConstants.STAR)) {
      direct = RoutineNameParser.aggregateParameters(tokens, parameters);
    }
    tokens.expect(PgParserConstants.RPAREN);
    return new CreateAggregate(replace, name, List.copyOf(parameters), direct, definitions());
  }

  /** {@code (basetype = …}: the parentheses hold properties, not parameters. */
  private boolean oldForm() {
    return tokens.peek(2).isLabel() && tokens.peek(3).kind == PgParserConstants.EQ;
  }

  /** Behind CREATE. */
  Statement createOperator() {
    tokens.expect("operator");
    if (tokens.is("class") || tokens.is("family")) {
      return StatementParser.unsupported(
          tokens, "CREATE OPERATOR " + (tokens.is("class") ? "CLASS" : "FAMILY"));
    }
    QualifiedName operator = operator();
    return new CreateOperator(operator.schema(), operator.name(), definitions());
  }

  /** Behind ALTER. */
  Statement alterOperator() {
    tokens.expect("operator");
    if (tokens.is("class") || tokens.is("family")) {
      return StatementParser.unsupported(
          tokens, "ALTER OPERATOR " + (tokens.is("class") ? "CLASS" : "FAMILY"));
    }
    OperatorName operator = operatorName();
    if (!tokens.is("set") || tokens.peek(2).kind != PgParserConstants.LPAREN) {
      return StatementParser.unsupported(tokens, "ALTER OPERATOR");
    }
    tokens.next();
    return new AlterOperator(operator, definitions());
  }

  /** Behind DROP. */
  Statement dropOperators() {
    tokens.expect("operator");
    boolean ifExists = DropParser.ifExists(tokens);
    List<OperatorName> operators = tokens.list(this::operatorName);
    return new DropOperators(operators, ifExists, DropParser.cascade(tokens));
  }

  OperatorName operatorName() {
    int position = tokens.peek().beginColumn;
    QualifiedName operator = operator();
    tokens.expect(PgParserConstants.LPAREN);
    TypeName left = operand();
    if (left != null && tokens.is(PgParserConstants.RPAREN)) {
      throw dev.tusk.sql.error.SqlException.of(
              dev.tusk.sql.error.SqlState.SYNTAX_ERROR, "missing argument")
          .withHint("Use NONE to denote the missing argument of a unary operator.")
          .at(tokens.peek().beginColumn);
    }
    tokens.expect(PgParserConstants.COMMA);
    TypeName right = operand();
    tokens.expect(PgParserConstants.RPAREN);
    return new OperatorName(operator.schema(), operator.name(), left, right, position);
  }

  private @Nullable TypeName operand() {
    return tokens.accept("none") ? null : tokens.type();
  }

  private QualifiedName operator() {
    return operator(tokens);
  }

  /** PostgreSQL's any_operator. */
  static QualifiedName operator(Tokens tokens) {
    String schema = null;
    if (tokens.peek().isColumnName()) {
      schema = tokens.name();
      tokens.expect(PgParserConstants.DOT);
    }
    if (!isOperator(tokens.peek())) {
      throw tokens.unexpected();
    }
    return new QualifiedName(schema, symbol(tokens.next()));
  }

  private static String symbol(PgToken token) {
    return token.kind == PgParserConstants.NE ? "<>" : token.value;
  }

  private static boolean isOperator(PgToken token) {
    return switch (token.kind) {
      case PgParserConstants.OPERATOR_SYMBOL,
          PgParserConstants.PLUS,
          PgParserConstants.MINUS,
          PgParserConstants.STAR,
          PgParserConstants.SLASH,
          PgParserConstants.PERCENT_REMAINDER,
          PgParserConstants.CARET,
          PgParserConstants.LT,
          PgParserConstants.GT,
          PgParserConstants.EQ,
          PgParserConstants.LE,
          PgParserConstants.GE,
          PgParserConstants.NE ->
          true;
      default -> false;
    };
  }

  /** {@code (name = value, …)}. */
  List<Definition> definitions() {
    tokens.expect(PgParserConstants.LPAREN);
    List<Definition> definitions = tokens.list(this::definition);
    tokens.expect(PgParserConstants.RPAREN);
    return definitions;
  }

  private Definition definition() {
    int position = tokens.peek().beginColumn;
    String name = tokens.label();
    Definition.Value value = tokens.accept(PgParserConstants.EQ) ? value() : null;
    return new Definition(name, value, position);
  }

  /** PostgreSQL's def_arg. */
  private Definition.Value value() {
    PgToken first = tokens.peek();
    if (first.kind == PgParserConstants.QUOTED_STRING) {
      return new Definition.Value.Text(tokens.string());
    }
    if (first.is("operator") && tokens.peek(2).kind == PgParserConstants.LPAREN) {
      tokens.next();
      tokens.next();
      QualifiedName operator = operator();
      tokens.expect(PgParserConstants.RPAREN);
      return new Definition.Value.Operator(operator.schema(), operator.name());
    }
    boolean signed =
        (first.kind == PgParserConstants.MINUS || first.kind == PgParserConstants.PLUS)
            && Tokens.isNumber(tokens.peek(2));
    if (signed || Tokens.isNumber(first)) {
      return new Definition.Value.Number(tokens.number());
    }
    if (isOperator(first)) {
      return new Definition.Value.Operator(null, symbol(tokens.next()));
    }
    if (first.keyword != null && (first.is("none") || !first.isNonReservedWord())) {
      return new Definition.Value.Text(tokens.next().value);
    }
    int start = first.start;
    RoutineType type = RoutineParser.type(tokens);
    return new Definition.Value.Name(type, tokens.text(start));
  }

  /** Behind CREATE. */
  Statement createCast() {
    tokens.expect("cast");
    tokens.expect(PgParserConstants.LPAREN);
    TypeName source = tokens.type();
    tokens.expect("as");
    TypeName target = tokens.type();
    tokens.expect(PgParserConstants.RPAREN);
    RoutineName function = null;
    Method method = Method.RELABEL;
    if (tokens.accept("without")) {
      tokens.expect("function");
    } else if (tokens.accept("with", "inout")) {
      method = Method.INOUT;
    } else {
      tokens.expect("with", "function");
      method = Method.FUNCTION;
      function = new RoutineNameParser(tokens).name(RoutineKind.FUNCTION);
    }
    Context context = Context.EXPLICIT;
    if (tokens.accept("as")) {
      context = tokens.accept("implicit") ? Context.IMPLICIT : Context.ASSIGNMENT;
      if (context == Context.ASSIGNMENT) {
        tokens.expect("assignment");
      }
    }
    return new CreateCast(source, target, function, method, context);
  }

  /** Behind DROP. */
  Statement dropCast() {
    tokens.expect("cast");
    boolean ifExists = DropParser.ifExists(tokens);
    tokens.expect(PgParserConstants.LPAREN);
    TypeName source = tokens.type();
    tokens.expect("as");
    TypeName target = tokens.type();
    tokens.expect(PgParserConstants.RPAREN);
    return new DropCast(source, target, ifExists, DropParser.cascade(tokens));
  }

  /** Behind COMMENT ON; the text follows. */
  CommentOnDefined commented() {
    if (tokens.accept("operator")) {
      return new CommentOnDefined(operatorName(), null, null, null);
    }
    tokens.expect("cast");
    tokens.expect(PgParserConstants.LPAREN);
    TypeName source = tokens.type();
    tokens.expect("as");
    TypeName target = tokens.type();
    tokens.expect(PgParserConstants.RPAREN);
    return new CommentOnDefined(null, source, target, null);
  }
}
