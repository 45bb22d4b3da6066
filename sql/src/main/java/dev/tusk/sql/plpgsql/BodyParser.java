package dev.tusk.sql.plpgsql;

import dev.tusk.sql.catalog.Variables.Conflict;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.parser.Lexeme;
import dev.tusk.sql.parser.LexicalSettings;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a body: blocks and the statements that steer. */
public final class BodyParser {
  private static final Set<String> ENDS = Set.of("end", "exception", "else", "elsif", "elseif");

  private final Compilation compilation;
  private final Source source;
  private final Consumer<Notice> notices;
  private final LoopParser loops;
  private final SqlParts sql;
  private final CursorParser cursors;
  private final RaiseParser raises;
  private final ReturnParser returns;

  private BodyParser(Compilation compilation, Consumer<Notice> notices) {
    this.compilation = compilation;
    this.source = compilation.source;
    this.notices = notices;
    this.sql = new SqlParts(compilation);
    this.cursors = new CursorParser(compilation, sql);
    this.loops = new LoopParser(compilation, this, sql, cursors);
    this.raises = new RaiseParser(compilation);
    this.returns = new ReturnParser(compilation);
  }

  /**
   * Reads a body.
   *
   * @param notices takes warnings that the settings ask for
   * @throws SqlException with a position in the body
   */
  public static Program parse(
      String body,
      Header header,
      TypeNames types,
      LexicalSettings settings,
      Consumer<Notice> notices) {
    Compilation compilation = new Compilation(body, header, types, settings);
    try {
      return new BodyParser(compilation, notices).program();
    } catch (SqlException e) {
      throw e.fields().position() > 0
          ? e
          : e.within(
              String.format(
                  Locale.ROOT,
                  "compilation of PL/pgSQL function \"%s\" near line %d",
                  header.name(),
                  compilation.source.line(compilation.source.last())));
    }
  }

  private Program program() {
    Arguments arguments = new Arguments(compilation);
    arguments.declare();
    options();
    PlStatement.Block block = block(label(Namespace.Label.BLOCK));
    source.accept(";");
    if (!source.atEnd()) {
      throw source.syntax();
    }
    return new Program(
        block,
        compilation.variables.size(),
        compilation.fragments(),
        List.copyOf(compilation.variables),
        arguments.parameters(),
        arguments.found(),
        compilation.result,
        arguments.trigger(),
        compilation.conflict,
        compilation.printStrictParameters);
  }

  /** {@code #variable_conflict use_column} and the like. */
  private void options() {
    while (source.accept("#")) {
      String option = source.name();
      String value = source.name();
      switch (option) {
        case "variable_conflict" ->
            compilation.conflict =
                switch (value) {
                  case "error" -> Conflict.ERROR;
                  case "use_variable" -> Conflict.VARIABLE;
                  case "use_column" -> Conflict.COLUMN;
                  default -> throw source.error("syntax error", source.last());
                };
        case "print_strict_params" -> compilation.printStrictParameters = value.equals("on");
        case "option" -> {} // "#option dump" shows the tree in the server's log.
        default -> throw source.error("syntax error", source.last());
      }
    }
  }

  /** {@code <<label>>} if one stands here, and the names of what it stands at. */
  private @Nullable String label(Namespace.Label kind) {
    String label = null;
    if (source.accept("<<")) {
      label = source.name();
      source.expect(">>");
    }
    compilation.push(label, kind);
    return label;
  }

  /** A block, whose label has been read. */
  private PlStatement.Block block(@Nullable String label) {
    List<Variable> declared =
        source.accept("declare")
            ? new DeclarationParser(compilation, notices).declarations()
            : List.of();
    int line = source.line();
    source.expect("begin");
    List<PlStatement> body = statements();
    PlStatement.Handlers handlers = source.is("exception") ? handlers() : null;
    source.expect("end");
    endLabel(label);
    compilation.pop();
    return new PlStatement.Block(line, label, declared, body, handlers);
  }

  /** The label behind END, which must be that of the beginning. */
  void endLabel(@Nullable String label) {
    Lexeme token = source.peek();
    if (!Source.isName(token)) {
      return;
    }
    String end = source.next().value();
    if (label == null) {
      throw source.plain(
          String.format(Locale.ROOT, "end label \"%s\" specified for unlabeled block", end), token);
    }
    if (!label.equals(end)) {
      throw source.plain(
          String.format(
              Locale.ROOT, "end label \"%s\" differs from block's label \"%s\"", end, label),
          token);
    }
  }

  private PlStatement.Handlers handlers() {
    int line = source.line();
    source.next();
    DataType text = DataType.scalar(Types.TEXT, -1);
    Variable state = compilation.declare("sqlstate", line, text);
    state.makeConstant();
    Variable message = compilation.declare("sqlerrm", line, text);
    message.makeConstant();
    List<PlStatement.Handler> list = new ArrayList<>();
    do {
      int at = source.line();
      source.expect("when");
      List<String> codes = new ArrayList<>(raises.handledCondition());
      while (source.accept("or")) {
        codes.addAll(raises.handledCondition());
      }
      source.expect("then");
      list.add(new PlStatement.Handler(at, codes, statements()));
    } while (source.is("when"));
    return new PlStatement.Handlers(state, message, list);
  }

  /** Statements up to a word that ends them. */
  List<PlStatement> statements() {
    List<PlStatement> statements = new ArrayList<>();
    while (!endsStatements()) {
      if (source.is("null") && source.is(1, ";")) {
        source.skip(2);
        continue;
      }
      statements.add(statement());
    }
    return List.copyOf(statements);
  }

  private boolean endsStatements() {
    Lexeme token = source.peek();
    if (token.kind() == Lexeme.Kind.END) {
      throw source.error("syntax error");
    }
    return token.kind() == Lexeme.Kind.WORD
        && (token.value().equals("when") || ENDS.contains(token.value()) && !isVariableHere());
  }

  /** EXCEPTION and ELSIF are names where a variable of that name is assigned to. */
  private boolean isVariableHere() {
    return !Source.isReserved(source.peek()) && assigned() && compilation.variable() != null;
  }

  private boolean assigned() {
    return source.is(1, "=") || source.is(1, ":=") || source.is(1, "[") || source.is(1, ".");
  }

  private PlStatement statement() {
    Lexeme first = source.peek();
    if (source.is("<<")) {
      return labelled();
    }
    if (Source.isReserved(first)) {
      return reserved(first.value());
    }
    if (!Source.isName(first) && first.kind() != Lexeme.Kind.PARAMETER) {
      throw source.syntax();
    }
    if (first.kind() == Lexeme.Kind.WORD && !assigned()) {
      PlStatement known = keyword(first.value());
      if (known != null) {
        return known;
      }
    }
    Compilation.Named variable =
        assigned() || first.kind() != Lexeme.Kind.WORD ? compilation.variable() : null;
    if (variable != null) {
      return sql.assignment(variable);
    }
    if (first.kind() == Lexeme.Kind.WORD && !assigned()) {
      return sql.statement();
    }
    if (assigned() || first.kind() == Lexeme.Kind.PARAMETER) {
      throw compilation.notVariable();
    }
    return sql.statement();
  }

  private PlStatement labelled() {
    source.next();
    String label = source.name();
    source.expect(">>");
    Namespace.Label kind =
        source.is("declare") || source.is("begin") ? Namespace.Label.BLOCK : Namespace.Label.LOOP;
    compilation.push(label, kind);
    return kind == Namespace.Label.BLOCK ? nested(label) : loops.loop(label);
  }

  private PlStatement nested(@Nullable String label) {
    PlStatement.Block block = block(label);
    source.expect(";");
    return block;
  }

  private PlStatement reserved(String word) {
    return switch (word) {
      case "declare", "begin" -> {
        compilation.push(null, Namespace.Label.BLOCK);
        yield nested(null);
      }
      case "if" -> condition();
      case "case" -> choice();
      case "loop", "while", "for", "foreach" -> {
        compilation.push(null, Namespace.Label.LOOP);
        yield loops.loop(null);
      }
      case "execute" -> sql.execute();
      default -> throw source.syntax();
    };
  }

  /** A statement that begins with one of PL/pgSQL's own words; null for SQL. */
  private @Nullable PlStatement keyword(String word) {
    return switch (word) {
      case "exit", "continue" -> loops.exit();
      case "return" -> returns.read();
      case "raise" -> raises.raise();
      case "assert" -> raises.assertion();
      case "perform" -> sql.perform();
      case "call", "do" -> sql.call();
      case "get" -> sql.diagnostics();
      case "open" -> cursors.open();
      case "fetch" -> cursors.fetch();
      case "move" -> cursors.move();
      case "close" -> cursors.close();
      case "commit", "rollback" -> transactionEnd();
      default -> null;
    };
  }

  private PlStatement transactionEnd() {
    int line = source.line();
    boolean commit = source.next().value().equals("commit");
    boolean chain = false;
    if (source.accept("and")) {
      chain = !source.accept("no");
      source.expect("chain");
    }
    source.expect(";");
    return commit ? new PlStatement.Commit(line, chain) : new PlStatement.Rollback(line, chain);
  }

  private PlStatement condition() {
    int line = source.line();
    source.next();
    List<PlStatement.Branch> branches = new ArrayList<>();
    branches.add(
        new PlStatement.Branch(
            compilation.expression("THEN", Set.of("then")).fragment(), statements()));
    while (source.accept("elsif") || source.accept("elseif")) {
      Fragment when = compilation.expression("THEN", Set.of("then")).fragment();
      branches.add(new PlStatement.Branch(when, statements()));
    }
    List<PlStatement> otherwise = source.accept("else") ? statements() : List.of();
    source.expect("end");
    source.expect("if");
    source.expect(";");
    return new PlStatement.If(line, branches, otherwise);
  }

  private PlStatement choice() {
    int line = source.line();
    source.next();
    Fragment subject = null;
    Variable variable = null;
    if (source.is("when")) {
      source.next();
    } else {
      subject = compilation.expression("WHEN", Set.of("when")).fragment();
      String name =
          String.format(Locale.ROOT, "__Case__Variable_%d__", compilation.variables.size());
      variable = compilation.unnamed(name, line, DataType.scalar(Types.INT4, -1));
    }
    List<PlStatement.Branch> branches = new ArrayList<>();
    do {
      branches.add(branch(variable));
    } while (source.accept("when"));
    List<PlStatement> otherwise = source.accept("else") ? statements() : null;
    source.expect("end");
    source.expect("case");
    source.expect(";");
    return new PlStatement.Case(line, subject, variable, branches, otherwise);
  }

  /** WHEN … THEN: with a subject, the value is compared with all members of the list. */
  private PlStatement.Branch branch(@Nullable Variable subject) {
    Fragment when = compilation.expression("THEN", Set.of("then")).fragment();
    if (subject != null) {
      Namespace around = compilation.names;
      compilation.names = around.with(subject.name(), subject);
      when =
          compilation.fragment(
              String.format(Locale.ROOT, "\"%s\" IN (%s)", subject.name(), when.sql()),
              Fragment.Kind.EXPRESSION,
              0);
      compilation.names = around;
    }
    return new PlStatement.Branch(when, statements());
  }
}
