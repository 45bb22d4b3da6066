package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.CreateTable.OnCommit;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.PartitionBy;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TableConstraint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE and CREATE TABLE AS, from the table's name on. */
final class CreateTableParser {
  private final Tokens tokens;
  private final List<ColumnDefinition> columns = new ArrayList<>();
  private final List<TableConstraint> constraints = new ArrayList<>();
  private final List<CreateTable.Like> likes = new ArrayList<>();
  private List<QualifiedName> parents = List.of();
  private List<Option> options = List.of();
  private OnCommit onCommit = OnCommit.PRESERVE_ROWS;
  private @Nullable String tablespace;
  private @Nullable PartitionBy partitionBy;
  private boolean onlyAs;

  CreateTableParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** CREATE TABLE AS; with columns that have types it is a syntax error. */
  Statement createTableAs(Persistence persistence) {
    onlyAs = true;
    return createTable(persistence);
  }

  Statement createTable(Persistence persistence) {
    boolean ifNotExists = CreateParser.ifNotExists(tokens);
    int position = tokens.peek().beginColumn;
    QualifiedName name = tokens.qualifiedName();
    List<String> names = List.of();
    boolean asQuery = !tokens.is(PgParserConstants.LPAREN);
    if (!asQuery && isNameList()) {
      asQuery = true;
      names = tokens.parenthesizedNames();
    }
    if (tokens.is("of")) {
      throw tokens.unsupported("CREATE TABLE OF");
    }
    if (tokens.is("partition")) {
      return partition(name, position, persistence, ifNotExists);
    }
    if (!asQuery) {
      if (onlyAs) {
        throw tokens.unexpected(tokens.peek(tokens.peek(2).isColumnName() ? 3 : 2));
      }
      elements(name);
    }
    clauses();
    if (asQuery || tokens.is("as")) {
      if (!asQuery) {
        throw tokens.unexpected();
      }
      return as(name, persistence, ifNotExists, names);
    }
    return new CreateTable(
        name,
        position,
        persistence,
        ifNotExists,
        List.copyOf(columns),
        List.copyOf(constraints),
        List.copyOf(likes),
        parents,
        options,
        tablespace,
        onCommit,
        partitionBy,
        null);
  }

  /** PARTITION OF, whose columns are the parent's. */
  private Statement partition(
      QualifiedName name, int position, Persistence persistence, boolean ifNotExists) {
    tokens.expect("partition", "of");
    int parentPosition = tokens.peek().beginColumn;
    QualifiedName parent = tokens.qualifiedName();
    if (tokens.accept(PgParserConstants.LPAREN)) {
      do {
        ConstraintParser parser = new ConstraintParser(tokens);
        if (ConstraintParser.startsTableConstraint(tokens)) {
          constraints.add(parser.tableConstraint());
        } else {
          columns.add(parser.columnOptions(name, constraints));
        }
      } while (tokens.accept(PgParserConstants.COMMA));
      tokens.expect(PgParserConstants.RPAREN);
    }
    PartitionParser parser = new PartitionParser(tokens);
    CreateTable.PartitionOf of =
        new CreateTable.PartitionOf(parent, parentPosition, parser.values());
    partitionBy = parser.by();
    clauses();
    return new CreateTable(
        name,
        position,
        persistence,
        ifNotExists,
        List.copyOf(columns),
        List.copyOf(constraints),
        List.of(),
        List.of(parent),
        options,
        tablespace,
        onCommit,
        partitionBy,
        of);
  }

  /** {@code (a, b)}: the columns of CREATE TABLE AS have no types. */
  private boolean isNameList() {
    int after = tokens.peek(3).kind;
    return tokens.peek(2).isColumnName()
        && (after == PgParserConstants.COMMA || after == PgParserConstants.RPAREN);
  }

  private void elements(QualifiedName table) {
    tokens.expect(PgParserConstants.LPAREN);
    if (!tokens.accept(PgParserConstants.RPAREN)) {
      do {
        element(table);
      } while (tokens.accept(PgParserConstants.COMMA));
      tokens.expect(PgParserConstants.RPAREN);
    }
    if (tokens.accept("inherits")) {
      tokens.expect(PgParserConstants.LPAREN);
      parents = tokens.list(tokens::qualifiedName);
      tokens.expect(PgParserConstants.RPAREN);
    }
    partitionBy = new PartitionParser(tokens).by();
  }

  private void element(QualifiedName table) {
    if (tokens.accept("like")) {
      likes.add(like());
      return;
    }
    ConstraintParser parser = new ConstraintParser(tokens);
    if (ConstraintParser.startsTableConstraint(tokens)) {
      constraints.add(parser.tableConstraint());
    } else {
      columns.add(parser.column(table, constraints));
    }
  }

  private CreateTable.Like like() {
    int position = tokens.peek().beginColumn;
    QualifiedName source = tokens.qualifiedName();
    Set<CreateTable.Part> parts = EnumSet.noneOf(CreateTable.Part.class);
    while (tokens.is("including") || tokens.is("excluding")) {
      boolean including = tokens.next().is("including");
      Set<CreateTable.Part> named =
          tokens.accept("all") ? EnumSet.allOf(CreateTable.Part.class) : EnumSet.of(part());
      if (including) {
        parts.addAll(named);
      } else {
        parts.removeAll(named);
      }
    }
    return new CreateTable.Like(columns.size(), source, position, parts);
  }

  private CreateTable.Part part() {
    for (CreateTable.Part part : CreateTable.Part.values()) {
      if (tokens.accept(part.name().toLowerCase(Locale.ROOT))) {
        return part;
      }
    }
    throw tokens.unexpected();
  }

  private void clauses() {
    using(tokens);
    options = Options.with(tokens);
    if (options.isEmpty() && tokens.accept("without")) {
      tokens.expect("oids");
    }
    if (tokens.accept("on")) {
      tokens.expect("commit");
      if (tokens.accept("drop")) {
        onCommit = OnCommit.DROP;
      } else if (tokens.accept("delete", "rows")) {
        onCommit = OnCommit.DELETE_ROWS;
      } else {
        tokens.expect("preserve", "rows");
      }
    }
    tablespace = TablespaceParser.clause(tokens);
  }

  /** {@code USING heap}, or nothing. */
  static void using(Tokens tokens) {
    if (!tokens.accept("using")) {
      return;
    }
    PgToken method = tokens.peek();
    if (!tokens.name().equals("heap")) {
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT, "access method \"" + method.value + "\" does not exist")
          .at(method.beginColumn);
    }
  }

  private Statement as(
      QualifiedName name, Persistence persistence, boolean ifNotExists, List<String> names) {
    tokens.expect("as");
    PgToken first = tokens.peek();
    Statement query =
        tokens.accept("execute") ? PreparedParser.execute(tokens) : StatementParser.query(tokens);
    if (!(query instanceof Query) && !first.is("execute")) {
      throw tokens.unexpected(first);
    }
    boolean withData = true;
    if (tokens.accept("with")) {
      withData = !tokens.accept("no");
      tokens.expect("data");
    }
    return new CreateTableAs(
        name,
        persistence,
        ifNotExists,
        names,
        options,
        tablespace,
        onCommit,
        query,
        withData,
        false);
  }
}
