package dev.tusk.sql.catalog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table is among partitions: it may be divided, be a part, or both. Whose part it is its
 * parent tells.
 *
 * @param key by what its rows are divided; null where it keeps them itself
 * @param bound which rows of the parent it takes; null where it is no partition
 * @param detaching DETACH CONCURRENTLY has begun and is not finished
 * @param attached the parent's indexes, constraints and triggers by those of the table's own that
 *     are their parts
 */
public record Partitioning(
    @Nullable PartitionKey key,
    @Nullable PartitionBound bound,
    boolean detaching,
    Map<Long, Long> attached) {
  /** Of a table that has nothing to do with partitions. */
  public static final Partitioning NONE = new Partitioning(null, null, false, Map.of());

  public boolean isPartition() {
    return bound != null;
  }

  /** The same with another key. */
  public Partitioning withKey(@Nullable PartitionKey changed) {
    return new Partitioning(changed, bound, detaching, attached);
  }

  /** The same as a partition that takes these rows; null for none. */
  public Partitioning taking(@Nullable PartitionBound taken) {
    return new Partitioning(key, taken, false, attached);
  }

  /** The same with other parts of the parent's. */
  public Partitioning withAttached(Map<Long, Long> changed) {
    return new Partitioning(key, bound, detaching, Map.copyOf(changed));
  }

  /** The same, where one more is part of the parent's; of none where that is 0. */
  public Partitioning attach(long own, long parents) {
    Map<Long, Long> changed = new HashMap<>(attached);
    if (parents == 0) {
      changed.remove(own);
    } else {
      changed.put(own, parents);
    }
    return withAttached(changed);
  }

  /** Of what an index, constraint or trigger is a part; 0 for nothing. */
  public long parentOf(long own) {
    return attached.getOrDefault(own, 0L);
  }

  /** The same while it is being detached. */
  public Partitioning detachPending() {
    return new Partitioning(key, bound, true, attached);
  }
}
