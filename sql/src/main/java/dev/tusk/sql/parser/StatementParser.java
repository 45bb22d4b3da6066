package dev.tusk.sql.parser;

import dev.tusk.sql.grammar.IntoTable;
import dev.tusk.sql.grammar.PgDelete;
import dev.tusk.sql.grammar.PgInsert;
import dev.tusk.sql.grammar.PgMerge;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.grammar.PgUpdate;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Checkpoint;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Delete;
import dev.tusk.sql.statement.Do;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.Listen;
import dev.tusk.sql.statement.Load;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.Notify;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.PreparedTransaction;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Unlisten;
import dev.tusk.sql.statement.Unsupported;
import dev.tusk.sql.statement.Update;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/** Any statement: by its first words to the class that reads it. */
final class StatementParser {
  private final Tokens tokens;
  private final String text;

  private StatementParser(Tokens tokens, String text) {
    this.tokens = tokens;
    this.text = text;
  }

  /** Reads one statement, and not what ends it. */
  static Statement parse(Tokens tokens, String text) {
    return new StatementParser(tokens, text).statement();
  }

  private Statement statement() {
    PgToken first = tokens.peek();
    if (first.kind == PgParserConstants.LPAREN) {
      return query();
    }
    if (first.keyword == null) {
      throw tokens.unexpected();
    }
    return switch (first.keyword.word()) {
      case "select", "values", "table", "with", "insert", "update", "delete", "merge" -> query();
      case "explain" -> new ExplainParser(tokens, text).explain();
      case "create" -> new CreateParser(tokens).create();
      case "drop" -> new DropParser(tokens).drop();
      case "alter" -> new AlterParser(tokens).alter();
      case "set", "show", "reset" -> new SettingParser(tokens).setting();
      case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release" ->
          new TransactionParser(tokens).transaction();
      case "prepare" ->
          tokens.accept("prepare", "transaction")
              ? new PreparedTransaction(PreparedTransaction.Step.PREPARE, tokens.string())
              : new PreparedParser(tokens, text).prepared();
      case "execute", "deallocate", "declare", "fetch", "move", "close" ->
          new PreparedParser(tokens, text).prepared();
      case "copy" -> new CopyParser(tokens).copy();
      case "vacuum", "analyze", "analyse", "reindex", "cluster", "truncate", "discard", "lock" ->
          new MaintenanceParser(tokens).maintenance();
      case "comment" -> new PrivilegeParser(tokens).comment();
      case "security" -> new PrivilegeParser(tokens).securityLabel();
      case "grant", "revoke" -> new GrantParser(tokens).statement();
      case "reassign" -> new RoleParser(tokens).reassignOwned();
      case "checkpoint" -> {
        tokens.next();
        yield new Checkpoint();
      }
      case "load" -> {
        tokens.next();
        yield new Load(tokens.string());
      }
      case "listen", "notify", "unlisten" -> notification(tokens);
      case "do" -> doBlock();
      case "call" -> call();
      case "refresh" -> {
        tokens.next();
        yield new ViewParser(tokens).refresh();
      }
      case "import" -> new ForeignParser(tokens).importSchema();
      default -> throw tokens.unexpected();
    };
  }

  /** Skips to the statement's end. */
  static Unsupported unsupported(Tokens tokens, String feature) {
    while (!tokens.atEnd()) {
      tokens.nextOfAny();
    }
    return new Unsupported(feature);
  }

  /** RETURN of a function's body: a query of one value. */
  static Statement returned(ParsedExpression value) {
    return new Query(new CalciteTree(PgSelect.of(((CalciteTree) value.tree()).node())));
  }

  private Statement query() {
    return query(tokens);
  }

  /** A query or a modification; SELECT INTO becomes CREATE TABLE AS. */
  static Statement query(Tokens tokens) {
    SqlNode node = tokens.queryOrModification();
    CalciteTree tree = new CalciteTree(node);
    return switch (node) {
      case PgInsert _ -> new Insert(tree);
      case PgUpdate _ -> new Update(tree);
      case PgDelete _ -> new Delete(tree);
      case PgMerge _ -> new Merge(tree);
      default -> {
        IntoTable into = into(node);
        if (into == null) {
          yield new Query(tree);
        }
        yield new CreateTableAs(
            Names.qualified(into.name()),
            into.temporary()
                ? Persistence.TEMPORARY
                : into.unlogged() ? Persistence.UNLOGGED : Persistence.PERMANENT,
            false,
            List.of(),
            List.of(),
            null,
            CreateTable.OnCommit.PRESERVE_ROWS,
            new Query(tree),
            true,
            false);
      }
    };
  }

  /** Takes the INTO of the outermost SELECT; elsewhere the planner refuses it. */
  private static @Nullable IntoTable into(SqlNode node) {
    return switch (node) {
      case PgSelect select -> select.takeInto();
      case SqlOrderBy ordered -> into(ordered.query);
      case SqlWith with -> into(with.body);
      default -> null;
    };
  }

  static Statement notification(Tokens tokens) {
    String command = tokens.next().value;
    if (command.equals("unlisten")) {
      return new Unlisten(tokens.accept(PgParserConstants.STAR) ? null : tokens.name());
    }
    String channel = tokens.name();
    if (command.equals("listen")) {
      return new Listen(channel);
    }
    return new Notify(channel, tokens.accept(PgParserConstants.COMMA) ? tokens.string() : "");
  }

  private Statement doBlock() {
    tokens.next();
    String code = null;
    String language = null;
    do {
      if (language == null && tokens.accept("language")) {
        language = tokens.is(PgParserConstants.QUOTED_STRING) ? tokens.string() : tokens.word();
      } else if (code == null) {
        code = tokens.string();
      } else {
        throw tokens.unexpected();
      }
    } while (!tokens.atEnd());
    if (code == null) {
      throw tokens.unexpected();
    }
    return new Do(code, language);
  }

  private Statement call() {
    tokens.next();
    return new Call(tokens.functionCall().tree());
  }
}
