package dev.tusk.executor.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of a B-tree index: leading keys equal to {@code equal}, the next key between two bounds.
 *
 * <p>Values are of the keys' types and not null: a comparison with NULL selects nothing, which the
 * caller answers itself.
 *
 * @param lower bound of key {@code equal.size()}; null for none
 * @param upper likewise; NULL keys are inside only when neither bound is given
 */
public record IndexRange(
    List<Object> equal,
    @Nullable Object lower,
    boolean lowerInclusive,
    @Nullable Object upper,
    boolean upperInclusive) {

  /** The whole index. */
  public static final IndexRange ALL = new IndexRange(List.of(), null, false, null, false);

  /** Entries whose leading keys are these. */
  public static IndexRange equalTo(List<Object> values) {
    return new IndexRange(values, null, false, null, false);
  }
}
