package dev.tusk.sql.planner.algebra;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * The values that a subquery or a lateral item reads of the query around it, in the order it first
 * asked. Inside they are {@link Shape.Outer}; at the call they are operands over the outer row.
 */
public final class Correlation {
  private final List<RexNode> values = new ArrayList<>();
  private int firstSlot = -1;

  /** The number of that outer value, adding it when it is new. */
  public int capture(RexNode value) {
    int known = values.indexOf(value);
    if (known >= 0) {
      return known;
    }
    values.add(value);
    return values.size() - 1;
  }

  /** Forgets the values behind the first so many, which nothing reads after all. */
  public void truncate(int size) {
    values.subList(size, values.size()).clear();
  }

  public List<RexNode> values() {
    return values;
  }

  /** The execution's slot of value 0; fixed when the plan is made. */
  public int firstSlot(Slots slots) {
    if (firstSlot < 0) {
      firstSlot = slots.allocate(values.size());
    }
    return firstSlot;
  }

  /** Numbers of slots, given out once. */
  public static final class Slots {
    private int count;

    int allocate(int slots) {
      int first = count;
      count += slots;
      return first;
    }

    public int count() {
      return count;
    }
  }
}
