package dev.tusk.sql.type;

/**
 * A value of a range type: what lies between two bounds, or nothing. Made by {@link
 * RangeType#make}, which brings it to its one form. No {@code equals}: {@link RangeType} compares
 * by the subtype.
 */
public final class RangeValue {
  /** Contains nothing. */
  public static final RangeValue EMPTY =
      new RangeValue(RangeBound.lower(null, false), RangeBound.upper(null, false), true);

  private final RangeBound lower;
  private final RangeBound upper;
  private final boolean empty;

  private RangeValue(RangeBound lower, RangeBound upper, boolean empty) {
    this.lower = lower;
    this.upper = upper;
    this.empty = empty;
  }

  /** Between bounds that are in order. */
  static RangeValue between(RangeBound lower, RangeBound upper) {
    return new RangeValue(lower, upper, false);
  }

  public boolean isEmpty() {
    return empty;
  }

  public RangeBound lower() {
    return lower;
  }

  public RangeBound upper() {
    return upper;
  }

  @Override
  public String toString() {
    return empty ? "empty" : lower + "," + upper;
  }
}
