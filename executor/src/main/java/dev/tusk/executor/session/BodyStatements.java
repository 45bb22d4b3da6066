package dev.tusk.executor.session;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.routine.BodyStatement;
import dev.tusk.executor.routine.BodyText;
import dev.tusk.executor.routine.CallStack;
import dev.tusk.executor.routine.Cursors;
import dev.tusk.executor.routine.StatementPort;
import dev.tusk.executor.routine.Subtransaction;
import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.LexicalSettings;
import dev.tusk.sql.parser.ParsedStatement;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.PartTarget;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TransactionModes;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Type;
import dev.tusk.storage.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements of functions' bodies: they run in their session's transaction. */
final class BodyStatements implements StatementPort {
  /** What makes a query of an expression. */
  private static final String SELECT = "SELECT ";

  private final Session session;
  private final EngineCore core;
  private final Queries queries;
  private final UtilityRunner utilities;
  private final BodyCursors cursors;
  private final CallStack calls = new CallStack();

  /** Runs whose rows are being read, which outlive their transaction if a body ends it. */
  private final Set<OpenRun> open = new LinkedHashSet<>();

  BodyStatements(Session session, EngineCore core, Queries queries, UtilityRunner utilities) {
    this.session = session;
    this.core = core;
    this.queries = queries;
    this.utilities = utilities;
    this.cursors = new BodyCursors(session);
  }

  @Override
  public BodyStatement prepare(BodyText text, Variables variables) {
    return prepare(text, null, variables);
  }

  @Override
  public BodyStatement prepareAssignment(
      BodyText text, List<String> variable, List<PathStep> path, Variables variables) {
    List<PartTarget.Step> steps = new ArrayList<>();
    for (PathStep step : path) {
      String field = step.field();
      steps.add(
          field != null
              ? new PartTarget.Step.Field(field)
              : new PartTarget.Step.Subscript(
                  parsed(step.lower()), parsed(step.upper()), step.slice()));
    }
    return prepare(text, new PartTarget(variable, steps), variables);
  }

  private static @Nullable ParsedExpression parsed(@Nullable String bound) {
    return bound == null ? null : SqlParser.parseExpression(bound);
  }

  private BodyStatement prepare(BodyText text, @Nullable PartTarget target, Variables variables) {
    boolean whole = text.kind() == BodyText.Kind.STATEMENT;
    String sql = whole ? text.sql() : SELECT + text.sql().substring(text.from());
    int shift = whole ? 0 : text.sql().codePointCount(0, text.from()) - SELECT.length();
    try {
      List<ParsedStatement> parsed = SqlParser.parse(sql, session.settings().lexical());
      if (parsed.size() != 1) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "query is not one statement");
      }
      return new PreparedBody(
          this, text, shift, parsed.getFirst().statement(), target, List.of(), variables);
    } catch (SqlException e) {
      throw placed(e, text, shift);
    }
  }

  @Override
  public List<BodyStatement> prepare(String sql, List<Type> parameterTypes) {
    BodyText text = BodyText.statement(sql);
    try {
      List<BodyStatement> statements = new ArrayList<>();
      for (ParsedStatement parsed : SqlParser.parse(sql, session.settings().lexical())) {
        statements.add(
            new PreparedBody(this, text, 0, parsed.statement(), null, parameterTypes, null));
      }
      return statements;
    } catch (SqlException e) {
      throw placed(e, text, 0);
    }
  }

  @Override
  public List<BodyStatement> prepare(String source, List<Statement> parsed, Variables variables) {
    BodyText text = new BodyText(source, BodyText.Kind.BODY, 0);
    List<BodyStatement> statements = new ArrayList<>();
    for (Statement statement : parsed) {
      statements.add(new PreparedBody(this, text, 0, statement, null, List.of(), variables));
    }
    return statements;
  }

  @Override
  public LexicalSettings lexical() {
    return session.settings().lexical();
  }

  @Override
  public boolean assignable(Type from, Type to) {
    return from == to || session.host().expressions().assignable(from, to);
  }

  /** An error of a body's statement, as the client is to see it. */
  static SqlException placed(SqlException e, BodyText text, int shift) {
    int position = e.fields().position();
    if (text.kind() == BodyText.Kind.BODY) {
      return e;
    }
    if (position > 0) {
      return e.inside(position + shift, text.sql());
    }
    String context = text.context();
    return context == null ? e : e.within(context);
  }

  @Override
  public SqlException placed(SqlException error, String body) {
    int position = error.fields().position();
    if (position <= 0) {
      return error;
    }
    int there = BodyPlace.find(session.statementText(), body, position, lexical());
    return there > 0 ? error.replacePosition(there) : error.inside(position, body);
  }

  @Override
  public Notice placed(Notice notice, String body) {
    return notice.at(BodyPlace.find(session.statementText(), body, notice.position(), lexical()));
  }

  @Override
  public Subtransaction begin() {
    TransactionBlock block = session.block();
    int depth = block.begin();
    return new Subtransaction() {
      @Override
      public void release() {
        block.releaseFrom(depth);
        session.statements().released(depth);
      }

      @Override
      public void rollback() {
        session.statements().closePortalsBeyond(depth);
        block.undoFromMark(depth);
      }
    };
  }

  @Override
  public RuntimeException translate(RuntimeException error) {
    return session.translate(error);
  }

  @Override
  public boolean mayEndTransaction() {
    return !session.block().inBlock() && !session.inBatch() && session.block().depth() == 0;
  }

  @Override
  public void commit(boolean chain) {
    holdRuns();
    TransactionModes modes = chain ? session.block().modes() : null;
    session.host().runDeferred(true);
    session.statements().holdPortals();
    session.statements().closePortals();
    session.commit();
    begin(modes);
  }

  @Override
  public void rollback(boolean chain) {
    holdRuns();
    TransactionModes modes = chain ? session.block().modes() : null;
    session.statements().closePortals();
    session.block().rollback();
    begin(modes);
  }

  private void begin(@Nullable TransactionModes modes) {
    session.block().ensureStarted(DateTimes.now());
    if (modes != null) {
      session.block().inherit(modes);
    }
  }

  /** What loops have still to read is read now. */
  private void holdRuns() {
    for (OpenRun run : open) {
      run.requireReadOnly();
    }
    for (OpenRun run : List.copyOf(open)) {
      run.hold();
    }
    cursors.hold();
  }

  @Override
  public CallStack calls() {
    return calls;
  }

  @Override
  public Runnable ownSnapshots() {
    ActiveSnapshot active = queries.active();
    Snapshot around = active.enter(null);
    return () -> active.leave(around);
  }

  @Override
  public Cursors cursors() {
    return cursors;
  }

  @Override
  public ResolvedName type(TypeName name) {
    var resolved = session.host().expressions().type(name);
    return new ResolvedName(resolved.type(), resolved.typmod());
  }

  @Override
  public @Nullable Evaluator assignment(Type from, int fromTypmod, Type to, int typmod) {
    return from == to && (typmod < 0 || fromTypmod == typmod)
        ? null
        : session.host().expressions().assignment(from, to, typmod);
  }

  @Override
  public Evaluator evaluator(Expression expression) {
    return core.compiler().expressions().compile(expression);
  }

  // For the statements.

  Session session() {
    return session;
  }

  EngineCore core() {
    return core;
  }

  Queries queries() {
    return queries;
  }

  UtilityRunner utilities() {
    return utilities;
  }

  void opened(OpenRun run) {
    open.add(run);
  }

  void closed(OpenRun run) {
    open.remove(run);
  }
}
