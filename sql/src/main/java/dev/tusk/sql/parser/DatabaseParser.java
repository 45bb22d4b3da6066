package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.AlterDatabase;
import dev.tusk.sql.statement.AlterOwner;
import dev.tusk.sql.statement.CreateDatabase;
import dev.tusk.sql.statement.DatabaseOption;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.RenameDatabase;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE DATABASE and ALTER DATABASE. */
final class DatabaseParser {
  private final Tokens tokens;

  DatabaseParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement create() {
    tokens.next();
    String name = tokens.name();
    tokens.accept("with");
    return new CreateDatabase(name, options());
  }

  Statement alter() {
    tokens.next();
    String name = tokens.name();
    if (tokens.accept("owner", "to")) {
      return new AlterOwner(ObjectKind.DATABASE, new QualifiedName(null, name), tokens.role());
    }
    if (tokens.accept("rename", "to")) {
      return new RenameDatabase(name, tokens.name());
    }
    if (tokens.is("refresh") || tokens.is("set") && tokens.is(2, "tablespace")) {
      return StatementParser.unsupported(
          tokens, tokens.is("set") ? "ALTER DATABASE SET TABLESPACE" : "ALTER DATABASE REFRESH");
    }
    if (tokens.is("reset") || tokens.is("set")) {
      return new RoleParser(tokens).databaseSetting(name);
    }
    tokens.accept("with");
    return new AlterDatabase(name, options());
  }

  private List<DatabaseOption> options() {
    List<DatabaseOption> options = new ArrayList<>();
    while (!tokens.atEnd()) {
      int position = tokens.peek().beginColumn;
      String option = tokens.accept("connection", "limit") ? "connection_limit" : tokens.label();
      tokens.accept(PgParserConstants.EQ);
      options.add(new DatabaseOption(option, value(), position));
    }
    return List.copyOf(options);
  }

  private @Nullable String value() {
    PgToken token = tokens.peek();
    if (tokens.accept("default")) {
      return null;
    }
    if (token.kind == PgParserConstants.QUOTED_STRING
        || token.is("true")
        || token.is("false")
        || token.is("on")
        || token.isNonReservedWord()) {
      return tokens.next().value;
    }
    return tokens.number();
  }
}
