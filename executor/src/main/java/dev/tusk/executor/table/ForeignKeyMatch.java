package dev.tusk.executor.table;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint.ForeignKey;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a foreign key's values compare with those of the key they refer to, where the types may
 * differ: by the operator that the planner finds for {@code referenced = referencing}.
 */
final class ForeignKeyMatch {
  /**
   * A pair of columns; expressions only where the types differ.
   *
   * @param equal over (referenced, referencing)
   * @param toReferenced over (referencing)
   * @param toReferencing over (referenced)
   */
  private record Pair(
      Type referenced,
      Column referencing,
      @Nullable Evaluator equal,
      @Nullable Evaluator toReferenced,
      @Nullable Evaluator toReferencing) {

    /** Whether a referenced value has one referencing value, so that an index can be searched. */
    boolean oneToOne() {
      return equal == null || referencing.type().embeds(referenced);
    }
  }

  private final List<Pair> pairs = new ArrayList<>();
  private final Execution execution;

  ForeignKeyMatch(ForeignKey key, Table referencing, Table referenced, StatementHost host) {
    this.execution = host.ruleExecution();
    RuleCompiler rules = host.rules();
    for (int i = 0; i < key.columns().size(); i++) {
      Column mine = referencing.column(key.columns().get(i));
      Type from = mine.type();
      Type to = referenced.column(key.referencedColumns().get(i)).type();
      pairs.add(
          from == to
              ? new Pair(to, mine, null, null, null)
              : new Pair(
                  to,
                  mine,
                  rules.equality(to, from),
                  rules.conversion(from, to),
                  rules.conversion(to, from)));
    }
  }

  boolean equal(@Nullable Object[] referenced, @Nullable Object[] referencing) {
    for (int i = 0; i < pairs.size(); i++) {
      Object left = referenced[i];
      Object right = referencing[i];
      if (left == null || right == null) {
        return false;
      }
      Evaluator equal = pairs.get(i).equal();
      boolean same =
          equal == null
              ? pairs.get(i).referenced().equal(left, right)
              : equal.holds(new @Nullable Object[] {left, right}, execution);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** The referencing values as an index over the referenced columns has them; null for no row's. */
  @Nullable Object @Nullable [] asReferenced(@Nullable Object[] referencing) {
    @Nullable Object[] converted = new @Nullable Object[pairs.size()];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = converted(pairs.get(i).toReferenced(), referencing[i]);
      if (converted[i] == null) {
        return null;
      }
    }
    return converted;
  }

  /** Whether {@link #asReferencing} finds all referencing rows through an index. */
  boolean searchesReferencing() {
    return pairs.stream().allMatch(Pair::oneToOne);
  }

  /** The referenced values as an index over the referencing columns has them; null for no row's. */
  @Nullable Object @Nullable [] asReferencing(@Nullable Object[] referenced) {
    @Nullable Object[] converted = new @Nullable Object[pairs.size()];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = converted(pairs.get(i).toReferencing(), referenced[i]);
      if (converted[i] == null) {
        return null;
      }
    }
    return converted;
  }

  /** A value that the other type cannot hold equals none of its values. */
  private @Nullable Object converted(@Nullable Evaluator conversion, @Nullable Object value) {
    if (conversion == null) {
      return value;
    }
    try {
      return conversion.evaluate(new @Nullable Object[] {value}, execution);
    } catch (SqlException e) {
      if (e.state().code().startsWith("22")) {
        return null;
      }
      throw e;
    }
  }

  /** A new referenced value assigned to the i-th referencing column: ON UPDATE CASCADE. */
  @Nullable Object assigned(int i, @Nullable Object referenced) {
    Pair pair = pairs.get(i);
    Evaluator conversion = pair.toReferencing();
    Object value =
        conversion == null
            ? referenced
            : conversion.evaluate(new @Nullable Object[] {referenced}, execution);
    return value == null
        ? null
        : pair.referencing().type().applyTypmod(value, pair.referencing().typmod(), false);
  }
}
