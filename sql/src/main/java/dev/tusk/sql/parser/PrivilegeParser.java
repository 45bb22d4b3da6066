package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.Comment;
import dev.tusk.sql.statement.CommentOnDefined;
import dev.tusk.sql.statement.CommentOnRoutine;
import dev.tusk.sql.statement.Grant;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** GRANT, REVOKE and COMMENT. */
final class PrivilegeParser {
  private final Tokens tokens;

  PrivilegeParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement statement() {
    return switch (tokens.next().value) {
      case "comment" -> comment();
      case "grant" -> grant(false);
      default -> grant(true);
    };
  }

  private Statement comment() {
    tokens.expect("on");
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
      case "policy":
        tokens.next();
        String policy = tokens.name();
        tokens.expect("on");
        return new Comment(ObjectKind.POLICY, tokens.qualifiedName(), policy, text());
      case "table",
      "index",
      "sequence",
      "view",
      "schema",
      "database",
      "extension",
      "type",
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

  private Statement grant(boolean revoke) {
    boolean option = false;
    if (revoke && (tokens.is("grant") || tokens.is("admin") && tokens.is(2, "option"))) {
      tokens.next();
      tokens.expect("option", "for");
      option = true;
    }
    List<String> privileges = tokens.list(this::privilege);
    String on = "";
    List<String> objects = List.of();
    if (tokens.accept("on")) {
      on = objectKind();
      objects = tokens.list(this::object);
    }
    tokens.expect(revoke ? "from" : "to");
    List<String> grantees = tokens.list(this::grantee);
    if (!revoke && tokens.accept("with")) {
      if (!tokens.accept("grant")) {
        tokens.expect("admin");
      }
      tokens.expect("option");
      option = true;
    }
    if (tokens.accept("granted", "by")) {
      tokens.role();
    }
    if (revoke) {
      DropParser.cascade(tokens);
    }
    return new Grant(revoke, privileges, on, objects, grantees, option);
  }

  private String privilege() {
    if (tokens.accept("all")) {
      tokens.accept("privileges");
      return "all";
    }
    boolean reserved = tokens.is("select") || tokens.is("references") || tokens.is("create");
    StringBuilder privilege = new StringBuilder(reserved ? tokens.next().value : tokens.name());
    if (tokens.is(PgParserConstants.LPAREN)) {
      privilege.append(' ').append(tokens.parenthesizedNames());
    }
    return privilege.toString();
  }

  private String objectKind() {
    StringBuilder kind = new StringBuilder();
    if (tokens.accept("all")) {
      kind.append("all ").append(tokens.label());
      tokens.expect("in", "schema");
      return kind.append(" in schema").toString();
    }
    if (tokens.accept("foreign")) {
      return kind.append("foreign ").append(tokens.label()).toString();
    }
    if (tokens.accept("large", "object")) {
      return "large object";
    }
    PgToken what = tokens.peek();
    return switch (what.keyword == null ? "" : what.keyword.word()) {
      case "table",
          "sequence",
          "schema",
          "database",
          "function",
          "procedure",
          "routine",
          "language",
          "tablespace",
          "type",
          "domain",
          "parameter" ->
          tokens.next().value;
      default -> "table";
    };
  }

  private String object() {
    if (Tokens.isNumber(tokens.peek())) {
      return tokens.number();
    }
    String name = tokens.qualifiedName().toString();
    if (tokens.accept(PgParserConstants.LPAREN)) {
      int depth = 1;
      while (depth > 0 && !tokens.atEnd()) {
        int kind = tokens.next().kind;
        depth += kind == PgParserConstants.LPAREN ? 1 : kind == PgParserConstants.RPAREN ? -1 : 0;
      }
    }
    return name;
  }

  private String grantee() {
    tokens.accept("group");
    return tokens.role();
  }
}
