package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.Reset;
import dev.tusk.sql.statement.SetConstraints;
import dev.tusk.sql.statement.SetTransaction;
import dev.tusk.sql.statement.SetVariable;
import dev.tusk.sql.statement.Show;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TransactionModes;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;

/** SET, SHOW and RESET. */
final class SettingParser {
  private final Tokens tokens;

  SettingParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement setting() {
    return switch (tokens.next().value) {
      case "set" -> set();
      case "show" -> new Show(shown());
      default -> new Reset(shown());
    };
  }

  /** SET or RESET of a function's: what it sets is in effect while the function runs. */
  Statement routineSetting() {
    if (tokens.next().value.equals("reset")) {
      return new Reset(shown());
    }
    if (tokens.is("transaction") && !isAssignment(2)) {
      return new SetTransaction(false, modes(), null);
    }
    return variable(false);
  }

  private Statement set() {
    if (tokens.is("constraints")) {
      return constraints();
    }
    if (tokens.is("session") && tokens.is(2, "characteristics")) {
      tokens.expect("session", "characteristics", "as", "transaction");
      return new SetTransaction(true, modes(), null);
    }
    int word = tokens.is("session") || tokens.is("local") ? 2 : 1;
    if (tokens.is(word, "transaction") && !isAssignment(word + 1)) {
      // SESSION and LOCAL change nothing of it.
      for (int i = 0; i < word; i++) {
        tokens.next();
      }
      if (tokens.accept("snapshot")) {
        return new SetTransaction(false, TransactionModes.NONE, tokens.string());
      }
      return new SetTransaction(false, modes(), null);
    }
    boolean local = false;
    if ((tokens.is("local") || tokens.is("session"))
        && !isAssignment(2)
        && !tokens.is(2, "authorization")) {
      local = tokens.next().value.equals("local");
    }
    return variable(local);
  }

  private boolean isAssignment(int n) {
    PgToken token = tokens.peek(n);
    return token.kind == PgParserConstants.EQ
        || token.is("to")
        || token.kind == PgParserConstants.DOT;
  }

  private TransactionModes modes() {
    TransactionModes modes = TransactionParser.modes(tokens);
    if (modes.equals(TransactionModes.NONE)) {
      throw tokens.unexpected();
    }
    return modes;
  }

  private Statement constraints() {
    tokens.next();
    var names = tokens.accept("all") ? List.<QualifiedName>of() : tokens.qualifiedNames();
    if (tokens.accept("deferred")) {
      return new SetConstraints(names, true);
    }
    tokens.expect("immediate");
    return new SetConstraints(names, false);
  }

  private Statement variable(boolean local) {
    if (tokens.accept("time", "zone")) {
      return new SetVariable(local, "timezone", timeZone());
    }
    if (tokens.is("session") && tokens.is(2, "authorization")) {
      tokens.expect("session", "authorization");
      return new SetVariable(local, "session_authorization", word());
    }
    if (!isAssignment(2)) {
      if (tokens.accept("names")) {
        boolean none = tokens.atEnd() || tokens.accept("default");
        List<String> encoding = none ? List.of() : List.of(tokens.string());
        return new SetVariable(local, "client_encoding", encoding);
      }
      if (tokens.accept("role")) {
        return new SetVariable(local, "role", word());
      }
      if (tokens.accept("schema")) {
        return new SetVariable(local, "search_path", List.of(tokens.string()));
      }
      if (tokens.accept("xml", "option")) {
        return new SetVariable(local, "xmloption", List.of(tokens.word()));
      }
      if (tokens.is("catalog")) {
        throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "current database cannot be changed")
            .at(tokens.peek().beginColumn);
      }
    }
    String name = name();
    if (tokens.accept("from")) {
      tokens.expect("current");
      throw SqlException.notSupported("SET ... FROM CURRENT");
    }
    if (!tokens.accept("to")) {
      tokens.expect(PgParserConstants.EQ);
    }
    if (tokens.accept("default")) {
      return new SetVariable(local, name, List.of());
    }
    return new SetVariable(local, name, tokens.list(this::value));
  }

  /** {@code name} or {@code extension.name}. */
  private String name() {
    StringBuilder name = new StringBuilder(tokens.name());
    while (tokens.accept(PgParserConstants.DOT)) {
      name.append('.').append(tokens.name());
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private String value() {
    PgToken token = tokens.peek();
    if (token.kind == PgParserConstants.QUOTED_STRING
        || token.is("true")
        || token.is("false")
        || token.is("on")
        || token.isNonReservedWord()) {
      return tokens.next().value;
    }
    // An integer is a value, of which leading zeros are no part; in a string they mean octal.
    return tokens.number().replaceFirst("^([+-]?)0+(?=\\d+$)", "$1");
  }

  /** A word, a string, or DEFAULT, which is an empty list. */
  private List<String> word() {
    if (tokens.accept("default")) {
      return List.of();
    }
    if (tokens.is(PgParserConstants.QUOTED_STRING)) {
      return List.of(tokens.string());
    }
    return List.of(tokens.word());
  }

  private List<String> timeZone() {
    if (tokens.accept("default") || tokens.accept("local")) {
      return List.of();
    }
    if (tokens.is(PgParserConstants.QUOTED_STRING)) {
      return List.of(tokens.string());
    }
    if (tokens.is("interval")) {
      tokens.next();
      String interval = tokens.string();
      if (tokens.accept("hour")) {
        String fields = "hour";
        if (tokens.accept("to")) {
          tokens.expect("minute");
          fields = "hour to minute";
        }
        int typmod = Types.INTERVAL.typmodIn(List.of(fields));
        interval =
            Types.INTERVAL.toText(
                Types.INTERVAL.parse(interval, typmod, FormatSettings.DEFAULT),
                FormatSettings.DEFAULT);
      }
      return List.of("INTERVAL '" + interval + "'");
    }
    PgToken token = tokens.peek();
    if (token.keyword != null) {
      throw tokens.unexpected();
    }
    return List.of(
        Tokens.isNumber(token)
                || token.kind == PgParserConstants.MINUS
                || token.kind == PgParserConstants.PLUS
            ? tokens.number()
            : tokens.name());
  }

  private String shown() {
    if (tokens.accept("all")) {
      return "all";
    }
    if (tokens.accept("time", "zone")) {
      return "timezone";
    }
    if (tokens.is("transaction") && tokens.is(2, "isolation")) {
      tokens.expect("transaction", "isolation", "level");
      return "transaction_isolation";
    }
    if (tokens.accept("session", "authorization")) {
      return "session_authorization";
    }
    return name();
  }
}
