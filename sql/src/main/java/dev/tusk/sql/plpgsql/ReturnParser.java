package dev.tusk.sql.plpgsql;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RETURN, RETURN NEXT, RETURN QUERY. */
final class ReturnParser {
  private final Compilation compilation;
  private final Source source;

  ReturnParser(Compilation compilation) {
    this.compilation = compilation;
    this.source = compilation.source;
  }

  PlStatement read() {
    int line = source.line();
    Lexeme word = source.next();
    if (source.atEnd()) {
      throw source.error("unexpected end of function definition");
    }
    if (source.is("next") && !source.is(1, ";")) {
      source.next();
      return next(line, word);
    }
    if (source.accept("next")) {
      return next(line, word);
    }
    return source.accept("query") ? query(line, word) : plain(line);
  }

  /** What stands behind: nothing, or a variable, or an expression. */
  private record Given(@Nullable Fragment expression, @Nullable Target variable) {}

  private Given given() {
    Compilation.Named named = compilation.variable();
    if (named != null && named.field() == null && source.is(named.tokens(), ";")) {
      source.skip(named.tokens() + 1);
      return new Given(null, named.target());
    }
    return new Given(compilation.expression(";"), null);
  }

  private void expectNothing(SqlState state, String message, @Nullable String hint) {
    Lexeme token = source.peek();
    if (!source.accept(";")) {
      throw source.plain(state, message, token).withHint(hint);
    }
  }

  private PlStatement plain(int line) {
    Header header = compilation.header;
    if (header.returnsSet()) {
      expectNothing(
          SqlState.DATATYPE_MISMATCH,
          "RETURN cannot have a parameter in function returning set",
          "Use RETURN NEXT or RETURN QUERY.");
      return new PlStatement.Return(line, null, null);
    }
    if (header.returnsVoid() || header.procedure()) {
      boolean procedure = header.procedure();
      expectNothing(
          procedure ? SqlState.SYNTAX_ERROR : SqlState.DATATYPE_MISMATCH,
          procedure
              ? "RETURN cannot have a parameter in a procedure"
              : "RETURN cannot have a parameter in function returning void",
          null);
      return new PlStatement.Return(line, null, compilation.result);
    }
    if (compilation.result != null) {
      expectNothing(
          SqlState.DATATYPE_MISMATCH,
          "RETURN cannot have a parameter in function with OUT parameters",
          null);
      return new PlStatement.Return(line, null, compilation.result);
    }
    Given given = given();
    return new PlStatement.Return(line, given.expression(), given.variable());
  }

  private SqlException needsSet(String what, Lexeme word) {
    return source.plain(
        SqlState.DATATYPE_MISMATCH, "cannot use " + what + " in a non-SETOF function", word);
  }

  private PlStatement next(int line, Lexeme word) {
    if (!compilation.header.returnsSet()) {
      throw needsSet("RETURN NEXT", word);
    }
    if (compilation.result != null) {
      expectNothing(
          SqlState.DATATYPE_MISMATCH,
          "RETURN NEXT cannot have a parameter in function with OUT parameters",
          null);
      return new PlStatement.ReturnNext(line, null, compilation.result);
    }
    Given given = given();
    return new PlStatement.ReturnNext(line, given.expression(), given.variable());
  }

  private PlStatement query(int line, Lexeme word) {
    if (!compilation.header.returnsSet()) {
      throw needsSet("RETURN QUERY", word);
    }
    if (!source.accept("execute")) {
      return new PlStatement.ReturnQuery(line, compilation.statement(), false, List.of());
    }
    Compilation.Read read = compilation.expression("; or USING", Set.of(";", "using"));
    List<Fragment> parameters =
        read.end().equals("using")
            ? new SqlParts(compilation).list(", or ;", ";")
            : new ArrayList<>();
    return new PlStatement.ReturnQuery(line, read.fragment(), true, parameters);
  }
}
