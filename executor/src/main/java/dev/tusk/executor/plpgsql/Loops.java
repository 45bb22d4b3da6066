package dev.tusk.executor.plpgsql;

import dev.tusk.executor.plpgsql.Interpreter.Flow;
import dev.tusk.executor.routine.BodyRun;
import dev.tusk.executor.routine.Cursors;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.plpgsql.Fragment;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.Target;
import dev.tusk.sql.statement.Fetch;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Loops of all kinds. */
final class Loops {
  private final Frame frame;
  private final Body body;
  private final Interpreter interpreter;
  private final Assigner assigner;
  private final SqlRuns sql;
  private final CursorRuns cursors;

  Loops(Frame frame, Interpreter interpreter, Assigner assigner, SqlRuns sql, CursorRuns cursors) {
    this.frame = frame;
    this.body = frame.body;
    this.interpreter = interpreter;
    this.assigner = assigner;
    this.sql = sql;
    this.cursors = cursors;
  }

  /** Whether a loop ends behind one round of its body; then {@link #after} tells how. */
  private boolean ends(Flow flow, @Nullable String label) {
    return switch (flow) {
      case NEXT -> false;
      case RETURN, EXIT -> true;
      case CONTINUE -> {
        String wanted = frame.label;
        if (wanted == null) {
          yield false;
        }
        if (wanted.equals(label)) {
          frame.label = null;
          yield false;
        }
        yield true;
      }
    };
  }

  /** Where control goes behind a loop that one round has ended. */
  private Flow after(Flow flow, @Nullable String label) {
    if (flow != Flow.EXIT) {
      return flow;
    }
    String wanted = frame.label;
    if (wanted == null || wanted.equals(label)) {
      frame.label = null;
      return Flow.NEXT;
    }
    return Flow.EXIT;
  }

  Flow endless(PlStatement.Loop loop) {
    while (true) {
      frame.context.checkCancelled();
      Flow flow = interpreter.run(loop.body());
      if (ends(flow, loop.label())) {
        return after(flow, loop.label());
      }
    }
  }

  Flow whileTrue(PlStatement.While loop) {
    Piece condition = body.piece(loop.condition());
    while (condition.holds(frame)) {
      frame.context.checkCancelled();
      Flow flow = interpreter.run(loop.body());
      if (ends(flow, loop.label())) {
        return after(flow, loop.label());
      }
    }
    return Flow.NEXT;
  }

  Flow integers(PlStatement.ForInteger loop) {
    int from = bound(loop.lower(), "lower bound of FOR loop");
    int to = bound(loop.upper(), "upper bound of FOR loop");
    Fragment stepped = loop.step();
    int step = stepped == null ? 1 : bound(stepped, "BY value of FOR loop");
    if (step <= 0) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "BY value of FOR loop must be greater than zero");
    }
    boolean reverse = loop.reverse();
    int variable = loop.variable().index();
    boolean found = false;
    Flow result = Flow.NEXT;
    long value = from;
    while (reverse ? value >= to : value <= to) {
      found = true;
      frame.values[variable] = (int) value;
      frame.context.checkCancelled();
      Flow flow = interpreter.run(loop.body());
      if (ends(flow, loop.label())) {
        result = after(flow, loop.label());
        break;
      }
      value = reverse ? value - step : value + step;
      if (value != (int) value) {
        break;
      }
    }
    frame.found(found);
    return result;
  }

  private int bound(Fragment fragment, String what) {
    Piece piece = body.piece(fragment);
    Object value = piece.value(frame);
    Object converted = body.convert(frame, value, piece.type(), piece.typmod(), Types.INT4, -1);
    if (converted == null) {
      throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, what + " cannot be null");
    }
    return (Integer) converted;
  }

  Flow query(PlStatement.ForQuery loop) {
    try (BodyRun run = sql.rows(body.piece(loop.query()))) {
      return rows(run, loop.target(), loop.label(), loop.body());
    }
  }

  Flow execute(PlStatement.ForExecute loop) {
    try (BodyRun run = sql.dynamic(loop.query(), loop.parameters())) {
      return rows(run, loop.target(), loop.label(), loop.body());
    }
  }

  private Flow rows(
      BodyRun run, Target target, @Nullable String label, List<PlStatement> statements) {
    List<OutputColumn> columns = run.columns();
    if (columns == null) {
      throw SqlException.of(
          SqlState.INVALID_CURSOR_DEFINITION, "cannot open this statement as cursor");
    }
    RowShape shape = RowShape.ofColumns(columns);
    boolean found = false;
    Flow result = Flow.NEXT;
    while (true) {
      @Nullable Object[] row = run.fetch();
      if (row == null) {
        break;
      }
      found = true;
      assigner.row(target, shape, row);
      frame.context.checkCancelled();
      Flow flow = interpreter.run(statements);
      if (ends(flow, label)) {
        result = after(flow, label);
        break;
      }
    }
    if (!found) {
      assigner.row(target, shape, null);
    }
    frame.found(found);
    return result;
  }

  Flow cursor(PlStatement.ForCursor loop) {
    boolean unnamed = frame.values[loop.cursor().index()] == null;
    String name = cursors.openBound(loop.cursor(), loop.arguments());
    Cursors all = frame.port.cursors();
    all.pin(name, true);
    boolean done = false;
    try {
      Flow flow = fetched(name, loop);
      done = true;
      return flow;
    } finally {
      all.pin(name, false);
      if (done) {
        all.close(name);
        if (unnamed) {
          // It gets another name next time.
          frame.values[loop.cursor().index()] = null;
        }
      }
    }
  }

  private Flow fetched(String name, PlStatement.ForCursor loop) {
    Cursors all = frame.port.cursors();
    RowShape shape = RowShape.ofColumns(all.columns(name));
    Target target = new Target.Whole(loop.record());
    boolean found = false;
    while (true) {
      // One at a time: the body knows the cursor's name, and where it stands.
      List<@Nullable Object[]> rows = all.fetch(name, Fetch.Direction.FORWARD, 1, true).rows();
      if (rows.isEmpty()) {
        break;
      }
      found = true;
      assigner.row(target, shape, rows.getFirst());
      frame.context.checkCancelled();
      Flow flow = interpreter.run(loop.body());
      if (ends(flow, loop.label())) {
        frame.found(true);
        return after(flow, loop.label());
      }
    }
    if (!found) {
      assigner.row(target, shape, null);
    }
    frame.found(found);
    return Flow.NEXT;
  }

  Flow elements(PlStatement.ForEach loop) {
    Piece piece = body.piece(loop.array());
    Object value = piece.value(frame);
    if (value == null) {
      throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, "FOREACH expression must not be null");
    }
    Type type = piece.type();
    Type element = type.elementType();
    if (element == null || !(value instanceof ArrayValue array)) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          String.format(
              Locale.ROOT,
              "FOREACH expression must yield an array, not type %s",
              type.displayName()));
    }
    if (loop.slice() < 0 || loop.slice() > array.dimensions()) {
      throw SqlException.of(
          SqlState.ARRAY_SUBSCRIPT_ERROR,
          String.format(
              Locale.ROOT,
              "slice dimension (%d) is out of the valid range 0..%d",
              loop.slice(),
              array.dimensions()));
    }
    checkTarget(loop);
    int size = 1;
    for (int d = array.dimensions() - loop.slice(); d < array.dimensions(); d++) {
      size *= array.length(d);
    }
    boolean found = false;
    Flow result = Flow.NEXT;
    for (int at = 0; at + size <= array.size() && size > 0; at += size) {
      found = true;
      Object next = loop.slice() == 0 ? array.get(at) : slice(array, loop.slice(), at, size);
      assigner.put(loop.target(), next, loop.slice() == 0 ? element : type, piece.typmod());
      frame.context.checkCancelled();
      Flow flow = interpreter.run(loop.body());
      if (ends(flow, loop.label())) {
        result = after(flow, loop.label());
        break;
      }
    }
    frame.found(found);
    return result;
  }

  private void checkTarget(PlStatement.ForEach loop) {
    Type type =
        loop.target() instanceof Target.Scalars
            ? null
            : Assigner.value(frame, loop.target()).type();
    boolean array = type != null && type.elementType() != null;
    if (loop.slice() > 0 && !array) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "FOREACH ... SLICE loop variable must be of an array type");
    }
    if (loop.slice() == 0 && array) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "FOREACH loop variable must not be of an array type");
    }
  }

  private static ArrayValue slice(ArrayValue array, int dimensions, int at, int size) {
    int[] lengths = new int[dimensions];
    int[] lower = new int[dimensions];
    int first = array.dimensions() - dimensions;
    for (int d = 0; d < dimensions; d++) {
      lengths[d] = array.length(first + d);
      lower[d] = array.lowerBound(first + d);
    }
    @Nullable Object[] elements = new @Nullable Object[size];
    for (int i = 0; i < size; i++) {
      elements[i] = array.get(at + i);
    }
    return new ArrayValue(array.elementType(), lengths, lower, elements);
  }
}
