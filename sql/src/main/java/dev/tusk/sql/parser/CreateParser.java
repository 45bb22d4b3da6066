package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.CreateExtension;
import dev.tusk.sql.statement.CreateSchema;
import dev.tusk.sql.statement.CreateSequence;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** CREATE, by its second word; small statements are read here. */
final class CreateParser {
  /** Second words of CREATE statements that Tusk has not. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "access",
          "collation",
          "conversion",
          "default",
          "foreign",
          "language",
          "procedural",
          "subscription",
          "text",
          "transform",
          "trusted");

  /** What CREATE SCHEMA may make, and words that may stand before. */
  private static final Set<String> ELEMENTS =
      Set.of("table", "view", "index", "sequence", "trigger");

  private static final Set<String> ELEMENT_MODIFIERS =
      Set.of(
          "unique",
          "temp",
          "temporary",
          "unlogged",
          "local",
          "global",
          "or",
          "replace",
          "recursive",
          "constraint");

  private final Tokens tokens;

  CreateParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement create() {
    tokens.expect("create");
    boolean replace = tokens.is("or");
    if (replace) {
      tokens.expect("or", "replace");
    }
    Persistence persistence = persistence();
    if (persistence == Persistence.PERMANENT && startsMember()) {
      return member(replace);
    }
    String what = tokens.peek().keyword == null ? "" : tokens.peek().value;
    if (UNSUPPORTED.contains(what)) {
      return StatementParser.unsupported(tokens, UnsupportedFeature.of(tokens, "CREATE"));
    }
    if (what.equals("view") || what.equals("recursive") || what.equals("materialized")) {
      return view(what, persistence, replace);
    }
    if (what.equals("function") || what.equals("procedure")) {
      if (persistence != Persistence.PERMANENT) {
        throw tokens.unexpected();
      }
      return new RoutineParser(tokens).create(replace);
    }
    switch (what) {
      case "aggregate":
        return new DefinitionParser(tokens).createAggregate(replace);
      case "operator":
        return new DefinitionParser(tokens).createOperator();
      case "cast":
        return new DefinitionParser(tokens).createCast();
      default:
    }
    if (what.equals("assertion")) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "CREATE ASSERTION is not yet implemented");
    }
    if (replace) {
      throw tokens.unexpected();
    }
    if (persistence != Persistence.PERMANENT && !what.equals("table") && !what.equals("sequence")) {
      throw tokens.unexpected();
    }
    switch (what) {
      case "table":
        tokens.next();
        return new CreateTableParser(tokens).createTable(persistence);
      case "unique", "index":
        return new CreateIndexParser(tokens).createIndex();
      case "policy":
        return new PolicyParser(tokens).create();
      case "sequence":
        return sequence(persistence);
      case "domain":
        tokens.next();
        return new DomainParser(tokens).create();
      case "type":
        tokens.next();
        return new TypeParser(tokens).create();
      case "extension":
        return extension();
      case "database":
        return new DatabaseParser(tokens).create();
      case "schema":
        return schema();
      case "role", "user", "group":
        return new RoleParser(tokens).create();
      default:
        throw tokens.unexpected();
    }
  }

  private Statement sequence(Persistence persistence) {
    tokens.next();
    boolean ifNotExists = ifNotExists(tokens);
    return new CreateSequence(
        tokens.qualifiedName(), persistence, ifNotExists, SequenceParser.options(tokens));
  }

  /** Whether a trigger, a rule, or what is read with others of its kind stands next. */
  private boolean startsMember() {
    return TriggerParser.stands(tokens)
        || tokens.is("rule")
        || EventTriggerParser.stands(tokens)
        || ForeignParser.mappingStands(tokens)
        || DefinedParser.stands(tokens);
  }

  private Statement member(boolean replace) {
    if (DefinedParser.stands(tokens)) {
      if (replace) {
        throw tokens.unexpected();
      }
      return new DefinedParser(tokens).create();
    }
    if (ForeignParser.mappingStands(tokens)) {
      if (replace) {
        throw tokens.unexpected();
      }
      return new ForeignParser(tokens).createMapping();
    }
    if (!replace && EventTriggerParser.stands(tokens)) {
      return new EventTriggerParser(tokens).create();
    }
    return tokens.is("rule")
        ? new RuleParser(tokens).create(replace)
        : new TriggerParser(tokens).create(replace);
  }

  private Statement view(String what, Persistence persistence, boolean replace) {
    if (!what.equals("materialized")) {
      return new ViewParser(tokens).create(persistence, replace);
    }
    if (replace || persistence == Persistence.TEMPORARY) {
      throw tokens.unexpected();
    }
    return new ViewParser(tokens).createMaterialized(persistence);
  }

  /** What EXPLAIN takes: CREATE TABLE AS, or a materialized view. */
  Statement createAs() {
    tokens.expect("create");
    Persistence persistence = persistence();
    if (tokens.is("materialized")) {
      return new ViewParser(tokens).createMaterialized(persistence);
    }
    tokens.expect("table");
    return new CreateTableParser(tokens).createTableAs(persistence);
  }

  private Persistence persistence() {
    if (tokens.is("global") || tokens.is("local")) {
      tokens.next();
      if (!tokens.is("temp") && !tokens.is("temporary")) {
        throw tokens.unexpected();
      }
    }
    if (tokens.accept("temp") || tokens.accept("temporary")) {
      return Persistence.TEMPORARY;
    }
    return tokens.accept("unlogged") ? Persistence.UNLOGGED : Persistence.PERMANENT;
  }

  static boolean ifNotExists(Tokens tokens) {
    if (!tokens.is("if") || !tokens.is(2, "not")) {
      return false;
    }
    tokens.expect("if", "not", "exists");
    return true;
  }

  private Statement extension() {
    tokens.next();
    boolean ifNotExists = ifNotExists(tokens);
    String name = tokens.name();
    tokens.accept("with");
    String schema = null;
    String version = null;
    boolean cascade = false;
    while (!tokens.atEnd()) {
      if (tokens.accept("schema")) {
        schema = tokens.name();
      } else if (tokens.accept("version")) {
        version = tokens.is(PgParserConstants.QUOTED_STRING) ? tokens.string() : tokens.word();
      } else {
        tokens.expect("cascade");
        cascade = true;
      }
    }
    return new CreateExtension(name, ifNotExists, schema, version, cascade);
  }

  private Statement schema() {
    tokens.next();
    boolean ifNotExists = ifNotExists(tokens);
    String name = tokens.is("authorization") ? null : tokens.name();
    RoleSpec role = tokens.accept("authorization") ? tokens.role() : null;
    if (name == null && role == null) {
      throw tokens.unexpected();
    }
    if (ifNotExists && (tokens.is("create") || tokens.is("grant"))) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "CREATE SCHEMA IF NOT EXISTS cannot include schema elements")
          .at(tokens.peek().beginColumn);
    }
    List<Statement> elements = new ArrayList<>();
    while (tokens.is("create") || tokens.is("grant")) {
      elements.add(tokens.is("grant") ? new GrantParser(tokens).statement() : element());
    }
    return new CreateSchema(name, role, ifNotExists, List.copyOf(elements));
  }

  /** What CREATE SCHEMA makes with the schema. */
  private Statement element() {
    int at = 2;
    while (ELEMENT_MODIFIERS.contains(tokens.peek(at).value)) {
      at++;
    }
    if (tokens.peek(at).keyword == null || !ELEMENTS.contains(tokens.peek(at).value)) {
      throw tokens.unexpected(tokens.peek(at));
    }
    Statement element = create();
    if (element instanceof CreateTableAs) {
      throw SqlException.notSupported("CREATE TABLE AS in CREATE SCHEMA");
    }
    return element;
  }
}
