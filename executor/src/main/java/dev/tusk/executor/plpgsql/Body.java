package dev.tusk.executor.plpgsql;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.Subtransaction;
import dev.tusk.sql.error.Reason;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.plpgsql.Fragment;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.Program;
import dev.tusk.sql.plpgsql.Variable;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body as one session runs it: its program, and the plans of the SQL in it. */
final class Body {
  private final String displayName;
  private final Program program;
  private final Result result;
  private final boolean returnsSet;
  private final ExtraChecks extra;
  private final @Nullable Piece[] pieces;

  /** Types of variables that have those of what was put in last: the subjects of CASE. */
  private final @Nullable Type[] types;

  private final @Nullable RowShape[] shapes;

  private final Map<Conversion, Evaluator> conversions = new HashMap<>();

  /** The innermost call that runs. */
  private @Nullable Frame frame;

  private record Conversion(Type from, int fromTypmod, Type to, int typmod) {}

  /**
   * Nothing is planned yet.
   *
   * @param displayName with argument types: {@code f(integer)}
   */
  Body(String displayName, Program program, Result result, boolean returnsSet, ExtraChecks extra) {
    this.extra = extra;
    this.returnsSet = returnsSet;
    this.displayName = displayName;
    this.program = program;
    this.result = result;
    this.pieces = new @Nullable Piece[program.fragmentCount()];
    this.types = new @Nullable Type[program.variableCount()];
    this.shapes = new @Nullable RowShape[program.variableCount()];
  }

  String displayName() {
    return displayName;
  }

  Program program() {
    return program;
  }

  Result result() {
    return result;
  }

  ExtraChecks extra() {
    return extra;
  }

  boolean returnsSet() {
    return returnsSet;
  }

  @Nullable Frame frame() {
    return frame;
  }

  Piece piece(Fragment fragment) {
    Piece known = pieces[fragment.number()];
    if (known == null) {
      known = new Piece(this, fragment);
      pieces[fragment.number()] = known;
    }
    return known;
  }

  /** An assignment to a part of a variable, whose value is the whole variable afterwards. */
  Piece piece(PlStatement.Assign assign) {
    Piece known = pieces[assign.value().number()];
    if (known == null) {
      known = new Piece(this, assign.value(), assign);
      pieces[assign.value().number()] = known;
    }
    return known;
  }

  Type type(Variable variable) {
    Type changed = types[variable.index()];
    return changed == null ? variable.type().type() : changed;
  }

  /** The fields that a variable of a composite type always has; null for any other. */
  @Nullable RowShape shape(Variable variable) {
    RowShape known = shapes[variable.index()];
    if (known == null && variable.type().type() instanceof CompositeType type) {
      known = RowShape.ofType(type);
      shapes[variable.index()] = known;
    }
    return known;
  }

  /** Gives a variable the type of a value; false when it has it already. */
  boolean retype(Variable variable, Type type) {
    if (type(variable) == type) {
      return false;
    }
    types[variable.index()] = type;
    return true;
  }

  /** A value as one of another type, by the rules of assignment. */
  @Nullable Object convert(
      Frame call, @Nullable Object value, Type from, int fromTypmod, Type to, int typmod) {
    if (value == null || from == to && (typmod < 0 || typmod == fromTypmod)) {
      return value;
    }
    Conversion wanted = new Conversion(from, fromTypmod, to, typmod);
    Evaluator known = conversions.get(wanted);
    if (known == null) {
      known = call.port.assignment(from, fromTypmod, to, typmod);
      if (known == null) {
        return value;
      }
      conversions.put(wanted, known);
    }
    return known.evaluate(new @Nullable Object[] {value}, call);
  }

  /** Something to be done for a call. */
  interface Work {
    void run(Frame frame);
  }

  /** Does the work of one call; errors get the line of context that tells of it. */
  Frame run(RoutineContext context, boolean readOnly, boolean atomic, Work work) {
    if (context.inPlace()) {
      context.reserve(Long.MAX_VALUE); // It may wait, and what it has told cannot be taken back.
    }
    Frame call = new Frame(this, context, readOnly, atomic);
    Frame around = frame;
    frame = call;
    call.port.calls().push(call);
    Runnable ended = readOnly ? () -> {} : call.port.ownSnapshots();
    try {
      work.run(call);
      return call;
    } catch (SqlException e) {
      throw e.reason() instanceof Reason.ContextKnown ? e : e.within(call.where());
    } catch (RuntimeException e) {
      RuntimeException error = call.port.translate(e);
      throw error instanceof SqlException known ? known.within(call.where()) : error;
    } finally {
      ended.run();
      call.port.calls().pop();
      frame = around;
    }
  }

  /** Ends a part of the transaction whose work has failed. */
  static void undo(Subtransaction part, RuntimeException because) {
    try {
      part.rollback();
    } catch (RuntimeException e) {
      e.addSuppressed(because);
      throw e;
    }
  }
}
