package dev.tusk.vector;

/**
 * Which slot comes first where distances are equal: that of the lower rank. Slots are reused, so
 * that their own order says nothing about rows; who knows the rows gives their ids as ranks.
 *
 * <p>Asked for equal distances only. Must be safe to call from the searching thread, and give one
 * slot the same rank during one search.
 */
@FunctionalInterface
public interface SlotOrder {
  /** The order of the slots themselves. */
  SlotOrder BY_SLOT = slot -> slot;

  long rank(int slot);
}
