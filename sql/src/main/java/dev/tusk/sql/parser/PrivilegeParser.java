package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.Comment;
import dev.tusk.sql.statement.CommentOnDefined;
import dev.tusk.sql.statement.CommentOnRoutine;
import dev.tusk.sql.statement.EventTriggerCommand;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.statement.SecurityLabel;
import dev.tusk.sql.statement.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** COMMENT. */
final class PrivilegeParser {
  private final Tokens tokens;

  PrivilegeParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement comment() {
    tokens.expect("comment", "on");
    Statement defined = new DefinedParser(tokens).comment();
    return defined == null ? other() : defined;
  }

  private Statement other() {
    PgToken what = tokens.peek();
    switch (what.keyword == null ? "" : what.keyword.word()) {
      case "column":
        tokens.next();
        return column();
      case "constraint":
        tokens.next();
        String constraint = tokens.name();
        tokens.expect("on");
        if (tokens.is("domain")) {
          return StatementParser.unsupported(tokens, "COMMENT ON CONSTRAINT ON DOMAIN");
        }
        return new Comment(ObjectKind.CONSTRAINT, tokens.qualifiedName(), constraint, text());
      case "trigger":
        tokens.next();
        String trigger = tokens.name();
        tokens.expect("on");
        return new Comment(ObjectKind.TRIGGER, tokens.qualifiedName(), trigger, text());
      case "event":
        tokens.expect("event", "trigger");
        return new EventTriggerCommand.CommentOn(tokens.name(), text());
      case "policy":
        tokens.next();
        String policy = tokens.name();
        tokens.expect("on");
        return new Comment(ObjectKind.POLICY, tokens.qualifiedName(), policy, text());
      case "rule":
        tokens.next();
        String rule = tokens.name();
        tokens.expect("on");
        return new Comment(ObjectKind.RULE, tokens.qualifiedName(), rule, text());
      case "table",
      "index",
      "sequence",
      "view",
      "schema",
      "database",
      "extension",
      "type",
      "role",
      "domain":
        tokens.next();
        return named(ObjectKind.valueOf(what.value.toUpperCase(Locale.ROOT)));
      case "operator", "cast":
        if (tokens.is(2, "class") || tokens.is(2, "family")) {
          return StatementParser.unsupported(tokens, "COMMENT ON OPERATOR CLASS");
        }
        CommentOnDefined on = new DefinitionParser(tokens).commented();
        return new CommentOnDefined(on.operator(), on.source(), on.target(), text());
      case "function", "procedure", "routine", "aggregate":
        RoutineNameParser names = new RoutineNameParser(tokens);
        RoutineKind kind = names.kind();
        RoutineName routine = names.name(kind);
        return new CommentOnRoutine(kind, routine, text());
      case "large":
        tokens.expect("large", "object");
        QualifiedName object = new QualifiedName(null, Long.toString(tokens.integer()));
        return new Comment(ObjectKind.LARGE_OBJECT, object, null, text());
      case "materialized":
        tokens.expect("materialized", "view");
        return named(ObjectKind.MATERIALIZED_VIEW);
      case "":
        throw tokens.unexpected();
      default:
        return StatementParser.unsupported(
            tokens, "COMMENT ON " + what.value.toUpperCase(Locale.ROOT));
    }
  }

  /** The object is not looked for: without the provider nobody gets so far. */
  Statement securityLabel() {
    tokens.expect("security", "label");
    String provider = tokens.accept("for") ? nameOrText() : null;
    tokens.expect("on");
    while (!tokens.is("is")) {
      if (tokens.atEnd()) {
        throw tokens.unexpected();
      }
      tokens.nextOfAny();
    }
    text();
    return new SecurityLabel(provider);
  }

  private String nameOrText() {
    return tokens.peek().kind == PgParserConstants.IDENTIFIER ? tokens.name() : tokens.string();
  }

  private Comment named(ObjectKind kind) {
    QualifiedName name = tokens.qualifiedName();
    return new Comment(kind, name, null, text());
  }

  private Comment column() {
    String first = tokens.name();
    tokens.expect(PgParserConstants.DOT);
    String second = tokens.label();
    if (!tokens.accept(PgParserConstants.DOT)) {
      return new Comment(ObjectKind.COLUMN, new QualifiedName(null, first), second, text());
    }
    String column = tokens.label();
    return new Comment(ObjectKind.COLUMN, new QualifiedName(first, second), column, text());
  }

  private @Nullable String text() {
    tokens.expect("is");
    return tokens.accept("null") ? null : tokens.string();
  }
}
