package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.Policy;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.AlterPolicy;
import dev.tusk.sql.statement.CreatePolicy;
import dev.tusk.sql.statement.DropPolicy;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.RenamePolicy;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP POLICY. */
final class PolicyParser {
  private final Tokens tokens;

  PolicyParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Behind CREATE. */
  Statement create() {
    tokens.expect("policy");
    String name = tokens.name();
    tokens.expect("on");
    QualifiedName table = tokens.qualifiedName();
    boolean permissive = !tokens.accept("as") || permissive();
    Policy.Command command = tokens.accept("for") ? command() : Policy.Command.ALL;
    List<RoleSpec> roles = roles();
    return new CreatePolicy(
        name,
        table,
        permissive,
        command,
        roles == null ? List.of(new RoleSpec(RoleSpec.Kind.PUBLIC, "public")) : roles,
        using(),
        check());
  }

  private boolean permissive() {
    PgToken word = tokens.peek();
    return switch (tokens.name()) {
      case "permissive" -> true;
      case "restrictive" -> false;
      default ->
          throw SqlException.of(
                  SqlState.SYNTAX_ERROR, "unrecognized row security option \"" + word.value + "\"")
              .withHint("Only PERMISSIVE or RESTRICTIVE policies are supported currently.")
              .at(word.beginColumn);
    };
  }

  private Policy.Command command() {
    for (Policy.Command command : Policy.Command.values()) {
      if (tokens.accept(command.name().toLowerCase(java.util.Locale.ROOT))) {
        return command;
      }
    }
    throw tokens.unexpected();
  }

  private @Nullable List<RoleSpec> roles() {
    return tokens.accept("to") ? tokens.list(tokens::role) : null;
  }

  private @Nullable ParsedExpression using() {
    return tokens.accept("using") ? parenthesized() : null;
  }

  private @Nullable ParsedExpression check() {
    if (!tokens.accept("with")) {
      return null;
    }
    tokens.expect("check");
    return parenthesized();
  }

  private ParsedExpression parenthesized() {
    tokens.expect(PgParserConstants.LPAREN);
    ParsedExpression expression = tokens.expression();
    tokens.expect(PgParserConstants.RPAREN);
    return expression;
  }

  /** Behind ALTER. */
  Statement alter() {
    tokens.expect("policy");
    boolean ifExists = DropParser.ifExists(tokens);
    String name = tokens.name();
    tokens.expect("on");
    QualifiedName table = tokens.qualifiedName();
    if (ifExists || tokens.is("rename")) {
      tokens.expect("rename", "to");
      return new RenamePolicy(name, table, ifExists, tokens.name());
    }
    return new AlterPolicy(name, table, roles(), using(), check());
  }

  /** Behind DROP. */
  Statement drop() {
    tokens.expect("policy");
    boolean ifExists = DropParser.ifExists(tokens);
    String name = tokens.name();
    tokens.expect("on");
    return new DropPolicy(name, tokens.qualifiedName(), ifExists, DropParser.cascade(tokens));
  }
}
