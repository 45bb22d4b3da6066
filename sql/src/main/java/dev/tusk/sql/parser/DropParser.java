package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.DropObjects;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import java.util.Set;

/** DROP. */
final class DropParser {
  /** Second words of DROP statements that Tusk has not. */
  private static final Set<String> UNSUPPORTED = Set.of("default", "transform");

  /** Words for functions of all kinds. */
  static final Set<String> ROUTINES = Set.of("function", "procedure", "routine", "aggregate");

  private final Tokens tokens;

  DropParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement drop() {
    tokens.expect("drop");
    if (tokens.is("trigger")) {
      return new TriggerParser(tokens).drop();
    }
    if (EventTriggerParser.stands(tokens)) {
      return new EventTriggerParser(tokens).drop();
    }
    if (tokens.is("policy")) {
      return new PolicyParser(tokens).drop();
    }
    if (tokens.is("rule")) {
      return new RuleParser(tokens).drop();
    }
    String what = tokens.peek().keyword == null ? "" : tokens.peek().value;
    Statement defined = new DefinedParser(tokens).drop();
    if (defined != null) {
      return defined;
    }
    Statement unmade = new UnmadeParser(tokens).drop();
    if (unmade != null) {
      return unmade;
    }
    if (ForeignParser.mappingStands(tokens)) {
      return new ForeignParser(tokens).dropMapping();
    }
    if (UNSUPPORTED.contains(what)) {
      return StatementParser.unsupported(tokens, UnsupportedFeature.of(tokens, "DROP"));
    }
    if (RoleParser.KINDS.contains(what)) {
      return new RoleParser(tokens).drop();
    }
    if (what.equals("owned")) {
      return new RoleParser(tokens).dropOwned();
    }
    if (what.equals("operator")) {
      return new DefinitionParser(tokens).dropOperators();
    }
    if (what.equals("cast")) {
      return new DefinitionParser(tokens).dropCast();
    }
    if (ROUTINES.contains(what)) {
      return new RoutineNameParser(tokens).drop();
    }
    return named(kind(what));
  }

  /** What is found by its name alone. */
  private Statement named(ObjectKind kind) {
    boolean concurrently = kind == ObjectKind.INDEX && tokens.accept("concurrently");
    boolean ifExists = ifExists(tokens);
    List<QualifiedName> names =
        switch (kind) {
          case SCHEMA, EXTENSION -> simple(tokens.names());
          case DATABASE -> simple(List.of(tokens.name()));
          case TABLE,
              INDEX,
              SEQUENCE,
              VIEW,
              MATERIALIZED_VIEW,
              TYPE,
              DOMAIN,
              COLUMN,
              CONSTRAINT,
              FUNCTION,
              TRIGGER,
              POLICY,
              RULE,
              ROLE,
              LARGE_OBJECT ->
              tokens.qualifiedNames();
        };
    if (kind == ObjectKind.DATABASE) {
      return new DropObjects(kind, names, ifExists, force(), false);
    }
    return new DropObjects(kind, names, ifExists, cascade(tokens), concurrently);
  }

  /** WITH (FORCE), which ends the sessions of a database. */
  private boolean force() {
    tokens.accept("with");
    if (!tokens.accept(PgParserConstants.LPAREN)) {
      return false;
    }
    do {
      tokens.expect("force");
    } while (tokens.accept(PgParserConstants.COMMA));
    tokens.expect(PgParserConstants.RPAREN);
    return true;
  }

  private static List<QualifiedName> simple(List<String> names) {
    return names.stream().map(name -> new QualifiedName(null, name)).toList();
  }

  private ObjectKind kind(String what) {
    ObjectKind kind =
        switch (what) {
          case "table" -> ObjectKind.TABLE;
          case "index" -> ObjectKind.INDEX;
          case "sequence" -> ObjectKind.SEQUENCE;
          case "view" -> ObjectKind.VIEW;
          case "materialized" -> ObjectKind.MATERIALIZED_VIEW;
          case "schema" -> ObjectKind.SCHEMA;
          case "extension" -> ObjectKind.EXTENSION;
          case "database" -> ObjectKind.DATABASE;
          case "type" -> ObjectKind.TYPE;
          case "domain" -> ObjectKind.DOMAIN;
          default -> throw tokens.unexpected();
        };
    tokens.next();
    if (kind == ObjectKind.MATERIALIZED_VIEW) {
      tokens.expect("view");
    }
    return kind;
  }

  static boolean ifExists(Tokens tokens) {
    if (!tokens.is("if") || !tokens.is(2, "exists")) {
      return false;
    }
    return tokens.accept("if", "exists");
  }

  /** CASCADE, RESTRICT, or nothing. */
  static boolean cascade(Tokens tokens) {
    if (tokens.accept("cascade")) {
      return true;
    }
    tokens.accept("restrict");
    return false;
  }
}
