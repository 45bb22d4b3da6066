package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.CreateDomain;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.sql.statement.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** CREATE DOMAIN and ALTER DOMAIN, behind these words. */
final class DomainParser {
  private final Tokens tokens;

  // Of the domain being read.
  private @Nullable QualifiedName collation;
  private @Nullable ParsedExpression defaultValue;
  private @Nullable Boolean notNull;
  private final List<TableConstraint.Check> checks = new ArrayList<>();

  DomainParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement create() {
    QualifiedName name = tokens.qualifiedName();
    tokens.accept("as");
    TypeName type = tokens.type();
    while (!tokens.atEnd()) {
      clause();
    }
    return new CreateDomain(
        name, type, collation, defaultValue, Boolean.TRUE.equals(notNull), List.copyOf(checks));
  }

  private void clause() {
    if (tokens.accept("collate")) {
      collation = tokens.qualifiedName();
      return;
    }
    String name = tokens.accept("constraint") ? tokens.name() : null;
    PgToken first = tokens.peek();
    switch (first.keyword == null ? "" : first.keyword.word()) {
      case "not" -> {
        tokens.expect("not", "null");
        notNull(true);
      }
      case "null" -> {
        tokens.next();
        notNull(false);
      }
      case "default" -> {
        tokens.next();
        if (defaultValue != null) {
          throw SqlException.of(SqlState.SYNTAX_ERROR, "multiple default expressions");
        }
        defaultValue = tokens.restrictedExpression();
      }
      case "check" -> checks.add(check(name));
      case "unique" -> throw impossible("unique constraints");
      case "primary" -> throw impossible("primary key constraints");
      case "references" -> throw impossible("foreign key constraints");
      default -> throw tokens.unexpected();
    }
  }

  private static SqlException impossible(String constraints) {
    return SqlException.of(SqlState.SYNTAX_ERROR, constraints + " not possible for domains");
  }

  private void notNull(boolean value) {
    if (notNull != null && notNull != value) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "conflicting NULL/NOT NULL constraints");
    }
    notNull = value;
  }

  private TableConstraint.Check check(@Nullable String name) {
    int position = tokens.peek().beginColumn;
    tokens.expect("check");
    tokens.expect(PgParserConstants.LPAREN);
    ParsedExpression condition = tokens.expression();
    tokens.expect(PgParserConstants.RPAREN);
    if (tokens.accept("no", "inherit")) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          "check constraints for domains cannot be marked NO INHERIT");
    }
    boolean notValid = tokens.accept("not", "valid");
    return new TableConstraint.Check(name, condition, false, notValid, position);
  }

  Statement alter() {
    QualifiedName name = tokens.qualifiedName();
    return new AlterTable(ObjectKind.DOMAIN, name, false, List.of(action()));
  }

  private AlterAction action() {
    PgToken first = tokens.peek();
    return switch (first.keyword == null ? "" : first.keyword.word()) {
      case "add" -> {
        tokens.next();
        String constraint = tokens.accept("constraint") ? tokens.name() : null;
        if (!tokens.is("check")) {
          throw tokens.unsupported(
              "ALTER DOMAIN ADD " + tokens.peek().value.toUpperCase(Locale.ROOT));
        }
        yield new AlterAction.AddConstraint(check(constraint));
      }
      case "drop" -> {
        tokens.next();
        yield drop();
      }
      case "set" -> {
        tokens.next();
        yield set();
      }
      case "validate" -> {
        tokens.expect("validate", "constraint");
        yield new AlterAction.ValidateConstraint(tokens.name());
      }
      case "rename" -> {
        tokens.next();
        yield rename();
      }
      case "owner" -> {
        tokens.expect("owner", "to");
        yield new AlterAction.OwnerTo(tokens.role());
      }
      default -> throw tokens.unexpected();
    };
  }

  private AlterAction drop() {
    if (tokens.accept("default")) {
      return new AlterAction.SetDefault("", null);
    }
    if (tokens.accept("not", "null")) {
      return new AlterAction.SetNotNull("", false);
    }
    tokens.expect("constraint");
    boolean ifExists = DropParser.ifExists(tokens);
    String name = tokens.name();
    return new AlterAction.DropConstraint(name, ifExists, DropParser.cascade(tokens));
  }

  private AlterAction set() {
    if (tokens.accept("default")) {
      return new AlterAction.SetDefault("", tokens.expression());
    }
    if (tokens.accept("not", "null")) {
      return new AlterAction.SetNotNull("", true);
    }
    tokens.expect("schema");
    return new AlterAction.SetSchema(tokens.name());
  }

  private AlterAction rename() {
    if (tokens.accept("to")) {
      return new AlterAction.Rename(tokens.name());
    }
    tokens.expect("constraint");
    String name = tokens.name();
    tokens.expect("to");
    return new AlterAction.RenameConstraint(name, tokens.name());
  }
}
