package dev.tusk.sql.plpgsql;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.Lexeme;
import dev.tusk.sql.statement.Fetch.Direction;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OPEN, FETCH, MOVE, CLOSE. */
final class CursorParser {
  private static final Set<String> FROM_IN = Set.of("from", "in");

  private final Compilation compilation;
  private final Source source;
  private final SqlParts sql;

  CursorParser(Compilation compilation, SqlParts sql) {
    this.compilation = compilation;
    this.source = compilation.source;
    this.sql = sql;
  }

  private Variable cursor() {
    Lexeme token = source.peek();
    Compilation.Named named = compilation.variable();
    if (named == null) {
      throw compilation.notVariable();
    }
    Variable variable = named.variable();
    if (named.field() != null || variable.isRecord() || source.is(named.tokens(), "[")) {
      throw source.plain(
          SqlState.DATATYPE_MISMATCH, "cursor variable must be a simple variable", token);
    }
    if (variable.type().type() != Types.REFCURSOR) {
      throw source.plain(
          SqlState.DATATYPE_MISMATCH,
          String.format(
              Locale.ROOT, "variable \"%s\" must be of type cursor or refcursor", variable.name()),
          token);
    }
    source.skip(named.tokens());
    return variable;
  }

  PlStatement open() {
    int line = source.line();
    source.next();
    Variable cursor = cursor();
    if (cursor.cursor() != null) {
      return new PlStatement.Open(
          line, cursor, null, null, false, List.of(), arguments(cursor, ";"));
    }
    Boolean scroll = null;
    if (source.is("no") && source.is(1, "scroll")) {
      source.skip(2);
      scroll = false;
    } else if (source.accept("scroll")) {
      scroll = true;
    }
    if (!source.accept("for")) {
      throw source.error("syntax error, expected \"FOR\"");
    }
    if (!source.accept("execute")) {
      return new PlStatement.Open(
          line, cursor, scroll, compilation.statement(), false, List.of(), null);
    }
    Compilation.Read read = compilation.expression("USING or ;", Set.of("using", ";"));
    List<Fragment> parameters = read.end().equals("using") ? sql.list(", or ;", ";") : List.of();
    return new PlStatement.Open(line, cursor, scroll, read.fragment(), true, parameters, null);
  }

  /** The arguments of a bound cursor, in its order, as one list of expressions; null for none. */
  @Nullable Fragment arguments(Variable cursor, String end) {
    List<Variable> declared = Objects.requireNonNull(cursor.cursor()).arguments();
    Lexeme token = source.peek();
    if (declared == null) {
      if (source.is("(")) {
        throw error("cursor \"%s\" has no arguments", cursor, token);
      }
      source.expect(end);
      return null;
    }
    if (!source.accept("(")) {
      throw error("cursor \"%s\" has arguments", cursor, token);
    }
    Fragment[] values = new Fragment[declared.size()];
    boolean named = false;
    for (int i = 0; i < values.length; i++) {
      Lexeme first = source.peek();
      int at = i;
      if (Source.isName(first) && source.is(1, ":=")) {
        at = position(cursor, declared, first);
        source.skip(2);
        named = true;
      }
      if (values[at] != null) {
        throw source.plain(
            String.format(
                Locale.ROOT,
                "value for parameter \"%s\" of cursor \"%s\" specified more than once",
                declared.get(at).name(),
                cursor.name()),
            first);
      }
      Compilation.Read read = compilation.expression(",\" or \")", Set.of(",", ")"));
      values[at] = read.fragment();
      boolean lastOne = i == values.length - 1;
      if (read.end().equals(")") != lastOne) {
        throw error(
            lastOne
                ? "too many arguments for cursor \"%s\""
                : "not enough arguments for cursor \"%s\"",
            cursor,
            source.last());
      }
    }
    source.expect(end);
    return list(values, declared, named);
  }

  private Fragment list(Fragment[] values, List<Variable> declared, boolean named) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      text.append(i > 0 ? ", " : "").append(values[i].sql());
      if (named) {
        text.append(" AS ").append(declared.get(i).name());
      }
    }
    return compilation.fragment(text.toString(), Fragment.Kind.EXPRESSION, 0);
  }

  private int position(Variable cursor, List<Variable> declared, Lexeme token) {
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i).name().equals(token.value())) {
        return i;
      }
    }
    throw source.plain(
        String.format(
            Locale.ROOT,
            "cursor \"%s\" has no argument named \"%s\"",
            cursor.name(),
            token.value()),
        token);
  }

  private SqlException error(String message, Variable cursor, Lexeme token) {
    return source.plain(String.format(Locale.ROOT, message, cursor.name()), token);
  }

  /** Where a cursor goes, as FETCH and MOVE say it before its name. */
  private record Movement(
      Direction direction, long count, @Nullable Fragment expression, boolean several) {}

  PlStatement fetch() {
    int line = source.line();
    Lexeme word = source.next();
    Movement movement = movement();
    Variable cursor = cursor();
    source.expect("into");
    Target target = sql.target();
    source.expect(";");
    if (movement.several()) {
      throw source.plain(
          SqlState.FEATURE_NOT_SUPPORTED, "FETCH statement cannot return multiple rows", word);
    }
    return new PlStatement.FetchRow(
        line, cursor, movement.direction(), movement.count(), movement.expression(), target);
  }

  PlStatement move() {
    int line = source.line();
    source.next();
    Movement movement = movement();
    Variable cursor = cursor();
    source.expect(";");
    return new PlStatement.FetchRow(
        line, cursor, movement.direction(), movement.count(), movement.expression(), null);
  }

  PlStatement close() {
    int line = source.line();
    source.next();
    Variable cursor = cursor();
    source.expect(";");
    return new PlStatement.Close(line, cursor);
  }

  private Movement movement() {
    if (source.accept("next")) {
      return behind(new Movement(Direction.FORWARD, 1, null, false));
    }
    if (source.accept("prior")) {
      return behind(new Movement(Direction.BACKWARD, 1, null, false));
    }
    if (source.accept("first")) {
      return behind(new Movement(Direction.ABSOLUTE, 1, null, false));
    }
    if (source.accept("last")) {
      return behind(new Movement(Direction.ABSOLUTE, -1, null, false));
    }
    if (source.accept("absolute")) {
      return new Movement(Direction.ABSOLUTE, 1, count(), false);
    }
    if (source.accept("relative")) {
      return new Movement(Direction.RELATIVE, 1, count(), false);
    }
    if (source.accept("all")) {
      return behind(new Movement(Direction.FORWARD, Long.MAX_VALUE, null, true));
    }
    if (source.accept("forward")) {
      return amount(Direction.FORWARD);
    }
    if (source.accept("backward")) {
      return amount(Direction.BACKWARD);
    }
    if (source.accept("from") || source.accept("in") || compilation.variable() != null) {
      return new Movement(Direction.FORWARD, 1, null, false);
    }
    if (Source.isName(source.peek()) && (source.is(1, "into") || source.is(1, ";"))) {
      throw compilation.notVariable();
    }
    return new Movement(Direction.FORWARD, 1, count(), true);
  }

  private Fragment count() {
    return compilation.expression("FROM or IN", FROM_IN).fragment();
  }

  private Movement amount(Direction direction) {
    if (source.accept("from") || source.accept("in")) {
      return new Movement(direction, 1, null, false);
    }
    if (source.accept("all")) {
      return behind(new Movement(direction, Long.MAX_VALUE, null, true));
    }
    return new Movement(direction, 1, count(), true);
  }

  private Movement behind(Movement movement) {
    if (!source.accept("from") && !source.accept("in")) {
      throw source.error("expected FROM or IN");
    }
    return movement;
  }
}
