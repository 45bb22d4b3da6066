package dev.tusk.sql.plpgsql;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.Lexeme;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** LOOP, WHILE, FOR in all its forms, FOREACH; EXIT and CONTINUE. */
final class LoopParser {
  private final Compilation compilation;
  private final Source source;
  private final BodyParser bodies;
  private final SqlParts sql;
  private final CursorParser cursors;

  LoopParser(Compilation compilation, BodyParser bodies, SqlParts sql, CursorParser cursors) {
    this.compilation = compilation;
    this.source = compilation.source;
    this.bodies = bodies;
    this.sql = sql;
    this.cursors = cursors;
  }

  /** A loop, whose label has been read and its names begun. */
  PlStatement loop(@Nullable String label) {
    int line = source.line();
    if (source.accept("loop")) {
      return new PlStatement.Loop(line, label, body(label));
    }
    if (source.accept("while")) {
      Fragment condition = compilation.expression("LOOP", Set.of("loop")).fragment();
      return new PlStatement.While(line, label, condition, body(label));
    }
    if (source.accept("for")) {
      return forLoop(line, label);
    }
    if (source.accept("foreach")) {
      return forEach(line, label);
    }
    throw source.syntax();
  }

  private List<PlStatement> body(@Nullable String label) {
    List<PlStatement> body = bodies.statements();
    source.expect("end");
    source.expect("loop");
    bodies.endLabel(label);
    source.expect(";");
    compilation.pop();
    return body;
  }

  /**
   * What stands between FOR and IN: of an integer loop only a name, else what rows go to.
   *
   * @param scalar the variable of that name, if it is one
   * @param target a row, or several scalars
   */
  private record Control(
      String name,
      int line,
      Lexeme token,
      Compilation.@Nullable Named scalar,
      @Nullable Target target) {}

  private Control control() {
    Lexeme token = source.peek();
    int line = source.line();
    Compilation.Named named = compilation.variable();
    if (named == null) {
      List<String> written = Source.isName(token) ? compilation.written() : List.of();
      if (written.size() != 1 || source.is(1, ",")) {
        throw compilation.notVariable();
      }
      return new Control(source.next().value(), line, token, null, null);
    }
    source.skip(named.tokens());
    if (!named.isScalar()) {
      return new Control(named.written(), line, token, null, named.target());
    }
    Target list = source.is(",") ? sql.scalars(named) : null;
    return new Control(named.written(), line, token, named, list);
  }

  private PlStatement forLoop(int line, @Nullable String label) {
    Control control = control();
    source.expect("in");
    if (source.accept("execute")) {
      return forExecute(line, label, control);
    }
    Lexeme first = source.peek();
    Compilation.Named named = compilation.variable();
    if (named != null
        && named.field() == null
        && !named.variable().isRecord()
        && named.variable().type().type() == Types.REFCURSOR) {
      source.skip(named.tokens());
      return forCursor(line, label, control, named, first);
    }
    boolean reverse = source.accept("reverse");
    int start = source.peek().start();
    String end = compilation.skipTo("LOOP", Set.of("..", "loop"), "expression");
    String text = compilation.text(start, "expression");
    if (end.equals("..")) {
      Fragment lower = compilation.fragment(text, Fragment.Kind.EXPRESSION, 0);
      compilation.check(lower, start);
      return forInteger(line, label, control, lower, reverse);
    }
    if (reverse) {
      throw source.plain("cannot specify REVERSE in query FOR loop", first);
    }
    Fragment query = compilation.fragment(text, Fragment.Kind.STATEMENT, 0);
    compilation.check(query, start);
    Target target = rows(control, SqlState.SYNTAX_ERROR);
    return new PlStatement.ForQuery(line, label, target, query, body(label));
  }

  private Target rows(Control control, SqlState state) {
    Compilation.Named scalar = control.scalar();
    Target target = control.target();
    if (scalar != null) {
      compilation.requireAssignable(scalar, control.token());
      return target != null ? target : new Target.Scalars(List.of(scalar.target()));
    }
    if (target == null) {
      throw source.plain(
          state,
          "loop variable of loop over rows must be a record variable or list of scalar variables",
          control.token());
    }
    if (target instanceof Target.Whole(Variable variable)) {
      compilation.requireAssignable(
          new Compilation.Named(variable, null, variable.name(), 1, null), control.token());
    }
    return target;
  }

  private PlStatement forExecute(int line, @Nullable String label, Control control) {
    Compilation.Read read = compilation.expression("LOOP or USING", Set.of("loop", "using"));
    Target target = rows(control, SqlState.DATATYPE_MISMATCH);
    List<Fragment> parameters =
        read.end().equals("using") ? sql.list(", or LOOP", "loop") : List.of();
    return new PlStatement.ForExecute(
        line, label, target, read.fragment(), parameters, body(label));
  }

  private PlStatement forCursor(
      int line,
      @Nullable String label,
      Control control,
      Compilation.Named cursor,
      Lexeme cursorToken) {
    if (control.scalar() != null && control.target() != null) {
      throw source.plain("cursor FOR loop must have only one target variable", control.token());
    }
    if (cursor.variable().cursor() == null) {
      throw source.plain("cursor FOR loop must use a bound cursor variable", cursorToken);
    }
    Fragment arguments = cursors.arguments(cursor.variable(), "loop");
    Variable record =
        compilation.declare(
            control.name(), control.line(), new DataType(Types.RECORD, -1, true, null));
    return new PlStatement.ForCursor(
        line, label, cursor.variable(), arguments, record, body(label));
  }

  private PlStatement forInteger(
      int line, @Nullable String label, Control control, Fragment lower, boolean reverse) {
    Compilation.Read upper = compilation.expression("LOOP", Set.of("loop", "by"));
    Fragment step =
        upper.end().equals("by") ? compilation.expression("LOOP", Set.of("loop")).fragment() : null;
    if (control.scalar() != null && control.target() != null) {
      throw source.plain("integer FOR loop must have only one target variable", control.token());
    }
    Variable variable =
        compilation.declare(control.name(), control.line(), DataType.scalar(Types.INT4, -1));
    return new PlStatement.ForInteger(
        line, label, variable, lower, upper.fragment(), step, reverse, body(label));
  }

  private PlStatement forEach(int line, @Nullable String label) {
    Control control = control();
    int slice = 0;
    if (source.accept("slice")) {
      if (source.peek().kind() != Lexeme.Kind.INTEGER) {
        throw source.syntax();
      }
      slice = Integer.parseInt(source.next().value());
    }
    source.expect("in");
    source.expect("array");
    Compilation.Named scalar = control.scalar();
    Target target =
        control.target() != null ? control.target() : scalar == null ? null : scalar.target();
    if (target == null) {
      throw source.plain(
          "loop variable of FOREACH must be a known variable or list of variables",
          control.token());
    }
    if (scalar != null) {
      compilation.requireAssignable(scalar, control.token());
    }
    Fragment array = compilation.expression("LOOP", Set.of("loop")).fragment();
    return new PlStatement.ForEach(line, label, target, slice, array, body(label));
  }

  PlStatement exit() {
    int line = source.line();
    Lexeme word = source.next();
    boolean exit = word.value().equals("exit");
    String label = null;
    if (Source.isName(source.peek())) {
      Lexeme token = source.peek();
      label = source.next().value();
      checkLabel(label, exit, token);
    } else if (!compilation.names.inLoop()) {
      throw source.plain(
          exit
              ? "EXIT cannot be used outside a loop, unless it has a label"
              : "CONTINUE cannot be used outside a loop",
          word);
    }
    Fragment condition = null;
    if (source.accept("when")) {
      condition = compilation.expression(";");
    } else {
      source.expect(";");
    }
    return new PlStatement.Exit(line, exit, label, condition);
  }

  private void checkLabel(String label, boolean exit, Lexeme token) {
    Namespace found = compilation.names.label(label);
    SqlException error = null;
    if (found == null) {
      error =
          source.plain(
              String.format(
                  Locale.ROOT,
                  "there is no label \"%s\" attached to any block or loop enclosing this statement",
                  label),
              token);
    } else if (found.label() != Namespace.Label.LOOP && !exit) {
      error =
          source.plain(
              String.format(Locale.ROOT, "block label \"%s\" cannot be used in CONTINUE", label),
              token);
    }
    if (error != null) {
      throw error;
    }
  }
}
