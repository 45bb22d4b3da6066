package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.Option;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Lists of {@code name = value} in parentheses. */
final class Options {
  private Options() {}

  /** {@code (name [= value], ...)}: storage parameters and the like. */
  static List<Option> parenthesized(Tokens tokens) {
    tokens.expect(PgParserConstants.LPAREN);
    List<Option> options = tokens.list(() -> definition(tokens));
    tokens.expect(PgParserConstants.RPAREN);
    return options;
  }

  /** {@code WITH (...)}, or nothing. */
  static List<Option> with(Tokens tokens) {
    return tokens.accept("with") ? parenthesized(tokens) : List.of();
  }

  private static Option definition(Tokens tokens) {
    String name = tokens.label();
    if (tokens.accept(PgParserConstants.DOT)) {
      name = name + "." + tokens.label();
    }
    return new Option(name, tokens.accept(PgParserConstants.EQ) ? value(tokens) : null);
  }

  /** {@code (name [value], ...)}: options of VACUUM, REINDEX and the like. */
  static List<Option> utility(Tokens tokens, String command, Set<String> known) {
    return utility(tokens, command, known, (_, _) -> {});
  }

  /** The same, with a look at each option and where it begins. */
  static List<Option> utility(
      Tokens tokens, String command, Set<String> known, BiConsumer<Option, Integer> check) {
    tokens.expect(PgParserConstants.LPAREN);
    List<Option> options =
        tokens.list(() -> {
          PgToken first = tokens.peek();
          String name = tokens.is("analyze") ? tokens.next().value : tokens.word();
          if (!known.contains(name)) {
            throw SqlException.of(
                    SqlState.SYNTAX_ERROR, "unrecognized " + command + " option \"" + name + "\"")
                .at(first.beginColumn);
          }
          boolean alone = tokens.is(PgParserConstants.COMMA) || tokens.is(PgParserConstants.RPAREN);
          Option option = new Option(name, alone ? null : value(tokens));
          check.accept(option, first.beginColumn);
          return option;
        });
    tokens.expect(PgParserConstants.RPAREN);
    return options;
  }

  /** A word, a number, or a string. */
  static String value(Tokens tokens) {
    PgToken token = tokens.peek();
    if (token.kind == PgParserConstants.QUOTED_STRING
        || token.is("true")
        || token.is("false")
        || token.is("on")
        || token.is("none")
        || token.isNonReservedWord()) {
      return tokens.next().value;
    }
    return tokens.number();
  }

  /** A value as PostgreSQL's defGetBoolean takes it. */
  static boolean flag(String name, @Nullable String value) {
    if (value == null) {
      return true;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "on", "1" -> true;
      case "false", "off", "0" -> false;
      default -> throw SqlException.of(SqlState.SYNTAX_ERROR, name + " requires a Boolean value");
    };
  }
}
