package dev.tusk.executor.session;

import dev.tusk.executor.command.CommandNames;
import dev.tusk.executor.command.Commands;
import dev.tusk.executor.command.CopyToCommand;
import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.plpgsql.InlineBlock;
import dev.tusk.executor.plpgsql.PlpgsqlLanguage;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Analyze;
import dev.tusk.sql.statement.Begin;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Checkpoint;
import dev.tusk.sql.statement.CloseCursor;
import dev.tusk.sql.statement.Command;
import dev.tusk.sql.statement.Commit;
import dev.tusk.sql.statement.CopyFrom;
import dev.tusk.sql.statement.CopyTo;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Deallocate;
import dev.tusk.sql.statement.DeclareCursor;
import dev.tusk.sql.statement.Delete;
import dev.tusk.sql.statement.Discard;
import dev.tusk.sql.statement.Do;
import dev.tusk.sql.statement.Execute;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.statement.Fetch;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.Listen;
import dev.tusk.sql.statement.Load;
import dev.tusk.sql.statement.LockTable;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.Notify;
import dev.tusk.sql.statement.Prepare;
import dev.tusk.sql.statement.PreparedTransaction;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.RefreshMaterializedView;
import dev.tusk.sql.statement.ReleaseSavepoint;
import dev.tusk.sql.statement.Reset;
import dev.tusk.sql.statement.Rollback;
import dev.tusk.sql.statement.RollbackTo;
import dev.tusk.sql.statement.Savepoint;
import dev.tusk.sql.statement.SetConstraints;
import dev.tusk.sql.statement.SetTransaction;
import dev.tusk.sql.statement.SetVariable;
import dev.tusk.sql.statement.Show;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Unlisten;
import dev.tusk.sql.statement.Unsupported;
import dev.tusk.sql.statement.Update;
import dev.tusk.sql.statement.Vacuum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements that are no queries: those of the session here, the others as commands. */
final class UtilityRunner {
  private final Session session;
  private final TransactionStatements transactions;
  private final SettingStatements settings;
  private final PreparedStatements prepared;
  private final CursorStatements cursors;
  private final QueryStatements nested;
  private final CallRun calls;

  UtilityRunner(Session session, EngineCore core, Queries queries) {
    this.session = session;
    this.transactions = new TransactionStatements(session);
    this.settings = new SettingStatements(session);
    this.nested = new QueryStatements(session, core, queries);
    this.calls = new CallRun(session, core);
    this.prepared = new PreparedStatements(session, queries);
    this.cursors = new CursorStatements(session, nested, queries);
  }

  /**
   * Runs a statement and answers its tag.
   *
   * @param source where it stands in its text; null when it was prepared
   */
  String run(Statement statement, @Nullable NormalizedStatement source, RowReceiver receiver) {
    return run(statement, source, BoundParameters.NONE, receiver);
  }

  /** What would stay in the session is not for what runs there as another's. */
  private void requireUnrestricted(Statement statement) {
    if (statement instanceof Discard
        || statement instanceof Prepare
        || statement instanceof Deallocate
        || statement instanceof Listen
        || statement instanceof Unlisten) {
      String word = CommandNames.of(statement).split(" ", 2)[0];
      session.roles().requireUnrestricted("execute " + word);
    }
  }

  /** The same with parameters of the query inside. */
  String run(
      Statement statement,
      @Nullable NormalizedStatement source,
      BoundParameters bound,
      RowReceiver receiver) {
    requireUnrestricted(statement);
    return switch (statement) {
      case Begin s -> transactions.begin(s);
      case Commit s -> transactions.commit(s);
      case Rollback s -> transactions.rollback(s);
      case PreparedTransaction s -> transactions.prepared(s);
      case Savepoint s -> transactions.savepoint(s);
      case ReleaseSavepoint s -> transactions.release(s);
      case RollbackTo s -> transactions.rollbackTo(s);
      case SetTransaction s -> transactions.set(s);
      case SetConstraints s -> transactions.constraints(s);
      case SetVariable s -> settings.set(s);
      case Reset s -> settings.reset(s);
      case Show s -> settings.show(s, receiver);
      case Discard s -> settings.discard(s);
      case Load s -> settings.load(s);
      case Prepare s -> {
        session.block().markQueried();
        yield prepared.prepare(s);
      }
      case Execute s -> prepared.execute(s, receiver);
      case Deallocate s -> {
        session.block().markQueried();
        yield prepared.deallocate(s);
      }
      case DeclareCursor s -> cursors.declare(s, bound);
      case Fetch s -> cursors.fetch(s, receiver);
      case CloseCursor s -> cursors.close(s);
      case Explain s -> nested.explain(s, bound, receiver);
      case CreateTableAs s -> {
        session.requireWritable(CommandNames.of(s));
        yield session.host().ddlEvents().around(s, () -> nested.createTableAs(s, bound));
      }
      case RefreshMaterializedView s -> {
        session.requireWritable(CommandNames.of(s));
        yield session.host().ddlEvents().around(s, () -> nested.refresh(s));
      }
      case Listen s -> {
        session.notifications().listen(s.channel());
        yield "LISTEN";
      }
      case Notify s -> {
        session.notifications().notify(s.channel(), s.payload());
        yield "NOTIFY";
      }
      case Unlisten s -> {
        String channel = s.channel();
        if (channel == null) {
          session.notifications().unlistenAll();
        } else {
          session.notifications().unlisten(channel);
        }
        yield "UNLISTEN";
      }
      case Unsupported s -> throw SqlException.notSupported(s.feature());
      case Query _, Insert _, Update _, Delete _, Merge _ ->
          throw new IllegalStateException("a query is planned: " + CommandNames.of(statement));
      case Do s -> doBlock(s, !session.bodies().mayEndTransaction());
      case Call s -> {
        session.block().markQueried();
        yield calls.run(s, bound, receiver);
      }
      case Command s -> command(s, receiver);
    };
  }

  /** What CALL is, where it may have parameters. */
  CallRun calls() {
    return calls;
  }

  /** DO; {@code atomic} when it must leave the transaction as it is. */
  String doBlock(Do statement, boolean atomic) {
    String language = statement.language();
    if (language != null && !language.equals(PlpgsqlLanguage.NAME)) {
      boolean known = session.context().routines().language(language) != null;
      throw SqlException.of(
          known ? SqlState.FEATURE_NOT_SUPPORTED : SqlState.UNDEFINED_OBJECT,
          known
              ? "language \"" + language + "\" does not support inline code execution"
              : "language \"" + language + "\" does not exist");
    }
    Commands.requireLanguage(session.host(), PlpgsqlLanguage.NAME);
    session.block().markQueried();
    InlineBlock.run(statement.code(), session.context(), atomic);
    return "DO";
  }

  private String command(Command statement, RowReceiver receiver) {
    if (session.block().readOnly() && changes(statement)) {
      throw SqlException.of(
          SqlState.READ_ONLY_SQL_TRANSACTION,
          "cannot execute " + CommandNames.of(statement) + " in a read-only transaction");
    }
    if (!(statement instanceof LockTable || statement instanceof Checkpoint)) {
      session.block().markQueried(); // It works under a snapshot.
    }
    return session
        .host()
        .ddlEvents()
        .around(statement, () -> Commands.run(session.host(), statement, receiver, this::start));
  }

  private static boolean changes(Command statement) {
    return !(statement instanceof CopyTo
        || statement instanceof LockTable
        || statement instanceof Analyze
        || statement instanceof Vacuum
        || statement instanceof Checkpoint
        || statement instanceof CopyFrom); // which looks whether its table is temporary
  }

  private CopyToCommand.Result start(Statement statement) {
    QueryRun run = nested.startCopy(statement);
    return new CopyToCommand.Result(run.plan().planned().output(), new RunRows(run));
  }

  /** Columns of a statement's rows; null when it gives none. */
  @Nullable List<OutputColumn> columns(Statement statement) {
    return switch (statement) {
      case Show s -> settings.columns(s);
      case Explain s -> nested.explainColumns(s);
      case Fetch s -> s.move() ? null : cursors.columns(s);
      case Execute s -> prepared.columns(s);
      case Call s -> calls.columns(s);
      case Begin _,
          CloseCursor _,
          Command _,
          Commit _,
          CreateTableAs _,
          RefreshMaterializedView _,
          Deallocate _,
          DeclareCursor _,
          Delete _,
          Discard _,
          Insert _,
          Listen _,
          Load _,
          Merge _,
          Notify _,
          Prepare _,
          PreparedTransaction _,
          Query _,
          ReleaseSavepoint _,
          Reset _,
          Rollback _,
          RollbackTo _,
          Savepoint _,
          SetConstraints _,
          SetTransaction _,
          SetVariable _,
          Unlisten _,
          Unsupported _,
          Update _ ->
          null;
    };
  }
}
