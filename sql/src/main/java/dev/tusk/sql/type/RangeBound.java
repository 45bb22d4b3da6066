package dev.tusk.sql.type;

import org.jspecify.annotations.Nullable;

/**
 * One end of a range.
 *
 * @param value null where the range has no end there
 * @param inclusive whether the value itself is in the range
 * @param lower whether it is the lower end
 */
public record RangeBound(@Nullable Object value, boolean inclusive, boolean lower) {
  public static RangeBound lower(@Nullable Object value, boolean inclusive) {
    return new RangeBound(value, inclusive && value != null, true);
  }

  public static RangeBound upper(@Nullable Object value, boolean inclusive) {
    return new RangeBound(value, inclusive && value != null, false);
  }

  public boolean infinite() {
    return value == null;
  }

  /** The end, on the other side, of what lies beyond this one. */
  public RangeBound beyond() {
    return new RangeBound(value, !inclusive, !lower);
  }
}
