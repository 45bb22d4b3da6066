package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.ForeignCommand;
import dev.tusk.sql.statement.ForeignCommand.WrapperFunction;
import dev.tusk.sql.statement.ForeignOption;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Foreign data wrappers, servers, user mappings, and IMPORT FOREIGN SCHEMA. */
final class ForeignParser {
  private final Tokens tokens;

  ForeignParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether USER MAPPING stands next, and not a role of that name. */
  static boolean mappingStands(Tokens tokens) {
    return tokens.is("user")
        && tokens.is(2, "mapping")
        && (tokens.is(3, "for") || tokens.is(3, "if"));
  }

  /** Behind CREATE FOREIGN DATA WRAPPER. */
  Statement createWrapper() {
    String name = tokens.name();
    return new ForeignCommand.CreateWrapper(name, functions(), options());
  }

  /** Behind ALTER FOREIGN DATA WRAPPER and its name. */
  Statement alterWrapper(String name) {
    List<WrapperFunction> functions = functions();
    List<ForeignOption> options = changes();
    if (functions.isEmpty() && options.isEmpty()) {
      throw tokens.unexpected();
    }
    return new ForeignCommand.AlterWrapper(name, functions, options);
  }

  private List<WrapperFunction> functions() {
    List<WrapperFunction> functions = new ArrayList<>();
    while (true) {
      int position = tokens.peek().beginColumn;
      boolean none = tokens.is("no") && (tokens.is(2, "handler") || tokens.is(2, "validator"));
      if (none) {
        tokens.next();
      }
      boolean handler = tokens.accept("handler");
      if (!handler && !tokens.accept("validator")) {
        return List.copyOf(functions);
      }
      QualifiedName function = none ? null : tokens.qualifiedName();
      functions.add(new WrapperFunction(handler, function, position));
    }
  }

  /** Behind CREATE SERVER. */
  Statement createServer() {
    boolean ifNotExists = CreateParser.ifNotExists(tokens);
    String name = tokens.name();
    String type = tokens.accept("type") ? tokens.string() : null;
    String version = tokens.accept("version") ? stringOrNull() : null;
    tokens.expect("foreign", "data", "wrapper");
    String wrapper = tokens.name();
    return new ForeignCommand.CreateServer(name, ifNotExists, type, version, wrapper, options());
  }

  /** Behind ALTER SERVER and its name. */
  Statement alterServer(String name) {
    boolean versioned = tokens.accept("version");
    String version = versioned ? stringOrNull() : null;
    List<ForeignOption> options = changes();
    if (!versioned && options.isEmpty()) {
      throw tokens.unexpected();
    }
    return new ForeignCommand.AlterServer(name, versioned, version, options);
  }

  private @Nullable String stringOrNull() {
    return tokens.accept("null") ? null : tokens.string();
  }

  /** Behind CREATE. */
  Statement createMapping() {
    tokens.expect("user", "mapping");
    boolean ifNotExists = CreateParser.ifNotExists(tokens);
    RoleSpec user = user();
    String server = server();
    return new ForeignCommand.CreateMapping(user, server, ifNotExists, options());
  }

  /** Behind ALTER. */
  Statement alterMapping() {
    tokens.expect("user", "mapping");
    RoleSpec user = user();
    String server = server();
    List<ForeignOption> options = changes();
    if (options.isEmpty()) {
      throw tokens.unexpected();
    }
    return new ForeignCommand.AlterMapping(user, server, options);
  }

  /** Behind DROP. */
  Statement dropMapping() {
    tokens.expect("user", "mapping");
    boolean ifExists = DropParser.ifExists(tokens);
    RoleSpec user = user();
    return new ForeignCommand.DropMapping(user, server(), ifExists);
  }

  /** PostgreSQL's auth_ident behind FOR. */
  private RoleSpec user() {
    tokens.expect("for");
    return tokens.accept("user")
        ? new RoleSpec(RoleSpec.Kind.CURRENT_USER, "current_user")
        : tokens.role();
  }

  private String server() {
    tokens.expect("server");
    return tokens.name();
  }

  Statement importSchema() {
    tokens.expect("import", "foreign", "schema");
    tokens.name();
    boolean limit = tokens.accept("limit", "to");
    if (limit || tokens.accept("except")) {
      tokens.expect(PgParserConstants.LPAREN);
      tokens.qualifiedNames();
      tokens.expect(PgParserConstants.RPAREN);
    }
    tokens.expect("from");
    String server = server();
    tokens.expect("into");
    String schema = tokens.name();
    options();
    return new ForeignCommand.ImportSchema(server, schema);
  }

  /** {@code OPTIONS (name 'value', …)}, or nothing. */
  List<ForeignOption> options() {
    return options(this::added);
  }

  /** {@code OPTIONS (ADD name 'value', DROP name, …)}, or nothing. */
  List<ForeignOption> changes() {
    return options(this::change);
  }

  private List<ForeignOption> options(Supplier<ForeignOption> option) {
    if (!tokens.accept("options")) {
      return List.of();
    }
    tokens.expect(PgParserConstants.LPAREN);
    List<ForeignOption> options = tokens.list(option);
    tokens.expect(PgParserConstants.RPAREN);
    return options;
  }

  private ForeignOption added() {
    String name = tokens.label();
    return new ForeignOption(ForeignOption.Action.ADD, name, tokens.string());
  }

  private ForeignOption change() {
    boolean named = tokens.peek(2).kind == PgParserConstants.QUOTED_STRING;
    if (!named && tokens.accept("drop")) {
      return new ForeignOption(ForeignOption.Action.DROP, tokens.label(), "");
    }
    if (!named && tokens.accept("set")) {
      String name = tokens.label();
      return new ForeignOption(ForeignOption.Action.SET, name, tokens.string());
    }
    if (!named) {
      tokens.accept("add");
    }
    return added();
  }
}
