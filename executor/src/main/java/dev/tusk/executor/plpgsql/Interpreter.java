package dev.tusk.executor.plpgsql;

import dev.tusk.executor.routine.Subtransaction;
import dev.tusk.sql.error.Reason;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plpgsql.Fragment;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the statements of a call, one after the other. */
final class Interpreter {
  /** Where control goes behind a statement. */
  enum Flow {
    NEXT,
    EXIT,
    CONTINUE,
    RETURN
  }

  private final Frame frame;
  private final Body body;
  private final Assigner assigner;
  private final Loops loops;
  private final SqlRuns sql;
  private final CursorRuns cursors;
  private final Raising raising;
  private final Returns returns;

  Interpreter(Frame frame) {
    this.frame = frame;
    this.body = frame.body;
    this.assigner = new Assigner(frame);
    this.sql = new SqlRuns(frame, assigner);
    this.cursors = new CursorRuns(frame, assigner, sql);
    this.loops = new Loops(frame, this, assigner, sql, cursors);
    this.raising = new Raising(frame, assigner);
    this.returns = new Returns(frame, assigner, sql);
  }

  Assigner assigner() {
    return assigner;
  }

  /** Runs the whole body; its end without RETURN is an error where a value is wanted. */
  void runBody() {
    Flow flow = run(body.program().body());
    frame.statement = null;
    if (flow != Flow.RETURN) {
      returns.atEnd();
    }
    returns.finish();
  }

  Flow run(List<PlStatement> statements) {
    PlStatement around = frame.statement;
    for (int i = 0; i < statements.size(); i++) {
      PlStatement statement = statements.get(i);
      frame.statement = statement;
      frame.context.checkCancelled();
      Flow flow = run(statement);
      if (flow != Flow.NEXT) {
        frame.statement = around;
        return flow;
      }
    }
    frame.statement = around;
    return Flow.NEXT;
  }

  private Flow run(PlStatement statement) {
    return switch (statement) {
      case PlStatement.Assign s -> {
        assigner.assign(s);
        yield Flow.NEXT;
      }
      case PlStatement.If s -> condition(s);
      case PlStatement.ForInteger s -> loops.integers(s);
      case PlStatement.While s -> loops.whileTrue(s);
      case PlStatement.Loop s -> loops.endless(s);
      case PlStatement.Return s -> returns.value(s);
      case PlStatement.Exit s -> exit(s);
      case PlStatement.Block s -> block(s);
      case PlStatement.Case s -> choice(s);
      case PlStatement.ForQuery s -> loops.query(s);
      case PlStatement.ForCursor s -> loops.cursor(s);
      case PlStatement.ForExecute s -> loops.execute(s);
      case PlStatement.ForEach s -> loops.elements(s);
      default -> {
        simple(statement);
        yield Flow.NEXT;
      }
    };
  }

  /** Statements behind which the next one always runs. */
  private void simple(PlStatement statement) {
    switch (statement) {
      case PlStatement.ReturnNext s -> returns.next(s);
      case PlStatement.ReturnQuery s -> returns.query(s);
      case PlStatement.Raise s -> raising.raise(s);
      case PlStatement.Assertion s -> raising.check(s);
      case PlStatement.Sql s -> sql.statement(s);
      case PlStatement.Execute s -> sql.execute(s);
      case PlStatement.Perform s -> sql.perform(s);
      case PlStatement.Call s -> sql.call(s);
      case PlStatement.GetDiagnostics s -> raising.diagnostics(s);
      case PlStatement.Open s -> cursors.open(s);
      case PlStatement.FetchRow s -> cursors.fetch(s);
      case PlStatement.Close s -> cursors.close(s);
      case PlStatement.Commit s -> endTransaction(true, s.chain());
      case PlStatement.Rollback s -> endTransaction(false, s.chain());
      default -> throw new IllegalStateException(statement.words());
    }
  }

  private Flow condition(PlStatement.If statement) {
    List<PlStatement.Branch> branches = statement.branches();
    for (int i = 0; i < branches.size(); i++) {
      PlStatement.Branch branch = branches.get(i);
      if (body.piece(branch.condition()).holds(frame)) {
        return run(branch.body());
      }
    }
    return run(statement.otherwise());
  }

  private Flow choice(PlStatement.Case statement) {
    Fragment subject = statement.subject();
    Variable variable = statement.variable();
    if (subject != null && variable != null) {
      Piece piece = body.piece(subject);
      Object value = piece.value(frame);
      if (body.retype(variable, piece.type())) {
        statement.branches().forEach(b -> body.piece(b.condition()).forget());
      }
      frame.values[variable.index()] = value;
    }
    for (PlStatement.Branch branch : statement.branches()) {
      if (body.piece(branch.condition()).holds(frame)) {
        if (variable != null) {
          frame.values[variable.index()] = null;
        }
        return run(branch.body());
      }
    }
    if (variable != null) {
      frame.values[variable.index()] = null;
    }
    List<PlStatement> otherwise = statement.otherwise();
    if (otherwise == null) {
      throw SqlException.of(SqlState.CASE_NOT_FOUND, "case not found")
          .withHint("CASE statement is missing ELSE part.");
    }
    return run(otherwise);
  }

  private Flow exit(PlStatement.Exit statement) {
    Fragment condition = statement.condition();
    if (condition != null && !body.piece(condition).holds(frame)) {
      return Flow.NEXT;
    }
    frame.label = statement.label();
    return statement.exit() ? Flow.EXIT : Flow.CONTINUE;
  }

  // Blocks.

  private Flow block(PlStatement.Block block) {
    initialize(block.declared());
    PlStatement.Handlers handlers = block.handlers();
    Flow flow = handlers == null ? run(block.body()) : guarded(block, handlers);
    if (flow == Flow.EXIT && frame.label != null && frame.label.equals(block.label())) {
      frame.label = null;
      return Flow.NEXT;
    }
    return flow;
  }

  private void initialize(List<Variable> declared) {
    if (declared.isEmpty()) {
      return;
    }
    frame.moment = "during statement block local variable initialization";
    for (Variable variable : declared) {
      frame.momentLine = variable.line();
      Fragment initial = variable.initial();
      if (initial != null) {
        Piece piece = body.piece(initial);
        Object value = piece.value(frame);
        assigner.whole(variable, value, piece.type(), piece.typmod());
      } else {
        frame.values[variable.index()] = null;
      }
    }
    frame.momentLine = 0;
    frame.moment = null;
  }

  /** A block with handlers: what it did is undone before one of them runs. */
  private Flow guarded(PlStatement.Block block, PlStatement.Handlers handlers) {
    frame.moment = "during statement block entry";
    Subtransaction part = frame.port.begin();
    frame.moment = null;
    frame.guarded++;
    SqlException error;
    try {
      Flow flow = run(block.body());
      part.release();
      return flow;
    } catch (RuntimeException | StackOverflowError e) {
      RuntimeException translated =
          e instanceof RuntimeException known ? frame.port.translate(known) : Depth.exceeded();
      Body.undo(part, translated);
      if (!(translated instanceof SqlException sqlError)) {
        throw translated;
      }
      error = sqlError;
    } finally {
      frame.guarded--;
    }
    PlStatement.Handler handler = handler(handlers, error);
    if (handler == null) {
      throw error;
    }
    return handle(handlers, handler, error);
  }

  private static PlStatement.@Nullable Handler handler(
      PlStatement.Handlers handlers, SqlException error) {
    for (PlStatement.Handler handler : handlers.list()) {
      for (String code : handler.codes()) {
        if (catches(code, error.code())) {
          return handler;
        }
      }
    }
    return null;
  }

  /** A class, such as 22000, catches all of its codes; OTHERS does not catch what was asked for. */
  private static boolean catches(String handled, String code) {
    if (handled.equals("others")) {
      return !code.equals(SqlState.QUERY_CANCELED.code())
          && !code.equals(SqlState.ASSERT_FAILURE.code());
    }
    return handled.equals(code) || handled.endsWith("000") && handled.regionMatches(0, code, 0, 2);
  }

  private Flow handle(
      PlStatement.Handlers handlers, PlStatement.Handler handler, SqlException error) {
    SqlException told =
        error.reason() instanceof Reason.ContextKnown ? error : error.within(frame.wholeContext());
    frame.values[handlers.sqlState().index()] = error.code();
    frame.values[handlers.sqlErrm().index()] = error.text();
    SqlException before = frame.handled;
    frame.handled = told;
    frame.moment = null;
    frame.momentLine = 0;
    frame.found(false);
    try {
      return run(handler.body());
    } finally {
      frame.handled = before;
    }
  }

  private void endTransaction(boolean commit, boolean chain) {
    if (frame.atomic) {
      throw SqlException.of(
          SqlState.INVALID_TRANSACTION_TERMINATION, "invalid transaction termination");
    }
    if (frame.guarded > 0) {
      throw SqlException.of(
          SqlState.INVALID_TRANSACTION_TERMINATION,
          commit
              ? "cannot commit while a subtransaction is active"
              : "cannot roll back while a subtransaction is active");
    }
    if (commit) {
      frame.port.commit(chain);
    } else {
      frame.port.rollback(chain);
    }
  }
}
