package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.Analyze;
import dev.tusk.sql.statement.Cluster;
import dev.tusk.sql.statement.Discard;
import dev.tusk.sql.statement.LockTable;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.Reindex;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Truncate;
import dev.tusk.sql.statement.Vacuum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** VACUUM, ANALYZE, REINDEX, CLUSTER, TRUNCATE, DISCARD and LOCK. */
final class MaintenanceParser {
  private static final Set<String> VACUUM_OPTIONS =
      Set.of(
          "analyze",
          "disable_page_skipping",
          "freeze",
          "full",
          "index_cleanup",
          "parallel",
          "process_toast",
          "skip_locked",
          "truncate",
          "verbose");

  private static final int MOST_WORKERS = 1024;

  private final Tokens tokens;

  MaintenanceParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement maintenance() {
    return switch (tokens.next().value) {
      case "vacuum" -> vacuum();
      case "reindex" -> reindex();
      case "cluster" -> cluster();
      case "truncate" -> truncate();
      case "discard" -> discard();
      case "lock" -> lock();
      default -> analyze();
    };
  }

  private Vacuum vacuum() {
    List<Option> options = new ArrayList<>();
    if (tokens.is(PgParserConstants.LPAREN)) {
      options.addAll(
          Options.utility(tokens, "VACUUM", VACUUM_OPTIONS, MaintenanceParser::checkVacuum));
      if (flag(options, "full", false)) {
        checkFull(options);
      }
    } else {
      for (String word : List.of("full", "freeze", "verbose", "analyze", "analyse")) {
        if (tokens.accept(word)) {
          options.add(new Option(word.equals("analyse") ? "analyze" : word, null));
        }
      }
    }
    return new Vacuum(List.copyOf(options), targets());
  }

  /** ExecVacuum's look at each option. */
  private static void checkVacuum(Option option, int position) {
    String value = option.value();
    if (option.name().equals("parallel")) {
      if (value == null) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR, "parallel option requires a value between 0 and 1024")
            .at(position);
      }
      int workers = workers(value);
      if (workers < 0 || workers > MOST_WORKERS) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR, "parallel workers for vacuum must be between 0 and 1024")
            .at(position);
      }
    } else if (!option.name().equals("index_cleanup") || !"auto".equalsIgnoreCase(value)) {
      Options.flag(option.name(), value);
    }
  }

  private static int workers(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException _) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "parallel requires an integer value");
    }
  }

  /** What VACUUM FULL does not go with. */
  private static void checkFull(List<Option> options) {
    for (Option option : options) {
      String value = option.value();
      if (option.name().equals("parallel") && value != null && workers(value) > 0) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, "VACUUM FULL cannot be performed in parallel");
      }
    }
    if (flag(options, "disable_page_skipping", false)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "VACUUM option DISABLE_PAGE_SKIPPING cannot be used with FULL");
    }
    if (!flag(options, "process_toast", true)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "PROCESS_TOAST required with VACUUM FULL");
    }
  }

  /** An option's value: the last one given, as PostgreSQL takes it. */
  private static boolean flag(List<Option> options, String name, boolean otherwise) {
    boolean value = otherwise;
    for (Option option : options) {
      if (option.name().equals(name)) {
        value = Options.flag(name, option.value());
      }
    }
    return value;
  }

  private List<Vacuum.Target> targets() {
    return tokens.atEnd()
        ? List.of()
        : tokens.list(() -> new Vacuum.Target(tokens.qualifiedName(), tokens.optionalNames()));
  }

  private Analyze analyze() {
    boolean verbose;
    if (tokens.is(PgParserConstants.LPAREN)) {
      verbose =
          Options.utility(tokens, "ANALYZE", Set.of("verbose", "skip_locked")).stream()
              .anyMatch(option ->
                  option.name().equals("verbose") && Options.flag(option.name(), option.value()));
    } else {
      verbose = tokens.accept("verbose");
    }
    return new Analyze(verbose, targets());
  }

  private Reindex reindex() {
    boolean verbose = false;
    boolean concurrently = false;
    String tablespace = null;
    if (tokens.is(PgParserConstants.LPAREN)) {
      Set<String> known = Set.of("verbose", "concurrently", "tablespace");
      for (Option option : Options.utility(tokens, "REINDEX", known)) {
        boolean space = option.name().equals("tablespace");
        tablespace = space ? option.value() : tablespace;
        boolean value = !space && Options.flag(option.name(), option.value());
        verbose |= value && option.name().equals("verbose");
        concurrently |= value && option.name().equals("concurrently");
      }
    }
    PgToken what = tokens.peek();
    Reindex.Scope scope =
        switch (what.keyword == null ? "" : what.keyword.word()) {
          case "index" -> Reindex.Scope.INDEX;
          case "table" -> Reindex.Scope.TABLE;
          case "schema" -> Reindex.Scope.SCHEMA;
          case "database" -> Reindex.Scope.DATABASE;
          case "system" -> Reindex.Scope.SYSTEM;
          default -> throw tokens.unexpected();
        };
    tokens.next();
    concurrently |= tokens.accept("concurrently");
    boolean all = scope == Reindex.Scope.DATABASE || scope == Reindex.Scope.SYSTEM;
    QualifiedName name = all && tokens.atEnd() ? null : tokens.qualifiedName();
    return new Reindex(scope, name, concurrently, verbose, tablespace);
  }

  private Cluster cluster() {
    boolean verbose = tokens.accept("verbose");
    if (tokens.is(PgParserConstants.LPAREN)) {
      verbose =
          Options.utility(tokens, "CLUSTER", Set.of("verbose")).stream()
              .anyMatch(option -> Options.flag(option.name(), option.value()));
    }
    if (tokens.atEnd()) {
      return new Cluster(null, null, verbose);
    }
    QualifiedName table = tokens.qualifiedName();
    if (table.schema() == null && tokens.accept("on")) { // As before 8.3: the index first.
      return new Cluster(tokens.qualifiedName(), table.name(), verbose);
    }
    return new Cluster(table, tokens.accept("using") ? tokens.name() : null, verbose);
  }

  private Truncate truncate() {
    tokens.accept("table");
    List<Truncate.Target> tables =
        tokens.list(() -> {
          boolean only = tokens.is("only");
          return new Truncate.Target(relation(), only);
        });
    boolean restart = false;
    if (tokens.is("restart") || tokens.is("continue")) {
      restart = tokens.next().value.equals("restart");
      tokens.expect("identity");
    }
    return new Truncate(tables, restart, DropParser.cascade(tokens));
  }

  /** A table, with ONLY or a star. */
  private QualifiedName relation() {
    if (tokens.accept("only")) {
      boolean parenthesized = tokens.accept(PgParserConstants.LPAREN);
      QualifiedName name = tokens.qualifiedName();
      if (parenthesized) {
        tokens.expect(PgParserConstants.RPAREN);
      }
      return name;
    }
    QualifiedName name = tokens.qualifiedName();
    tokens.accept(PgParserConstants.STAR);
    return name;
  }

  private Discard discard() {
    PgToken what = tokens.peek();
    Discard.What discarded =
        switch (what.keyword == null ? "" : what.keyword.word()) {
          case "all" -> Discard.What.ALL;
          case "plans" -> Discard.What.PLANS;
          case "sequences" -> Discard.What.SEQUENCES;
          case "temp", "temporary" -> Discard.What.TEMPORARY;
          default -> throw tokens.unexpected();
        };
    tokens.next();
    return new Discard(discarded);
  }

  private LockTable lock() {
    tokens.accept("table");
    Set<QualifiedName> alone = new HashSet<>();
    List<QualifiedName> tables =
        tokens.list(() -> {
          boolean only = tokens.is("only");
          QualifiedName name = relation();
          if (only) {
            alone.add(name);
          }
          return name;
        });
    LockTable.Mode mode = LockTable.Mode.ACCESS_EXCLUSIVE;
    if (tokens.accept("in")) {
      mode = mode();
      tokens.expect("mode");
    }
    return new LockTable(tables, Set.copyOf(alone), mode, tokens.accept("nowait"));
  }

  private LockTable.Mode mode() {
    if (tokens.accept("access")) {
      if (tokens.accept("share")) {
        return LockTable.Mode.ACCESS_SHARE;
      }
      tokens.expect("exclusive");
      return LockTable.Mode.ACCESS_EXCLUSIVE;
    }
    if (tokens.accept("row")) {
      if (tokens.accept("share")) {
        return LockTable.Mode.ROW_SHARE;
      }
      tokens.expect("exclusive");
      return LockTable.Mode.ROW_EXCLUSIVE;
    }
    if (tokens.accept("exclusive")) {
      return LockTable.Mode.EXCLUSIVE;
    }
    tokens.expect("share");
    if (tokens.accept("update")) {
      tokens.expect("exclusive");
      return LockTable.Mode.SHARE_UPDATE_EXCLUSIVE;
    }
    if (tokens.accept("row")) {
      tokens.expect("exclusive");
      return LockTable.Mode.SHARE_ROW_EXCLUSIVE;
    }
    return LockTable.Mode.SHARE;
  }
}
