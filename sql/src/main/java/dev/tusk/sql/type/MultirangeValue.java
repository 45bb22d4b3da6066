package dev.tusk.sql.type;

import java.util.List;

/**
 * A value of a multirange type: ranges in order, none of them empty, no two of which overlap or
 * meet. Made by {@link MultirangeType#of}. No {@code equals}: {@link MultirangeType} compares by
 * the subtype.
 */
public final class MultirangeValue {
  private final List<RangeValue> ranges;

  MultirangeValue(List<RangeValue> ranges) {
    this.ranges = ranges;
  }

  public List<RangeValue> ranges() {
    return ranges;
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  @Override
  public String toString() {
    return ranges.toString();
  }
}
