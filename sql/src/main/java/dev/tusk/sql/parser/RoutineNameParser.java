package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.function.Parameter.Mode;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.AlterRoutine;
import dev.tusk.sql.statement.DropRoutines;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.RenameRoutine;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.statement.RoutineParameter;
import dev.tusk.sql.statement.RoutineType;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions named by their arguments: DROP, ALTER, COMMENT ON. */
final class RoutineNameParser {
  private final Tokens tokens;

  RoutineNameParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** FUNCTION, PROCEDURE, ROUTINE or AGGREGATE, which stands next. */
  RoutineKind kind() {
    return RoutineKind.valueOf(tokens.next().value.toUpperCase(Locale.ROOT));
  }

  /** Behind DROP. */
  Statement drop() {
    RoutineKind kind = kind();
    boolean ifExists = DropParser.ifExists(tokens);
    List<RoutineName> names = tokens.list(() -> name(kind));
    return new DropRoutines(kind, names, ifExists, DropParser.cascade(tokens));
  }

  /** Behind ALTER. */
  Statement alter() {
    RoutineKind kind = kind();
    RoutineName routine = name(kind);
    if (tokens.accept("rename")) {
      tokens.expect("to");
      return new RenameRoutine(kind, routine, tokens.name(), null, null);
    }
    if (tokens.accept("owner", "to")) {
      return new RenameRoutine(kind, routine, null, null, tokens.role());
    }
    if (tokens.accept("set", "schema")) {
      return new RenameRoutine(kind, routine, null, tokens.name(), null);
    }
    if (tokens.is("depends") || tokens.is("no")) {
      return StatementParser.unsupported(tokens, "ALTER " + kind + " DEPENDS ON EXTENSION");
    }
    if (kind == RoutineKind.AGGREGATE) {
      throw tokens.unexpected();
    }
    return new AlterRoutine(kind, routine, new RoutineParser(tokens).alterations());
  }

  RoutineName name(RoutineKind kind) {
    int position = tokens.peek().beginColumn;
    QualifiedName name = name();
    if (kind == RoutineKind.AGGREGATE) {
      return aggregate(name, position);
    }
    if (!tokens.accept(PgParserConstants.LPAREN)) {
      return new RoutineName(name, null, -1, false, position);
    }
    List<RoutineParameter> parameters = List.of();
    if (!tokens.is(PgParserConstants.RPAREN)) {
      parameters = tokens.list(() -> parameter(tokens, false));
    }
    tokens.expect(PgParserConstants.RPAREN);
    return new RoutineName(name, parameters, -1, false, position);
  }

  private QualifiedName name() {
    boolean qualified = tokens.peek(2).kind == PgParserConstants.DOT;
    if (qualified || tokens.peek().isColumnName()) {
      return tokens.qualifiedName();
    }
    return RoutineParser.name(tokens);
  }

  private RoutineName aggregate(QualifiedName name, int position) {
    tokens.expect(PgParserConstants.LPAREN);
    if (tokens.accept(PgParserConstants.STAR)) {
      tokens.expect(PgParserConstants.RPAREN);
      return new RoutineName(name, List.of(), -1, true, position);
    }
    List<RoutineParameter> parameters = new ArrayList<>();
    int direct = aggregateParameters(tokens, parameters);
    tokens.expect(PgParserConstants.RPAREN);
    return new RoutineName(name, List.copyOf(parameters), direct, false, position);
  }

  /** Adds the parameters; gives how many are direct, -1 where there is no ORDER BY. */
  static int aggregateParameters(Tokens tokens, List<RoutineParameter> into) {
    int direct = -1;
    if (!tokens.is("order")) {
      into.addAll(tokens.list(() -> parameter(tokens, false)));
    }
    if (tokens.accept("order", "by")) {
      direct = into.size();
      into.addAll(tokens.list(() -> parameter(tokens, false)));
      RoutineParameter last = direct == 0 ? null : into.get(direct - 1);
      if (last != null && last.mode() == Mode.VARIADIC) {
        into.remove(direct); // It is written again behind ORDER BY, and is one parameter.
      }
    }
    return direct;
  }

  /** PostgreSQL's func_arg, or func_arg_with_default. */
  static RoutineParameter parameter(Tokens tokens, boolean withDefault) {
    int position = tokens.peek().beginColumn;
    Mode mode = mode(tokens);
    String name = null;
    if (namesParameter(tokens)) {
      name = tokens.next().value;
      if (mode == null) {
        mode = mode(tokens);
      }
    }
    RoutineType type = RoutineParser.type(tokens);
    ParsedExpression value = null;
    if (withDefault && (tokens.accept("default") || tokens.accept(PgParserConstants.EQ))) {
      value = tokens.expression();
    }
    return new RoutineParameter(name, mode, type, value, position);
  }

  private static @Nullable Mode mode(Tokens tokens) {
    if (tokens.accept("in")) {
      return tokens.accept("out") ? Mode.INOUT : Mode.IN;
    }
    if (tokens.accept("out")) {
      return Mode.OUT;
    }
    if (tokens.accept("inout")) {
      return Mode.INOUT;
    }
    return tokens.accept("variadic") ? Mode.VARIADIC : null;
  }

  /** Whether a name stands next and a type behind it, not a type alone. */
  private static boolean namesParameter(Tokens tokens) {
    if (!tokens.peek().isFunctionName()) {
      return false;
    }
    PgToken second = tokens.peek(2);
    if (second.keyword == null) {
      return second.isFunctionName();
    }
    boolean precision = tokens.is("double") && second.is("precision");
    boolean ends = second.is("default") || second.is("array") || second.is("order");
    return !precision
        && !ends
        && (second.isNonReservedWord() || second.is("in") || second.is("variadic"));
  }
}
