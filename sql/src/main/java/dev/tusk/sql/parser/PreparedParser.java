package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.CloseCursor;
import dev.tusk.sql.statement.Deallocate;
import dev.tusk.sql.statement.DeclareCursor;
import dev.tusk.sql.statement.Execute;
import dev.tusk.sql.statement.Fetch;
import dev.tusk.sql.statement.Fetch.Direction;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Prepare;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prepared statements and cursors. */
final class PreparedParser {
  private final Tokens tokens;
  private final String text;

  PreparedParser(Tokens tokens, String text) {
    this.tokens = tokens;
    this.text = text;
  }

  Statement prepared() {
    return switch (tokens.next().value) {
      case "prepare" -> prepare();
      case "execute" -> execute(tokens);
      case "deallocate" -> {
        tokens.accept("prepare");
        yield new Deallocate(tokens.accept("all") ? null : tokens.name());
      }
      case "declare" -> declare();
      case "fetch" -> fetch(false);
      case "move" -> fetch(true);
      default -> new CloseCursor(tokens.accept("all") ? null : tokens.name());
    };
  }

  private Prepare prepare() {
    String name = tokens.name();
    List<TypeName> types = List.of();
    if (tokens.accept(PgParserConstants.LPAREN)) {
      types = tokens.list(tokens::type);
      tokens.expect(PgParserConstants.RPAREN);
    }
    tokens.expect("as");
    int start = tokens.peek().start;
    Statement statement = StatementParser.query(tokens);
    return new Prepare(name, types, statement, text.substring(start, tokens.last().end), start);
  }

  /** Behind EXECUTE. */
  static Execute execute(Tokens tokens) {
    String name = tokens.name();
    List<ParsedExpression> arguments = List.of();
    if (tokens.accept(PgParserConstants.LPAREN)) {
      arguments = tokens.list(tokens::expression);
      tokens.expect(PgParserConstants.RPAREN);
    }
    return new Execute(name, arguments);
  }

  private DeclareCursor declare() {
    String name = tokens.name();
    boolean binary = false;
    Boolean scroll = null;
    Boolean insensitive = null;
    while (!tokens.is("cursor")) {
      if (tokens.accept("binary")) {
        binary = true;
      } else if (tokens.accept("scroll")) {
        scroll = agreed(scroll, true, "SCROLL and NO SCROLL");
      } else if (tokens.accept("no")) {
        tokens.expect("scroll");
        scroll = agreed(scroll, false, "SCROLL and NO SCROLL");
      } else if (tokens.accept("insensitive")) {
        insensitive = agreed(insensitive, true, "ASENSITIVE and INSENSITIVE");
      } else if (tokens.accept("asensitive")) {
        insensitive = agreed(insensitive, false, "ASENSITIVE and INSENSITIVE");
      } else {
        throw tokens.unexpected();
      }
    }
    tokens.next();
    boolean hold = tokens.accept("with", "hold");
    if (!hold && tokens.accept("without")) {
      tokens.expect("hold");
    }
    tokens.expect("for");
    PgToken first = tokens.peek();
    Statement query = StatementParser.query(tokens);
    if (!(query instanceof Query)) {
      throw tokens.unexpected(first);
    }
    return new DeclareCursor(name, binary, scroll, Boolean.TRUE.equals(insensitive), hold, query);
  }

  private static boolean agreed(@Nullable Boolean before, boolean now, String both) {
    if (before != null && before != now) {
      throw SqlException.of(SqlState.INVALID_CURSOR_DEFINITION, "cannot specify both " + both);
    }
    return now;
  }

  private Fetch fetch(boolean move) {
    PgToken token = tokens.peek();
    if (Tokens.isNumber(token)
        || token.kind == PgParserConstants.MINUS
        || token.kind == PgParserConstants.PLUS) {
      return cursor(Direction.FORWARD, tokens.smallInteger(), move);
    }
    // A direction's word may also be the cursor's name.
    if (token.keyword != null && !isEndOrDot(2)) {
      switch (token.keyword.word()) {
        case "next":
          tokens.next();
          return cursor(Direction.FORWARD, 1, move);
        case "prior":
          tokens.next();
          return cursor(Direction.BACKWARD, 1, move);
        case "first":
          tokens.next();
          return cursor(Direction.ABSOLUTE, 1, move);
        case "last":
          tokens.next();
          return cursor(Direction.ABSOLUTE, -1, move);
        case "absolute":
          tokens.next();
          return cursor(Direction.ABSOLUTE, tokens.smallInteger(), move);
        case "relative":
          tokens.next();
          return cursor(Direction.RELATIVE, tokens.smallInteger(), move);
        case "all":
          tokens.next();
          return cursor(Direction.FORWARD, Long.MAX_VALUE, move);
        case "forward":
          tokens.next();
          return cursor(Direction.FORWARD, count(), move);
        case "backward":
          tokens.next();
          return cursor(Direction.BACKWARD, count(), move);
        default:
      }
    }
    return cursor(Direction.FORWARD, 1, move);
  }

  private boolean isEndOrDot(int n) {
    int kind = tokens.peek(n).kind;
    return kind == PgParserConstants.EOF || kind == PgParserConstants.SEMICOLON;
  }

  private long count() {
    if (tokens.accept("all")) {
      return Long.MAX_VALUE;
    }
    PgToken token = tokens.peek();
    return Tokens.isNumber(token)
            || token.kind == PgParserConstants.MINUS
            || token.kind == PgParserConstants.PLUS
        ? tokens.smallInteger()
        : 1;
  }

  private Fetch cursor(Direction direction, long count, boolean move) {
    if (!tokens.accept("from")) {
      tokens.accept("in");
    }
    return new Fetch(direction, count, tokens.name(), move);
  }
}
