package dev.tusk.sql.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of its parent a partition takes ({@code relpartbound}). Values are texts of the key's
 * type as it writes them in any session.
 */
public sealed interface PartitionBound {
  /** What no other partition takes. */
  record Default() implements PartitionBound {}

  /** These values of the only key; null is NULL. */
  record In(List<@Nullable String> values) implements PartitionBound {}

  /** From the one inclusive to the other exclusive, in the order of the keys. */
  record Range(List<Edge> from, List<Edge> to) implements PartitionBound {}

  /** Hash values that leave this remainder. */
  record Hash(int modulus, int remainder) implements PartitionBound {}

  /** One key of a range's end. */
  sealed interface Edge {
    /** Below all values. */
    record Minimum() implements Edge {}

    record Value(String text) implements Edge {}

    /** Above all values. */
    record Maximum() implements Edge {}
  }
}
