package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.grammar.PgWithItem;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.CreateView;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.QueryTree;
import dev.tusk.sql.statement.RefreshMaterializedView;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/** Materialized views; CREATE VIEW, behind CREATE [OR REPLACE] [TEMPORARY]. */
final class ViewParser {
  private final Tokens tokens;

  ViewParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement create(Persistence persistence, boolean replace) {
    boolean recursive = tokens.accept("recursive");
    tokens.expect("view");
    int position = tokens.peek().beginColumn;
    QualifiedName name = tokens.qualifiedName();
    List<String> columns =
        recursive || tokens.is(PgParserConstants.LPAREN) ? tokens.parenthesizedNames() : List.of();
    List<Option> options = Options.with(tokens);
    tokens.expect("as");
    PgToken first = tokens.peek();
    Statement query = StatementParser.query(tokens);
    if (!(query instanceof Query || query instanceof CreateTableAs)) {
      throw tokens.unexpected(first);
    }
    if (query instanceof Query(QueryTree tree) && modifies(((CalciteTree) tree).node())) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "views must not contain data-modifying statements in WITH");
    }
    String text = tokens.text(first.start);
    String checkOption = checkOption();
    if (recursive) {
      if (checkOption != null) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, "WITH CHECK OPTION not supported on recursive views");
      }
      query = recursive(name, columns, text);
    }
    return new CreateView(
        name, position, persistence, replace, columns, options, query, checkOption);
  }

  /** Behind CREATE [UNLOGGED]. */
  Statement createMaterialized(Persistence persistence) {
    tokens.expect("materialized", "view");
    boolean ifNotExists = CreateParser.ifNotExists(tokens);
    QualifiedName name = tokens.qualifiedName();
    List<String> columns =
        tokens.is(PgParserConstants.LPAREN) ? tokens.parenthesizedNames() : List.of();
    CreateTableParser.using(tokens);
    List<Option> options = Options.with(tokens);
    String tablespace = TablespaceParser.clause(tokens);
    tokens.expect("as");
    PgToken first = tokens.peek();
    Statement query = StatementParser.query(tokens);
    if (!(query instanceof Query(QueryTree tree))) {
      throw tokens.unexpected(first);
    }
    if (modifies(((CalciteTree) tree).node())) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "materialized views must not use data-modifying statements in WITH");
    }
    return new CreateTableAs(
        name,
        persistence,
        ifNotExists,
        columns,
        options,
        tablespace,
        CreateTable.OnCommit.PRESERVE_ROWS,
        query,
        withData(),
        true);
  }

  private boolean withData() {
    if (!tokens.accept("with")) {
      return true;
    }
    boolean withData = !tokens.accept("no");
    tokens.expect("data");
    return withData;
  }

  /** Behind REFRESH. */
  Statement refresh() {
    tokens.expect("materialized", "view");
    boolean concurrently = tokens.accept("concurrently");
    QualifiedName name = tokens.qualifiedName();
    return new RefreshMaterializedView(name, concurrently, withData());
  }

  private static boolean modifies(SqlNode node) {
    return switch (node) {
      case SqlOrderBy ordered -> modifies(ordered.query);
      case SqlWith with ->
          with.withList.stream().anyMatch(i -> ((PgWithItem) i).query instanceof Modification);
      default -> false;
    };
  }

  private @Nullable String checkOption() {
    if (!tokens.accept("with")) {
      return null;
    }
    String which = tokens.accept("local") ? "local" : "cascaded";
    if (which.equals("cascaded")) {
      tokens.accept("cascaded");
    }
    tokens.expect("check", "option");
    return which;
  }

  /** The query over itself, as makeRecursiveViewSelect writes it. */
  private static Statement recursive(QualifiedName view, List<String> columns, String query) {
    String name = Identifier.quoted(view.name());
    String list = columns.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
    String text =
        "WITH RECURSIVE "
            + name
            + " ("
            + list
            + ") AS ("
            + query
            + ") SELECT "
            + list
            + " FROM "
            + name;
    return SqlParser.parse(text).getFirst().statement();
  }
}
