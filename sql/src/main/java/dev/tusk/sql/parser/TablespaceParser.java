package dev.tusk.sql.parser;

import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TablespaceCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tablespaces, and the clause that names one. */
final class TablespaceParser {
  private final Tokens tokens;

  TablespaceParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** TABLESPACE and a name; null where something else stands. */
  static @Nullable String clause(Tokens tokens) {
    return tokens.accept("tablespace") ? tokens.name() : null;
  }

  /** Behind CREATE TABLESPACE. */
  Statement create() {
    String name = tokens.name();
    RoleSpec owner = tokens.accept("owner") ? tokens.role() : null;
    tokens.expect("location");
    return new TablespaceCommand.Create(name, owner, tokens.string(), Options.with(tokens));
  }

  /** Behind ALTER TABLESPACE and the name. */
  Statement alter(String name) {
    boolean reset = tokens.accept("reset");
    if (!reset) {
      tokens.expect("set");
    }
    List<Option> options = Options.parenthesized(tokens);
    return new TablespaceCommand.SetOptions(name, options, reset);
  }

  /** Behind DROP TABLESPACE. */
  Statement drop() {
    boolean ifExists = DropParser.ifExists(tokens);
    return new TablespaceCommand.Drop(tokens.name(), ifExists);
  }

  /** Behind ALTER and the kind, where ALL stands next. */
  Statement moveAll(ObjectKind kind) {
    tokens.expect("all", "in", DefinedKind.TABLESPACE.described());
    String from = tokens.name();
    List<RoleSpec> owners = tokens.accept("owned", "by") ? tokens.list(tokens::role) : List.of();
    tokens.expect("set", "tablespace");
    String to = tokens.name();
    return new TablespaceCommand.MoveAll(kind, from, owners, to, tokens.accept("nowait"));
  }
}
