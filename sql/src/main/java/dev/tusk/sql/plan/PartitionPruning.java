package dev.tusk.sql.plan;

import dev.tusk.sql.catalog.PartitionMatching;
import dev.tusk.sql.catalog.PartitionMatching.Condition;
import dev.tusk.sql.catalog.PartitionMatching.Operator;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.type.ArrayValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the inputs of an Append may have rows, as far as conditions on the keys tell by which
 * the table is divided.
 */
public record PartitionPruning(Level root) {
  /**
   * A table that is divided.
   *
   * @param terms all of which hold
   * @param below what each partition is, by its number; null for what is not read
   */
  public record Level(Partitions partitions, List<Term> terms, List<@Nullable Target> below) {}

  /** What a partition is. */
  public sealed interface Target {
    /** It keeps rows: the input of that number. */
    record Leaf(int input) implements Target {}

    /** It is divided itself. */
    record Divided(Level level) implements Target {}
  }

  /** A condition on the key of one table. */
  public sealed interface Term {
    /**
     * A part of the key compared.
     *
     * @param values of the key's type; one array of them where {@code array} is set
     */
    record Comparison(int key, Operator operator, List<Expression> values, boolean array)
        implements Term {}

    /** Of these alternatives one holds. */
    record Or(List<List<Term>> arms) implements Term {}
  }

  /** What expressions are worth. */
  public interface Values {
    /** What stands for a value that is not known yet. */
    Object UNKNOWN = new Object();

    @Nullable Object of(Expression expression);
  }

  /** The numbers of inputs that may have rows. */
  public BitSet inputs(Values values) {
    BitSet found = new BitSet();
    add(root, values, found);
    return found;
  }

  private static void add(Level level, Values values, BitSet found) {
    BitSet alive = matching(level.partitions, level.terms, values);
    for (int i = alive.nextSetBit(0); i >= 0; i = alive.nextSetBit(i + 1)) {
      switch (level.below.get(i)) {
        case Target.Leaf(int input) -> found.set(input);
        case Target.Divided(Level below) -> add(below, values, found);
        case null -> {}
      }
    }
  }

  private static BitSet matching(Partitions partitions, List<Term> terms, Values values) {
    BitSet found = partitions.all();
    List<Condition> conditions = new ArrayList<>();
    for (Term term : terms) {
      switch (term) {
        case Term.Comparison comparison -> {
          Condition condition = condition(comparison, values);
          if (condition != null) {
            conditions.add(condition);
          }
        }
        case Term.Or(var arms) -> {
          BitSet either = new BitSet();
          arms.forEach(arm -> either.or(matching(partitions, arm, values)));
          found.and(either);
        }
      }
    }
    found.and(new PartitionMatching(partitions).all(conditions));
    return found;
  }

  /** The condition with its values; null where one is not known. */
  private static @Nullable Condition condition(Term.Comparison term, Values values) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Expression expression : term.values) {
      Object value = values.of(expression);
      if (value == Values.UNKNOWN) {
        return null;
      }
      if (term.array && value instanceof ArrayValue array) {
        found.addAll(array.elements());
      } else {
        found.add(value);
      }
    }
    return new Condition(term.key, term.operator, found);
  }
}
