package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.SequenceOptions;
import dev.tusk.sql.statement.TypeName;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of CREATE SEQUENCE, ALTER SEQUENCE and identity columns. */
final class SequenceParser {
  private final Tokens tokens;
  private final Set<String> seen = new HashSet<>();

  private @Nullable TypeName type;
  private @Nullable Long increment;
  private @Nullable Long minimum;
  private boolean noMinimum;
  private @Nullable Long maximum;
  private boolean noMaximum;
  private @Nullable Long start;
  private boolean restart;
  private @Nullable Long restartWith;
  private @Nullable Long cache;
  private @Nullable Boolean cycle;
  private SequenceOptions.@Nullable OwnedBy ownedBy;
  private boolean ownedByNone;
  private @Nullable QualifiedName sequenceName;

  private SequenceParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Reads options as long as there are any. */
  static SequenceOptions options(Tokens tokens) {
    SequenceParser parser = new SequenceParser(tokens);
    while (parser.option()) {
      // One after the other.
    }
    return parser.result();
  }

  /** Reads one option; {@code SET option} of an identity column has exactly one. */
  static SequenceOptions one(Tokens tokens) {
    SequenceParser parser = new SequenceParser(tokens);
    if (!parser.option()) {
      throw tokens.unexpected();
    }
    return parser.result();
  }

  private boolean option() {
    PgToken first = tokens.peek();
    if (first.keyword == null) {
      return false;
    }
    switch (first.keyword.word()) {
      case "as" -> {
        begin("as");
        type = tokens.type();
      }
      case "cache" -> {
        begin("cache");
        cache = tokens.integer();
      }
      case "cycle" -> {
        begin("cycle");
        cycle = true;
      }
      case "no" -> no();
      case "increment" -> {
        begin("increment");
        tokens.accept("by");
        increment = tokens.integer();
      }
      case "minvalue" -> {
        begin("minvalue");
        minimum = tokens.integer();
      }
      case "maxvalue" -> {
        begin("maxvalue");
        maximum = tokens.integer();
      }
      case "start" -> {
        begin("start");
        tokens.accept("with");
        start = tokens.integer();
      }
      case "restart" -> restart();
      case "owned" -> owned();
      case "sequence" -> {
        begin("sequence_name");
        tokens.expect("name");
        sequenceName = tokens.qualifiedName();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void begin(String option) {
    PgToken token = tokens.next();
    if (!seen.add(option)) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "conflicting or redundant options")
          .at(token.beginColumn);
    }
  }

  private void no() {
    PgToken what = tokens.peek(2);
    if (what.is("minvalue")) {
      begin("minvalue");
      noMinimum = true;
    } else if (what.is("maxvalue")) {
      begin("maxvalue");
      noMaximum = true;
    } else if (what.is("cycle")) {
      begin("cycle");
      cycle = false;
    } else {
      tokens.next();
      throw tokens.unexpected();
    }
    tokens.next();
  }

  private void restart() {
    begin("restart");
    restart = true;
    boolean with = tokens.accept("with");
    PgToken next = tokens.peek();
    if (with
        || Tokens.isNumber(next)
        || next.kind == PgParserConstants.MINUS
        || next.kind == PgParserConstants.PLUS) {
      restartWith = tokens.integer();
    }
  }

  private void owned() {
    begin("owned_by");
    tokens.expect("by");
    if (tokens.accept("none")) {
      ownedByNone = true;
      return;
    }
    String first = tokens.name();
    tokens.expect(PgParserConstants.DOT);
    String second = tokens.label();
    ownedBy =
        tokens.accept(PgParserConstants.DOT)
            ? new SequenceOptions.OwnedBy(new QualifiedName(first, second), tokens.label())
            : new SequenceOptions.OwnedBy(new QualifiedName(null, first), second);
  }

  private SequenceOptions result() {
    return new SequenceOptions(
        type,
        increment,
        minimum,
        noMinimum,
        maximum,
        noMaximum,
        start,
        restart,
        restartWith,
        cache,
        cycle,
        ownedBy,
        ownedByNone,
        sequenceName);
  }
}
