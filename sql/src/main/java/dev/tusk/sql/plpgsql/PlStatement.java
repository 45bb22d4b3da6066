package dev.tusk.sql.plpgsql;

import dev.tusk.sql.statement.Fetch.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a body. {@code line} is counted from the body's first character. */
public sealed interface PlStatement {
  int line();

  /**
   * BEGIN … END.
   *
   * @param declared variables that are initialised when it is entered
   */
  record Block(
      int line,
      @Nullable String label,
      List<Variable> declared,
      List<PlStatement> body,
      @Nullable Handlers handlers)
      implements PlStatement {}

  /** EXCEPTION: the variables with the error's code and message, and what is tried in order. */
  record Handlers(Variable sqlState, Variable sqlErrm, List<Handler> list) {}

  /**
   * WHEN … THEN.
   *
   * @param codes SQLSTATEs, {@code xx000} for a class; {@code others} for any but two
   */
  record Handler(int line, List<String> codes, List<PlStatement> body) {}

  record Assign(int line, Target target, List<Accessor> path, Fragment value)
      implements PlStatement {}

  record If(int line, List<Branch> branches, List<PlStatement> otherwise) implements PlStatement {}

  record Branch(Fragment condition, List<PlStatement> body) {}

  /**
   * CASE.
   *
   * @param subject null for the form with conditions
   * @param variable where the subject's value goes, whatever its type; the conditions name it
   * @param otherwise null without ELSE
   */
  record Case(
      int line,
      @Nullable Fragment subject,
      @Nullable Variable variable,
      List<Branch> branches,
      @Nullable List<PlStatement> otherwise)
      implements PlStatement {}

  record Loop(int line, @Nullable String label, List<PlStatement> body) implements PlStatement {}

  record While(int line, @Nullable String label, Fragment condition, List<PlStatement> body)
      implements PlStatement {}

  record ForInteger(
      int line,
      @Nullable String label,
      Variable variable,
      Fragment lower,
      Fragment upper,
      @Nullable Fragment step,
      boolean reverse,
      List<PlStatement> body)
      implements PlStatement {}

  record ForQuery(
      int line, @Nullable String label, Target target, Fragment query, List<PlStatement> body)
      implements PlStatement {}

  record ForCursor(
      int line,
      @Nullable String label,
      Variable cursor,
      @Nullable Fragment arguments,
      Variable record,
      List<PlStatement> body)
      implements PlStatement {}

  record ForExecute(
      int line,
      @Nullable String label,
      Target target,
      Fragment query,
      List<Fragment> parameters,
      List<PlStatement> body)
      implements PlStatement {}

  /** FOREACH; {@code slice} 0 for elements. */
  record ForEach(
      int line,
      @Nullable String label,
      Target target,
      int slice,
      Fragment array,
      List<PlStatement> body)
      implements PlStatement {}

  /** EXIT or CONTINUE. */
  record Exit(int line, boolean exit, @Nullable String label, @Nullable Fragment condition)
      implements PlStatement {}

  /** RETURN of an expression, of a variable, or of neither. */
  record Return(int line, @Nullable Fragment value, @Nullable Target variable)
      implements PlStatement {}

  record ReturnNext(int line, @Nullable Fragment value, @Nullable Target variable)
      implements PlStatement {}

  /** RETURN QUERY; {@code dynamic} when the query is an expression that gives its text. */
  record ReturnQuery(int line, Fragment query, boolean dynamic, List<Fragment> parameters)
      implements PlStatement {}

  /**
   * RAISE; without anything the error that is being handled again.
   *
   * @param condition a condition's name or a SQLSTATE
   */
  record Raise(
      int line,
      Level level,
      @Nullable String condition,
      @Nullable String message,
      List<Fragment> parameters,
      List<RaiseOption> options)
      implements PlStatement {
    public boolean again() {
      return condition == null && message == null && options.isEmpty();
    }
  }

  /** How grave. */
  enum Level {
    EXCEPTION,
    WARNING,
    NOTICE,
    INFO,
    LOG,
    DEBUG
  }

  record RaiseOption(RaiseField field, Fragment value) {}

  /** What USING can say. */
  enum RaiseField {
    ERRCODE,
    MESSAGE,
    DETAIL,
    HINT,
    COLUMN,
    CONSTRAINT,
    DATATYPE,
    TABLE,
    SCHEMA
  }

  record Assertion(int line, Fragment condition, @Nullable Fragment message)
      implements PlStatement {}

  record Sql(int line, Fragment statement, @Nullable Target into, boolean strict)
      implements PlStatement {}

  record Execute(
      int line, Fragment query, @Nullable Target into, boolean strict, List<Fragment> parameters)
      implements PlStatement {}

  record Perform(int line, Fragment query) implements PlStatement {}

  /** CALL, or DO. */
  record Call(int line, Fragment statement, boolean call) implements PlStatement {}

  record GetDiagnostics(int line, boolean stacked, List<Diagnostic> items) implements PlStatement {}

  record Diagnostic(Target target, DiagnosticItem item) {}

  /** What GET DIAGNOSTICS tells. */
  enum DiagnosticItem {
    ROW_COUNT,
    PG_CONTEXT,
    PG_EXCEPTION_DETAIL,
    PG_EXCEPTION_HINT,
    PG_EXCEPTION_CONTEXT,
    COLUMN_NAME,
    CONSTRAINT_NAME,
    PG_DATATYPE_NAME,
    MESSAGE_TEXT,
    TABLE_NAME,
    SCHEMA_NAME,
    RETURNED_SQLSTATE
  }

  /**
   * OPEN of an unbound cursor for a query, or of a bound one with arguments.
   *
   * @param query null for a bound cursor
   * @param dynamic whether the query is an expression that gives its text
   */
  record Open(
      int line,
      Variable cursor,
      @Nullable Boolean scroll,
      @Nullable Fragment query,
      boolean dynamic,
      List<Fragment> parameters,
      @Nullable Fragment arguments)
      implements PlStatement {}

  /**
   * FETCH or MOVE.
   *
   * @param count where no expression says it
   * @param target null for MOVE
   */
  record FetchRow(
      int line,
      Variable cursor,
      Direction direction,
      long count,
      @Nullable Fragment countExpression,
      @Nullable Target target)
      implements PlStatement {}

  record Close(int line, Variable cursor) implements PlStatement {}

  record Commit(int line, boolean chain) implements PlStatement {}

  record Rollback(int line, boolean chain) implements PlStatement {}

  /** What an error's context calls the statement. */
  default String words() {
    return switch (this) {
      case Block _ -> "statement block";
      case Assign _ -> "assignment";
      case If _ -> "IF";
      case Case _ -> "CASE";
      case Loop _ -> "LOOP";
      case While _ -> "WHILE";
      case ForInteger _ -> "FOR with integer loop variable";
      case ForQuery _ -> "FOR over SELECT rows";
      case ForCursor _ -> "FOR over cursor";
      case ForExecute _ -> "FOR over EXECUTE statement";
      case ForEach _ -> "FOREACH over array";
      case Exit e -> e.exit() ? "EXIT" : "CONTINUE";
      case Return _ -> "RETURN";
      case ReturnNext _ -> "RETURN NEXT";
      case ReturnQuery _ -> "RETURN QUERY";
      case Raise _ -> "RAISE";
      case Assertion _ -> "ASSERT";
      case Sql _ -> "SQL statement";
      case Execute _ -> "EXECUTE";
      case Perform _ -> "PERFORM";
      case Call c -> c.call() ? "CALL" : "DO";
      case GetDiagnostics d -> d.stacked() ? "GET STACKED DIAGNOSTICS" : "GET DIAGNOSTICS";
      case Open _ -> "OPEN";
      case FetchRow f -> f.target() == null ? "MOVE" : "FETCH";
      case Close _ -> "CLOSE";
      case Commit _ -> "COMMIT";
      case Rollback _ -> "ROLLBACK";
    };
  }
}
