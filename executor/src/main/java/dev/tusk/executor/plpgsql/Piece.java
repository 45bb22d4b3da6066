package dev.tusk.executor.plpgsql;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.routine.BodyRun;
import dev.tusk.executor.routine.BodyStatement;
import dev.tusk.executor.routine.BodyText;
import dev.tusk.executor.routine.CallStack;
import dev.tusk.executor.routine.StatementPort;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.plpgsql.Accessor;
import dev.tusk.sql.plpgsql.Fragment;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.Target;
import dev.tusk.sql.plpgsql.Variable;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL of a body, with its plan. What {@link #value} gave is of {@link #type}, which may
 * be another one at the next call.
 */
final class Piece implements CallStack.Entry {
  private static final @Nullable Object[] NO_ROW = {};

  private final Body body;
  private final Fragment fragment;
  private final BodyText text;
  private final PlStatement.@Nullable Assign assign;
  private @Nullable BodyNames names;
  private @Nullable BodyStatement statement;
  private @Nullable Evaluator evaluator;
  private Type type = Types.UNKNOWN;
  private int typmod = -1;

  Piece(Body body, Fragment fragment) {
    this(body, fragment, null);
  }

  /**
   * A piece that is not planned yet.
   *
   * @param assign what it is the value of, where that is a part of a variable
   */
  Piece(Body body, Fragment fragment, PlStatement.@Nullable Assign assign) {
    this.assign = assign;
    this.body = body;
    this.fragment = fragment;
    this.text =
        new BodyText(
            fragment.sql(),
            switch (fragment.kind()) {
              case STATEMENT -> BodyText.Kind.STATEMENT;
              case EXPRESSION -> BodyText.Kind.EXPRESSION;
              case ASSIGNMENT -> BodyText.Kind.ASSIGNMENT;
            },
            fragment.from());
  }

  @Override
  public String where() {
    return Objects.requireNonNull(text.context());
  }

  String sql() {
    return fragment.sql();
  }

  /** The statement for the variables as they are. */
  BodyStatement statement(Frame frame) {
    BodyStatement known = statement;
    BodyNames before = names;
    if (known != null && before != null && !before.changed(frame)) {
      return known;
    }
    BodyNames now = new BodyNames(body, fragment.names());
    PlStatement.Assign part = assign;
    BodyStatement made =
        part == null
            ? frame.port.prepare(text, now)
            : frame.port.prepareAssignment(text, names(part.target()), path(part), now);
    names = now;
    statement = made;
    return made;
  }

  private static List<String> names(Target target) {
    return switch (target) {
      case Target.Whole(Variable variable) -> List.of(variable.name());
      case Target.FieldOf(Variable record, String field) -> List.of(record.name(), field);
      case Target.Scalars _ -> throw new IllegalStateException("no part of several variables");
    };
  }

  private static List<StatementPort.PathStep> path(PlStatement.Assign assign) {
    List<StatementPort.PathStep> path = new ArrayList<>();
    for (Accessor accessor : assign.path()) {
      path.add(
          switch (accessor) {
            case Accessor.Field(String name) -> new StatementPort.PathStep(name, null, null, false);
            case Accessor.Subscript s ->
                new StatementPort.PathStep(null, sql(s.lower()), sql(s.upper()), s.slice());
          });
    }
    return path;
  }

  private static @Nullable String sql(@Nullable Fragment bound) {
    return bound == null ? null : bound.sql();
  }

  /** A variable it names has another type now. */
  void forget() {
    statement = null;
  }

  /** Whether the planned statement names a variable. */
  boolean names(Variable variable) {
    BodyNames now = names;
    return now != null && now.named(variable.index());
  }

  Type type() {
    return type;
  }

  int typmod() {
    return typmod;
  }

  /** The value of an expression. */
  @Nullable Object value(Frame frame) {
    BodyStatement current = statement(frame);
    Evaluator simple = current.expression();
    if (simple == null) {
      return queried(current, frame);
    }
    if (simple != evaluator) {
      evaluator = simple;
      List<OutputColumn> columns = current.columns();
      if (columns != null) {
        take(columns.getFirst());
      }
    }
    return simple.evaluate(NO_ROW, frame);
  }

  private void take(OutputColumn column) {
    boolean unknown = column.type() == Types.UNKNOWN;
    type = unknown ? Types.TEXT : column.type();
    typmod = column.typmod();
  }

  private @Nullable Object queried(BodyStatement current, Frame frame) {
    evaluator = null;
    frame.port.calls().push(this);
    try (BodyRun run = current.run(frame.values.clone(), frame.readOnly)) {
      List<OutputColumn> columns = run.columns();
      if (columns == null) {
        throw SqlException.of(
            SqlState.WRONG_OBJECT_TYPE,
            String.format(Locale.ROOT, "query \"%s\" did not return data", fragment.sql()));
      }
      if (columns.size() != 1) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR,
                String.format(
                    Locale.ROOT,
                    "query returned %d column%s",
                    columns.size(),
                    columns.size() == 1 ? "" : "s"))
            .within("query: " + fragment.sql());
      }
      take(columns.getFirst());
      @Nullable Object[] row = run.next();
      if (row != null && run.next() != null) {
        throw SqlException.of(SqlState.CARDINALITY_VIOLATION, "query returned more than one row")
            .within("query: " + fragment.sql());
      }
      return row == null ? null : row[0];
    } finally {
      frame.port.calls().pop();
    }
  }

  /** The value of a condition: NULL counts as false. */
  boolean holds(Frame frame) {
    return Boolean.TRUE.equals(truth(frame));
  }

  @Nullable Object truth(Frame frame) {
    Object value = value(frame);
    return type == Types.BOOL ? value : body.convert(frame, value, type, typmod, Types.BOOL, -1);
  }

  /** The value as text, as RAISE prints it. */
  @Nullable String shown(Frame frame) {
    Object value = value(frame);
    return value == null ? null : type.toText(value, frame.context.format());
  }
}
