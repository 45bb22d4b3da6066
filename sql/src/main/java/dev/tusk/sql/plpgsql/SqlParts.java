package dev.tusk.sql.plpgsql;

import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements with SQL inside, and what their rows go to. */
final class SqlParts {
  private static final int MOST_TARGETS = 1024;

  private final Compilation compilation;
  private final Source source;

  SqlParts(Compilation compilation) {
    this.compilation = compilation;
    this.source = compilation.source;
  }

  /** {@code variable := …}, also of a field or an element. */
  PlStatement assignment(Compilation.Named named) {
    Lexeme first = source.peek();
    int line = source.line();
    compilation.requireAssignable(named, first);
    source.skip(named.tokens());
    List<Accessor> path = new ArrayList<>();
    String rest = named.rest();
    if (rest != null) {
      path.add(new Accessor.Field(rest));
    }
    while (source.is("[") || source.is(".")) {
      path.add(source.accept("[") ? subscript() : field());
    }
    if (!source.accept(":=") && !source.accept("=")) {
      throw source.syntax();
    }
    Lexeme value = source.peek();
    compilation.skipTo(";", Set.of(";"), "statement");
    if (source.last() == value) {
      throw source.error("syntax error", value);
    }
    Fragment fragment =
        compilation.fragment(
            compilation.text(first.start(), "statement"),
            Fragment.Kind.ASSIGNMENT,
            value.start() - first.start());
    compilation.check(fragment, first.start());
    return new PlStatement.Assign(line, named.target(), path, fragment);
  }

  private Accessor field() {
    source.next();
    return new Accessor.Field(source.name());
  }

  private Accessor subscript() {
    Fragment lower = null;
    if (!source.is(":")) {
      Compilation.Read read = compilation.expression("]", Set.of(":", "]"));
      if (read.end().equals("]")) {
        return new Accessor.Subscript(null, read.fragment(), false);
      }
      lower = read.fragment();
    } else {
      source.next();
    }
    if (source.accept("]")) {
      return new Accessor.Subscript(lower, null, true);
    }
    return new Accessor.Subscript(lower, compilation.expression("]"), true);
  }

  /** Any statement of SQL, with the INTO that PL/pgSQL takes out of it. */
  PlStatement statement() {
    Lexeme first = source.peek();
    int line = source.line();
    boolean imports = source.is("import");
    RoutineDepth depth = new RoutineDepth();
    Lexeme before = null;
    Target into = null;
    boolean strict = false;
    int intoStart = -1;
    int intoEnd = -1;
    while (!(source.is(";") && depth.isZero())) {
      if (source.atEnd()) {
        throw source.error("unexpected end of function definition");
      }
      if (source.is("into") && !imports && !followsInsert(before)) {
        if (intoStart >= 0) {
          throw source.error("INTO specified more than once");
        }
        intoStart = source.peek().start();
        source.next();
        strict = source.accept("strict");
        into = target();
        intoEnd = source.peek().start();
        before = source.last();
        continue;
      }
      depth.see(source);
      before = source.next();
    }
    String text = source.text().substring(first.start(), source.peek().start());
    if (intoStart >= 0) {
      int from = intoStart - first.start();
      int to = intoEnd - first.start();
      text = text.substring(0, from) + " ".repeat(to - from) + text.substring(to);
    }
    source.next();
    Fragment fragment = compilation.fragment(text.stripTrailing(), Fragment.Kind.STATEMENT, 0);
    compilation.check(fragment, first.start());
    return new PlStatement.Sql(line, fragment, into, strict);
  }

  private static boolean followsInsert(@Nullable Lexeme before) {
    return before != null
        && before.kind() == Lexeme.Kind.WORD
        && (before.value().equals("insert") || before.value().equals("merge"));
  }

  /** Semicolons within parentheses, and within a routine's body, do not end a statement. */
  private static final class RoutineDepth {
    private int parentheses;
    private int blocks;
    private int seen;
    private boolean creates;
    private boolean routine;

    boolean isZero() {
      return parentheses == 0 && blocks == 0;
    }

    void see(Source source) {
      if (source.is("(")) {
        parentheses++;
      } else if (source.is(")") && parentheses > 0) {
        parentheses--;
      }
      if (seen == 0) {
        creates = source.is("create");
      }
      boolean early = seen == 1 || seen == 3;
      if (creates && early && (source.is("function") || source.is("procedure"))) {
        routine = true;
      }
      seen++;
      if (routine && parentheses == 0) {
        if (source.is("begin") || source.is("case")) {
          blocks++;
        } else if (source.is("end") && blocks > 0) {
          blocks--;
        }
      }
    }
  }

  /** What INTO names: a row, or scalars. */
  Target target() {
    Lexeme token = source.peek();
    Compilation.Named named = compilation.variable();
    if (named == null) {
      throw compilation.notVariable();
    }
    compilation.requireAssignable(named, token);
    source.skip(named.tokens());
    if (!named.isScalar()) {
      if (source.is(",")) {
        throw source.plain(
            "record variable cannot be part of multiple-item INTO list", source.peek());
      }
      return named.target();
    }
    return scalars(named);
  }

  /** The rest of a list of scalars. */
  Target.Scalars scalars(Compilation.Named first) {
    List<Target> targets = new ArrayList<>(List.of(first.target()));
    while (source.accept(",")) {
      Lexeme token = source.peek();
      if (targets.size() >= MOST_TARGETS) {
        throw source.plain(
            SqlState.PROGRAM_LIMIT_EXCEEDED, "too many INTO variables specified", token);
      }
      Compilation.Named named = compilation.variable();
      if (named == null) {
        throw compilation.notVariable();
      }
      compilation.requireAssignable(named, token);
      if (!named.isScalar()) {
        throw notScalar(named, token);
      }
      source.skip(named.tokens());
      targets.add(named.target());
    }
    return new Target.Scalars(List.copyOf(targets));
  }

  private dev.tusk.sql.error.SqlException notScalar(Compilation.Named named, Lexeme token) {
    return source.plain(
        String.format(Locale.ROOT, "\"%s\" is not a scalar variable", named.written()), token);
  }

  PlStatement execute() {
    int line = source.line();
    source.next();
    Compilation.Read read =
        compilation.expression("INTO or USING or ;", Set.of("into", "using", ";"));
    Target into = null;
    boolean strict = false;
    List<Fragment> parameters = null;
    String end = read.end();
    while (!end.equals(";")) {
      if (end.equals("into") && into == null) {
        strict = source.accept("strict");
        into = target();
        Lexeme token = source.next();
        end =
            token.kind() == Lexeme.Kind.END
                ? ""
                : source.text().substring(token.start(), token.end()).toLowerCase(Locale.ROOT);
        if (!end.equals(";") && !end.equals("using") && !end.equals("into")) {
          throw source.error("syntax error", token);
        }
      } else if (end.equals("using") && parameters == null) {
        parameters = new ArrayList<>();
        do {
          Compilation.Read one = compilation.expression(", or ; or INTO", Set.of(",", ";", "into"));
          parameters.add(one.fragment());
          end = one.end();
        } while (end.equals(","));
      } else {
        throw source.error("syntax error", source.last());
      }
    }
    return new PlStatement.Execute(
        line, read.fragment(), into, strict, parameters == null ? List.of() : parameters);
  }

  /** Expressions with commas between, up to a word or symbol. */
  List<Fragment> list(String expected, String end) {
    List<Fragment> list = new ArrayList<>();
    String ended;
    do {
      Compilation.Read read = compilation.expression(expected, Set.of(",", end));
      list.add(read.fragment());
      ended = read.end();
    } while (ended.equals(","));
    return list;
  }

  PlStatement perform() {
    int line = source.line();
    Lexeme first = source.next();
    Lexeme query = source.peek();
    compilation.skipTo(";", Set.of(";"), "statement");
    String text = compilation.text(first.start(), "statement");
    String rest = text.substring(first.end() - first.start());
    Fragment fragment = compilation.fragment("SELECT" + rest, Fragment.Kind.STATEMENT, 0);
    if (source.last() == query) {
      throw source.error("syntax error", query);
    }
    compilation.check(fragment, first.start() + 1);
    return new PlStatement.Perform(line, fragment);
  }

  PlStatement call() {
    int line = source.line();
    boolean call = source.is("call");
    return new PlStatement.Call(line, compilation.statement(), call);
  }

  PlStatement diagnostics() {
    int line = source.line();
    Lexeme first = source.next();
    boolean stacked = source.accept("stacked");
    if (!stacked) {
      source.accept("current");
    }
    source.expect("diagnostics");
    List<PlStatement.Diagnostic> items = new ArrayList<>();
    do {
      items.add(diagnostic());
    } while (source.accept(","));
    source.expect(";");
    for (PlStatement.Diagnostic item : items) {
      boolean fits =
          switch (item.item()) {
            case ROW_COUNT -> !stacked;
            case PG_CONTEXT -> true;
            default -> stacked;
          };
      if (!fits) {
        throw source.plain(
            String.format(
                Locale.ROOT,
                "diagnostics item %s is not allowed in GET %s DIAGNOSTICS",
                item.item(),
                stacked ? "STACKED" : "CURRENT"),
            first);
      }
    }
    return new PlStatement.GetDiagnostics(line, stacked, items);
  }

  private PlStatement.Diagnostic diagnostic() {
    Lexeme token = source.peek();
    Compilation.Named named = compilation.variable();
    if (named == null) {
      throw compilation.notVariable();
    }
    if (!named.isScalar() || source.is(named.tokens(), "[")) {
      throw notScalar(named, token);
    }
    compilation.requireAssignable(named, token);
    source.skip(named.tokens());
    if (!source.accept(":=") && !source.accept("=")) {
      throw source.syntax();
    }
    for (PlStatement.DiagnosticItem item : PlStatement.DiagnosticItem.values()) {
      if (source.accept(item.name().toLowerCase(Locale.ROOT))) {
        return new PlStatement.Diagnostic(named.target(), item);
      }
    }
    throw source.error("unrecognized GET DIAGNOSTICS item");
  }
}
