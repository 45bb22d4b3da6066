package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.Definition;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.PublicationCommand;
import dev.tusk.sql.statement.PublicationCommand.Target;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE and ALTER PUBLICATION. */
final class PublicationParser {
  /** What a name in the list is: it says so itself, or as the one before it does. */
  private enum Kind {
    TABLE,
    SCHEMA,
    UNSAID
  }

  /**
   * A part of the list as it is written.
   *
   * @param table null for CURRENT_SCHEMA
   * @param simple whether its name could be a schema's
   */
  private record Written(Kind kind, int position, Target.@Nullable OfTable table, boolean simple) {}

  private final Tokens tokens;

  PublicationParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Behind CREATE PUBLICATION. */
  Statement create() {
    String name = tokens.name();
    boolean all = false;
    List<Target> targets = List.of();
    if (tokens.accept("for")) {
      all = tokens.accept("all", "tables");
      targets = all ? List.of() : targets();
    }
    List<Definition> options =
        tokens.accept("with") ? new DefinitionParser(tokens).definitions() : List.of();
    return new PublicationCommand.Create(name, all, targets, options);
  }

  /** Behind ALTER PUBLICATION and its name. */
  Statement alter(String name) {
    if (tokens.accept("add")) {
      return new PublicationCommand.Change(name, PublicationCommand.Action.ADD, targets());
    }
    if (tokens.accept("drop")) {
      return new PublicationCommand.Change(name, PublicationCommand.Action.DROP, targets());
    }
    tokens.expect("set");
    if (tokens.is(PgParserConstants.LPAREN)) {
      return new PublicationCommand.SetOptions(name, new DefinitionParser(tokens).definitions());
    }
    return new PublicationCommand.Change(name, PublicationCommand.Action.SET, targets());
  }

  private List<Target> targets() {
    List<Written> written = tokens.list(this::target);
    if (written.getFirst().kind() == Kind.UNSAID) {
      throw wrong("invalid publication object list", written.getFirst())
          .withDetail(
              "One of TABLE or TABLES IN SCHEMA must be specified before a standalone table or"
                  + " schema name.");
    }
    List<Target> targets = new ArrayList<>();
    Kind kind = Kind.UNSAID;
    for (Written one : written) {
      kind = one.kind() == Kind.UNSAID ? kind : one.kind();
      targets.add(kind == Kind.TABLE ? table(one) : schema(one));
    }
    return List.copyOf(targets);
  }

  private static Target table(Written one) {
    if (one.table() == null) {
      throw wrong("invalid table name", one);
    }
    return one.table();
  }

  private static Target schema(Written one) {
    Target.OfTable table = one.table();
    if (table == null) {
      return new Target.OfSchema(null);
    }
    if (table.where() != null) {
      throw wrong("WHERE clause not allowed for schema", one);
    }
    if (!table.columns().isEmpty()) {
      throw wrong("column specification not allowed for schema", one);
    }
    if (!one.simple()) {
      throw wrong("invalid schema name", one);
    }
    return new Target.OfSchema(table.name().name());
  }

  private static SqlException wrong(String message, Written one) {
    return SqlException.of(SqlState.SYNTAX_ERROR, message).at(one.position());
  }

  private Written target() {
    int position = tokens.peek().beginColumn;
    if (tokens.accept("table")) {
      return relation(Kind.TABLE, position);
    }
    if (tokens.is("tables") && tokens.is(2, "in") && tokens.is(3, "schema")) {
      tokens.expect("tables", "in", "schema");
      position = tokens.peek().beginColumn;
      if (tokens.accept("current_schema")) {
        return new Written(Kind.SCHEMA, position, null, true);
      }
      QualifiedName name = new QualifiedName(null, tokens.name());
      Target.OfTable named = new Target.OfTable(name, false, List.of(), null);
      return new Written(Kind.SCHEMA, position, named, true);
    }
    if (tokens.accept("current_schema")) {
      return new Written(Kind.UNSAID, position, null, true);
    }
    return relation(Kind.UNSAID, position);
  }

  /** PostgreSQL's relation_expr with what of it is published. */
  private Written relation(Kind kind, int position) {
    boolean only = tokens.accept("only");
    boolean parenthesized = only && tokens.accept(PgParserConstants.LPAREN);
    QualifiedName name = tokens.qualifiedName();
    if (parenthesized) {
      tokens.expect(PgParserConstants.RPAREN);
    }
    boolean star = !only && tokens.accept(PgParserConstants.STAR);
    List<String> columns = tokens.optionalNames();
    ParsedExpression where = null;
    if (tokens.accept("where")) {
      tokens.expect(PgParserConstants.LPAREN);
      where = tokens.expression();
      tokens.expect(PgParserConstants.RPAREN);
    }
    boolean simple = !only && !star && name.schema() == null;
    return new Written(kind, position, new Target.OfTable(name, only, columns, where), simple);
  }
}
