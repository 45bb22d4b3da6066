package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.ColumnRef;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Which collation an expression has, and by what right ({@code parse_collate.c}).
 *
 * <p>An expression's type tells its collation where that is not the type's own. COLLATE decides
 * within the expression around it; a column's collation yields to it, and to another column's only
 * where its own is the database's. A call whose collation orders by more than the bytes has
 * operands that all say so, by which whatever compares them knows.
 */
public final class Collations {
  private final Analysis analysis;

  /** Where COLLATE stands, of the expressions under it. */
  private final Map<RexNode, Integer> explicit = new IdentityHashMap<>();

  Collations(Analysis analysis) {
    this.analysis = analysis;
  }

  private enum Strength {
    NONE,
    IMPLICIT,
    CONFLICT,
    EXPLICIT
  }

  /**
   * What is known of an expression's collation.
   *
   * @param other the one it is in conflict with
   */
  private record State(
      Strength strength, Collation collation, int position, Collation other, int otherPosition) {
    static final State NONE =
        new State(Strength.NONE, Collation.UNDETERMINED, 0, Collation.UNDETERMINED, 0);

    static State of(Strength strength, Collation collation, int position) {
      return new State(strength, collation, position, Collation.UNDETERMINED, 0);
    }

    boolean conflict() {
      return strength == Strength.CONFLICT;
    }

    /** The collation of what has this state. */
    Collation result() {
      return conflict() ? Collation.UNDETERMINED : collation;
    }
  }

  /**
   * A collation by its name, for values of a type.
   *
   * @throws SqlException 42704 when there is none, 42804 when the type has none
   */
  public static Collation resolve(Catalog catalog, QualifiedName name, Type type) {
    Collation found =
        catalog
            .collation(name)
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.UNDEFINED_OBJECT,
                    String.format(
                        Locale.ROOT,
                        "collation \"%s\" for encoding \"UTF8\" does not exist",
                        name)));
    if (type.collation() == 0) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "collations are not supported by type " + type.displayName());
    }
    return found;
  }

  /** {@code x COLLATE c}. */
  RexNode explicit(RexNode text, Collation collation, int position) {
    RexNode collated =
        analysis.asWritten || analysis.keepsConversions
            ? analysis.call(
                new Shape.Collate(collation.name()),
                RelTypes.collated(text.getType(), collation),
                List.of(text),
                position)
            : under(text, collation, position);
    explicit.put(collated, position);
    return collated;
  }

  /**
   * A value under a collation: where that changes its order, by a call, so that the one is never
   * taken for the other.
   */
  public static RexNode under(RexNode node, Collation collation, int position) {
    RelDataType type = RelTypes.collated(node.getType(), collation);
    if (RelTypes.compared(type).equals(RelTypes.compared(node.getType()))) {
      return switch (node) {
        case ColumnRef c -> new ColumnRef(c.getIndex(), type, c.written(), c.position());
        case RexInputRef field -> new RexInputRef(field.getIndex(), type);
        case PgCall call -> call.clone(type, call.operands);
        default -> node;
      };
    }
    return new PgCall(new Shape.Relabel(), type, List.of(node), position)
        .as(PgCall.Form.IMPLICIT_CAST);
  }

  /**
   * A call with the collation that its operands give it.
   *
   * @throws SqlException 42P21 when COLLATE says two things of them
   */
  RexNode of(PgCall call) {
    if (call.operands.stream().allMatch(o -> RelTypes.collation(o.getType()) == null)) {
      return call;
    }
    State state = merged(contributing(call));
    if (state.strength() == Strength.NONE) {
      return call;
    }
    Collation collation = state.result();
    RelDataType type =
        RelTypes.typeOf(call).collation() == 0 || leaf(call.shape())
            ? call.getType()
            : RelTypes.collated(call.getType(), collation);
    List<RexNode> operands =
        analysis.asWritten || !compares(call.shape())
            ? call.operands
            : alike(call.operands, contributing(call).size(), collation);
    return changed(call, type, operands);
  }

  private static RexNode changed(PgCall call, RelDataType type, List<RexNode> operands) {
    boolean same = operands.equals(call.operands);
    return same && type == call.getType() ? call : call.clone(type, operands);
  }

  /** Whether what a call gives depends on its collation. */
  private static boolean compares(Shape shape) {
    return switch (shape) {
      case Shape.Function _,
          Shape.DistinctFrom _,
          Shape.NullIf _,
          Shape.Extreme _,
          Shape.Quantified _,
          Shape.Aggregate _,
          Shape.InList _ ->
          true;
      default -> false;
    };
  }

  /** Arguments as the parameters of a function have them, all of one collation. */
  List<RexNode> alike(List<RexNode> arguments) {
    if (arguments.stream().allMatch(a -> RelTypes.collation(a.getType()) == null)) {
      return arguments;
    }
    return alike(arguments, arguments.size(), merged(arguments).result());
  }

  private List<RexNode> alike(List<RexNode> all, int count, Collation collation) {
    List<RexNode> operands = new ArrayList<>(all);
    for (int i = 0; i < count; i++) {
      RexNode operand = operands.get(i);
      boolean has = RelTypes.typeOf(operand).collation() != 0;
      boolean same =
          RelTypes.compared(operand.getType())
              .equals(CollatedType.of(RelTypes.typeOf(operand), collation));
      if (has && !same) {
        RexNode collated = under(operand, collation, PgCall.positionOf(operand));
        Integer position = explicit.get(operand);
        if (position != null) {
          explicit.put(collated, position);
        }
        operands.set(i, collated);
      }
    }
    return operands;
  }

  /**
   * The collation that values of several expressions have together.
   *
   * @param mayConflict whether it may stay open, for who compares them to refuse
   * @throws SqlException 42P21
   */
  RelDataType common(RelDataType type, List<RexNode> nodes, boolean mayConflict) {
    if (RelTypes.type(type).collation() == 0
        || nodes.stream().allMatch(n -> RelTypes.collation(n.getType()) == null)) {
      return type;
    }
    State state = merged(nodes);
    if (state.conflict() && !mayConflict) {
      throw mismatch(state);
    }
    return state.strength() == Strength.NONE ? type : RelTypes.collated(type, state.result());
  }

  /**
   * Refuses to sort or group by what has no one collation.
   *
   * @throws SqlException 42P21
   */
  void requireOne(RexNode key) {
    if (RelTypes.collation(key.getType()) != null) {
      State state = state(key);
      if (state.conflict()) {
        throw mismatch(state);
      }
    }
  }

  /**
   * {@code COLLATION FOR (x)}.
   *
   * @throws SqlException 42804 when the type has none
   */
  RexNode nameOf(RexNode node, int position) {
    Type type = RelTypes.typeOf(node);
    if (type == Types.UNKNOWN) {
      return analysis.constant(null, Types.TEXT, position);
    }
    if (type.collation() == 0) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "collations are not supported by type " + type.displayName());
    }
    Collation collation = state(node).result();
    RexNode name =
        analysis.constant(
            collation.undetermined() ? null : "\"" + collation.name().replace("\"", "\"\"") + "\"",
            Types.TEXT,
            position);
    if (!Rex.any(node, n -> PgCall.shapeOf(n) instanceof Shape.Aggregate)) {
      return name;
    }
    // The aggregate stays, since it is what makes its query a grouped one.
    RexNode absent = analysis.call(new Shape.IsNull(false), Types.BOOL, List.of(node), position);
    return analysis.call(new Shape.Case(), Types.TEXT, List.of(absent, name, name), position);
  }

  private static SqlException mismatch(State state) {
    return SqlException.of(
            SqlState.COLLATION_MISMATCH,
            String.format(
                Locale.ROOT,
                "collation mismatch between implicit collations \"%s\" and \"%s\"",
                state.collation().name(),
                state.other().name()))
        .withHint(
            "You can choose the collation by applying the COLLATE clause to one or both "
                + "expressions.")
        .at(state.otherPosition());
  }

  private State state(RexNode node) {
    Type type = RelTypes.typeOf(node);
    Collation own = RelTypes.collation(node.getType());
    Integer written = explicit.get(node);
    if (written != null && own != null) {
      return State.of(Strength.EXPLICIT, own, written);
    }
    int position = PgCall.positionOf(node);
    if (own == null) {
      Collation usual = BuiltinCollations.of(type);
      return usual == null ? State.NONE : State.of(Strength.IMPLICIT, usual, position);
    }
    if (node instanceof PgCall call && !leaf(call.shape())) {
      State within = merged(contributing(call));
      // What was put under another collation has that, whatever it had before.
      return call.shape() instanceof Shape.Relabel
              && !own.undetermined()
              && !within.result().equals(own)
          ? State.of(Strength.IMPLICIT, own, position)
          : within;
    }
    return own.undetermined() ? State.NONE : State.of(Strength.IMPLICIT, own, position);
  }

  private static boolean leaf(Shape shape) {
    return switch (shape) {
      case Shape.Constant _,
          Shape.Parameter _,
          Shape.Outer _,
          Shape.Subquery _,
          Shape.Field _,
          Shape.RowOf _ ->
          true;
      default -> false;
    };
  }

  /** The operands whose collations count for the call's. */
  private static List<RexNode> contributing(PgCall call) {
    List<RexNode> all = call.operands;
    return switch (call.shape()) {
      case Shape.Subscript _, Shape.Slice _ -> all.subList(0, 1);
      case Shape.ArrayAssign _ -> all.subList(0, 2);
      case Shape.SwitchedCase _ -> all.subList(1, all.size());
      case Shape.Aggregate aggregate -> all.subList(0, arguments(aggregate));
      case Shape.RowOf _, Shape.RowComparison _, Shape.Subquery _ -> List.of();
      default -> all;
    };
  }

  /** What WITHIN GROUP sorts by counts too, if it is one (assign_ordered_set_collations). */
  private static int arguments(Shape.Aggregate aggregate) {
    boolean sorted =
        OrderedSets.ordered(aggregate.function().name()) && aggregate.orderBy().size() == 1;
    return aggregate.argumentCount() + (sorted ? 1 : 0);
  }

  private State merged(List<RexNode> nodes) {
    State result = State.NONE;
    for (RexNode node : nodes) {
      result = merged(result, state(node));
    }
    return result;
  }

  private static State merged(State before, State next) {
    if (next.strength().compareTo(before.strength()) > 0) {
      return next;
    }
    if (next.strength() != before.strength() || before.collation().equals(next.collation())) {
      return before;
    }
    return switch (next.strength()) {
      case NONE, CONFLICT -> before;
      case IMPLICIT -> {
        if (before.collation().equals(Collation.DEFAULT)) {
          yield next;
        }
        yield next.collation().equals(Collation.DEFAULT)
            ? before
            : new State(
                Strength.CONFLICT,
                before.collation(),
                before.position(),
                next.collation(),
                next.position());
      }
      case EXPLICIT ->
          throw SqlException.of(
                  SqlState.COLLATION_MISMATCH,
                  String.format(
                      Locale.ROOT,
                      "collation mismatch between explicit collations \"%s\" and \"%s\"",
                      before.collation().name(),
                      next.collation().name()))
              .at(next.position());
    };
  }
}
