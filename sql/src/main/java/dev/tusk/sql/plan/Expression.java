package dev.tusk.sql.plan;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar expression over one input row, with every name, overload and coercion resolved.
 *
 * <p>Three-valued logic: a null value is SQL's NULL. {@code position} is the character of the
 * statement that a run-time error should point at, from 1; 0 for none.
 */
public sealed interface Expression {
  Type type();

  /** A value known while planning; null is NULL. */
  record Constant(@Nullable Object value, Type type) implements Expression {}

  /**
   * A parameter of the execution: {@code $n}, then the literals that the plan cache folded away.
   *
   * @param index from 0
   * @param position of a folded literal, else 0
   */
  record Parameter(int index, Type type, int position) implements Expression {}

  /**
   * A field of the input row, from 0. In a join's condition: the left row's fields, then the
   * right's.
   */
  record Input(int index, Type type) implements Expression {}

  /**
   * A value of an enclosing query's row, put in the execution's slot by the {@link Subquery} or
   * lateral join around.
   */
  record Outer(int slot, Type type) implements Expression {}

  /**
   * A function, or the function behind an operator or a cast. Polymorphic result types are
   * resolved.
   */
  record Call(FunctionSignature function, List<Expression> arguments, Type type, int position)
      implements Expression {}

  /**
   * Through text: typoutput then typinput; also reads an unknown literal or parameter given as
   * text.
   */
  record InOutCast(Expression operand, Type type, int position) implements Expression {}

  /**
   * The same Java value under another type.
   *
   * @param collation of {@code x COLLATE name}; null for a cast
   */
  record Relabel(Expression operand, Type type, @Nullable String collation) implements Expression {
    public Relabel(Expression operand, Type type) {
      this(operand, type, null);
    }
  }

  /** Length, scale, dimension: {@code Type.applyTypmod}. */
  record ApplyTypmod(Expression operand, Type type, int typmod, boolean explicit)
      implements Expression {}

  /** Whether a row is the one of its table that a cursor stands on. */
  record CurrentOf(Expression cursor, Expression rowId, Expression tableOid, Type type)
      implements Expression {}

  /** Casts each element: {@code element} reads it as {@code Input(0)}. */
  record ArrayCast(Expression operand, Expression element, Type type) implements Expression {}

  record And(List<Expression> operands, Type type) implements Expression {}

  record Or(List<Expression> operands, Type type) implements Expression {}

  record Not(Expression operand, Type type) implements Expression {}

  /** IS [NOT] NULL; of a row: all (or no) fields null. */
  record IsNull(Expression operand, boolean negated, Type type) implements Expression {}

  /** IS [NOT] TRUE, FALSE, UNKNOWN. {@code expected} null stands for UNKNOWN. */
  record BooleanTest(Expression operand, @Nullable Boolean expected, boolean negated, Type type)
      implements Expression {}

  /** IS [NOT] DISTINCT FROM, by the function behind {@code =}. */
  record DistinctFrom(
      Expression left, Expression right, FunctionSignature equality, boolean negated, Type type)
      implements Expression {}

  /** CASE WHEN …; the simple form arrives with its comparison written out. */
  record Case(List<When> whens, @Nullable Expression otherwise, Type type) implements Expression {}

  record When(Expression condition, Expression result) {}

  record Coalesce(List<Expression> operands, Type type) implements Expression {}

  /** NULL when {@code left = right}, else left. */
  record NullIf(Expression left, Expression right, FunctionSignature equality, Type type)
      implements Expression {}

  /** GREATEST, LEAST: NULLs skipped. */
  record Extreme(List<Expression> operands, boolean greatest, Type type) implements Expression {}

  /** ARRAY[…]; {@code nested} when the elements are arrays to be stacked. */
  record ArrayOf(List<Expression> elements, boolean nested, Type type) implements Expression {}

  /**
   * VARIADIC array, the last argument of a function that takes any number of any type: its elements
   * stand for the arguments. For functions over one type the array itself is the argument.
   */
  record Spread(Expression array, Type type) implements Expression {}

  /** A row as a value, its fields named f1, f2, … or as a table's columns. */
  record RowOf(List<Expression> fields, List<String> names, Type type) implements Expression {}

  /** A field of a composite value, from 0. */
  record Field(Expression operand, int index, Type type) implements Expression {}

  /** a[i][j], NULL when out of bounds. */
  record Subscript(Expression array, List<Expression> indexes, Type type) implements Expression {}

  /** a[l:u]; an absent bound is null. */
  record Slice(Expression array, List<Bounds> bounds, Type type) implements Expression {}

  /**
   * The array after {@code a[i] = value} or {@code a[l:u] = value}.
   *
   * @param bounds for an element the subscripts, as upper bounds
   */
  record ArrayAssign(
      Expression array, Expression value, List<Bounds> bounds, boolean slice, Type type)
      implements Expression {}

  /** The row after {@code row.f = value}; a row that was NULL has all other fields NULL. */
  record FieldAssign(Expression row, Expression value, int index, Type type)
      implements Expression {}

  /**
   * A value that became one of a domain, or has such values within: an error unless they meet the
   * constraints.
   *
   * @param domains those that occur in the type
   * @param position of a literal that was read as one of the type, else 0
   */
  record DomainCheck(Expression operand, List<DomainRule> domains, Type type, int position)
      implements Expression {}

  /** What a domain asks of its values beside what the type under it asks. */
  record DomainRule(DomainType domain, List<NamedCondition> conditions) {}

  /** CHECK, over the value as {@code Input(0)}. */
  record NamedCondition(String name, Expression condition) {}

  record Bounds(@Nullable Expression lower, @Nullable Expression upper) {}

  /** left op ANY|ALL (array), by a boolean function of (left, element). */
  /**
   * {@code left operator ANY (array)} or {@code ALL}.
   *
   * @param hashed whether it says that a value is among the elements, or none of them, by the
   *     equality of their type: a hash set of them can tell
   */
  record Quantified(
      Expression left,
      FunctionSignature operator,
      Expression array,
      boolean all,
      boolean hashed,
      Type type)
      implements Expression {}

  /**
   * left IN (constants…) of one type with many members: a hash probe in place of a chain of ORs.
   *
   * @param members none refers to the row
   */
  record InList(
      Expression left,
      List<Expression> members,
      FunctionSignature equality,
      boolean negated,
      Type type)
      implements Expression {}

  /**
   * A subquery in an expression.
   *
   * <p>Before it runs, {@code outerValues.get(i)} is evaluated on the current row and put in slot
   * {@code firstSlot + i}. Without outer values it runs once an execution, and its answer is kept.
   *
   * @param test for ANY and ALL: a condition over the left operands' values followed by the
   *     subquery's fields, as {@code Input}; null for the other kinds
   */
  record Subquery(
      SubqueryKind kind,
      PhysicalPlan plan,
      List<Expression> outerValues,
      int firstSlot,
      List<Expression> left,
      @Nullable Expression test,
      Type type)
      implements Expression {}

  /** What a subquery is asked for. IN is ANY with {@code =}; NOT IN is Not of it. */
  enum SubqueryKind {
    /** The one value of the one row, NULL for none, 21000 for more. */
    SCALAR,
    EXISTS,
    ANY,
    ALL,
    /** ARRAY(SELECT …). */
    ARRAY
  }

  /** A call in a list of aggregates or window functions; reads the aggregate's input row. */
  record AggregateCall(
      FunctionSignature function,
      List<Expression> arguments,
      boolean distinct,
      List<SortKey> orderBy,
      @Nullable Expression filter,
      Type type) {}

  /** A window function: an aggregate or one of kind WINDOW over a frame. */
  record WindowCall(AggregateCall call, Frame frame) {}

  /** Frame of a window: ROWS, RANGE or GROUPS between two bounds. */
  record Frame(FrameMode mode, FrameBound start, FrameBound end, Exclusion exclusion) {
    /** Without ORDER BY the whole partition, with it up to the current row's peers. */
    public static final Frame DEFAULT =
        new Frame(
            FrameMode.RANGE,
            new FrameBound(BoundKind.UNBOUNDED_PRECEDING, null),
            new FrameBound(BoundKind.CURRENT_ROW, null),
            Exclusion.NONE);
  }

  enum FrameMode {
    ROWS,
    RANGE,
    GROUPS
  }

  enum BoundKind {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  enum Exclusion {
    NONE,
    CURRENT_ROW,
    GROUP,
    TIES
  }

  /** An edge of a frame; {@code offset} for PRECEDING and FOLLOWING. */
  record FrameBound(BoundKind kind, @Nullable Expression offset) {}
}
