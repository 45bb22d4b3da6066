package dev.tusk.executor.routine;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.parser.LexicalSettings;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of a body in the session and the transaction of the call, as PostgreSQL's
 * {@code spi.c} does. Errors of a statement carry the text at fault, with the place in it.
 */
public interface StatementPort {
  /**
   * One statement or expression of a body.
   *
   * @param variables what names stand for beside columns
   * @throws SqlException when it cannot be parsed; names are resolved when it is used first
   */
  BodyStatement prepare(BodyText text, Variables variables);

  /**
   * An assignment to a part of a variable: an expression that gives the whole variable as it is
   * afterwards.
   *
   * @param path from the variable, or its field, to the part
   */
  BodyStatement prepareAssignment(
      BodyText text, List<String> variable, List<PathStep> path, Variables variables);

  /**
   * A step: to a field, or to an element or slice by the text of its bounds.
   *
   * @param field null for subscripts
   */
  record PathStep(
      @Nullable String field, @Nullable String lower, @Nullable String upper, boolean slice) {}

  /**
   * Statements of a text made at run time.
   *
   * @param parameterTypes of {@code $1}, {@code $2}, …
   */
  List<BodyStatement> prepare(String sql, List<Type> parameterTypes);

  /**
   * The statements of a whole body.
   *
   * @param source the body's text, for errors
   */
  List<BodyStatement> prepare(String source, List<Statement> parsed, Variables variables);

  /** How the strings of a body are read. */
  LexicalSettings lexical();

  /** Whether there is a cast that assignments use. */
  boolean assignable(Type from, Type to);

  /**
   * An error in the text of a body, shown at its place in the statement that the client sent if the
   * body is written there once; else in the body alone.
   */
  SqlException placed(SqlException error, String body);

  /** The same for something the client should know. */
  Notice placed(Notice notice, String body);

  /** Starts a part of the transaction that can be undone alone. */
  Subtransaction begin();

  /** What an error is to SQL, such as 40001 for a conflict that storage found; keeps any other. */
  RuntimeException translate(RuntimeException error);

  /**
   * Ends the transaction and begins the next one.
   *
   * @param chain whether that is to be like this one
   */
  void commit(boolean chain);

  void rollback(boolean chain);

  /** Whether a procedure called or a block run now may end the transaction. */
  boolean mayEndTransaction();

  Cursors cursors();

  CallStack calls();

  /**
   * A body begins that may change what it reads: it, and what it calls, read under snapshots of
   * their own, until what is given is run.
   */
  Runnable ownSnapshots();

  /** A type by its name. */
  ResolvedName type(TypeName name);

  /** The type that a name stands for. */
  record ResolvedName(Type type, int typmod) {}

  /**
   * How a value is assigned to a variable of another type: by the cast that assignments use, else
   * through its text. Null where the value can stay as it is.
   */
  @Nullable Evaluator assignment(Type from, int fromTypmod, Type to, int typmod);

  /** An expression made ready to be evaluated. */
  Evaluator evaluator(Expression expression);
}
