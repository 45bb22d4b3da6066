package dev.tusk.vector;

/** Which slots a search may answer with. Must be safe to call from the searching thread. */
public interface SlotFilter {

  /** Whether the slot may appear in the result. */
  boolean accepts(int slot);

  /** How many slots are accepted, or -1 when unknown; unknown is taken as "nearly all". */
  default int cardinality() {
    return -1;
  }
}
